import { describe, expect, it } from 'vitest'
import { type ContextEntries, requestContext } from '../../../src/base/policy/context.ts'
import { evaluate, type Policies, type Request } from '../../../src/base/policy/evaluate.ts'
import { policy } from '../../support/inventory.ts'

type Json = Record<string, unknown>

const named = (name: string, ...statements: Json[]) => ({ name, document: policy(...statements) })
const allow = (Action: unknown, Resource: unknown = '*', Condition: Json = {}): Json => ({
  Effect: 'Allow',
  Action,
  Resource,
  Condition,
})
const deny = (Action: unknown, Resource: unknown = '*', Condition: Json = {}): Json => ({
  ...allow(Action, Resource, Condition),
  Effect: 'Deny',
})
const object = 'arn:aws:s3:::data/x'
const call = (action = 's3:GetObject', entries: ContextEntries = {}): Request => ({
  action,
  resource: object,
  context: requestContext(entries),
})
const decide = (policies: Partial<Policies>, request = call()) =>
  evaluate(request, { identity: [], ...policies }).decision

describe('the policies of a principal', () => {
  it.each([
    ['nothing', [], 'implicit-deny'],
    ['an Allow', [allow('s3:*')], 'allowed'],
    ['an Allow of something else', [allow('s3:Put*')], 'implicit-deny'],
    ['an Allow and a Deny', [allow('s3:*'), deny('s3:GetObject')], 'explicit-deny'],
    ['a Deny before the Allow', [deny('s3:GetObject'), allow('s3:*')], 'explicit-deny'],
    ['a Deny of something else', [allow('s3:*'), deny('iam:*')], 'allowed'],
    ['a Deny alone', [deny('*')], 'explicit-deny'],
    ['an Allow on another resource', [allow('s3:*', 'arn:aws:s3:::other/*')], 'implicit-deny'],
    ['an Allow by NotAction', [{ Effect: 'Allow', NotAction: 'iam:*', Resource: '*' }], 'allowed'],
    [
      'a Deny of all but one resource',
      [allow('s3:*'), { Effect: 'Deny', Action: '*', NotResource: 'arn:aws:s3:::mine/*' }],
      'explicit-deny',
    ],
    [
      'a Deny of all but this resource',
      [allow('s3:*'), { Effect: 'Deny', Action: '*', NotResource: 'arn:aws:s3:::data/*' }],
      'allowed',
    ],
  ])('%s: %s', (_what, statements, decision) => {
    expect(decide({ identity: [named('p', ...statements)] })).toBe(decision)
    expect(decide({ identity: statements.map((statement) => named('p', statement)) })).toBe(decision)
  })
})

describe('what nobody knows', () => {
  const unsure = { StringEquals: { 'aws:SourceVpc': 'vpc-1' } }

  it.each([
    ['an Allow', [allow('*', '*', unsure)], 'undecided'],
    ['an Allow beside a certain one', [allow('*', '*', unsure), allow('s3:*')], 'allowed'],
    ['an Allow beside a certain Deny', [allow('*', '*', unsure), deny('s3:*')], 'explicit-deny'],
    ['a Deny beside an Allow', [allow('s3:*'), deny('*', '*', unsure)], 'undecided'],
    ['a Deny beside a certain Deny', [allow('*'), deny('*', '*', unsure), deny('s3:*')], 'explicit-deny'],
    ['a Deny where nothing is allowed', [deny('*', '*', unsure)], 'implicit-deny'],
  ])('in %s: %s', (_what, statements, decision) => {
    expect(decide({ identity: [named('p', ...statements)] })).toBe(decision)
  })

  it('settles nothing: an unseen policy could allow and could deny', () => {
    const unseen = { name: 'hidden', document: undefined }
    expect(decide({ identity: [unseen] })).toBe('undecided')
    expect(decide({ identity: [unseen, named('p', allow('*'))] })).toBe('undecided')
    expect(decide({ identity: [unseen, named('p', deny('*'))] })).toBe('explicit-deny')
    expect(decide({ identity: [named('p', allow('*'))], boundary: unseen })).toBe('undecided')
  })

  it('is settled by a boundary that allows nothing of the kind', () => {
    const boundary = named('b', allow('iam:*'))
    expect(decide({ identity: [named('p', allow('*', '*', unsure))], boundary })).toBe('implicit-deny')
  })
})

