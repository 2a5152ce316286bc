import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parsePolicy } from '../../src/base/policy/document.ts'
import { ENTITLEMENTS } from '../../src/grants/entitlements/index.ts'
import { endedPolicy } from '../../src/grants/policy/permissions-policy.ts'
import { documentsHash, permissionsHash, renderGrant } from '../../src/grants/policy.ts'
import {
  anOrder,
  CENTER,
  entitlementOf,
  exampleOf,
  OFFICE,
  PLACE,
  rendered,
  WINDOW,
} from '../support/grant-orders.ts'
import { ENDPOINT, sha256, T0 } from '../support/grants.ts'

const NOTEBOOK = 'arn:aws:sagemaker:eu-west-1:111122223333:notebook-instance/lab'
const START = '2026-11-23T09:00:00Z'
const END = '2026-11-23T10:00:00Z'
const WITHIN = {
  DateGreaterThanEquals: { 'aws:CurrentTime': START },
  DateLessThan: { 'aws:CurrentTime': END },
}

describe('the role of a grant', () => {
  it('allows exactly what was asked for, inside the window, and denies the rest and all that lies outside', () => {
    expect(rendered('open-notebook').permissions).toEqual({
      Version: '2012-10-17',
      Statement: [
        {
          Sid: 'OpenNotebook',
          Effect: 'Allow',
          Action: ['sagemaker:CreatePresignedNotebookInstanceUrl', 'sagemaker:DescribeNotebookInstance'],
          Resource: [NOTEBOOK],
          Condition: WITHIN,
        },
        {
          Sid: 'NothingElse',
          Effect: 'Deny',
          NotAction: ['sagemaker:CreatePresignedNotebookInstanceUrl', 'sagemaker:DescribeNotebookInstance'],
          Resource: ['*'],
        },
        {
          Sid: 'NotBefore',
          Effect: 'Deny',
          Action: ['*'],
          Resource: ['*'],
          Condition: { DateLessThan: { 'aws:CurrentTime': START } },
        },
        {
          Sid: 'NotAfter',
          Effect: 'Deny',
          Action: ['*'],
          Resource: ['*'],
          Condition: { DateGreaterThanEquals: { 'aws:CurrentTime': END } },
        },
      ],
    })
  })

  it('trusts one IAM user with a fresh second factor, inside the window', () => {
    expect(rendered('open-notebook').trust).toEqual({
      Version: '2012-10-17',
      Statement: [
        {
          Sid: 'OneSomebody',
          Effect: 'Allow',
          Principal: { AWS: 'arn:aws:iam::111122223333:user/ANN' },
          Action: ['sts:AssumeRole'],
          Condition: {
            Bool: { 'aws:MultiFactorAuthPresent': 'true' },
            NumericLessThan: { 'aws:MultiFactorAuthAge': '900' },
            StringEquals: { 'aws:userid': 'AIDAANN' },
            ...WITHIN,
          },
        },
      ],
    })
  })

  it('trusts one Identity Center person by the id of the identity store', () => {
    const { trust } = rendered(
      'open-notebook',
      anOrder('open-notebook', undefined, { terms: { principal: CENTER } }),
    )
    expect(trust.Statement.map(({ Principal, Condition }) => ({ Principal, Condition }))).toEqual([
      {
        Principal: { AWS: CENTER.arn },
        Condition: {
          StringEquals: { 'identitystore:UserId': '1234567890-abcdef01-2345-6789-abcd-ef0123456789' },
          ...WITHIN,
        },
      },
    ])
  })

  it('is named after the grant and tagged with what is needed to know it again', () => {
    expect(rendered('open-notebook').role).toEqual({
      arn: 'arn:aws:iam::111122223333:role/sagewarden/grant-g1',
      path: '/sagewarden/',
      name: 'grant-g1',
      tags: {
        'sagewarden:grant': 'g1',
        'sagewarden:request': sha256('request'),
        'sagewarden:ends': END,
        'sagewarden:owner': 'T1/ANN',
      },
    })
  })

  it.each([
    ['the office', OFFICE, { IpAddress: { 'aws:SourceIp': ['192.0.2.0/24'] } }],
    [
      'an endpoint',
      { kind: 'vpc-endpoints', ids: ['vpce-0a1b2c3d'] },
      { StringEquals: { 'aws:SourceVpce': ['vpce-0a1b2c3d'] } },
    ],
  ] as const)('can be used from %s alone', (_name, network, condition) => {
    const { permissions } = rendered('open-notebook', anOrder('open-notebook', undefined, { network }))
    expect(permissions.Statement[0]?.Condition).toEqual({ ...condition, ...WITHIN })
  })

  it('puts no network on a call that AWS makes in the requester’s name', () => {
    const order = anOrder('read-feature-group', undefined, { network: OFFICE })
    const decrypt = rendered('read-feature-group', order).permissions.Statement.find(
      ({ Sid }) => Sid === 'Decrypt',
    )
    expect(decrypt?.Condition).toEqual({
      StringEquals: { 'kms:ViaService': 'sagemaker.eu-west-1.amazonaws.com' },
      ...WITHIN,
    })
  })

  it.each(ENTITLEMENTS.map(({ id }) => id))('fits into what IAM takes, for %s', (id) => {
    const { permissions, trust } = rendered(id, anOrder(id, undefined, { network: OFFICE }))
    expect(JSON.stringify(permissions).length).toBeLessThan(10_240)
    expect(JSON.stringify(trust).length).toBeLessThan(2048)
    expect([parsePolicy(permissions), parsePolicy(trust)]).not.toContain(undefined)
  })

  it('has a hash that says what its documents say, whatever the order of keys', () => {
    const { permissions, trust, documentsHash: made } = rendered('open-notebook')
    const turned = JSON.parse(JSON.stringify(permissions), (_key, value: unknown) =>
      typeof value === 'object' && value !== null && !Array.isArray(value)
        ? Object.fromEntries(Object.entries(value).toReversed())
        : value,
    )
    expect(documentsHash(trust, turned, sha256)).toBe(made)
    expect(documentsHash(trust, endedPolicy(), sha256)).not.toBe(made)
  })

  it('has other documents for every other window', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10 ** 6 }), fc.boolean(), (seconds, start) => {
        const window = start
          ? { ...WINDOW, startsAt: T0 - seconds }
          : { ...WINDOW, endsAt: WINDOW.endsAt + seconds }
        const other = rendered('open-notebook', anOrder('open-notebook', undefined, { window }))
        expect(other.documentsHash).not.toBe(rendered('open-notebook').documentsHash)
      }),
      { numRuns: 30 },
    )
  })

  it('denies everything once it is over', () => {
    expect(endedPolicy().Statement).toEqual([
      { Sid: 'Ended', Effect: 'Deny', Action: ['*'], Resource: ['*'] },
    ])
  })
})

