import { arnName, parseArn } from '../base/arn.ts'
import type { Window } from '../grants/terms.ts'
import type { Practice, Severity } from '../posture/practice.ts'
import type { TrailEvent } from './event.ts'
import type { Mark, Memory } from './memory.ts'

/** A grant whose role events are explained by. */
export interface KnownGrant {
  readonly id: string
  readonly role: string
  readonly window: Window
  /** The ARNs that it is for. */
  readonly resources: readonly string[]
}

/** What is known beside the events, read before each look. */
export interface WatchContext {
  /** The ARN of the bot's own user or role, its path left out or not: what it does by itself is no news. */
  readonly bot: string
  readonly grants: readonly KnownGrant[]
  /** ARNs of the roles that SageMaker may take. */
  readonly executionRoles: readonly string[]
  /** The managed policies that such roles hold or are bounded by, and the roles of each; all by ARN. */
  readonly executionRolePolicies: ReadonlyMap<string, readonly string[]>
  /** Name of the managed policy that bounds every role of a grant; null where no access is granted. */
  readonly boundary: string | null
}

/** What a detection saw in an event. */
export interface Sighting {
  /** What alerts are folded by: an ARN, or a name that a caller chose. */
  readonly subject: string
  /** What was acted on, where that is not the subject: an ARN or name. */
  readonly on?: string
  /** A number or word that tells more, in our words: `12 calls in 10 minutes`. */
  readonly more?: string
}

/** Which events a detection looks at; a part that is absent lets every event through. */
export interface Of {
  readonly sources?: readonly string[]
  readonly names?: readonly string[]
  /** Types of callers, as in `Caller`. */
  readonly callers?: readonly string[]
}

/** One thing to hear of: what it looks at, how it tells, and what to do about it. */
export interface Detection {
  /** Stable, in words and hyphens. */
  readonly id: string
  /** What happened, as a headline. */
  readonly title: string
  readonly severity: Severity
  /** Why somebody should hear of it. */
  readonly why: string
  /** What to do first. */
  readonly respond: string
  readonly practice: Practice
  /** The scope of the audit that shows how things stand, e.g. `notebook-no-direct-internet`. */
  readonly audit: string
  /** `more` of its sightings says how many there were: it speaks from a number on, and one event alone is no news. */
  readonly rate?: true
  /** Which events are looked at: these, or the ones that any of several describes. */
  readonly of: Of | readonly Of[]
  /** What to remember of an event, so that later ones can be compared with it. Keys are its own. */
  readonly remember?: (event: TrailEvent, context: WatchContext) => Mark | readonly Mark[] | undefined
  /** What it sees, given what was remembered of earlier events. Pure. */
  readonly detect: (event: TrailEvent, memory: Memory, context: WatchContext) => Sighting | undefined
}

/** Declares a detection. */
export function defineDetection(detection: Detection): Detection {
  return detection
}

/** The grant under whose role a call was made, if any. */
export function grantOf(
  { caller }: TrailEvent,
  { grants }: Pick<WatchContext, 'grants'>,
): KnownGrant | undefined {
  return grants.find(({ role }) => role === caller.principal)
}

/** Whether the bot itself called. Names of users and of roles are unique in an account, whatever their path. */
export function isBot({ caller }: TrailEvent, { bot }: WatchContext): boolean {
  return (
    caller.principal === bot ||
    (arnName(caller.principal) === arnName(bot) && kindOf(caller.principal) === kindOf(bot))
  )
}

function kindOf(arn: string): string {
  const { account = '', resource = arn } = parseArn(arn) ?? {}
  return `${account} ${resource.split('/', 1)[0]}`
}
