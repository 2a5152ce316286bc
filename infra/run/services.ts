import { randomUUID } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { AwsSettings } from '../../src/aws/clients.ts'
import { createCollect } from '../../src/aws/collect.ts'
import { diskCache } from '../../src/aws/disk-cache.ts'
import { err, ok, type Result } from '../../src/base/result.ts'
import type { Clock } from '../../src/base/time.ts'
import { type Audits, type AuditsOptions, createAudits } from '../../src/posture/audit.ts'
import { recordOf } from '../../src/posture/audit-record.ts'
import { CHECKS } from '../../src/posture/checks/index.ts'
import { knownResources } from '../../src/posture/known-resources.ts'
import type { Report } from '../../src/posture/report.ts'
import type { Services } from '../../src/services.ts'
import type { Store } from '../../src/store/store.ts'
import type { Config } from './config.ts'
import { type Digesting, openDigesting } from './digesting.ts'
import type { Granting } from './granting/open.ts'
import { openKept } from './kept.ts'
import type { Logger } from './log.ts'
import { openReading } from './reading.ts'
import { openWaiving } from './waiving.ts'
import { openWatching, type Watching } from './watching.ts'

export interface OpenServices {
  readonly services: Services
  /** Absent where no access policy is set up, or it was not wanted. */
  readonly granting?: Granting
  /** Absent where nothing is sent by itself. */
  readonly digesting?: Digesting
  /** Absent in a process that only audits. */
  readonly watching?: Watching
  readonly regions: readonly string[]
  /** Lets go of everything, the last opened first. */
  close(): Promise<void>
}

export interface ServicesOptions {
  readonly config: Config
  readonly logger: Logger
  /** Regions to audit; at least one. */
  readonly regions: readonly string[]
  /** Where AWS is, if it is not where the SDK finds it. */
  readonly aws?: AwsSettings
  /** The folder below the state folder that holds the embedded store and the descriptions. */
  readonly folder: string
  readonly clock: Clock
  /** Whether people can ask this process for access, and it sends digests; an audit on the terminal has no need of it. */
  readonly grants: boolean
  /** What to do where another process has the embedded store: fail, or go on and forget the history at the end. */
  readonly whenLocked: 'fail' | 'forget'
}

/** Builds everything the bot can do from one configuration. Problems are sentences. */
export async function openServices(
  options: ServicesOptions,
): Promise<Result<OpenServices, readonly string[]>> {
  const { config, logger, regions, clock } = options
  const folder = join(config.stateFolder, options.folder)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const { table } = config
  const opened = await openKept({ table, folder, whenLocked: options.whenLocked, clock, logger })
  if (!opened.ok) return err([opened.error])
  const { store } = opened.value
  const made = createAudits({
    collect: createCollect({
      clock,
      sleep: (ms) => sleep(ms),
      random: Math.random,
      openCache: diskCache(folder, clock),
      ...(options.aws && { aws: options.aws }),
    }),
    store: store.audits,
    clock,
    newId: randomUUID,
    baseline: config.baseline,
    regions,
    jobDays: config.jobDays,
    deadlineSeconds: config.deadlineSeconds,
    atOnce: 2,
    waivers: store.waivers.all,
    onCrash: oncePerCheck((check, resource, error) =>
      logger.error({ check: check.id, resource: resource.arn, err: error }, 'a check crashed'),
    ),
    onStoreFailure: (error) => logger.error({ err: error }, 'the history could not be read or written'),
  })
  const granting = await grantingOf(options, store)
  if (!granting.ok) {
    await opened.value.close()
    return granting
  }
  const access = granting.value?.services
  const waiving = openWaiving({
    store,
    clock,
    longestDays: config.waiverDays,
    ...(options.aws && { aws: options.aws }),
    ...(access && { access }),
  })
  const audits = noted(made, store, (error) => logger.error({ err: error }, 'what was seen was not kept'))
  const { deadlineSeconds } = config
  const digesting = options.grants
    ? openDigesting({
        store,
        audits,
        ...(options.aws && { aws: options.aws }),
        checks: CHECKS,
        regions,
        deadlineSeconds,
        clock,
        logger,
        ...(access && { access }),
      })
    : undefined
  const watching = watchingOf(options, store, granting.value)
  return ok({
    services: {
      checks: CHECKS,
      regions,
      audits,
      openJobs: store.openJobs,
      recentAudits: store.auditRecords.newest,
      waiving,
      ...openReading({
        regions,
        clock,
        store,
        ...(options.aws && { aws: options.aws }),
        ...(access && { access }),
      }),
      ...(access && { access }),
      ...(digesting && { digests: digesting.services }),
      ...(watching && { alerts: watching.alerts }),
    },
    ...(granting.value && { granting: granting.value }),
    ...(digesting && { digesting }),
    ...(watching && { watching }),
    regions,
    async close() {
      watching?.close()
      waiving.close()
      await granting.value?.close()
      await opened.value.close()
    },
  })
}

/** Temporary access, where it is set up and wanted. */
async function grantingOf(
  { config, grants, aws, regions, clock, logger }: ServicesOptions,
  store: Store,
): Promise<Result<Granting | undefined, readonly string[]>> {
  if (!grants || !config.access) return ok(undefined)
  const { openGranting } = await import('./granting/open.ts')
  return openGranting({
    config: config.access,
    store,
    regions,
    clock,
    logger,
    lastAudit: store.audited.last,
    ...(aws && { aws }),
  })
}

/** The watch over CloudTrail, where people can be told of what it sees. */
function watchingOf(
  { grants, aws, regions, clock, logger }: ServicesOptions,
  store: Store,
  granting: Granting | undefined,
): Watching | undefined {
  if (!grants) return undefined
  return openWatching({ store, regions, clock, logger, ...(aws && { aws }), ...(granting && { granting }) })
}

/** The same audits, of which is kept what they saw, so that people can choose from it when they ask for access. */
function noted(audits: Audits, store: Store, onFailure: (error: unknown) => void): Audits {
  const note = async ({ report }: { readonly report: Report }): Promise<void> => {
    await store.inventory.keep(knownResources(report), report.finishedAt)
    await store.audited.note(report.account, report.regions, report.startedAt)
    await store.auditRecords.note(recordOf(report))
  }
  return {
    ...audits,
    run(scope, how) {
      const running = audits.run(scope, how)
      if (running.started) {
        running.finished.then(
          (outcome) => (outcome.outcome === 'report' ? note(outcome).catch(onFailure) : undefined),
          // Whoever waits for the audit is told of it.
          () => undefined,
        )
      }
      return running
    },
  }
}

type OnCrash = AuditsOptions['onCrash']

/** A check that crashes on one resource crashes on many: the first is logged, and the rest would only bury it. */
function oncePerCheck(log: OnCrash): OnCrash {
  const logged = new Set<string>()
  return (check, resource, error) => {
    if (logged.has(check.id)) return
    logged.add(check.id)
    log(check, resource, error)
  }
}
