import type { Caller } from '../../base/policy/principals.ts'
import type { EpochSeconds } from '../../base/time.ts'
import type { RenderedGrant } from '../policy.ts'
import { type Claim, insideTimes, outsideTimes, type Question, timeItem } from './proof-claim.ts'
import type { ContextItem } from './proof-context.ts'

type Trusted = Pick<RenderedGrant, 'principal' | 'role' | 'window' | 'place'>
type Context = readonly ContextItem[]

const LAYERS = ['trust'] as const

/** What is claimed of the trust of a grant, whatever the callers' own policies allow them. */
export function trustClaims({ principal, role, window, place }: Trusted): readonly Claim[] {
  const user = principal.kind === 'iam-user'
  const caller = callerNamed(principal.arn)
  const right = user ? factor('0', principal.uniqueId) : identity(principal.userId)
  const at = (time: EpochSeconds, keys: Context, expected: Question['expected'], by = caller): Question => ({
    action: 'sts:AssumeRole',
    resource: role.arn,
    context: [timeItem(time), ...keys],
    expected,
    caller: by,
  })
  const start = window.startsAt
  const strangers = [
    ...strangersTo(principal.arn, place).map(callerNamed),
    callerNamed(role.arn),
    ...OTHER_CALLERS,
  ]
  return [
    {
      sentence: user
        ? `${principal.arn} can take the role.`
        : `The Identity Center user ${principal.userId} can take the role, through ${principal.arn}.`,
      layers: LAYERS,
      questions: [
        ...insideTimes(window).map((time) => at(time, right, 'allowed')),
        ...(user ? [at(start, factor('899', principal.uniqueId), 'allowed')] : []),
      ],
    },
    {
      sentence: 'Nobody else can take the role.',
      layers: LAYERS,
      questions: strangers.map((stranger) => at(start, right, 'denied', stranger)),
    },
    {
      sentence: user
        ? 'Nobody can take the role without a second factor used in the last 15 minutes.'
        : 'Nobody else who has the permission set can take the role.',
      layers: LAYERS,
      questions: (user ? stale(right) : othersThan(principal.userId)).map((keys) =>
        at(start, keys, 'denied'),
      ),
    },
    ...(user && principal.uniqueId !== null
      ? [remade(principal.uniqueId, (keys) => at(start, keys, 'denied'))]
      : []),
    {
      sentence: 'Nobody can take the role before the start, in the second it ends, or later.',
      layers: LAYERS,
      questions: outsideTimes(window).map((time) => at(time, right, 'denied')),
    },
    {
      sentence: 'Taking the role is all that the trust allows.',
      layers: LAYERS,
      questions: ['sts:TagSession', 'sts:SetSourceIdentity', 'sts:AssumeRoleWithSAML', 'iam:PassRole'].map(
        (action) => ({ ...at(start, right, 'denied'), action }),
      ),
    },
  ]
}

function remade(uniqueId: string, denied: (keys: Context) => Question): Claim {
  return {
    sentence: 'A user who was made again under the same name cannot take the role.',
    layers: LAYERS,
    questions: [factor('0', `${uniqueId}0`), factor('0', null)].map(denied),
  }
}

/** Without the second factor, with one that says no, with an old one, and with half of what tells of one. */
function stale(right: Context): readonly Context[] {
  const less = (key: string) => right.filter((item) => item.key !== key)
  const instead = (item: ContextItem) => [...less(item.key), item]
  return [
    right.filter(({ key }) => !key.startsWith('aws:MultiFactorAuth')),
    less('aws:MultiFactorAuthPresent'),
    less('aws:MultiFactorAuthAge'),
    instead({ key: 'aws:MultiFactorAuthPresent', type: 'boolean', values: ['false'] }),
    instead({ key: 'aws:MultiFactorAuthAge', type: 'numeric', values: ['900'] }),
    instead({ key: 'aws:MultiFactorAuthAge', type: 'numeric', values: ['86400'] }),
  ]
}

function othersThan(userId: string): readonly Context[] {
  return [[], identity(`${userId}0`), identity(userId.slice(0, -1)), identity('*')]
}

/** The same account's root and others of it, the same name in another account, and that account's root. */
function strangersTo(arn: string, { partition, account }: Trusted['place']): readonly string[] {
  const other = account === '999999999999' ? '000000000000' : '999999999999'
  const iam = (of: string, resource: string) => `arn:${partition}:iam::${of}:${resource}`
  return [
    `${arn}0`,
    arn.slice(0, -1),
    arn.replace(`:${account}:`, `:${other}:`),
    iam(account, 'root'),
    iam(account, 'user/somebody-else'),
    iam(account, 'role/somebody-else'),
    iam(other, 'root'),
    iam(other, 'user/somebody-else'),
  ]
}

const OTHER_CALLERS: readonly Caller[] = [
  { type: 'anonymous' },
  { type: 'Service', id: 'sagemaker.amazonaws.com' },
  { type: 'Service', id: 'ec2.amazonaws.com' },
  { type: 'Federated', id: 'cognito-identity.amazonaws.com' },
]

function factor(age: string, uniqueId: string | null): Context {
  return [
    { key: 'aws:MultiFactorAuthPresent', type: 'boolean', values: ['true'] },
    { key: 'aws:MultiFactorAuthAge', type: 'numeric', values: [age] },
    ...(uniqueId === null ? [] : [{ key: 'aws:userid', type: 'string' as const, values: [uniqueId] }]),
  ]
}

function identity(userId: string): Context {
  return [{ key: 'identitystore:UserId', type: 'string', values: [userId] }]
}

/** A user calls as itself, a role through a session. */
function callerNamed(arn: string): Caller {
  const role = /^arn:([^:]+):iam::(\d+):role\/(?:.*\/)?([^/]+)$/.exec(arn)
  if (!role) return { type: 'AWS', arn }
  const [, partition, account, name] = role
  return { type: 'AWS', arn: `arn:${partition}:sts::${account}:assumed-role/${name}/somebody`, roleArn: arn }
}