describe('a permissions boundary', () => {
  const all = named('p', allow('*'))

  it.each([
    ['allows the call', [all], named('b', allow('s3:*')), 'allowed'],
    ['does not allow the call', [all], named('b', allow('iam:*')), 'implicit-deny'],
    ['denies the call', [all], named('b', allow('*'), deny('s3:*')), 'explicit-deny'],
    ['grants nothing itself', [], named('b', allow('*')), 'implicit-deny'],
  ])('%s', (_what, identity, boundary, decision) => {
    expect(decide({ identity, boundary })).toBe(decision)
  })

  it('and a session policy bound together', () => {
    const boundary = named('b', allow('s3:*'))
    expect(decide({ identity: [all], boundary, session: [named('s', allow('s3:Get*'))] })).toBe('allowed')
    expect(decide({ identity: [all], boundary, session: [named('s', allow('iam:*'))] })).toBe('implicit-deny')
  })
})

describe('the policy of a resource', () => {
  const own = '111122223333'
  const user = { type: 'AWS', arn: `arn:aws:iam::${own}:user/ana` } as const
  const session = {
    type: 'AWS',
    arn: `arn:aws:sts::${own}:assumed-role/Train/job`,
    roleArn: `arn:aws:iam::${own}:role/Train`,
  } as const
  const stranger = { type: 'AWS', arn: 'arn:aws:iam::444455556666:user/bo' } as const
  const service = { type: 'Service', id: 'sagemaker.amazonaws.com' } as const
  const anonymous = { type: 'anonymous' } as const
  const mine = [named('p', allow('s3:*'))]
  const narrow = named('b', allow('iam:*'))

  it.each([
    ['the account, as its policies decide', user, own, false, [], undefined, 'implicit-deny'],
    ['the account, and its policies allow', user, own, false, mine, undefined, 'allowed'],
    ['a user', user, user.arn, false, [], undefined, 'allowed'],
    ['a user, past an implicit deny of the boundary', user, user.arn, false, [], narrow, 'allowed'],
    ['a role', session, session.roleArn, false, [], undefined, 'allowed'],
    ['a role, not past its boundary', session, session.roleArn, false, [], narrow, 'implicit-deny'],
    ['a session, past the boundary', session, session.arn, false, [], narrow, 'allowed'],
    ['anybody', anonymous, '*', false, [], undefined, 'allowed'],
    ['the account only, to nobody signed in', anonymous, own, false, [], undefined, 'implicit-deny'],
    [
      'another account, without a policy there',
      stranger,
      '444455556666',
      false,
      [],
      undefined,
      'implicit-deny',
    ],
    ['another account, with a policy there', stranger, '444455556666', false, mine, undefined, 'allowed'],
    ['anybody, to a stranger without a policy', stranger, '*', false, [], undefined, 'implicit-deny'],
    ['nobody here, though policies there allow', stranger, own, false, mine, undefined, 'implicit-deny'],
    ['somebody else', user, '444455556666', false, mine, undefined, 'allowed'],
    [
      'somebody else, where the resource must agree',
      user,
      '444455556666',
      true,
      mine,
      undefined,
      'implicit-deny',
    ],
    ['the account, where the resource must agree', user, own, true, mine, undefined, 'allowed'],
    [
      'the account, where the resource must agree and no policy does',
      user,
      own,
      true,
      [],
      undefined,
      'implicit-deny',
    ],
    ['a user, where the resource must agree', user, user.arn, true, [], undefined, 'allowed'],
    ['nobody, to a service', service, own, true, [], undefined, 'implicit-deny'],
  ])('grants to %s', (_what, caller, id, required, identity, boundary, decision) => {
    const resource = {
      ...named('r', { ...allow('s3:*'), Principal: id === '*' ? '*' : { AWS: id } }),
      account: own,
      required,
    }
    const policies = { identity, resource, ...(boundary && { boundary }) }
    expect(evaluate({ ...call(), caller }, policies).decision).toBe(decision)
  })

  it('denies whom it names, whatever else allows', () => {
    const resource = {
      ...named('r', { ...deny('s3:*'), Principal: { AWS: own } }),
      account: own,
      required: false,
    }
    expect(evaluate({ ...call(), caller: user }, { identity: mine, resource }).decision).toBe('explicit-deny')
    expect(evaluate({ ...call(), caller: anonymous }, { identity: [], resource }).decision).toBe(
      'implicit-deny',
    )
  })

  it('lets a service in by its name, inside its conditions', () => {
    const trust = named('trust', {
      Effect: 'Allow',
      Action: 'sts:AssumeRole',
      Principal: { Service: 'sagemaker.amazonaws.com' },
      Condition: { StringEquals: { 'aws:SourceAccount': own } },
    })
    const resource = { ...trust, account: own, required: true }
    const from = (account: string) =>
      evaluate(
        { ...call('sts:AssumeRole', { 'aws:SourceAccount': account }), caller: service },
        { identity: [], resource },
      ).decision
    expect([from(own), from('444455556666')]).toEqual(['allowed', 'implicit-deny'])
  })

  it('that could not be seen settles nothing', () => {
    const resource = { name: 'r', document: undefined, account: own, required: false }
    expect(evaluate({ ...call(), caller: user }, { identity: mine, resource }).decision).toBe('undecided')
  })
})

