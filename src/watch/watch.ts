import type { Clock, EpochSeconds } from '../base/time.ts'
import { epochSeconds, MINUTE_S } from '../base/time.ts'
import type { Hash } from '../grants/terms.ts'
import { type Alert, fold, foldsInto, newAlert, nextVersion } from './alert.ts'
import {
  afterReading,
  LATE_S,
  type Position,
  seenWith,
  spansToRead,
  spanWords,
  startHere,
} from './coverage.ts'
import { type Detection, grantOf, type WatchContext } from './detection.ts'
import type { TrailEvent } from './event.ts'
import { gapEvent, WATCH_GAP } from './gap.ts'
import { isWatched, judgeEvents, type Sighted } from './judge.ts'
import type { ReadContext, ReadEvents, WatchStore } from './ports.ts'

export interface WatchOptions {
  readonly detections: readonly Detection[]
  readonly store: WatchStore
  readonly readEvents: ReadEvents
  readonly readContext: ReadContext
  /** Regions whose trails are read, the one of global services among them. */
  readonly regions: readonly string[]
  /** Twelve digits. */
  readonly account: string
  readonly hash: Hash
  readonly clock: Clock
}

/** The watch over the trails of an account. */
export interface Watch {
  /**
   * One look: reads what is new in each Region, judges it, and keeps the alerts before the position, so that whatever
   * stops it in between is looked at again and counted once. Throws what the store throws.
   */
  look(): Promise<void>
  /**
   * The same for events that were delivered, such as by EventBridge. How far the trail is read is left as it is. Once it
   * resolves, the alerts are kept; true: there was something to tell.
   */
  deliver(events: readonly TrailEvent[]): Promise<boolean>
}

/** Events to judge, and what else of the position moves with them. */
interface Judging {
  readonly events: readonly TrailEvent[]
  readonly moved: Partial<Pick<Position, 'upTo' | 'unread' | 'readAt' | 'trouble'>>
}

/** Whether two positions are equally far in reading the trail, whatever was delivered meanwhile. */
function sameReading(a: Position, b: Position): boolean {
  return a.upTo === b.upTo && a.readAt === b.readAt && a.trouble === b.trouble
}

const hasCounted =
  ({ id }: TrailEvent) =>
  ({ counted }: Alert): boolean =>
    counted.includes(id)

const gapIn = (region: string): string => `CloudTrail in ${region}`

/** So long may a trail be unreadable before somebody is told, unless it is for lack of rights. */
const PATIENCE_S = 5 * MINUTE_S
/** How often an alert that somebody else moved is read again. */
const ATTEMPTS = 5

