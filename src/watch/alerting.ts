import { err, ok, type Result } from '../base/result.ts'
import { type Clock, DAY_S, type EpochSeconds, epochSeconds, HOUR_S } from '../base/time.ts'
import type { Grant } from '../grants/grant.ts'
import type { AccessPolicy } from '../grants/rules/access-policy.ts'
import type { PersonKey } from '../grants/terms.ts'
import { type Alert, redrawn } from './alert.ts'
import type { Detection } from './detection.ts'
import type { Caller, TrailEvent } from './event.ts'
import { type Expectation, type ExpectRefusal, expectRefusals } from './expected.ts'
import { WATCH_GAP } from './gap.ts'
import type { AlertChannel, WatchStore } from './ports.ts'

/** Who is behind an alert. */
export interface Who {
  readonly caller: Caller
  /** The person whom the access policy knows as this principal, or whose grant it is. */
  readonly person: PersonKey | null
  /** Grants of that person, and the one whose role called, that are open. */
  readonly grants: readonly Grant[]
  /** Their newest calls of the last hour, newest first. */
  readonly calls: readonly TrailEvent[]
  /** Why the calls are not all, in one sentence. */
  readonly trouble: string | null
}

/** Where the watch stands in a Region. */
export interface WatchedRegion {
  readonly region: string
  /** Null: it has not been read yet. */
  readonly readAt: EpochSeconds | null
  readonly trouble: string | null
}

/** Alerts, as people see them. */
export interface Alerting {
  readonly detections: readonly Detection[]
  channels(): Promise<readonly AlertChannel[]>
  subscribe(channel: string, by: PersonKey): Promise<void>
  unsubscribe(channel: string): Promise<void>
  byId(id: string): Promise<Alert | undefined>
  /** Alerts of the last seven days, newest first. */
  recent(): Promise<readonly Alert[]>
  expectations(): Promise<readonly Expectation[]>
  /** Keeps what is like this alert quiet, for so long. */
  expect(
    alert: Alert,
    said: { readonly person: PersonKey; readonly reason: string; readonly seconds: number },
  ): Promise<Result<Expectation, readonly ExpectRefusal[]>>
  /** Lets a topic be heard again. False where nothing kept it quiet. */
  endExpectation(topic: string): Promise<boolean>
  expectationOf(alert: Alert): Promise<Expectation | undefined>
  who(alert: Alert): Promise<Who | undefined>
  /** The grant under which the newest event of an alert was made, as long as it is open. */
  grantOf(alert: Alert): Promise<Grant | undefined>
  watched(): Promise<readonly WatchedRegion[]>
}

export interface AlertingOptions {
  readonly detections: readonly Detection[]
  readonly store: WatchStore
  readonly regions: readonly string[]
  readonly clock: Clock
  /** Absent where no access policy is set up. */
  readonly access?: {
    policy(): AccessPolicy
    groupsOf(person: PersonKey): Promise<readonly string[]>
    openGrants(): Promise<readonly Grant[]>
  }
  /** The newest calls of a caller in a Region since then. */
  readonly callsOf: (
    caller: Caller,
    region: string,
    since: EpochSeconds,
  ) => Promise<{ readonly events: readonly TrailEvent[]; readonly trouble: string | null }>
}

const LISTED_S = 7 * DAY_S

/** What an alert tells of, the watch's own gaps included; undefined where an older version of the bot made it. */
export function detectionOf(
  { detections }: Pick<Alerting, 'detections'>,
  { detection }: Pick<Alert, 'detection'>,
): Detection | undefined {
  return [...detections, WATCH_GAP].find(({ id }) => id === detection)
}

export function createAlerting(options: AlertingOptions): Alerting {
  const { detections, store, regions, clock, access, callsOf } = options
  const now = () => epochSeconds(clock)

  /** The message says that it is expected, or no longer; where somebody else moves the alert, they draw it anew. */
  const drawAnew = async (alert: Alert | undefined): Promise<void> => {
    if (alert) await store.saveAlert(redrawn(alert))
  }

  const openGrants = async (): Promise<readonly Grant[]> => (access ? access.openGrants() : [])

  return {
    detections,
    channels: () => store.channels(),
    subscribe: (channel, by) => store.addChannel({ channel, by, at: now() }),
    unsubscribe: (channel) => store.removeChannel(channel),
    byId: (id) => store.alert(id),
    recent: () => store.since(now() - LISTED_S),
    expectations: () => store.expectations(now()),
    async expect(alert, { person, reason, seconds }) {
      const policy = access && { policy: access.policy(), groups: await access.groupsOf(person) }
      const refusals = expectRefusals(alert, { person, reason, seconds, ...(policy && { policy }) })
      if (refusals.length > 0) return err(refusals)
      const { topic, detection, subject } = alert
      const at = now()
      const expectation = { topic, detection, subject, by: person, reason, at, until: at + seconds }
      await store.expect(expectation)
      await drawAnew(await store.alert(alert.id))
      return ok(expectation)
    },
    async endExpectation(topic) {
      const found = await store.expectation(topic)
      await store.endExpectation(topic)
      await drawAnew((await store.onTopic(topic))[0])
      return found !== undefined && found.until > now()
    },
    async expectationOf({ topic }) {
      const found = await store.expectation(topic)
      return found && found.until > now() ? found : undefined
    },
    async who(alert) {
      const [newest] = alert.newest
      if (!newest) return undefined
      const { caller, region } = newest
      const [grants, { events, trouble }] = await Promise.all([
        openGrants(),
        callsOf(caller, region, now() - HOUR_S),
      ])
      const known = access?.policy().people.find(({ principals }) => {
        return Object.values(principals).some(({ arn }) => arn === caller.principal)
      })
      const underGrant = grants.find(({ role }) => role?.arn === caller.principal)
      const person = known?.slack ?? underGrant?.current.terms.requester ?? null
      return {
        caller,
        person,
        grants: grants.filter((grant) => grant === underGrant || grant.current.terms.requester === person),
        calls: events.toSorted((a, b) => b.at - a.at),
        trouble,
      }
    },
    async grantOf({ grantId }) {
      return grantId === null ? undefined : (await openGrants()).find(({ id }) => id === grantId)
    },
    async watched() {
      const positions = await Promise.all(regions.map((region) => store.position(region)))
      return regions.map((region, i) => ({
        region,
        readAt: positions[i]?.readAt ?? null,
        trouble: positions[i]?.trouble ?? null,
      }))
    },
  }
}