describe('a Deny unless MFA', () => {
  const guard = (operator: string) => [
    named('p', allow('*'), deny('*', '*', { [operator]: { 'aws:MultiFactorAuthPresent': 'false' } })),
  ]
  const with_ = (value: string | null) => call('s3:GetObject', { 'aws:MultiFactorAuthPresent': value })

  it.each([
    ['BoolIfExists', null, 'explicit-deny'],
    ['BoolIfExists', 'false', 'explicit-deny'],
    ['BoolIfExists', 'true', 'allowed'],
    ['Bool', null, 'allowed'],
    ['Bool', 'false', 'explicit-deny'],
  ])('by %s, with the key %s: %s', (operator, value, decision) => {
    expect(decide({ identity: guard(operator) }, with_(value))).toBe(decision)
  })
})

describe('a time window', () => {
  const window = [
    named(
      'grant',
      allow('*', '*', {
        DateGreaterThanEquals: { 'aws:CurrentTime': '2026-11-23T09:00:00Z' },
        DateLessThan: { 'aws:CurrentTime': '2026-11-23T10:00:00Z' },
      }),
    ),
  ]

  it.each([
    ['2026-11-23T08:59:59Z', 'implicit-deny'],
    ['2026-11-23T09:00:00Z', 'allowed'],
    ['2026-11-23T10:00:00Z', 'implicit-deny'],
  ])('at %s: %s', (now, decision) => {
    expect(decide({ identity: window }, call('s3:GetObject', { 'aws:CurrentTime': now }))).toBe(decision)
  })
})

it('decides for a thousand roles and thirty actions in under a second', () => {
  const actions = Array.from({ length: 30 }, (_, i) => `sagemaker:Create${i}`)
  const managed = named(
    'Managed',
    allow(Array.from({ length: 300 }, (_, i) => `s3:Get${i}`)),
    allow('sagemaker:*'),
  )
  const roles = Array.from({ length: 1000 }, (_, i) => [
    managed,
    named(`role-${i}`, allow([`s3:Get${i}*`, 'logs:*']), deny('iam:*')),
  ])
  const start = performance.now()
  const allowed = roles.flatMap((identity) =>
    actions.filter((action) => decide({ identity }, call(action)) === 'allowed'),
  )
  expect(allowed).toHaveLength(30_000)
  expect(performance.now() - start).toBeLessThan(1000)
})
