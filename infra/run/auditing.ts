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
import { CHECKS } from '../../src/posture/checks/index.ts'
import type { Store } from '../../src/store/store.ts'
import type { Config } from './config.ts'
import { openKept } from './kept.ts'
import type { Logger } from './log.ts'

export interface AuditingOptions {
  readonly config: Config
  readonly logger: Logger
  /** Regions to audit; at least one. */
  readonly regions: readonly string[]
  /** Where AWS is, if it is not where the SDK finds it. */
  readonly aws?: AwsSettings
  /** The folder below the state folder that holds the embedded store and the descriptions. */
  readonly folder: string
  readonly clock: Clock
  /** What to do where another process has the embedded store: fail, or go on and forget the history at the end. */
  readonly whenLocked: 'fail' | 'forget'
}

/** Audits, and the store that keeps them: all that an audit on the terminal has need of, and nothing more is loaded. */
export interface Auditing {
  readonly services: {
    readonly checks: typeof CHECKS
    readonly regions: readonly string[]
    readonly audits: Audits
  }
  readonly store: Store
  readonly regions: readonly string[]
  /** Lets go of everything, the last opened first. */
  close(): Promise<void>
}

/** Opens the store and the audits over it. Problems are sentences. */
export async function openAuditing(options: AuditingOptions): Promise<Result<Auditing, readonly string[]>> {
  const { config, logger, regions, clock } = options
  const folder = join(config.stateFolder, options.folder)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const { table } = config
  const opened = await openKept({ table, folder, whenLocked: options.whenLocked, clock, logger })
  if (!opened.ok) return err([opened.error])
  const { store } = opened.value
  const audits = createAudits({
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
  return ok({ services: { checks: CHECKS, regions, audits }, store, regions, close: opened.value.close })
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
