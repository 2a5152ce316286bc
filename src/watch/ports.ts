import type { Asking } from '../base/asking.ts'
import type { EpochSeconds } from '../base/time.ts'
import type { PersonKey } from '../grants/terms.ts'
import type { Alert, AlertPlace } from './alert.ts'
import type { Position, Span } from './coverage.ts'
import type { WatchContext } from './detection.ts'
import type { TrailEvent } from './event.ts'
import type { Expectation } from './expected.ts'

/** What reading a stretch of a trail brought. */
export interface ReadTrail {
  readonly events: readonly TrailEvent[]
  /** How far down the newest events reach, where the stretch was too long for one look; null: all of it was read. */
  readonly reached: EpochSeconds | null
  /** Why the trail could not be read, in one sentence. */
  readonly trouble: string | null
}

/** Reads the events of a Region's trail that detections may look at. Never throws for what AWS refuses. */
export type ReadEvents = (region: string, span: Span) => Promise<ReadTrail>

/** A channel that hears alerts. */
export interface AlertChannel {
  readonly channel: string
  readonly by: PersonKey
  readonly at: EpochSeconds
}

/** Keeps the watch. Writes with a version replace exactly the version before, and are false where somebody was faster. */
export interface WatchStore {
  position(region: string): Promise<Position | undefined>
  savePosition(region: string, position: Position): Promise<boolean>
  alert(id: string): Promise<Alert | undefined>
  /** The newest few alerts on a topic, newest first. */
  onTopic(topic: string): Promise<readonly Alert[]>
  saveAlert(alert: Alert): Promise<boolean>
  /** Alerts whose last event is from this instant or later, newest first. */
  since(at: EpochSeconds): Promise<readonly Alert[]>
  expectation(topic: string): Promise<Expectation | undefined>
  /** Those that are in force at this instant. */
  expectations(at: EpochSeconds): Promise<readonly Expectation[]>
  expect(expectation: Expectation): Promise<void>
  endExpectation(topic: string): Promise<void>
  channels(): Promise<readonly AlertChannel[]>
  addChannel(channel: AlertChannel): Promise<void>
  removeChannel(channel: string): Promise<void>
}

/** An alert on its way into a channel. */
export interface Showing {
  readonly alert: Alert
  readonly to: AlertChannel
  /** The message to change; absent: there is none yet. */
  readonly message: NonNullable<AlertPlace['message']> | undefined
  /** Somebody may have posted it before and been stopped. */
  readonly mayBeTwice: boolean
  /** Told where a new message is posted, which may have to wait long before it is sent. */
  readonly asking: Asking
}

/**
 * Posts an alert, or changes its message, and says where it stands. `undefined` where Slack refused for good; throws where
 * it may or may not have been taken.
 */
export type ShowAlert = (showing: Showing) => Promise<NonNullable<AlertPlace['message']> | undefined>

/** What is known beside the events, read now. */
export type ReadContext = () => Promise<WatchContext>
