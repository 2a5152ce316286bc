import type { EpochSeconds } from '../base/time.ts'
import type { CloseOut } from '../grants/ending/close-out.ts'
import type { Grant } from '../grants/grant.ts'
import { type BlindSpot, blindSpots } from '../posture/blind-spots.ts'
import type { Finding } from '../posture/finding.ts'
import { SEVERITIES, type Severity } from '../posture/practice.ts'
import type { Report } from '../posture/report.ts'
import { countsBySeverity, isPartlyBlind, topFindings } from '../posture/summary.ts'
import { type Changes, changesSince, type Earlier, isUnchanged } from './changes.ts'
import { type Day, dayOf, daysBetween, instantOf, shiftDay } from './day.ts'
import type { ScorePoint } from './ports.ts'
import { type DayBounds, type TemporaryAccess, temporaryAccess } from './temporary-access.ts'
import { verdictOf } from './verdict.ts'
import { type EndingWaiver, endingSoon } from './waivers.ts'

/** Why there is no report of the day. */
export type Failure = 'unreadable' | 'nothing-matched' | 'bad-scope'

/** One of the findings that somebody should see to first. */
export interface TopFinding {
  readonly finding: Finding
  /** From the tags `owner` or `team`; null where nobody is named, or the tags were not seen. */
  readonly owner: string | null
  /** Seconds since it was first seen; null where that is not known. */
  readonly openFor: number | null
}

/** The digest before this one. */
export interface Before {
  readonly day: Day
  readonly score: number | null
  /** Undefined where its audit is not kept any more. */
  readonly audit: Earlier | undefined
}

/** What the day's audit says. */
export interface Judged {
  readonly report: Report
  readonly failing: Readonly<Record<Severity, number>>
  /** Undefined where there is nothing to hold it against. */
  readonly changes: Changes | undefined
  readonly top: readonly TopFinding[]
  readonly blind: readonly BlindSpot[]
  readonly partlyBlind: boolean
  /** The score less that of the digest before; undefined where either has none. */
  readonly scoreChange: number | undefined
}

/** Where the record of all grants stood. */
export interface PublishedAnchor {
  readonly hash: string
  readonly seq: number
}

/** One day's digest, as every view draws it. */
export interface Digest {
  readonly day: Day
  readonly zone: string
  /** When it was made. */
  readonly at: EpochSeconds
  readonly scope: readonly string[]
  /** One sentence. It never sounds clean where the audit failed or did not see everything. */
  readonly verdict: string
  /** Nothing happened that anybody has to know of: one line is enough. */
  readonly quiet: boolean
  readonly audit: Judged | { readonly failed: Failure }
  /** The day of the digest before; undefined for the first. */
  readonly since: Day | undefined
  /** Null where temporary access is not set up; `unread` where it could not be read. */
  readonly access: TemporaryAccess | 'unread' | null
  readonly waiversEnding: readonly EndingWaiver[]
  /** Null where there is no record of access; `unwritten` where the anchor could not be kept. */
  readonly anchor: PublishedAnchor | 'unwritten' | 'preview' | null
  /** The last 30 days, oldest first, with today. */
  readonly history: readonly ScorePoint[]
}

/** All that a digest is made from. */
export interface DigestInput {
  readonly day: Day
  readonly zone: string
  readonly now: EpochSeconds
  readonly scope: readonly string[]
  readonly audit: { readonly report: Report } | { readonly failed: Failure }
  readonly before: Before | undefined
  /** Keys of failing findings that had been fixed once. */
  readonly cameBack: ReadonlySet<string>
  /** Owners by ARN, as far as tags name them. */
  readonly owners: ReadonlyMap<string, string>
  readonly access:
    | {
        readonly grants: readonly Grant[]
        readonly closeOuts: ReadonlyMap<string, CloseOut>
        readonly named: boolean
      }
    | 'unread'
    | null
  readonly anchor: Digest['anchor']
  readonly history: readonly ScorePoint[]
}

const TOP = 5

/** Makes the digest of a day. Pure. */
export function buildDigest(input: DigestInput): Digest {
  const { day, zone, now, scope, before, access, anchor, history } = input
  const audit = 'failed' in input.audit ? input.audit : judgedOf(input.audit.report, input)
  const shown =
    access === null || access === 'unread'
      ? access
      : temporaryAccess(
          access.grants,
          access.closeOuts,
          boundsOf(zone, dayOf(zone, now), before),
          access.named,
        )
  const waiversEnding = 'failed' in audit ? [] : endingSoon(audit.report, now)
  const since = before?.day
  return {
    day,
    zone,
    at: now,
    scope,
    verdict: verdictOf(audit, day, since),
    quiet: isQuiet(audit, shown) && waiversEnding.length === 0,
    audit,
    since,
    access: shown,
    waiversEnding,
    anchor,
    history,
  }
}

/** The most severe findings, one of each check in turn. What is waived is not among them. */
export function topOf(report: Report): readonly Finding[] {
  return topFindings(report, TOP)
}

/** The numbers of a report for the chart. */
export function pointOf(day: Day, report: Report): ScorePoint {
  const counts = countsBySeverity(report)
  return {
    day,
    score: report.score,
    unknownShare: report.unknownShare,
    failing: SEVERITIES.reduce((sum, severity) => sum + counts[severity], 0),
  }
}

/** What lies between the digest before and the end of the day: a week at the most. */
export function boundsOf(zone: string, day: Day, before: Pick<Before, 'day'> | undefined): DayBounds {
  const from = before && daysBetween(before.day, day) <= 7 ? before.day : shiftDay(day, -1)
  return {
    since: instantOf(zone, from, 0),
    dayStart: instantOf(zone, day, 0),
    dayEnd: instantOf(zone, shiftDay(day, 1), 0),
  }
}

function judgedOf(report: Report, { before, cameBack, owners, now }: DigestInput): Judged {
  return {
    report,
    failing: countsBySeverity(report),
    changes: before?.audit && changesSince(before.audit, report, cameBack),
    top: topOf(report).map((finding) => ({
      finding,
      owner: owners.get(finding.resource.arn) ?? null,
      openFor: finding.firstSeenAt === undefined ? null : Math.max(0, now - finding.firstSeenAt),
    })),
    blind: blindSpots(report),
    partlyBlind: isPartlyBlind(report),
    scoreChange:
      before === undefined || before.score === null || report.score === null
        ? undefined
        : report.score - before.score,
  }
}

function isQuiet(audit: Digest['audit'], access: Digest['access']): boolean {
  if ('failed' in audit || audit.changes === undefined || !isUnchanged(audit.changes)) return false
  if (audit.scoreChange !== 0 && audit.scoreChange !== undefined) return false
  if (access === 'unread') return false
  return access === null || access.waiting + access.endingToday.length + access.ended.length === 0
}
