import { describe, expect, it } from 'vitest'
import type { Conditions, PolicyJson, StatementJson } from '../../../src/grants/policy/policy-json.ts'
import type { RenderedGrant } from '../../../src/grants/policy.ts'
import { prove } from '../../../src/grants/proof/proof.ts'
import { anOrder, BOUNDARY, CENTER, OFFICE, rendered } from '../../support/grant-orders.ts'
import { ENDPOINT } from '../../support/grants.ts'

type Change = (statement: StatementJson) => StatementJson | undefined

function changed(policy: PolicyJson, sid: string, change: Change): PolicyJson {
  const before = policy.Statement.filter(({ Sid }) => Sid === sid)
  if (before.length !== 1) throw new Error(`No one statement ${sid}`)
  return { ...policy, Statement: policy.Statement.flatMap((s) => (s.Sid === sid ? (change(s) ?? []) : s)) }
}

function permissions(sid: string, change: Change) {
  return (grant: RenderedGrant) => ({ ...grant, permissions: changed(grant.permissions, sid, change) })
}

function trust(change: Change) {
  return (grant: RenderedGrant) => ({ ...grant, trust: changed(grant.trust, 'OneSomebody', change) })
}

function more(statement: Omit<StatementJson, 'Sid'>) {
  return (grant: RenderedGrant) => ({
    ...grant,
    permissions: plus(grant.permissions, statement),
  })
}

function plus(policy: PolicyJson, statement: Omit<StatementJson, 'Sid'>): PolicyJson {
  return { ...policy, Statement: [...policy.Statement, { Sid: 'More', ...statement }] }
}

/** Without one key of one operator. */
function without(operator: string, key: string): Change {
  return (statement) => {
    const { [operator]: keys = {}, ...others } = statement.Condition ?? {}
    const { [key]: dropped, ...rest } = keys
    if (dropped === undefined) throw new Error(`No ${operator} ${key}`)
    const left = Object.keys(rest).length > 0 ? { ...others, [operator]: rest } : others
    return { ...statement, Condition: left }
  }
}

/** With one condition put in, in place of the operator's other keys. */
function having(conditions: Conditions): Change {
  return (statement) => ({ ...statement, Condition: { ...statement.Condition, ...conditions } })
}

const both =
  (...changes: readonly Change[]): Change =>
  (statement) =>
    changes.reduce<StatementJson | undefined>((s, change) => s && change(s), statement)

const OUTSIDE = 'None is allowed before that, in the second it ends, or later.'
const ELSEWHERE = 'None is allowed on another resource, or in another account or Region.'
const NEVER = 'IAM, STS, Organizations, tagging and Search are denied.'
const OTHERS = 'Every other call that was tried is denied.'
const ALLOWED = (calls: string) => `${calls} allowed, from 2026-11-23T09:00:00Z until 2026-11-23T10:00:00Z.`
const WITHOUT = (key: string) => `None is allowed where ${key} is not as asked.`
const NO_MORE = 'The policy says nothing that was not asked for.'
const BOUND = 'The boundary by itself denies IAM, STS, Organizations, tagging and Search.'
const NOBODY_ELSE = 'Nobody else can take the role.'
const SECOND_FACTOR = 'Nobody can take the role without a second factor used in the last 15 minutes.'
const WITHIN = 'Nobody can take the role before the start, in the second it ends, or later.'
const DATE = 'aws:CurrentTime'

interface Tampering {
  readonly what: string
  readonly id?: string
  readonly grant?: RenderedGrant
  readonly tamper?: (grant: RenderedGrant) => RenderedGrant
  readonly boundary?: PolicyJson
  readonly sentence: string
}

const INVOKE = rendered('invoke-endpoint', anOrder('invoke-endpoint', { endpoint: ENDPOINT }))

