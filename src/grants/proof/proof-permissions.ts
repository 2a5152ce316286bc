import { type EpochSeconds, isoTime, plural } from '../../base/time.ts'
import type { Permission } from '../entitlement.ts'
import type { RenderedGrant } from '../policy.ts'
import { askedActions, askedConditions } from './proof-asked.ts'
import { type Claim, insideTimes, outsideTimes, type Question, timeItem } from './proof-claim.ts'
import { type ContextItem, meetings, violations } from './proof-context.ts'
import { rightArns, wrongArns } from './proof-resources.ts'
import { ELSEWHERE, NEVER } from './proof-strangers.ts'

/** What was asked for, where and when: all that a question is made from. */
export type Asked = Pick<RenderedGrant, 'asked' | 'place' | 'window'>

/**
 * What is claimed of the permissions of a grant, from what was asked for alone. What the Allows refuse by themselves is
 * refused by the whole policy under any boundary; so refusals are shown on them, where nothing else can hide a gap.
 */
export function permissionClaims(grant: Asked): readonly Claim[] {
  const { asked, window } = grant
  const count = askedActions(asked).size
  const span = `from ${isoTime(window.startsAt)} until ${isoTime(window.endsAt)}`
  const can = `${plural(count, 'call')} ${count === 1 ? 'is' : 'are'} allowed, ${span}.`
  return [
    // A grant of nothing has nothing to show, and so fails here.
    ...(asked.length === 0 ? [{ sentence: can, layers: ['whole' as const], questions: [] }] : []),
    ...asked.flatMap((permission) => [
      { sentence: can, layers: ['whole' as const], questions: inside(permission, grant) },
      {
        sentence: 'None is allowed before that, in the second it ends, or later.',
        layers: ['allows' as const, 'denies' as const],
        questions: outside(permission, grant),
      },
      ...strangerClaims(permission, grant),
      ...conditionClaims(permission, grant),
    ]),
    ...otherCalls(grant),
  ]
}

/** Every call in the first second, half-way and the last, and in the first with each way to meet its conditions. */
function inside(permission: Permission, { place, window }: Asked): readonly Question[] {
  const [first = [], ...further] = meetings(askedConditions(permission, place))
  const times = insideTimes(window).map((time) => contextAt(time, first, place.region))
  const ways = further.map((context) => contextAt(window.startsAt, context, place.region))
  return each(permission, rightArns).flatMap(([action, resource]) =>
    [...times, ...ways].map((context) => ({ action, resource, context, expected: 'allowed' as const })),
  )
}

function outside(permission: Permission, { place, window }: Asked): readonly Question[] {
  const [met = []] = meetings(askedConditions(permission, place))
  return each(permission, rightArns).flatMap(([action, resource]) =>
    outsideTimes(window).map((time) => denied(action, resource, contextAt(time, met, place.region))),
  )
}

function strangerClaims(permission: Permission, { place, window }: Asked): readonly Claim[] {
  if (permission.resources.every((pattern) => pattern === '*')) return []
  const [met = []] = meetings(askedConditions(permission, place))
  const context = contextAt(window.startsAt, met, place.region)
  const questions = each(permission, (pattern) => wrongArns(pattern, place)).map(([action, resource]) =>
    denied(action, resource, context),
  )
  const sentence = 'None is allowed on another resource, or in another account or Region.'
  return [{ sentence, layers: ['allows'], questions }]
}

/** One claim for each key, so that one that cannot be tried does not hide behind the others. */
function conditionClaims(permission: Permission, { place, window }: Asked): readonly Claim[] {
  return [...violations(askedConditions(permission, place))].map(([key, contexts]) => ({
    sentence: `None is allowed where ${key} is not as asked.`,
    layers: ['allows'],
    questions: each(permission, rightArns).flatMap(([action, resource]) =>
      contexts.map((context) => {
        const rest = key === 'aws:RequestedRegion' ? context : inRegion(context, place.region)
        return denied(action, resource, [timeItem(window.startsAt), ...rest])
      }),
    ),
  }))
}

/** Calls that were not asked for, where they would be allowed first: where each permission's own conditions are met. */
function otherCalls({ asked, place, window }: Asked): readonly Claim[] {
  const granted = askedActions(asked)
  const tried = (actions: readonly string[]) =>
    asked.flatMap((permission) => {
      const [met = []] = meetings(askedConditions(permission, place))
      const context = contextAt(window.startsAt, met, place.region)
      // A statement allows its calls on all its resources alike; so one of them shows as much as all.
      const resources = [...new Set(['*', ...permission.resources.flatMap(rightArns).slice(0, 1)])]
      return actions
        .filter((action) => !granted.has(action))
        .flatMap((action) => resources.map((resource) => denied(action, resource, context)))
    })
  const layers = ['allows', 'denies'] as const
  return [
    {
      sentence: `IAM, STS, Organizations, tagging and Search are denied${exceptions(granted)}.`,
      layers,
      questions: tried(NEVER),
    },
    { sentence: 'Every other call that was tried is denied.', layers, questions: tried(ELSEWHERE) },
  ]
}

/** Every action on the resources that come of each pattern. */
function each(
  { actions, resources }: Permission,
  of: (pattern: string) => readonly string[],
): ReadonlyArray<readonly [string, string]> {
  const all = resources.flatMap(of)
  return actions.flatMap((action) => all.map((resource) => [action, resource] as const))
}

function contextAt(
  time: EpochSeconds,
  context: readonly ContextItem[],
  region: string,
): readonly ContextItem[] {
  return [timeItem(time), ...inRegion(context, region)]
}

/** Every request says its Region, whether a condition asks for it or not. */
function inRegion(context: readonly ContextItem[], region: string): readonly ContextItem[] {
  if (context.some(({ key }) => key === 'aws:RequestedRegion')) return context
  return [...context, { key: 'aws:RequestedRegion', type: 'string', values: [region] }]
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
