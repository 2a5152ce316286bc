import { type Clock, epochSeconds } from '../base/time.ts'
import type { CloseOut } from '../grants/ending/close-out.ts'
import type { Grant } from '../grants/grant.ts'
import type { Audits } from '../posture/audit.ts'
import type { Check } from '../posture/check.ts'
import { type Finding, findingKey } from '../posture/finding.ts'
import type { ResourceRef } from '../posture/inventory/index.ts'
import type { AuditStore } from '../posture/ports.ts'
import type { Report } from '../posture/report.ts'
import { parseScope } from '../posture/scope/scope-words.ts'
import { isFailing } from '../posture/summary.ts'
import { type Day, dayOf } from './day.ts'
import {
  type Before,
  boundsOf,
  buildDigest,
  type Digest,
  type DigestInput,
  type PublishedAnchor,
  pointOf,
  topOf,
} from './digest.ts'
import { historyOf, sameScope } from './history.ts'
import type { Delivery, DigestStore, ScorePoint } from './ports.ts'
import { endedGrants } from './temporary-access.ts'

/** Temporary access, as far as a digest tells of it. */
export interface AccessSource {
  grants(): Promise<readonly Grant[]>
  closeOut(grant: Grant): Promise<CloseOut | undefined>
  /** Writes down where all chains stand; undefined where another process was faster. */
  anchor(): Promise<PublishedAnchor | undefined>
}

/** Where a digest comes from. */
export interface DigestSources {
  readonly store: Pick<DigestStore, 'deliveries'>
  readonly audits: Audits
  /** What is known of failing findings through time. */
  readonly states: AuditStore['states']
  readonly checks: readonly Check[]
  readonly regions: readonly string[]
  /** Absent where temporary access is not set up. */
  readonly access?: AccessSource
  /** Owners by ARN, as far as tags name them. */
  readonly owners: (resources: readonly ResourceRef[]) => Promise<ReadonlyMap<string, string>>
  readonly clock: Clock
  /** Told of what could not be read; the digest says so where it matters. */
  readonly onFailure: (what: string, error: unknown) => void
}

/** Which digest to make. */
export interface Wanted {
  /** The channel whose earlier days it is held against; absent: none. */
  readonly channel?: string
  readonly day: Day
  readonly zone: string
  readonly scope: readonly string[]
  /** Whether the readers may see whose access it is. */
  readonly named: boolean
  /** Whether this one publishes an anchor of the access record. A preview does not. */
  readonly publish: boolean
  /** The audit that was made for it already. */
  readonly report?: Report
}

/** A digest and the report that it tells of. */
export interface Made {
  readonly digest: Digest
  readonly report: Report | undefined
  /** For the history. */
  readonly point: ScorePoint | undefined
}

/** Days of a channel that are read: more than the chart shows, as some may be of another scope. */
const DAYS_READ = 45

const ANCHOR_TRIES = 3

/** Audits the scope, unless that was done, and makes the digest. Only a store that does not answer throws. */
export async function makeDigest(sources: DigestSources, wanted: Wanted): Promise<Made> {
  const { channel, day, zone, scope, named } = wanted
  const audit = wanted.report ? { report: wanted.report } : await audited(sources, scope)
  const earlier = channel === undefined ? [] : await sources.store.deliveries(channel, DAYS_READ)
  const before = await beforeOf(sources, earlier, wanted)
  const now = epochSeconds(sources.clock)
  const report = 'report' in audit ? audit.report : undefined
  const point = report && pointOf(day, report)
  const bounds = boundsOf(zone, dayOf(zone, now), before)
  const digest = buildDigest({
    day,
    zone,
    now,
    scope,
    audit,
    before,
    cameBack: report ? await orElse(sources, 'states', () => cameBack(sources, report), NONE) : NONE,
    owners: report ? await orElse(sources, 'owners', () => ownersOf(sources, report), NO_OWNERS) : NO_OWNERS,
    access: await accessOf(sources, bounds.since, bounds.dayStart, named),
    anchor: await anchorOf(sources, wanted.publish),
    history: historyOf(earlier, scope, point, day),
  })
  return { digest, report, point }
}

const NONE: ReadonlySet<string> = new Set()
const NO_OWNERS: ReadonlyMap<string, string> = new Map()

async function audited(
  { audits, checks, regions, onFailure }: DigestSources,
  words: readonly string[],
): Promise<DigestInput['audit']> {
  const scope = parseScope(words, checks, regions)
  if (!scope.ok) return { failed: 'bad-scope' }
  try {
    const ended = await audits.run(scope.value, { useCache: true, onProgress: () => undefined }).finished
    return ended.outcome === 'report' ? { report: ended.report } : { failed: 'nothing-matched' }
  } catch (error) {
    onFailure('audit', error)
    return { failed: 'unreadable' }
  }
}

/** The newest earlier day of this scope that had an audit. */
async function beforeOf(
  { audits }: DigestSources,
  earlier: readonly Delivery[],
  { day, scope }: Wanted,
): Promise<Before | undefined> {
  const last = earlier.find((each) => each.day < day && each.point && sameScope(each.scope, scope))
  if (!last?.point) return undefined
  const audit = last.reportId === undefined ? undefined : await audits.byId(last.reportId)
  return { day: last.day, score: last.point.score, audit }
}

async function cameBack({ states }: DigestSources, report: Report): Promise<ReadonlySet<string>> {
  const failing = report.findings.filter(isFailing)
  const known = await states(report.account, [...new Set(failing.map(({ check }) => check.id))])
  return new Set(failing.map(findingKey).filter((key) => known.get(key)?.fixedAt !== undefined))
}

async function ownersOf({ owners }: DigestSources, report: Report): Promise<ReadonlyMap<string, string>> {
  const top: readonly Finding[] = topOf(report)
  return top.length === 0 ? NO_OWNERS : owners(top.map(({ resource }) => resource))
}

async function accessOf(
  { access, onFailure }: DigestSources,
  since: number,
  dayStart: number,
  named: boolean,
): Promise<DigestInput['access']> {
  if (!access) return null
  try {
    const grants = await access.grants()
    const closeOuts = new Map<string, CloseOut>()
    for (const grant of endedGrants(grants, since, dayStart)) {
      const closed = await access.closeOut(grant)
      if (closed) closeOuts.set(grant.id, closed)
    }
    return { grants, closeOuts, named }
  } catch (error) {
    onFailure('grants', error)
    return 'unread'
  }
}

/** Another process may write the next anchor at the same moment; then this one is the one after. */
async function anchorOf({ access, onFailure }: DigestSources, publish: boolean): Promise<Digest['anchor']> {
  if (!access) return null
  if (!publish) return 'preview'
  try {
    for (let tried = 0; tried < ANCHOR_TRIES; tried++) {
      const anchor = await access.anchor()
      if (anchor) return { hash: anchor.hash, seq: anchor.seq }
    }
  } catch (error) {
    onFailure('anchor', error)
  }
  return 'unwritten'
}

async function orElse<T>(
  { onFailure }: DigestSources,
  what: string,
  read: () => Promise<T>,
  otherwise: T,
): Promise<T> {
  try {
    return await read()
  } catch (error) {
    onFailure(what, error)
    return otherwise
  }
}