const ROWS: readonly Tampering[] = [
  {
    what: 'a policy that allows nothing',
    tamper: (grant) => ({ ...grant, permissions: { ...grant.permissions, Statement: [] } }),
    sentence: ALLOWED('4 calls are'),
  },
  {
    what: 'a policy of its Denies alone',
    tamper: (grant) => ({
      ...grant,
      permissions: {
        ...grant.permissions,
        Statement: grant.permissions.Statement.filter(({ Effect }) => Effect === 'Deny'),
      },
    }),
    sentence: ALLOWED('4 calls are'),
  },
  {
    what: 'a grant of nothing at all',
    tamper: (grant) => ({ ...grant, asked: [] }),
    sentence: ALLOWED('0 calls are'),
  },
  {
    what: 'a permission without resources',
    tamper: (grant) => ({ ...grant, asked: grant.asked.map((one) => ({ ...one, resources: [] })) }),
    sentence: ALLOWED('4 calls are'),
  },
  {
    what: 'a condition that nobody can try',
    tamper: (grant) => ({
      ...grant,
      asked: grant.asked.map((one) => ({ ...one, when: { DateEquals: { 'sagemaker:Odd': '2026-01-01' } } })),
    }),
    sentence: WITHOUT('sagemaker:Odd'),
  },
  {
    what: 'one call that went missing',
    tamper: permissions('Invoke', (s) => ({ ...s, Action: ['sagemaker:InvokeEndpoint'] })),
    sentence: ALLOWED('4 calls are'),
  },
  {
    what: 'every resource in place of one',
    tamper: permissions('Invoke', (s) => ({ ...s, Resource: ['*'] })),
    sentence: ELSEWHERE,
  },
  {
    what: 'every name that begins so in place of one',
    tamper: permissions('Invoke', (s) => ({ ...s, Resource: (s.Resource ?? []).map((arn) => `${arn}*`) })),
    sentence: ELSEWHERE,
  },
  {
    what: 'every account in place of one',
    tamper: permissions('Invoke', (s) => ({
      ...s,
      Resource: (s.Resource ?? []).map((arn) => arn.replace('111122223333', '*')),
    })),
    sentence: ELSEWHERE,
  },
  {
    what: 'every Region in place of one',
    tamper: permissions('Invoke', (s) => ({
      ...s,
      Resource: (s.Resource ?? []).map((arn) => arn.replace('eu-west-1', '*')),
    })),
    sentence: ELSEWHERE,
  },
  {
    what: 'all resources but one, turned round',
    tamper: permissions('Invoke', ({ Resource: _all, ...s }) => ({ ...s, NotResource: ['arn:aws:s3:::b'] })),
    sentence: ELSEWHERE,
  },
  {
    what: 'a second resource that no question thinks of',
    tamper: permissions('Invoke', (s) => ({
      ...s,
      Resource: [...(s.Resource ?? []), 'arn:aws:sagemaker:eu-west-1:111122223333:endpoint/fraud'],
    })),
    sentence: NO_MORE,
  },
  {
    what: 'every call of SageMaker',
    tamper: permissions('Invoke', (s) => ({ ...s, Action: ['sagemaker:*'] })),
    sentence: NEVER,
  },
  {
    what: 'every call that begins so',
    tamper: permissions('InvokeLater', (s) => ({
      ...s,
      Action: ['sagemaker:InvokeEndpointAsync', 'sagemaker:D*'],
    })),
    sentence: NEVER,
  },
  {
    what: 'all calls but one, turned round',
    tamper: permissions('Invoke', ({ Action: _all, ...s }) => ({ ...s, NotAction: ['iam:CreateUser'] })),
    sentence: NEVER,
  },
  {
    what: 'a further Allow of a call that was not asked for',
    tamper: more({ Effect: 'Allow', Action: ['s3:GetObject'], Resource: ['*'] }),
    sentence: OTHERS,
  },
  {
    what: 'a further Allow that no question thinks of',
    tamper: more({ Effect: 'Allow', Action: ['polly:DeleteLexicon'], Resource: ['*'] }),
    sentence: NO_MORE,
  },
  {
    what: 'a call that was asked for, on a resource that another was asked for',
    id: 'approve-model-version',
    tamper: permissions('SeeGroup', (s) => ({
      ...s,
      Action: ['sagemaker:DescribeModelPackageGroup', 'sagemaker:DescribeModelPackage'],
    })),
    sentence: NO_MORE,
  },
  {
    what: 'a condition that was dropped',
    id: 'approve-model-version',
    tamper: permissions('Approve', without('StringEquals', 'sagemaker:ModelApprovalStatus')),
    sentence: WITHOUT('sagemaker:ModelApprovalStatus'),
  },
  {
    what: 'one of two values that was dropped',
    id: 'approve-model-version',
    tamper: permissions(
      'Approve',
      both(
        without('StringEquals', 'sagemaker:ModelApprovalStatus'),
        having({ StringEquals: { 'sagemaker:ModelApprovalStatus': ['Approved'] } }),
      ),
    ),
    sentence: ALLOWED('3 calls are'),
  },
  {
    what: 'a value that was put in',
    id: 'approve-model-version',
    tamper: permissions(
      'Approve',
      having({
        StringEquals: { 'sagemaker:ModelApprovalStatus': ['Approved', 'Rejected', 'PendingManualApproval'] },
      }),
    ),
    sentence: NO_MORE,
  },
  {
    what: 'a condition that holds where its key is missing',
    id: 'approve-model-version',
    tamper: permissions(
      'Approve',
      both(
        without('StringEquals', 'sagemaker:ModelApprovalStatus'),
        having({ StringEqualsIfExists: { 'sagemaker:ModelApprovalStatus': ['Approved', 'Rejected'] } }),
      ),
    ),
    sentence: WITHOUT('sagemaker:ModelApprovalStatus'),
  },
  {
    what: 'a list of subnets that may be missing',
    id: 'submit-training',
    tamper: permissions('Submit', without('Null', 'sagemaker:VpcSubnets')),
    sentence: WITHOUT('sagemaker:VpcSubnets'),
  },
  {
    what: 'a longest run that was raised',
    id: 'submit-training',
    tamper: permissions(
      'Submit',
      having({ NumericLessThanEquals: { 'sagemaker:MaxRuntimeInSeconds': '999999' } }),
    ),
    sentence: WITHOUT('sagemaker:MaxRuntimeInSeconds'),
  },
  {
    what: 'a role that may be handed to any service, whatever the boundary says',
    id: 'submit-training',
    tamper: permissions('PassOneRole', without('StringEquals', 'iam:PassedToService')),
    sentence: WITHOUT('iam:PassedToService'),
  },
  {
    what: 'tags on what is there already, whatever the boundary says',
    id: 'submit-training',
    tamper: permissions('TagOnCreate', without('StringEquals', 'sagemaker:TaggingAction')),
    sentence: WITHOUT('sagemaker:TaggingAction'),
  },
  {
    what: 'a call for any Region, whatever the boundary says',
    id: 'read-only-audit',
    tamper: permissions('List', without('StringEquals', 'aws:RequestedRegion')),
    sentence: WITHOUT('aws:RequestedRegion'),
  },
  {
    what: 'a network that was dropped',
    grant: rendered('open-notebook', anOrder('open-notebook', undefined, { network: OFFICE })),
    tamper: permissions('OpenNotebook', without('IpAddress', 'aws:SourceIp')),
    sentence: WITHOUT('aws:SourceIp'),
  },
  {
    what: 'a network that is twice as wide',
    grant: rendered('open-notebook', anOrder('open-notebook', undefined, { network: OFFICE })),
    tamper: permissions('OpenNotebook', having({ IpAddress: { 'aws:SourceIp': ['192.0.2.0/23'] } })),
    sentence: NO_MORE,
  },
  {
    what: 'an Allow without its window',
    tamper: permissions(
      'Invoke',
      both(without('DateLessThan', DATE), without('DateGreaterThanEquals', DATE)),
    ),
    sentence: OUTSIDE,
  },
  {
    what: 'an Allow without its end',
    tamper: permissions('InvokeLater', without('DateLessThan', DATE)),
    sentence: OUTSIDE,
  },
  {
    what: 'an Allow without its start',
    tamper: permissions('InvokeLater', without('DateGreaterThanEquals', DATE)),
    sentence: OUTSIDE,
  },
  {
    what: 'an Allow that ends a second late',
    tamper: permissions('Invoke', having({ DateLessThan: { [DATE]: '2026-11-23T10:00:01Z' } })),
    sentence: OUTSIDE,
  },
  {
    what: 'an Allow that takes in the second of the end',
    tamper: permissions(
      'Invoke',
      both(without('DateLessThan', DATE), having({ DateLessThanEquals: { [DATE]: '2026-11-23T10:00:00Z' } })),
    ),
    sentence: OUTSIDE,
  },
  {
    what: 'an Allow that starts a second late',
    tamper: permissions('Invoke', having({ DateGreaterThanEquals: { [DATE]: '2026-11-23T09:00:01Z' } })),
    sentence: ALLOWED('4 calls are'),
  },
  { what: 'no Deny before the start', tamper: permissions('NotBefore', () => undefined), sentence: OUTSIDE },
  { what: 'no Deny after the end', tamper: permissions('NotAfter', () => undefined), sentence: OUTSIDE },
  {
    what: 'a Deny after the end that looks at one call alone',
    tamper: permissions('NotAfter', (s) => ({ ...s, Action: ['sagemaker:InvokeEndpoint'] })),
    sentence: OUTSIDE,
  },
  { what: 'no Deny of the rest', tamper: permissions('NothingElse', () => undefined), sentence: NEVER },
  {
    what: 'a Deny of the rest that spares everything',
    tamper: permissions('NothingElse', (s) => ({ ...s, NotAction: ['*'] })),
    sentence: NEVER,
  },
  {
    what: 'a Deny of the rest that spares IAM',
    tamper: permissions('NothingElse', (s) => ({ ...s, NotAction: [...(s.NotAction ?? []), 'iam:*'] })),
    sentence: NEVER,
  },
  {
    what: 'a Deny of the rest that spares a call that no question thinks of',
    tamper: permissions('NothingElse', (s) => ({
      ...s,
      NotAction: [...(s.NotAction ?? []), 'polly:DeleteLexicon'],
    })),
    sentence: NO_MORE,
  },
  {
    what: 'a Deny of the rest that is about one resource',
    tamper: permissions('NothingElse', (s) => ({ ...s, Resource: ['arn:aws:s3:::b'] })),
    sentence: NEVER,
  },
  {
    what: 'a Deny of what was asked for in place of the rest',
    tamper: permissions('NothingElse', ({ NotAction: asked = [], ...s }) => ({ ...s, Action: asked })),
    sentence: ALLOWED('4 calls are'),
  },
  {
    what: 'a boundary that allows IAM',
    boundary: {
      ...BOUNDARY,
      Statement: [
        ...BOUNDARY.Statement.filter(({ Sid }) => Sid !== 'NothingElse'),
        { Sid: 'Iam', Effect: 'Allow', Action: ['iam:*'], Resource: ['*'] },
      ],
    },
    sentence: BOUND,
  },
  {
    what: 'a boundary that allows everything',
    boundary: { ...BOUNDARY, Statement: [{ Sid: 'All', Effect: 'Allow', Action: ['*'], Resource: ['*'] }] },
    sentence: BOUND,
  },
  {
    what: 'a boundary that lets roles be handed to any service',
    boundary: changed(
      changed(BOUNDARY, 'HandOverToNobodyElse', () => undefined),
      'HandOverToSageMaker',
      ({ Condition: _service, ...s }) => s,
    ),
    sentence: BOUND,
  },
  {
    what: 'a boundary that lets roles of grants be handed over',
    boundary: changed(BOUNDARY, 'HandOverNoGrant', () => undefined),
    sentence: BOUND,
  },
  {
    what: 'a boundary that lets everything be tagged',
    boundary: changed(BOUNDARY, 'TagOnlyWhatIsMade', () => undefined),
    sentence: BOUND,
  },
  {
    what: 'a boundary for all Regions',
    boundary: changed(BOUNDARY, 'Ceiling', ({ Condition: _regions, ...s }) => s),
    sentence: 'The boundary by itself denies other Regions.',
  },
  {
    what: 'a boundary that allows nothing',
    boundary: { ...BOUNDARY, Statement: [] },
    sentence: ALLOWED('4 calls are'),
  },
  {
    what: 'a trust of the whole account',
    tamper: trust((s) => ({ ...s, Principal: { AWS: 'arn:aws:iam::111122223333:root' } })),
    sentence: NOBODY_ELSE,
  },
  {
    what: 'a trust of everybody',
    tamper: trust((s) => ({ ...s, Principal: { AWS: '*' } })),
    sentence: NOBODY_ELSE,
  },
  {
    what: 'a trust of somebody else',
    tamper: trust((s) => ({ ...s, Principal: { AWS: 'arn:aws:iam::111122223333:user/BEN' } })),
    sentence: 'arn:aws:iam::111122223333:user/ANN can take the role.',
  },
  {
    what: 'a trust of the same name in another account',
    tamper: trust((s) => ({ ...s, Principal: { AWS: 'arn:aws:iam::999999999999:user/ANN' } })),
    sentence: 'arn:aws:iam::111122223333:user/ANN can take the role.',
  },
  {
    what: 'a trust of one more user',
    tamper: (grant) => ({
      ...grant,
      trust: plus(grant.trust, {
        Effect: 'Allow',
        Principal: { AWS: 'arn:aws:iam::111122223333:user/BEN' },
        Action: ['sts:AssumeRole'],
      }),
    }),
    sentence: 'The trust says nothing else.',
  },
  {
    what: 'a trust of another whole account beside',
    tamper: (grant) => ({
      ...grant,
      trust: plus(grant.trust, {
        Effect: 'Allow',
        Principal: { AWS: 'arn:aws:iam::999999999999:root' },
        Action: ['sts:AssumeRole'],
      }),
    }),
    sentence: NOBODY_ELSE,
  },
  {
    what: 'a trust without a second factor',
    tamper: trust(
      both(
        without('Bool', 'aws:MultiFactorAuthPresent'),
        without('NumericLessThan', 'aws:MultiFactorAuthAge'),
      ),
    ),
    sentence: SECOND_FACTOR,
  },
  {
    what: 'a trust that does not ask whether there was a second factor',
    tamper: trust(without('Bool', 'aws:MultiFactorAuthPresent')),
    sentence: SECOND_FACTOR,
  },
  {
    what: 'a trust that asks for a second factor only where the key is there',
    tamper: trust(
      both(
        without('Bool', 'aws:MultiFactorAuthPresent'),
        having({ BoolIfExists: { 'aws:MultiFactorAuthPresent': 'true' } }),
      ),
    ),
    sentence: SECOND_FACTOR,
  },
  {
    what: 'a trust in a second factor of any age',
    tamper: trust(without('NumericLessThan', 'aws:MultiFactorAuthAge')),
    sentence: SECOND_FACTOR,
  },
  {
    what: 'a trust in a second factor of an hour',
    tamper: trust(having({ NumericLessThan: { 'aws:MultiFactorAuthAge': '3600' } })),
    sentence: SECOND_FACTOR,
  },
  {
    what: 'a trust in whoever has the name',
    tamper: trust(without('StringEquals', 'aws:userid')),
    sentence: 'A user who was made again under the same name cannot take the role.',
  },
  {
    what: 'a trust without a window',
    tamper: trust(both(without('DateLessThan', DATE), without('DateGreaterThanEquals', DATE))),
    sentence: WITHIN,
  },
  { what: 'a trust without an end', tamper: trust(without('DateLessThan', DATE)), sentence: WITHIN },
  {
    what: 'a trust without a start',
    tamper: trust(without('DateGreaterThanEquals', DATE)),
    sentence: WITHIN,
  },
  {
    what: 'a trust that ends a second late',
    tamper: trust(having({ DateLessThan: { [DATE]: '2026-11-23T10:00:01Z' } })),
    sentence: WITHIN,
  },
  {
    what: 'a trust that lets sessions be tagged',
    tamper: trust((s) => ({ ...s, Action: ['sts:AssumeRole', 'sts:TagSession'] })),
    sentence: 'Taking the role is all that the trust allows.',
  },
  {
    what: 'a trust that allows all of STS',
    tamper: trust((s) => ({ ...s, Action: ['sts:*'] })),
    sentence: 'Taking the role is all that the trust allows.',
  },
  {
    what: 'a trust of everybody who has the permission set',
    grant: rendered('open-notebook', anOrder('open-notebook', undefined, { terms: { principal: CENTER } })),
    tamper: trust(without('StringEquals', 'identitystore:UserId')),
    sentence: 'Nobody else who has the permission set can take the role.',
  },
  {
    what: 'a trust of one more person who has the permission set',
    grant: rendered('open-notebook', anOrder('open-notebook', undefined, { terms: { principal: CENTER } })),
    tamper: trust(
      having({
        StringEquals: { 'identitystore:UserId': ['00000000-0000-0000-0000-000000000000', CENTER.userId] },
      }),
    ),
    sentence: 'The trust says nothing else.',
  },
  {
    what: 'a trust of whoever is let in by Identity Center at all',
    grant: rendered('open-notebook', anOrder('open-notebook', undefined, { terms: { principal: CENTER } })),
    tamper: trust(
      both(
        without('StringEquals', 'identitystore:UserId'),
        having({ StringLike: { 'identitystore:UserId': '*' } }),
      ),
    ),
    sentence: 'Nobody else who has the permission set can take the role.',
  },
]

describe('the proof', () => {
  it.each(ROWS)(
    'fails for $what',
    ({ id, grant, tamper = (same) => same, boundary = BOUNDARY, sentence }) => {
      const whole = grant ?? (id === undefined ? INVOKE : rendered(id))
      expect(prove(whole, BOUNDARY)).toMatchObject({ ok: true })
      expect(prove(tamper(whole), boundary)).toMatchObject({ ok: false, error: { sentence } })
    },
  )
})
