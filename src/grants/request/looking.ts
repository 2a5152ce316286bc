import type { EpochSeconds } from '../../base/time.ts'
import type { Activity, SeenCall } from '../ending/close-out.ts'
import type { Entitlement } from '../entitlement.ts'
import type { Place } from '../rules/place.ts'
import type { PrincipalRef } from '../terms.ts'
import type { PrecheckCode } from './precheck.ts'

/**
 * What can be looked at before anybody is asked: what an entitlement declares, and what holds for all. `exists`: each
 * chosen resource is there, under exactly this ARN. `mfa-on`: an IAM user has a second factor in AWS.
 */
export type LookedCode = PrecheckCode | 'exists' | 'no-like-grant' | 'mfa-on'

/** One thing that was looked at. What could not be seen is `unknown`, never `ok`. */
export interface Looked {
  readonly code: LookedCode
  /** The parameter that it is about; `principal` where it is about who asks. */
  readonly about: string
  readonly outcome: 'ok' | 'not-so' | 'unknown'
  /** True: the request cannot be made unless the outcome is `ok`. */
  readonly stops: boolean
  /** What was seen, in a sentence or two; of `unknown`, which permission is missing. Plain text, not escaped. */
  readonly words: string
}

/** What the role behind a grant can do, as far as it was seen. */
export interface ReachSeen {
  /** The execution role; null where there is none, or where it could not be found. */
  readonly roleArn: string | null
  /** One or two sentences for the approver. Plain text, not escaped. */
  readonly words: string
  /** At most eight phrases that follow "can", the heaviest first: `do anything`, `read every S3 object`. */
  readonly can: readonly string[]
  /** Why there may be more than was seen; null: all of it was seen. */
  readonly unknown: string | null
}

/** What was seen before anybody is asked. */
export interface Looking {
  readonly looked: readonly Looked[]
  readonly reach: ReachSeen
  /** The ARNs as AWS returned them, in the order of the parameters; those that were not found are left out. */
  readonly resources: readonly string[]
}

/**
 * Looks at AWS for a request: its pre-checks, what it chose, and the role behind it. Takes a bounded time: what was not
 * answered by then is `unknown`. Throws where no credentials work or they are another account's.
 */
export type LookBefore = (
  entitlement: Entitlement,
  parameters: Readonly<Record<string, string>>,
  place: Place,
  principal: PrincipalRef,
) => Promise<Looking>

/** When the last audit that read this account and Region began; undefined where there was none. */
export type LastAudit = (account: string, region: string) => Promise<EpochSeconds | undefined>

/** What stops a request, of everything that was looked at: what is not so, and what could not be seen. */
export function stopping(looked: readonly Looked[]): readonly Looked[] {
  return looked.filter(({ stops, outcome }) => stops && outcome !== 'ok')
}

/** A call that was made with a grant's role, and from where. */
export interface ObservedCall extends SeenCall {
  readonly sourceIp: string | null
}

/** What CloudTrail shows of a grant's use. No call seen is no proof of no call where there are gaps. */
export interface Observed {
  /** Oldest first. */
  readonly seen: readonly ObservedCall[]
  /** How often the role was assumed, as far as calls of AssumeRole show. */
  readonly sessions: number
  /** What could not be seen, in a sentence each. */
  readonly gaps: readonly string[]
  /** There was more than was read. */
  readonly truncated: boolean
  /** Epoch seconds; calls of the last fifteen minutes before may not be shown yet. */
  readonly asOf: EpochSeconds
}

/** The role of a grant; its unique id (`AROA…`) tells it from a later role of the same name. */
export interface ObservedRole {
  readonly arn: string
  readonly uniqueId: string | null
  /** Names that its sessions bear in the console, where AWS does not show their keys: that of the user who switched. */
  readonly sessionNames: readonly string[]
}

/** Reads what was done with a grant's role between two moments, in these Regions. Never throws for what it cannot see. */
export type Observe = (
  role: ObservedRole,
  window: { readonly startsAt: EpochSeconds; readonly endsAt: EpochSeconds },
  regions: readonly string[],
) => Promise<Observed>

/**
 * What became of something that was made or started. `stays`: it is there and runs nothing, such as a model. `over`: it
 * came to its end. `unknown`: it could not be seen; `words` says why.
 */
export interface Remaining {
  readonly arn: string
  readonly state: 'running' | 'stays' | 'over' | 'gone' | 'unknown'
  /** In AWS's word, such as `InService`; null where it has none or was not seen. */
  readonly status: string | null
  readonly words: string
}

/** Looks at each thing that was made, in its own Region. */
export type SeeRemaining = (created: readonly string[]) => Promise<readonly Remaining[]>

/** What a close-out is made of. What was left unread or could not be seen is a gap, and never counts as nothing. */
export function activityOf(observed: Observed, remaining: readonly Remaining[]): Activity {
  const { seen, gaps, truncated, asOf } = observed
  const there = remaining.filter(({ state }) => state === 'running' || state === 'stays')
  const hidden = remaining.filter(({ state }) => state === 'unknown')
  return {
    seen,
    gaps: [
      ...gaps,
      ...(truncated ? ['There were more calls than were read.'] : []),
      ...hidden.map(({ arn, words }) => `Whether ${arn} still runs could not be seen: ${words}`),
    ],
    stillRunning: there.map(({ arn, status }) => ({ arn, status: status ?? 'there' })),
    asOf,
  }
}
