import { type EpochSeconds, isoTime, plural } from '../../base/time.ts'
import type { StatementJson } from '../policy/policy-json.ts'
import type { RenderedGrant } from '../policy.ts'
import { type Claim, insideTimes, outsideTimes, type Question, timeItem } from './proof-claim.ts'
import { ANYTHING, type ContextItem, meeting, violations } from './proof-context.ts'

/** Calls that no grant may ever make. What a grant was asked for is left out: only handing over a role can be that. */
const NEVER = [
  'iam:CreateUser',
  'iam:CreateAccessKey',
  'iam:PutRolePolicy',
  'iam:UpdateAssumeRolePolicy',
  'iam:DeleteRolePermissionsBoundary',
  'iam:PassRole',
  'sts:AssumeRole',
  'sts:GetFederationToken',
  'organizations:LeaveOrganization',
  'tag:TagResources',
  'sagemaker:DeleteTags',
  'sagemaker:AddTags',
  'sagemaker:Search',
]

/** What is claimed of the permissions of a grant. */
export function permissionClaims({ permissions, place, window }: RenderedGrant): readonly Claim[] {
  const allows = permissions.Statement.filter(({ Effect }) => Effect === 'Allow')
  const granted = new Set(allows.flatMap(({ Action = [] }) => Action))
  const at = (time: EpochSeconds, context: readonly ContextItem[]): readonly ContextItem[] => [
    timeItem(time),
    ...context,
    ...(context.some(({ key }) => key === 'aws:RequestedRegion') ? [] : [regionItem(place.region)]),
  ]
  const calls = allows.flatMap((allow) => callsOf(allow))
  const { startsAt, endsAt } = window
  const resources = [...new Set(calls.map(({ resource }) => resource))]
  const named = calls.filter(({ pattern }) => pattern !== '*')
  const claims: readonly Claim[] = [
    {
      sentence: `${plural(granted.size, 'call')} ${granted.size === 1 ? 'is' : 'are'} allowed, from ${isoTime(startsAt)} until ${isoTime(endsAt)}.`,
      layers: ['whole'],
      questions: insideTimes(window).flatMap((time) =>
        calls.map(({ action, resource, context }) => allowed(action, resource, at(time, context))),
      ),
    },
    {
      sentence: 'None is allowed before that, in the second it ends, or later.',
      layers: ['whole', 'allows', 'denies'],
      questions: outsideTimes(window).flatMap((time) =>
        calls.map(({ action, resource, context }) => denied(action, resource, at(time, context))),
      ),
    },
    {
      sentence: 'None is allowed on another resource, or in another account or Region.',
      layers: ['whole'],
      questions: named.flatMap(({ action, context, pattern, resource }) =>
        strangers(pattern, resource, place).map((other) => denied(action, other, at(startsAt, context))),
      ),
    },
    {
      sentence: `None is allowed where a condition is not met (${conditionKeys(allows).join(', ')}).`,
      layers: ['whole'],
      questions: allows.flatMap((allow) =>
        violations(allow.Condition ?? {}).flatMap((context) =>
          callsOf(allow).map(({ action, resource }) =>
            denied(action, resource, [timeItem(startsAt), ...context]),
          ),
        ),
      ),
    },
    {
      sentence: `IAM, STS, Organizations, tagging and Search are denied${exceptions(granted)}.`,
      layers: ['whole', 'denies'],
      questions: NEVER.filter((action) => !granted.has(action)).flatMap((action) =>
        [...new Set(['*', ...resources])].map((resource) => denied(action, resource, at(startsAt, []))),
      ),
    },
  ]
  return claims.filter(({ questions }) => questions.length > 0)
}

interface TriedCall {
  readonly action: string
  readonly pattern: string
  readonly resource: string
  readonly context: readonly ContextItem[]
}

function callsOf({ Action = [], Resource = [], Condition = {} }: StatementJson): readonly TriedCall[] {
  const context = meeting(Condition)
  return Action.flatMap((action) =>
    Resource.map((pattern) => ({
      action,
      pattern,
      resource: pattern === '*' ? '*' : pattern.replaceAll('*', ANYTHING),
      context,
    })),
  )
}

/** Neighbours of what is allowed: other names, other cases, another account, another Region. */
function strangers(
  pattern: string,
  resource: string,
  { account, region }: RenderedGrant['place'],
): readonly string[] {
  const [fixed = '', ...rest] = pattern.split('*')
  const changed = `${fixed.slice(0, -1)}${fixed.endsWith('0') ? '1' : '0'}`
  const names =
    rest.length > 0 ? [`${changed}${ANYTHING}`] : [changed, `${fixed}0`, fixed.slice(0, -1), otherCase(fixed)]
  const elsewhere = [
    resource.replace(`:${account}:`, account === '999999999999' ? ':000000000000:' : ':999999999999:'),
    resource.replace(`:${region}:`, ':xx-nowhere-1:'),
  ]
  return [...new Set([...names, ...elsewhere])].filter((arn) => arn !== resource)
}

function otherCase(arn: string): string {
  const at = arn.lastIndexOf('/') + 1
  const name = arn.slice(at)
  const lower = name.toLowerCase()
  return arn.slice(0, at) + (lower === name ? name.toUpperCase() : lower)
}

function conditionKeys(statements: readonly StatementJson[]): readonly string[] {
  const keys = statements.flatMap(({ Condition = {} }) => Object.values(Condition).flatMap(Object.keys))
  return [...new Set(keys)].filter((key) => key !== 'aws:CurrentTime')
}

function regionItem(region: string): ContextItem {
  return { key: 'aws:RequestedRegion', type: 'string', values: [region] }
}

function allowed(action: string, resource: string, context: readonly ContextItem[]): Question {
  return { action, resource, context, expected: 'allowed' }
}

function denied(action: string, resource: string, context: readonly ContextItem[]): Question {
  return { action, resource, context, expected: 'denied' }
}

function exceptions(granted: ReadonlySet<string>): string {
  const made = [
    ...(granted.has('iam:PassRole') ? ['handing one role to SageMaker'] : []),
    ...(granted.has('sagemaker:AddTags') ? ['tagging what is made'] : []),
  ]
  return made.length === 0 ? '' : `, but for ${made.join(' and ')}`
}