describe('an order is refused', () => {
  const user = { kind: 'iam-user', arn: 'arn:aws:iam::111122223333:user/ANN', uniqueId: null } as const
  const refused = (id: string, order: ReturnType<typeof anOrder>) =>
    renderGrant(entitlementOf(id), order, sha256)

  it.each([
    ['a whole account', 'arn:aws:iam::111122223333:root', 'principal-malformed'],
    ['everybody', '*', 'principal-malformed'],
    ['every user', 'arn:aws:iam::111122223333:user/*', 'principal-malformed'],
    ['a variable', `arn:aws:iam::111122223333:user/$\{aws:username}`, 'principal-malformed'],
    ['a role', 'arn:aws:iam::111122223333:role/Admin', 'principal-malformed'],
    ['a session', 'arn:aws:sts::111122223333:assumed-role/Admin/ann', 'principal-malformed'],
    ['two lines', 'arn:aws:iam::111122223333:user/ANN\n', 'principal-malformed'],
    ['another account', 'arn:aws:iam::999999999999:user/ANN', 'principal-elsewhere'],
    ['another partition', 'arn:aws-cn:iam::111122223333:user/ANN', 'principal-elsewhere'],
  ])('for %s as the principal', (_what, arn, code) => {
    const order = anOrder('open-notebook', undefined, { terms: { principal: { ...user, arn } } })
    expect(refused('open-notebook', order)).toEqual({ ok: false, error: { code } })
  })

  it.each([
    ['a user id that is none', { ...user, uniqueId: 'AROA123' }],
    ['a user id with a wildcard', { ...user, uniqueId: 'AIDA*' }],
    ['an Identity Center id with a wildcard', { ...CENTER, userId: '*' }],
    [
      'an Identity Center person with a role of another kind',
      { ...CENTER, arn: 'arn:aws:iam::111122223333:role/Admin' },
    ],
  ])('for %s', (_what, principal) => {
    const order = anOrder('open-notebook', undefined, { terms: { principal } })
    expect(refused('open-notebook', order)).toEqual({ ok: false, error: { code: 'principal-malformed' } })
  })

  it.each([
    ['turned round', { startsAt: T0, endsAt: T0 - 1 }],
    ['empty', { startsAt: T0, endsAt: T0 }],
    ['with fractions', { startsAt: T0 + 0.5, endsAt: T0 + 60 }],
    ['without an end', { startsAt: T0, endsAt: Number.POSITIVE_INFINITY }],
    ['that no policy can spell', { startsAt: T0, endsAt: 253_402_300_800 }],
    ['of no number', { startsAt: Number.NaN, endsAt: T0 }],
  ])('for a window %s', (_what, window) => {
    const order = anOrder('open-notebook', undefined, { window })
    expect(refused('open-notebook', order)).toEqual({ ok: false, error: { code: 'window-malformed' } })
  })

  it.each(['G1', 'g/1', '', '-g', 'g*', `g${'1'.repeat(60)}`])('for the grant id "%s"', (grantId) => {
    const order = anOrder('open-notebook', undefined, { grantId })
    expect(refused('open-notebook', order)).toEqual({ ok: false, error: { code: 'grant-id-malformed' } })
  })

  it('for another entitlement than the one that was asked for', () => {
    expect(refused('start-stop-notebook', anOrder('open-notebook'))).toEqual({
      ok: false,
      error: { code: 'entitlement-differs' },
    })
  })

  it('for resources that the rules did not see', () => {
    const order = anOrder('open-notebook', undefined, { terms: { resources: [NOTEBOOK, ENDPOINT] } })
    expect(refused('open-notebook', order)).toEqual({ ok: false, error: { code: 'resources-differ' } })
  })

  it('for permissions that have changed since they were asked for', () => {
    const order = anOrder('open-notebook', undefined, { terms: { permissionsHash: sha256('others') } })
    expect(refused('open-notebook', order)).toEqual({ ok: false, error: { code: 'permissions-changed' } })
  })

  it('for a network that has changed since it was asked for', () => {
    const order = { ...anOrder('open-notebook'), network: OFFICE }
    expect(refused('open-notebook', order)).toEqual({ ok: false, error: { code: 'permissions-changed' } })
  })

  it('for parameters that are wrong, all problems at once', () => {
    const order = anOrder('debug-endpoint')
    const parameters = { endpoint: `${ENDPOINT}*`, endpointName: 'churn', more: 'x' }
    const wrong = { ...order, terms: { ...order.terms, parameters } }
    expect(refused('debug-endpoint', wrong)).toEqual({
      ok: false,
      error: {
        code: 'parameters',
        problems: [
          { parameter: 'more', fault: 'unknown' },
          { parameter: 'endpoint', fault: 'pattern' },
          { parameter: 'endpointName', fault: 'not-its-name' },
          { parameter: 'endpointConfig', fault: 'missing' },
        ],
      },
    })
  })

  it('for more networks than a policy can hold', () => {
    const cidrs = Array.from({ length: 900 }, (_, i) => `10.${i % 256}.${Math.floor(i / 256)}.0/24`)
    const order = anOrder('open-notebook', undefined, { network: { kind: 'addresses', cidrs } })
    expect(refused('open-notebook', order)).toMatchObject({
      ok: false,
      error: { code: 'permissions-too-long', longest: 10_240 },
    })
  })
})

describe('the hash of what is allowed', () => {
  const hashOf = (id: string, parameters = exampleOf(id), network?: typeof OFFICE) => {
    const place = { ...PLACE, ...(network && { network }) }
    const asked = entitlementOf(id).permissions(parameters, place)
    if (!asked.ok) throw new Error(JSON.stringify(asked.error))
    return permissionsHash(asked.value, place, sha256)
  }

  it('is another for another resource, network or entitlement', () => {
    const hashes = [
      hashOf('open-notebook'),
      hashOf('open-notebook', { notebook: `${NOTEBOOK}2` }),
      hashOf('open-notebook', undefined, OFFICE),
      hashOf('start-stop-notebook'),
    ]
    expect(new Set(hashes).size).toBe(4)
  })
})
