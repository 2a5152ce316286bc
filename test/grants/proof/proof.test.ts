import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ENTITLEMENTS } from '../../../src/grants/entitlements/index.ts'
import { exampleRequest } from '../../../src/grants/parameter.ts'
import type { Conditions, PolicyJson, StatementJson } from '../../../src/grants/policy/policy-json.ts'
import type { RenderedGrant } from '../../../src/grants/policy.ts'
import { prove } from '../../../src/grants/proof/proof.ts'
import { anOrder, BOUNDARY, CENTER, OFFICE, PLACE, rendered, WINDOW } from '../../support/grant-orders.ts'
import { T0 } from '../../support/grants.ts'

const ASKED = ENTITLEMENTS.flatMap(({ id, parameters }) =>
  (['all', 'required'] as const).map(
    (which) => [id, which, exampleRequest(parameters, PLACE, which)] as const,
  ),
)

const PLACES = [
  ['from anywhere', undefined],
  ['from the office', OFFICE],
  ['through an endpoint', { kind: 'vpc-endpoints', ids: ['vpce-0a1b2c3d', 'vpce-1a2b3c4d'] }],
] as const

describe('the proof of a grant', () => {
  it.each(ASKED)('holds for %s with %s parameters', (id, _which, parameters) => {
    expect(prove(rendered(id, anOrder(id, parameters)), BOUNDARY)).toMatchObject({ ok: true })
  })

  it.each(PLACES)('holds %s', (_name, network) => {
    for (const id of ['open-studio-profile', 'submit-training', 'read-feature-group', 'hyperpod-session']) {
      const grant = rendered(id, anOrder(id, undefined, { ...(network && { network }) }))
      expect({ id, ...prove(grant, BOUNDARY) }).toMatchObject({ id, ok: true })
    }
  })

  it('says in sentences what it has shown', () => {
    const proof = prove(rendered('submit-training'), BOUNDARY)
    expect(proof.ok && proof.value.lines).toEqual([
      '7 calls are allowed, from 2026-11-23T09:00:00Z until 2026-11-23T10:00:00Z.',
      'None is allowed before that, in the second it ends, or later.',
      'None is allowed on another resource, or in another account or Region.',
      ...[
        'sagemaker:VolumeKmsKeyArn',
        'sagemaker:OutputKmsKeyArn',
        'sagemaker:NetworkIsolation',
        'sagemaker:InterContainerTrafficEncryption',
        'sagemaker:EnableRemoteDebug',
        'sagemaker:MaxRuntimeInSeconds',
        'sagemaker:KeepAlivePeriod',
        'sagemaker:VpcSubnets',
        'sagemaker:VpcSecurityGroupIds',
        'sagemaker:InstanceTypes',
        'sagemaker:TaggingAction',
        'iam:PassedToService',
        'kms:ViaService',
        'kms:GrantIsForAWSResource',
      ].map((key) => `None is allowed where ${key} is not as asked.`),
      'IAM, STS, Organizations, tagging and Search are denied, but for handing one role to SageMaker and tagging what is made.',
      'Every other call that was tried is denied.',
      'The boundary by itself denies IAM, STS, Organizations, tagging and Search.',
      'The boundary by itself denies other Regions.',
      'arn:aws:iam::111122223333:user/ANN can take the role.',
      'Nobody else can take the role.',
      'Nobody can take the role without a second factor used in the last 15 minutes.',
      'A user who was made again under the same name cannot take the role.',
      'Nobody can take the role before the start, in the second it ends, or later.',
      'Taking the role is all that the trust allows.',
    ])
  })

  it('has tried many more calls than it allows', () => {
    for (const { id } of ENTITLEMENTS) {
      const proof = prove(rendered(id), BOUNDARY)
      expect({ id, many: proof.ok && proof.value.counts.refused > 100 }).toEqual({ id, many: true })
    }
  })

  it('refuses to hand over the role of a grant', () => {
    const parameters = exampleRequest(
      ENTITLEMENTS.find(({ id }) => id === 'submit-training')?.parameters ?? {},
      PLACE,
      'all',
    )
    const grantRole = 'arn:aws:iam::111122223333:role/sagewarden/grant-g2'
    const order = anOrder('submit-training', { ...parameters, executionRole: grantRole })
    expect(prove(rendered('submit-training', order), BOUNDARY)).toMatchObject({
      ok: false,
      error: { shownBy: { question: { action: 'iam:PassRole', resource: grantRole, expected: 'allowed' } } },
    })
  })
})

