import type { Caller } from '../../base/policy/principals.ts'
import type { EpochSeconds } from '../../base/time.ts'
import type { RenderedGrant } from '../policy.ts'
import { type Claim, insideTimes, outsideTimes, type Question, timeItem } from './proof-claim.ts'
import type { ContextItem } from './proof-context.ts'

/** What is claimed of the trust of a grant. */
export function trustClaims({ principal, role, window, place }: RenderedGrant): readonly Claim[] {
  const user = principal.kind === 'iam-user'
  const caller = callerNamed(principal.arn)
  const ask = (
    expected: Question['expected'],
    time: EpochSeconds,
    keys: readonly ContextItem[],
    by = caller,
  ) => ({
    action: 'sts:AssumeRole',
    resource: role.arn,
    context: [timeItem(time), ...keys],
    expected,
    caller: by,
  })
  const right = user ? factor('0', principal.uniqueId) : identity(principal.userId)
  const start = window.startsAt
  return [
    {
      sentence: user
        ? `Only ${principal.arn} can take the role, with a second factor used in the last 15 minutes.`
        : `Only the Identity Center user ${principal.userId} can take the role, through ${principal.arn}.`,
      layers: ['whole'],
      questions: [
        ...insideTimes(window).map((time) => ask('allowed', time, right)),
        ...(user
          ? [
              ask('allowed', start, factor('899', principal.uniqueId)),
              ask('denied', start, factor('900', principal.uniqueId)),
              ask(
                'denied',
                start,
                right.filter(({ key }) => !key.startsWith('aws:MultiFactor')),
              ),
              ask(
                'denied',
                start,
                right.map((entry) => (entry.type === 'boolean' ? { ...entry, values: ['false'] } : entry)),
              ),
              ask(
                'denied',
                start,
                right.filter(({ key }) => key !== 'aws:MultiFactorAuthAge'),
              ),
              ...(principal.uniqueId === null
                ? []
                : [ask('denied', start, factor('0', `${principal.uniqueId}0`))]),
            ]
          : [ask('denied', start, []), ask('denied', start, identity(`${principal.userId}0`))]),
        ...[`${principal.arn}0`, `arn:${place.partition}:iam::${place.account}:root`, role.arn].map((arn) =>
          ask('denied', start, right, callerNamed(arn)),
        ),
      ],
    },
    {
      sentence: 'Nobody can take it before the start, in the second it ends, or later.',
      layers: ['whole'],
      questions: outsideTimes(window).map((time) => ask('denied', time, right)),
    },
  ]
}

function factor(age: string, uniqueId: string | null): readonly ContextItem[] {
  return [
    { key: 'aws:MultiFactorAuthPresent', type: 'boolean', values: ['true'] },
    { key: 'aws:MultiFactorAuthAge', type: 'numeric', values: [age] },
    ...(uniqueId === null ? [] : [{ key: 'aws:userid', type: 'string' as const, values: [uniqueId] }]),
  ]
}

function identity(userId: string): readonly ContextItem[] {
  return [{ key: 'identitystore:UserId', type: 'string', values: [userId] }]
}

/** A user calls as itself, a role through a session. */
function callerNamed(arn: string): Caller {
  const role = /^arn:([^:]+):iam::(\d+):role\/(?:.*\/)?([^/]+)$/.exec(arn)
  if (!role) return { type: 'AWS', arn }
  const [, partition, account, name] = role
  return { type: 'AWS', arn: `arn:${partition}:sts::${account}:assumed-role/${name}/somebody`, roleArn: arn }
}
