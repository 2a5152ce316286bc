import { type EpochSeconds, HOUR_S } from '../base/time.ts'
import type { Severity } from '../posture/practice.ts'
import type { Caller, TrailEvent } from './event.ts'

/** An event that an alert stands for, as its message shows it. */
export interface AlertEvent {
  readonly id: string
  readonly name: string
  readonly at: EpochSeconds
  readonly region: string
  readonly from: string | null
  readonly caller: Caller
  readonly on: string | null
  readonly more: string | null
}

/** A message of an alert. */
export interface AlertPlace {
  /** The channel that asked for alerts. */
  readonly channel: string
  /** Where the message stands; null while it is being posted by whoever claimed it at `at`. */
  readonly message: { readonly channel: string; readonly ts: string } | null
  readonly at: EpochSeconds
  /** The face of the alert that it shows. */
  readonly shows: number
}

/** A detection's sightings on one subject, folded into one message for as long as they follow each other. */
export interface Alert {
  /** Names the detection, the subject and the first event; nobody can guess it. */
  readonly id: string
  /** 1, 2, 3, …: what a conditional write compares. */
  readonly version: number
  /** Grows whenever its message has to be drawn anew. */
  readonly face: number
  /** Hash of the detection and the subject: what is folded. */
  readonly topic: string
  /** A detection's id. */
  readonly detection: string
  readonly subject: string
  readonly severity: Severity
  /** Twelve digits. */
  readonly account: string
  readonly firstAt: EpochSeconds
  readonly lastAt: EpochSeconds
  readonly count: number
  /** The newest events, newest first. */
  readonly newest: readonly AlertEvent[]
  /** Ids of the events that were counted, so that none is counted twice; the newest. */
  readonly counted: readonly string[]
  /** Everybody who called, by their principals. */
  readonly principals: readonly string[]
  /** The grant under which the newest event was made, if any did. */
  readonly grantId: string | null
  /** Kept and counted, not announced: somebody said that it is expected. */
  readonly quiet: boolean
  readonly places: readonly AlertPlace[]
}

/** What a new alert begins with. */
export type AlertStart = Pick<
  Alert,
  'id' | 'topic' | 'detection' | 'subject' | 'severity' | 'account' | 'quiet'
>

/** An event to fold in. */
export interface AlertSighting {
  readonly event: TrailEvent
  readonly on: string | null
  readonly more: string | null
  readonly grantId: string | null
}

/** After so long without an event, the next one is news again and gets a message of its own. */
const FOLDED_WITHIN_S = HOUR_S

const SHOWN = 5
const COUNTED = 1000
const PRINCIPALS = 20

/** Whether an event at this instant belongs to an alert, or starts another one. */
export function foldsInto({ lastAt, firstAt }: Pick<Alert, 'firstAt' | 'lastAt'>, at: EpochSeconds): boolean {
  return at >= firstAt - FOLDED_WITHIN_S && at <= lastAt + FOLDED_WITHIN_S
}

/** A new alert, without an event so far. */
export function newAlert(start: AlertStart): Alert {
  return {
    ...start,
    version: 0,
    face: 0,
    firstAt: 0,
    lastAt: 0,
    count: 0,
    newest: [],
    counted: [],
    principals: [],
    grantId: null,
    places: [],
  }
}

/** The alert with a sighting more, to be saved once all are in; the same where this event was counted before. */
export function fold(alert: Alert, { event, on, more, grantId }: AlertSighting): Alert {
  if (alert.counted.includes(event.id)) return alert
  const { id, name, at, region, from, caller } = event
  const shown = { id, name, at, region, from, caller, on, more }
  const { principal } = caller
  return {
    ...alert,
    face: alert.face + 1,
    firstAt: alert.count === 0 ? at : Math.min(alert.firstAt, at),
    lastAt: Math.max(alert.lastAt, at),
    count: alert.count + 1,
    newest: [shown, ...alert.newest].toSorted((a, b) => b.at - a.at).slice(0, SHOWN),
    counted: [...alert.counted, id].slice(-COUNTED),
    principals: [...new Set([...alert.principals, principal])].slice(0, PRINCIPALS),
    grantId: grantId ?? alert.grantId,
  }
}

/** The alert as it is written over the one that was read. */
export function nextVersion(alert: Alert): Alert {
  return { ...alert, version: alert.version + 1 }
}

/** The alert with this place in place of the one for the same channel. */
export function placed(alert: Alert, place: AlertPlace): Alert {
  const others = alert.places.filter(({ channel }) => channel !== place.channel)
  return { ...alert, version: alert.version + 1, places: [...others, place] }
}

/** The alert without a place for this channel. */
export function displaced(alert: Alert, channel: string): Alert {
  return {
    ...alert,
    version: alert.version + 1,
    places: alert.places.filter((place) => place.channel !== channel),
  }
}

/** The alert, to be drawn anew. */
export function redrawn(alert: Alert): Alert {
  return { ...alert, version: alert.version + 1, face: alert.face + 1 }
}
