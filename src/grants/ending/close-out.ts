import { type EpochSeconds, MINUTE_S } from '../../base/time.ts'
import type { EntitlementMeta } from '../entitlement.ts'
import type { EndReason, Grant } from '../grant.ts'
import type { PersonKey, Window } from '../terms.ts'

/** A call that a grant's role made, as AWS recorded it. */
export interface SeenCall {
  /** As policies name it: `sagemaker:CreateTrainingJob`. */
  readonly action: string
  readonly resource: string | null
  readonly at: EpochSeconds
  readonly denied: boolean
  /** The ARN of what it made. */
  readonly created: string | null
}

/** Something that was made or started with a grant and is there still. */
export interface StillRunning {
  readonly arn: string
  /** As AWS says it: `InService`. */
  readonly status: string
}

/** What could be observed of a grant's use. */
export interface Activity {
  readonly seen: readonly SeenCall[]
  /** What could not be looked at, one sentence each: then nothing that was not seen counts as not used. */
  readonly gaps: readonly string[]
  readonly stillRunning: readonly StillRunning[]
  /** When the trail was read; calls may arrive there some minutes late. */
  readonly asOf: EpochSeconds
}

/** How late a call may arrive in the trail. Source: CloudTrail User Guide, "How CloudTrail works". */
const LATE_S = 15 * MINUTE_S

/** A call by what was done, how often and when. */
export interface CallSummary {
  readonly action: string
  readonly times: number
  readonly firstAt: EpochSeconds
  readonly lastAt: EpochSeconds
  /** Distinct, in the order they were seen. */
  readonly resources: readonly string[]
}

/** What became of a grant: what it allowed against what was done with it. */
export interface CloseOut {
  readonly grantId: string
  readonly entitlement: string
  readonly requester: PersonKey
  /** The parameters that were given, by their ids. */
  readonly parameters: readonly string[]
  /** When it could be used: from its start until its end, or until it was revoked. */
  readonly window: Window
  readonly reason: EndReason
  /** Every call that was allowed. */
  readonly granted: readonly string[]
  readonly used: readonly CallSummary[]
  /** Allowed and certainly not used: AWS records such calls, and there was none. */
  readonly unused: readonly string[]
  /** Allowed, and nobody can say whether it was used. Never to be shown as zero. */
  readonly notObservable: readonly string[]
  readonly denied: readonly CallSummary[]
  /** Not denied, though the grant did not allow them, such as calls that need no permission. */
  readonly besides: readonly CallSummary[]
  /** Not denied, though outside the window. There should be none, ever. */
  readonly outside: readonly CallSummary[]
  readonly created: readonly string[]
  readonly stillRunning: readonly StillRunning[]
  readonly gaps: readonly string[]
  /** When the trail was read. */
  readonly asOf: EpochSeconds
}

/**
 * Closes the books on a grant. `granted` are the calls that it allowed, `trail` is what its entitlement declares of
 * them. Undefined where it is not over, or there cannot have been any access: nobody decided on it, or it was over before
 * its start. A record that knows of no role is closed too: the role may have been made without the record learning it.
 */
export function closeOut(
  grant: Grant,
  granted: readonly string[],
  trail: EntitlementMeta['trail'],
  activity: Activity,
): CloseOut | undefined {
  const { current, end } = grant
  if (grant.state !== 'ended' || !end || !current.window || end.at <= current.window.startsAt)
    return undefined
  const window = { ...current.window, endsAt: Math.min(current.window.endsAt, end.at) }
  const allowed = new Set(granted)
  const done = activity.seen.filter(({ denied }) => !denied)
  const within = done.filter(({ at }) => at >= window.startsAt && at < window.endsAt)
  const used = new Set(done.map(({ action }) => action))
  const recorded = new Set(trail.events)
  const whole = activity.gaps.length === 0 && activity.asOf >= window.endsAt + LATE_S
  const certain = (action: string) => whole && recorded.has(eventOf(action))
  const unseen = [...allowed].filter((action) => !used.has(action))
  return {
    grantId: grant.id,
    entitlement: current.terms.entitlement,
    requester: current.terms.requester,
    parameters: Object.keys(current.terms.parameters).filter((id) => current.terms.parameters[id] !== ''),
    window,
    reason: end.reason,
    granted: [...allowed],
    used: summarised(within.filter(({ action }) => allowed.has(action))),
    unused: unseen.filter(certain),
    notObservable: unseen.filter((action) => !certain(action)),
    denied: summarised(activity.seen.filter(({ denied }) => denied)),
    besides: summarised(within.filter(({ action }) => !allowed.has(action))),
    outside: summarised(done.filter((call) => !within.includes(call))),
    created: [...new Set(done.flatMap(({ created }) => created ?? []))],
    stillRunning: activity.stillRunning,
    gaps: activity.gaps,
    asOf: activity.asOf,
  }
}

/** The event of CloudTrail that an action leaves. */
function eventOf(action: string): string {
  return action.slice(action.indexOf(':') + 1)
}

/** One summary for each action, in the order in which they were first made. */
function summarised(calls: readonly SeenCall[]): readonly CallSummary[] {
  const inOrder = calls.toSorted((a, b) => a.at - b.at)
  return [...new Set(inOrder.map(({ action }) => action))].map((action) => {
    const own = inOrder.filter((call) => call.action === action)
    const times = own.map(({ at }) => at)
    return {
      action,
      times: own.length,
      firstAt: Math.min(...times),
      lastAt: Math.max(...times),
      resources: [...new Set(own.flatMap(({ resource }) => resource ?? []))],
    }
  })
}
