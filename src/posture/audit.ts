import { type Clock, DAY_S, type EpochSeconds, epochSeconds } from '../base/time.ts'
import type { Baseline } from './baseline.ts'
import type { Check } from './check.ts'
import { keepWithHistory } from './history.ts'
import type { Kind, ResourceRef } from './inventory/index.ts'
import { judge } from './judge.ts'
import type { AuditStore, Collect, Collected, Progress } from './ports.ts'
import type { Report } from './report.ts'
import { resourceFilter, unmatchedNames } from './scope/resource-filter.ts'
import type { Scope, ScopeProblem } from './scope/scope.ts'
import { scoreOf, totalsOf, unknownShareOf } from './score.ts'
import type { Seen } from './snapshot.ts'
import type { TagsOf, Waiver } from './waivers/waiver.ts'
import { checksByTag, markWaived } from './waivers/waiver-marks.ts'

/** How an audit ended. `nothing-matched`: the scope named resources that do not exist (or cannot be seen). */
export type AuditOutcome =
  | { readonly outcome: 'report'; readonly report: Report }
  | { readonly outcome: 'nothing-matched'; readonly problems: readonly ScopeProblem[] }

/** Where a running audit is. */
export interface RunningAudit {
  readonly id: string
  readonly startedAt: EpochSeconds
  /** True for the caller that started it; false for one that joined a run of the same scope. */
  readonly started: boolean
  /** Rejects where nothing at all could be read, e.g. without credentials. */
  readonly finished: Promise<AuditOutcome>
}

/** The audits of one account. */
export interface Audits {
  /** Starts an audit, or joins the one of the same scope that is running. Progress is told at real milestones. */
  run(
    scope: Scope,
    options: { readonly useCache: boolean; readonly onProgress: (progress: Progress) => void },
  ): RunningAudit
  /** A kept report: by id, for buttons that are pressed later, by anybody who may see the message. */
  byId(id: string): Promise<Report | undefined>
}

/** What the audits need from outside. */
export interface AuditsOptions {
  readonly collect: Collect
  readonly store: AuditStore
  readonly clock: Clock
  readonly newId: () => string
  readonly baseline: Baseline
  /** Regions that are audited where the scope names none. */
  readonly regions: readonly string[]
  /** Jobs older than this are history and left out. */
  readonly jobDays: number
  /** After this many seconds nothing more is read, and what is missing is unknown. */
  readonly deadlineSeconds: number
  /** Audits that run side by side; more wait for their turn, so that each is quick and memory is bounded. */
  readonly atOnce: number
  /** Every waiver there is or was. A failure is told like one of the history, and then nothing is waived. */
  readonly waivers: () => Promise<readonly Waiver[]>
  /** Told of a check that crashed. */
  readonly onCrash: (check: Check, resource: ResourceRef, error: unknown) => void
  /** Told when the history could not be read or written. The audit's result is given all the same. */
  readonly onStoreFailure: (error: unknown) => void
}

interface Run {
  readonly id: string
  readonly startedAt: EpochSeconds
  readonly listeners: Set<(progress: Progress) => void>
  readonly finished: Promise<AuditOutcome>
}

/** The audits of one account: collect → judge → compare with last time → keep. */
export function createAudits(options: AuditsOptions): Audits {
  const running = new Map<string, Run>()
  const inTurn = turns(options.atOnce)
  return {
    run(scope, { useCache, onProgress }) {
      const key = scopeKey(scope, options.regions, useCache)
      const joined = running.get(key)
      if (joined) {
        joined.listeners.add(onProgress)
        return { id: joined.id, startedAt: joined.startedAt, started: false, finished: joined.finished }
      }
      const listeners = new Set([onProgress])
      const tell = (progress: Progress) => {
        for (const listener of listeners) listener(progress)
      }
      const id = options.newId()
      const startedAt = epochSeconds(options.clock)
      const finished = inTurn(() => {
        const begun = epochSeconds(options.clock)
        return runAudit(options, { id, startedAt: begun, scope, useCache, tell })
      }).finally(() => running.delete(key))
      running.set(key, { id, startedAt, listeners, finished })
      return { id, startedAt, started: true, finished }
    },
    async byId(id) {
      return (await options.store.byId(id))?.report
    },
  }
}

/** Lets so many pieces of work run at once, the others in the order in which they came. */
function turns(atOnce: number): <T>(work: () => Promise<T>) => Promise<T> {
  const waiting: Array<() => void> = []
  let free = atOnce
  return async (work) => {
    if (free > 0) free--
    else await new Promise<void>((resolve) => waiting.push(resolve))
    try {
      return await work()
    } finally {
      const next = waiting.shift()
      if (next) next()
      else free++
    }
  }
}

interface RunRequest {
  readonly id: string
  readonly startedAt: EpochSeconds
  readonly scope: Scope
  readonly useCache: boolean
  readonly tell: (progress: Progress) => void
}

