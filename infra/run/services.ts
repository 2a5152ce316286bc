import { ok, type Result } from '../../src/base/result.ts'
import type { Audits } from '../../src/posture/audit.ts'
import { recordOf } from '../../src/posture/audit-record.ts'
import { CHECKS } from '../../src/posture/checks/index.ts'
import { knownResources } from '../../src/posture/known-resources.ts'
import type { Report } from '../../src/posture/report.ts'
import type { Services } from '../../src/services.ts'
import type { Store } from '../../src/store/store.ts'
import { type AuditingOptions, openAuditing } from './auditing.ts'
import { type Digesting, openDigesting } from './digesting.ts'
import type { Granting } from './granting/open.ts'
import { openReading } from './reading.ts'
import { openWaiving, shownWaiving } from './waiving.ts'
import { openWatching, type Watching } from './watching.ts'

export interface OpenServices {
  readonly services: Services
  /** The same for what is only shown, and often: no decision may be made by it. */
  readonly shown: Services
  /** Absent where no access policy is set up. */
  readonly granting?: Granting
  readonly digesting: Digesting
  readonly watching: Watching
  /** What of Slack's messages outlives this process. */
  readonly kept: Pick<Store, 'unsent' | 'quietTimes'>
  readonly regions: readonly string[]
  /** Lets go of everything, the last opened first. */
  close(): Promise<void>
}

/** Builds everything the bot can do from one configuration. Problems are sentences. */
export async function openServices(
  options: AuditingOptions,
): Promise<Result<OpenServices, readonly string[]>> {
  const { config, logger, regions, clock } = options
  const opened = await openAuditing(options)
  if (!opened.ok) return opened
  const { store, services: made } = opened.value
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
  const audits = noted(made.audits, store, (error) =>
    logger.error({ err: error }, 'what was seen was not kept'),
  )
  const { deadlineSeconds } = config
  const digesting = openDigesting({
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
  const watching = watchingOf(options, store, granting.value)
  const services: Services = {
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
    digests: digesting.services,
    alerts: watching.alerts,
  }
  const shown = granting.value?.shown
  return ok({
    services,
    shown: { ...services, waiving: shownWaiving(waiving, shown), ...(shown && { access: shown }) },
    ...(granting.value && { granting: granting.value }),
    digesting,
    watching,
    kept: store,
    regions,
    async close() {
      watching.close()
      waiving.close()
      await granting.value?.close()
      await opened.value.close()
    },
  })
}

/** Temporary access, where it is set up and wanted. */
async function grantingOf(
  { config, aws, regions, clock, logger }: AuditingOptions,
  store: Store,
): Promise<Result<Granting | undefined, readonly string[]>> {
  if (!config.access) return ok(undefined)
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
  { aws, regions, clock, logger }: AuditingOptions,
  store: Store,
  granting: Granting | undefined,
): Watching {
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
