import { err, ok, type Result } from '../base/result.ts'
import { type Clock, DAY_S, type EpochSeconds, epochSeconds, isoTime } from '../base/time.ts'
import type { Grant } from '../grants/grant.ts'
import type { AccessPolicy } from '../grants/rules/access-policy.ts'
import type { PersonKey } from '../grants/terms.ts'
import { blindSpots, gapsIn } from './blind-spots.ts'
import type { LogEvent } from './event.ts'
import type { Directory, LogProgress, ReadLog, TextFile } from './log.ts'
import { KEPT_S, type Question } from './question.ts'
import { type Known, resolve, type Unresolved } from './resolve.ts'
import {
  type Account,
  belongs,
  belongsToHistory,
  MOST_GRANTS,
  openIn,
  personOf,
  type Subject,
  tracesOf,
} from './subject.ts'
import { type CallerSummary, callersOf, type Denied, deniedOf } from './summary.ts'
import { type Comparison, compare, HISTORY_S } from './unusual.ts'

/** What the log shows of a subject in a span. Texts of it come from outside and are not escaped. */
export interface ActivityReport {
  readonly subject: Subject
  readonly from: EpochSeconds
  readonly to: EpochSeconds
  /** Oldest first. */
  readonly events: readonly LogEvent[]
  readonly callers: readonly CallerSummary[]
  readonly denied: readonly Denied[]
  readonly comparison: Comparison
  /** Who asked for the grants that calls were made under, by grant; one that the records do not hold is not here. */
  readonly grants: ReadonlyMap<string, Grant>
  /** What should have been read and was not, in a sentence each. Plain text, not escaped. */
  readonly gaps: readonly string[]
  /** What this log never shows, in a sentence each. */
  readonly blind: readonly string[]
  /** Whether anything of the span could not be read: then nothing seen is not nothing done. */
  readonly isPartial: boolean
  /** Every call, one a line, where there is any. */
  readonly file: TextFile | null
}

/** Reads who did what. */
export interface Activities {
  /** Whether somebody may look at everybody. */
  seesAll(person: PersonKey): Promise<boolean>
  /** Answers a question of a person about what they may look at. Throws where AWS cannot be reached at all. */
  read(
    asker: PersonKey,
    question: Question,
    onProgress: (progress: LogProgress) => void,
  ): Promise<Result<ActivityReport, Unresolved>>
}

export interface ActivitiesOptions {
  readonly readLog: ReadLog
  readonly directory: () => Promise<Directory>
  /** All grants, whoever asked; none where temporary access is not set up. */
  readonly grants: () => Promise<readonly Grant[]>
  /** Undefined where none is set up. */
  readonly policy: () => AccessPolicy | undefined
  readonly seesAll: (person: PersonKey) => Promise<boolean>
  /** Resources that audits have seen, whose name or ARN holds a word. */
  readonly findResources: (word: string) => Promise<Known['resources']>
  readonly place: () => Promise<Account>
  readonly csv: (report: Omit<ActivityReport, 'file'>) => string
  readonly clock: Clock
}

export function createActivities(options: ActivitiesOptions): Activities {
  const { clock, seesAll } = options
  return {
    seesAll,
    async read(asker, question, onProgress) {
      const known = await knownTo(options, asker, question.about)
      const subject = resolve(question.about, known)
      if (!subject.ok) return err(subject.error)
      const now = epochSeconds(clock)
      const from = now - Math.min(KEPT_S, question.since ?? usualSpan(subject.value, now))
      const history = Math.max(now - KEPT_S, from - HISTORY_S)
      const span = { from: history, to: now }
      const traces = tracesOf(subject.value, await options.place(), span)
      const read = await options.readLog(traces, span, onProgress)
      return ok(reportOf(subject.value, { from, to: now, history }, read, known, options.csv))
    },
  }
}

/** A day; of a grant, its whole life. */
function usualSpan(subject: Subject, now: EpochSeconds): number {
  if (subject.kind !== 'grant') return DAY_S
  return Math.max(DAY_S, now - (subject.grant.current.window?.startsAt ?? now))
}

async function knownTo(options: ActivitiesOptions, asker: PersonKey, word: string | null): Promise<Known> {
  const [seesAll, grants, place] = await Promise.all([
    options.seesAll(asker),
    options.grants(),
    options.place(),
  ])
  const policy = options.policy()
  const needsNames = word !== null && !/^<@|^(?:me|all|everybody)$|^(?:grant|resource):/i.test(word)
  const [directory, resources] = await Promise.all([
    needsNames && seesAll ? options.directory() : { users: [], roles: [], gap: null },
    needsNames && seesAll ? options.findResources(word) : [],
  ])
  return { asker, seesAll, account: place.account, directory, resources, grants, ...(policy && { policy }) }
}

function reportOf(
  subject: Subject,
  { from, to, history }: { readonly from: number; readonly to: number; readonly history: number },
  read: Awaited<ReturnType<ReadLog>>,
  { grants }: Known,
  csv: ActivitiesOptions['csv'],
): ActivityReport {
  const byId = new Map(grants.map((grant) => [grant.id, grant]))
  const whose = personOf(byId)
  const events = read.events.filter((event) => event.at >= from && event.at <= to && belongs(subject, event))
  const before = read.events.filter(
    (event) => event.at < from && event.at >= history && belongsToHistory(subject, event),
  )
  const completeFrom = Math.max(read.completeFrom, history)
  const report = {
    subject,
    from,
    to,
    events,
    callers: callersOf(events, whose),
    denied: deniedOf(events, whose),
    comparison: compare(events, before, { from, completeFrom }, whose),
    grants: byId,
    gaps: [...gapsIn(read, from), ...subjectGaps(subject, { from: history, to })],
    blind: blindSpots(read),
    isPartial: read.gaps.length > 0 || read.completeFrom > from,
  }
  const name = isoTime(to).slice(0, 16).replace(/[-:]/g, '').replace('T', '-')
  const file =
    events.length > 0
      ? { filename: `sagemaker-activity-${name}.csv`, title: 'Every call (CSV)', content: csv(report) }
      : null
  return { ...report, file }
}

/** What of somebody cannot be followed, though it may be in the log. */
function subjectGaps(
  subject: Subject,
  span: { readonly from: number; readonly to: number },
): readonly string[] {
  if (subject.kind !== 'person') return []
  const { principal } = subject
  const many = openIn(subject.grants, span).length > MOST_GRANTS
  return [
    ...(principal === null
      ? ['The access policy does not say who this person is in AWS: only their grants are shown.']
      : []),
    ...(principal?.kind === 'identity-center'
      ? [
          'This person signs in through IAM Identity Center with a role that others use too: what was done outside grants cannot be told apart here.',
        ]
      : []),
    ...(many ? [`Only their newest ${MOST_GRANTS} grants were followed.`] : []),
  ]
}