async function runAudit(options: AuditsOptions, request: RunRequest): Promise<AuditOutcome> {
  const judged = await collectAndJudge(options, request)
  if ('problems' in judged) return { outcome: 'nothing-matched', problems: judged.problems }
  request.tell({ ...judged.progress, phase: 'keeping' })
  const report = await keep(options, request.scope, judged.report)
  request.tell({ ...judged.progress, phase: 'done' })
  return { outcome: 'report', report }
}

type Judged =
  | { readonly problems: readonly ScopeProblem[] }
  | { readonly report: Report; readonly progress: Omit<Progress, 'phase'> }

/** A step of its own, so that the snapshot is let go before the history is read. */
async function collectAndJudge(options: AuditsOptions, request: RunRequest): Promise<Judged> {
  const { scope, startedAt } = request
  const regions = scope.regions.length > 0 ? scope.regions : options.regions
  const waivers = await waiversOf(options)
  const byTag = checksByTag(waivers, scope.checks, startedAt)
  const collected = await options.collect(
    {
      kinds: byTag.length > 0 ? [...new Set<Kind>([...scope.kinds, 'tags'])] : scope.kinds,
      regions,
      jobsSince: startedAt - options.jobDays * DAY_S,
      deadline: startedAt + options.deadlineSeconds,
      baseline: options.baseline,
      useCache: request.useCache,
    },
    request.tell,
  )
  const problems = unmatchedNames(scope, collected.snapshot)
  if (scope.resources.length > 0 && problems.length === scope.resources.length) return { problems }
  const progress = progressAfter(collected)
  request.tell({ ...progress, phase: 'judging' })
  return { report: judged(options, request, regions, collected, { waivers, byTag }), progress }
}

async function waiversOf(options: AuditsOptions): Promise<readonly Waiver[]> {
  try {
    return await options.waivers()
  } catch (error) {
    options.onStoreFailure(error)
    return []
  }
}

function judged(
  options: AuditsOptions,
  request: RunRequest,
  regions: readonly string[],
  collected: Collected,
  { waivers, byTag }: { readonly waivers: readonly Waiver[]; readonly byTag: readonly string[] },
): Report {
  const { scope, id, startedAt } = request
  const { findings, gaps } = judge(scope.checks, collected.snapshot, {
    account: collected.account,
    regions,
    baseline: options.baseline,
    now: startedAt,
    inScope: resourceFilter(scope, collected.snapshot),
    onCrash: options.onCrash,
  })
  markWaived(findings, waivers, startedAt, tagsIn(collected))
  const seesTags = scope.tags.length > 0 ? scope.checks.map((check) => check.id) : byTag
  const tagGaps = seesTags.length === 0 ? [] : (collected.snapshot.tags?.gaps ?? [])
  const totals = totalsOf(findings)
  return {
    id,
    account: collected.account,
    regions,
    scope: scope.words,
    startedAt,
    finishedAt: epochSeconds(options.clock),
    totals,
    score: scoreOf(findings),
    unknownShare: unknownShareOf(totals),
    findings,
    gaps: [...gaps, ...tagGaps.map((gap) => ({ ...gap, checks: seesTags }))],
    calls: collected.calls,
    resources: countsByKind(collected),
  }
}

function tagsIn(collected: Collected): TagsOf {
  const byArn = new Map(collected.snapshot.tags?.items.map(({ arn, tags }) => [arn, tags]))
  return (arn) => byArn.get(arn)
}

/** Adds the history to a report and keeps both. Without a history the report stands alone, and says so by its absence. */
async function keep(options: AuditsOptions, scope: Scope, report: Report): Promise<Report> {
  try {
    return await keepWithHistory(
      options.store,
      `${report.account}|${scopeKey(scope, options.regions, true)}`,
      report,
    )
  } catch (error) {
    options.onStoreFailure(error)
    return report
  }
}

function scopeKey(scope: Scope, regions: readonly string[], useCache: boolean): string {
  const where = scope.regions.length > 0 ? scope.regions : regions
  const sorted = [...where].sort((a, b) => a.localeCompare(b))
  return `${sorted.join(',')}|${scope.words.join(' ').toLowerCase()}${useCache ? '' : '|fresh'}`
}

function countsByKind(collected: Collected): Report['resources'] {
  const seen = Object.entries(collected.snapshot) as ReadonlyArray<readonly [Kind, Seen<unknown>]>
  return Object.fromEntries(seen.map(([kind, { items }]) => [kind, items.length]))
}

function progressAfter(collected: Collected): Omit<Progress, 'phase'> {
  const kinds = Object.values(collected.snapshot) as readonly Seen<unknown>[]
  const resources = kinds.reduce((sum, { items }) => sum + items.length, 0)
  return { done: kinds.length, total: kinds.length, reading: [], resources, calls: collected.calls.total }
}
