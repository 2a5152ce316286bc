import { err } from '../../src/base/result.ts'
import type { AuditOutcome, Audits } from '../../src/posture/audit.ts'
import type { Check } from '../../src/posture/check.ts'
import type { Progress } from '../../src/posture/ports.ts'
import type { Report } from '../../src/posture/report.ts'
import type { OpenJob, OpenJobs, Services } from '../../src/services.ts'
import { someWaiving } from '../support/waivers.ts'

/** A run that the test holds in its hand. */
export interface HeldRun {
  readonly id: string
  readonly words: readonly string[]
  tell(progress: Partial<Progress>): void
  finish(outcome: AuditOutcome): void
  fail(error: unknown): void
}

/** Audits that run until the test ends them; runs of the same words are shared. */
export function heldAudits() {
  const runs: HeldRun[] = []
  const going = new Map<
    string,
    { run: HeldRun; listeners: Set<(p: Progress) => void>; finished: Promise<AuditOutcome> }
  >()
  const reports = new Map<string, Report>()
  const audits: Audits = {
    run: (scope, { onProgress }) => {
      const key = scope.words.join(' ')
      const shared = going.get(key)
      if (shared) {
        shared.listeners.add(onProgress)
        return { id: shared.run.id, startedAt: 1_795_000_000, started: false, finished: shared.finished }
      }
      const { promise, resolve, reject } = Promise.withResolvers<AuditOutcome>()
      const listeners = new Set([onProgress])
      const run: HeldRun = {
        id: `run-${runs.length + 1}`,
        words: scope.words,
        tell: (progress) => {
          for (const listener of listeners)
            listener({
              phase: 'collecting',
              done: 1,
              total: 4,
              reading: ['notebooks'],
              resources: 2,
              calls: 5,
              ...progress,
            })
        },
        finish: (outcome) => {
          going.delete(key)
          if (outcome.outcome === 'report') reports.set(outcome.report.id, outcome.report)
          resolve(outcome)
        },
        fail: (error) => {
          going.delete(key)
          reject(error)
        },
      }
      runs.push(run)
      going.set(key, { run, listeners, finished: promise })
      return { id: run.id, startedAt: 1_795_000_000, started: true, finished: promise }
    },
    byId: async (id) => reports.get(id),
  }
  return { audits, runs, reports }
}

/** Open jobs in memory, as a table would keep them across processes. */
export interface MemoryJobs extends OpenJobs {
  readonly jobs: ReadonlyMap<string, OpenJob>
  /** Resolves as soon as so many are open, each with its message. */
  whenOpen(count: number): Promise<readonly OpenJob[]>
}

export function memoryJobs(kept: readonly OpenJob[] = []): MemoryJobs {
  const jobs = new Map(kept.map((job) => [job.id, job]))
  const leftover = new Set(jobs.keys())
  const waiting = new Set<() => void>()
  const changed = () => {
    for (const check of waiting) check()
  }
  return {
    jobs,
    whenOpen: (count) =>
      new Promise((resolve) => {
        const check = () => {
          if (jobs.size !== count || [...jobs.values()].some((job) => job.messageTs === undefined)) return
          waiting.delete(check)
          resolve([...jobs.values()])
        }
        waiting.add(check)
        check()
      }),
    open: async (job) => {
      jobs.set(job.id, job)
      changed()
    },
    close: async (id) => {
      jobs.delete(id)
      changed()
    },
    leftovers: async () => [...jobs.values()].filter(({ id }) => leftover.has(id)),
  }
}

/** An access log that nobody may look at. */
const unread: Pick<Services, 'activities' | 'rightsizing'> = {
  activities: { seesAll: async () => false, read: async () => err({ code: 'only-own' }) },
  rightsizing: { rightsize: async () => err({ code: 'not-allowed' }) },
}

export function services(checks: readonly Check[], held = heldAudits(), openJobs = memoryJobs()) {
  const all: Services = {
    checks,
    regions: ['eu-west-1', 'us-east-1'],
    audits: held.audits,
    openJobs,
    recentAudits: async () => [],
    waiving: someWaiving(),
    ...unread,
  }
  return { services: all, ...held, openJobs }
}