describe('the proof, for any', () => {
  const proven = (grant: RenderedGrant) => prove(grant, BOUNDARY)

  it('window', () => {
    const windows = fc.record({
      startsAt: fc.integer({ min: 0, max: 4_102_444_800 }),
      seconds: fc.integer({ min: 1, max: 30 * 86_400 }),
    })
    fc.assert(
      fc.property(windows, ({ startsAt, seconds }) => {
        const window = { startsAt, endsAt: startsAt + seconds }
        expect(
          proven(rendered('invoke-endpoint', anOrder('invoke-endpoint', undefined, { window }))),
        ).toMatchObject({
          ok: true,
        })
      }),
      { numRuns: 15 },
    )
  })

  it('leap day, turn of the year and last second that a policy can spell', () => {
    for (const startsAt of [
      Date.UTC(2028, 1, 29, 23, 30) / 1000,
      Date.UTC(2026, 11, 31, 23, 30) / 1000,
      Date.UTC(2026, 9, 25, 0, 30) / 1000,
      253_402_300_799 - 3600,
    ]) {
      const window = { startsAt, endsAt: startsAt + 3600 }
      expect(
        proven(rendered('open-notebook', anOrder('open-notebook', undefined, { window }))),
      ).toMatchObject({
        ok: true,
      })
    }
  })

  it('principal', () => {
    const word = fc.stringMatching(/^[A-Za-z0-9+=,.@_-]{1,64}$/)
    const users = fc.record({
      path: fc.array(fc.stringMatching(/^[A-Za-z0-9+=,.@_-]{1,20}$/), { maxLength: 4 }),
      name: word,
      uniqueId: fc.option(fc.stringMatching(/^AIDA[A-Z0-9]{16}$/)),
    })
    const people = fc.record({
      set: fc.stringMatching(/^[A-Za-z0-9+=,.@_-]{1,32}$/),
      suffix: fc.stringMatching(/^[0-9a-f]{16}$/),
      userId: fc.uuid().map((id) => `9067642ac7-${id}`),
    })
    const principals = fc.oneof(
      users.map(({ path, name, uniqueId }) => ({
        kind: 'iam-user' as const,
        arn: `arn:aws:iam::111122223333:user/${[...path, name].join('/')}`,
        uniqueId,
      })),
      people.map(({ set, suffix, userId }) => ({
        kind: 'identity-center' as const,
        arn: `arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_${set}_${suffix}`,
        userId,
      })),
    )
    fc.assert(
      fc.property(principals, (principal) => {
        const order = anOrder('open-notebook', undefined, { terms: { principal } })
        expect(proven(rendered('open-notebook', order))).toMatchObject({ ok: true })
      }),
      { numRuns: 15 },
    )
  })

  it('name, account and Region', () => {
    const cases = fc.record({
      name: fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9-]{0,62}$/),
      config: fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9-]{0,62}$/),
      account: fc.stringMatching(/^[0-9]{12}$/),
      region: fc.constantFrom('eu-west-1', 'us-east-1'),
    })
    fc.assert(
      fc.property(cases, ({ name, config, account, region }) => {
        const stem = `arn:aws:sagemaker:${region}:${account}:`
        const parameters = {
          endpoint: `${stem}endpoint/${name.toLowerCase()}`,
          endpointName: name,
          endpointConfig: `${stem}endpoint-config/${config}`,
        }
        const principal = {
          kind: 'iam-user',
          arn: `arn:aws:iam::${account}:user/ANN`,
          uniqueId: null,
        } as const
        const order = anOrder('debug-endpoint', parameters, { terms: { account, region, principal } })
        expect(proven(rendered('debug-endpoint', order))).toMatchObject({ ok: true })
      }),
      { numRuns: 15 },
    )
  })
})