export function createWatch(options: WatchOptions): Watch {
  const { detections, store, readEvents, readContext, regions, account, hash, clock } = options

  async function lookAt(region: string, context: WatchContext): Promise<void> {
    const now = epochSeconds(clock)
    const position = (await store.position(region)) ?? startHere(now)
    const read = []
    for (const span of spansToRead(position, now)) read.push({ span, ...(await readEvents(region, span)) })
    const trouble = read.find((each) => each.trouble !== null)?.trouble ?? null
    if (trouble !== null) await sayTrouble(region, position, trouble, now)
    else if (position.trouble !== null) await sayRecovered(region, position, now)
    const after = afterReading(position, read, now)
    if (trouble === null && after.lost) await sayGap(region, spanWords(after.lost), now)
    const { upTo, unread, readAt } = trouble === null ? after.position : position
    const moved = { upTo, unread, readAt, trouble }
    const events = read.flatMap((each) => each.events)
    await judgeAt(region, context, position, (current) =>
      // Where another look was faster, this one changes nothing: it may have read less.
      sameReading(current, position) ? { events, moved } : undefined,
    )
  }

  /**
   * Judges events by what is remembered in a Region, keeps the alerts, and then the position. Where somebody moved the
   * position meanwhile, such as by a delivery in the middle of a look, the same is done again on top of that: nothing that
   * was seen is forgotten. True where there was something to tell.
   */
  async function judgeAt(
    region: string,
    context: WatchContext,
    from: Position,
    onTopOf: (current: Position) => Judging | undefined,
  ): Promise<boolean> {
    let position = from
    for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
      const judging = onTopOf(position)
      if (!judging) return false
      const moved = { ...position, ...judging.moved }
      const fresh = newIn(judging.events, position)
      const { sightings, memory } = judgeEvents(detections, fresh, position.memory, context)
      const news = sightings.filter(({ event }) => event.at >= position.since)
      await keepAlerts(news, context.grants)
      const seen = seenWith(moved, fresh)
      const isSaved = await store.savePosition(region, {
        ...moved,
        version: position.version + 1,
        seen,
        memory,
      })
      if (isSaved) return news.length > 0
      position = (await store.position(region)) ?? position
    }
    throw new Error(`The position in ${region} was moved by others again and again`)
  }

  function newIn(events: readonly TrailEvent[], { seen }: Position): readonly TrailEvent[] {
    const once = new Map(events.map((event) => [event.id, event]))
    return [...once.values()].filter((event) => !(event.id in seen) && isWatched(detections, event))
  }

  async function sayTrouble(region: string, { readAt }: Position, trouble: string, now: EpochSeconds) {
    if (/denied/.test(trouble) || now - readAt >= PATIENCE_S) await sayGap(region, trouble, now, readAt)
  }

  /** A gap is told once for each time that it begins. */
  async function sayGap(region: string, words: string, now: EpochSeconds, since = now): Promise<void> {
    const event = gapEvent({ region, account, at: now, about: `${since}` })
    await keepAlerts([{ detection: WATCH_GAP, event, subject: gapIn(region), more: words }], [])
  }

  /** The end of a gap is told where its beginning was. */
  async function sayRecovered(region: string, { readAt }: Position, now: EpochSeconds): Promise<void> {
    const begun = gapEvent({ region, account, at: now, about: `${readAt}` })
    const told = (await store.onTopic(topicOf(WATCH_GAP, gapIn(region)))).find(hasCounted(begun))
    if (!told) return
    const event = gapEvent({ region, account, at: now, about: `${readAt} over` })
    const more = 'It can be read again, and what happened meanwhile is being caught up with.'
    const after = fold(told, { event, on: null, more, grantId: null })
    if (after !== told) await store.saveAlert(nextVersion(after))
  }

  function topicOf({ id }: Detection, subject: string): string {
    return hash(JSON.stringify([id, account, subject])).slice(0, 20)
  }

  /** Sightings on one topic are folded together, so that a burst is one write. */
  async function keepAlerts(sightings: readonly Sighted[], grants: WatchContext['grants']): Promise<void> {
    const byTopic = new Map<string, Sighted[]>()
    for (const sighted of sightings) {
      const topic = topicOf(sighted.detection, sighted.subject)
      byTopic.set(topic, [...(byTopic.get(topic) ?? []), sighted])
    }
    for (const [topic, all] of byTopic) await keepTopic(topic, all, grants)
  }

  async function keepTopic(topic: string, all: readonly Sighted[], grants: WatchContext['grants']) {
    for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
      if (await foldAndSave(topic, all, grants)) return
    }
    throw new Error(`The alerts on ${topic} were moved by others again and again`)
  }

  /** False where somebody else was faster with one of them. */
  async function foldAndSave(
    topic: string,
    all: readonly Sighted[],
    grants: WatchContext['grants'],
  ): Promise<boolean> {
    const kept = await store.onTopic(topic)
    const alerts = [...kept]
    for (const sighted of all) {
      const { event, on = null, more = null } = sighted
      const found = alerts.find(hasCounted(event)) ?? alerts.find((alert) => foldsInto(alert, event.at))
      const grantId = grantOf(event, { grants })?.id ?? null
      const after = fold(found ?? (await begin(topic, sighted)), { event, on, more, grantId })
      alerts.splice(found ? alerts.indexOf(found) : alerts.length, found ? 1 : 0, after)
    }
    const changed = alerts.filter((alert) => !kept.includes(alert))
    const saved = []
    for (const alert of changed) saved.push(await store.saveAlert(nextVersion(alert)))
    return !saved.includes(false)
  }

  async function begin(topic: string, { detection, event, subject }: Sighted): Promise<Alert> {
    const expected = await store.expectation(topic)
    return newAlert({
      id: hash(JSON.stringify([topic, event.id])).slice(0, 20),
      topic,
      detection: detection.id,
      subject,
      severity: detection.severity,
      account,
      quiet: expected !== undefined && expected.until > epochSeconds(clock),
    })
  }

  return {
    async look() {
      const context = await readContext()
      await Promise.all(regions.map((region) => lookAt(region, context)))
    },
    async deliver(events) {
      const now = epochSeconds(clock)
      const context = await readContext()
      let isNews = false
      for (const region of new Set(events.map((event) => event.region))) {
        const here = events.filter((event) => event.region === region)
        // The first delivery may come before the first look: it is news, and not what was before the watch began.
        const oldest = Math.min(...here.map(({ at }) => at))
        const position = (await store.position(region)) ?? startHere(Math.max(oldest, now - LATE_S))
        const told = await judgeAt(region, context, position, () => ({ events: here, moved: {} }))
        isNews ||= told
      }
      return isNews
    },
  }
}