/** Every document that has one thing less or one thing wider than this one. */
function mutants(policy: PolicyJson): ReadonlyArray<readonly [string, PolicyJson]> {
  const replaced = (at: number, statement?: StatementJson) => ({
    ...policy,
    Statement: policy.Statement.flatMap((s, i) => (i === at ? (statement ?? []) : s)),
  })
  return policy.Statement.flatMap((statement, at) => {
    const { Sid, Action, NotAction, Resource, Condition = {}, Principal, ...rest } = statement
    const withCondition = (condition: Conditions) => replaced(at, { ...statement, Condition: condition })
    const mutant = (what: string, document: PolicyJson) => [`${Sid}: ${what}`, document] as const
    return [
      mutant('dropped', replaced(at)),
      mutant(
        'turned round',
        replaced(at, { ...statement, Effect: rest.Effect === 'Allow' ? 'Deny' : 'Allow' }),
      ),
      ...(Action && rest.Effect === 'Allow'
        ? [mutant('all actions', replaced(at, { ...statement, Action: ['*'] }))]
        : []),
      ...(Action && rest.Effect === 'Allow' && Action.length > 1
        ? [mutant('an action less', replaced(at, { ...statement, Action: Action.slice(1) }))]
        : []),
      ...(NotAction ? [mutant('spares all', replaced(at, { ...statement, NotAction: ['*'] }))] : []),
      ...(Resource && rest.Effect === 'Allow' && !Resource.includes('*')
        ? [mutant('all resources', replaced(at, { ...statement, Resource: ['*'] }))]
        : []),
      ...(Principal ? [mutant('everybody', replaced(at, { ...statement, Principal: { AWS: '*' } }))] : []),
      ...Object.entries(Condition).flatMap(([operator, keys]) =>
        Object.keys(keys).map((key) => {
          const left = Object.fromEntries(Object.entries(keys).filter(([other]) => other !== key))
          return mutant(`without ${operator} ${key}`, withCondition({ ...Condition, [operator]: left }))
        }),
      ),
    ]
  })
}

describe('every single change that takes a thing away or widens it', () => {
  it.each(ENTITLEMENTS.map(({ id }) => id))('is shown by a call, in %s', (id) => {
    const grant = rendered(id, anOrder(id, undefined, { network: OFFICE }))
    // A Deny without its date denies all: no access too many, but one call too few.
    const changes = [
      ...mutants(grant.permissions).map(([what, permissions]) => [what, { ...grant, permissions }] as const),
      ...mutants(grant.trust).map(([what, trust]) => [what, { ...grant, trust }] as const),
    ]
    expect(changes.length).toBeGreaterThan(15)
    const unseen = changes.filter(([, tampered]) => {
      const proof = prove(tampered, BOUNDARY)
      return proof.ok || proof.error.shownBy === null
    })
    expect(unseen.map(([what]) => what)).toEqual([])
  })

  it('is shown in the trust of an Identity Center person too', () => {
    const grant = rendered(
      'open-notebook',
      anOrder('open-notebook', undefined, { terms: { principal: CENTER } }),
    )
    const unseen = mutants(grant.trust).filter(([, trust]) => prove({ ...grant, trust }, BOUNDARY).ok)
    expect(unseen.map(([what]) => what)).toEqual([])
  })

  it('is shown where the documents are of another window', () => {
    const shifts = fc.tuple(fc.integer({ min: -7200, max: 7200 }), fc.integer({ min: -7200, max: 7200 }))
    const grant = rendered('invoke-endpoint')
    fc.assert(
      fc.property(
        shifts.filter(([a, b]) => (a !== 0 || b !== 0) && WINDOW.startsAt + a < WINDOW.endsAt + b),
        ([a, b]) => {
          const window = { startsAt: T0 + a, endsAt: WINDOW.endsAt + b }
          const other = rendered('invoke-endpoint', anOrder('invoke-endpoint', undefined, { window }))
          const { permissions, trust } = other
          expect(prove({ ...grant, permissions }, BOUNDARY).ok).toBe(false)
          expect(prove({ ...grant, trust }, BOUNDARY).ok).toBe(false)
        },
      ),
      { numRuns: 15 },
    )
  })
})
