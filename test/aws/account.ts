import { afterAll, beforeAll, beforeEach } from 'vitest'
import { acmeEstate } from '../../infra/local/aws/estates/acme.ts'
import type { Estate } from '../../infra/local/aws/estates/estate.ts'
import {
  type AwsAccount,
  type AwsAccountOptions,
  seededRandom,
  startAwsAccount,
} from '../../infra/local/aws/server.ts'
import { type CollectOptions, createCollect } from '../../src/aws/collect.ts'
import { COLLECTOR_OF } from '../../src/aws/collectors/index.ts'
import { DAY_S } from '../../src/base/time.ts'
import { DEFAULT_BASELINE } from '../../src/posture/baseline.ts'
import type { Kind } from '../../src/posture/inventory/index.ts'
import type { Collected, CollectRequest, Progress } from '../../src/posture/ports.ts'
import type { Gap, Snapshot } from '../../src/posture/snapshot.ts'

export const REGIONS = ['eu-west-1', 'us-east-1'] as const
export const ALL_KINDS = Object.keys(COLLECTOR_OF) as readonly Kind[]

/** The reason of every denial that a test asked for. */
export const BECAUSE = 'a test says so'

/** What may go wrong in the account; each test sets its own. */
export interface Trouble {
  deny?: (action: string) => boolean
  fault?: NonNullable<AwsAccountOptions['faults']>
  throttle?: (action: string) => boolean
}

/** The sample account on loopback, one for all tests of a file; trouble and counts are cleared before each. */
export function sampleAccount(prepare: (estate: Estate) => void = () => {}) {
  const now = Math.floor(Date.now() / 1000)
  const estate = acmeEstate(now)
  prepare(estate)
  const trouble: Trouble = {}
  let account: AwsAccount | undefined

  beforeAll(async () => {
    account = await startAwsAccount({
      port: 0,
      estate,
      clock: () => Date.now(),
      authorize: (call) =>
        trouble.deny?.(call.action) ? { allowed: false, because: BECAUSE } : { allowed: true },
      faults: (call) =>
        trouble.throttle?.(call.action)
          ? { kind: 'error', code: 'ThrottlingException', status: 429, message: 'Rate exceeded' }
          : trouble.fault?.(call),
    })
  })
  afterAll(() => account?.close())
  beforeEach(() => {
    delete trouble.deny
    delete trouble.fault
    delete trouble.throttle
    account?.resetCalls()
  })

  const collector = (options: Partial<CollectOptions> = {}) => {
    const collect = createCollect({
      clock: () => Date.now(),
      sleep: async () => {},
      random: seededRandom(7),
      ...options,
      aws: {
        endpoint: account?.url ?? '',
        credentials: { accessKeyId: 'AKIATEST', secretAccessKey: 'test' },
        ...options.aws,
      },
    })
    return (
      kinds: readonly Kind[] = ALL_KINDS,
      request: Partial<CollectRequest> = {},
      onProgress: (progress: Progress) => void = () => {},
    ): Promise<Collected> =>
      collect(
        {
          kinds,
          regions: REGIONS,
          jobsSince: now - 30 * DAY_S,
          deadline: now + 3600,
          baseline: DEFAULT_BASELINE,
          useCache: true,
          ...request,
        },
        onProgress,
      )
  }
  return { estate, trouble, collector, now, calls: () => account?.calls() ?? { total: 0, byOperation: {} } }
}

/** All gaps of a snapshot: those of kinds, and those that stand in fields of items. */
export function gapsIn(snapshot: Snapshot): readonly Gap[] {
  const found = new Set<Gap>()
  for (const seen of Object.values(snapshot)) {
    for (const gap of seen.gaps) found.add(gap)
    for (const item of seen.items) partGaps(item, found)
  }
  return [...found]
}

function partGaps(value: unknown, found: Set<Gap>): void {
  if (typeof value !== 'object' || value === null) return
  if ('gap' in value) {
    found.add(value.gap as Gap)
    return
  }
  for (const inner of Object.values(value)) partGaps(inner, found)
}

/** The items of every kind that was seen, by kind: what stays the same when only the way of reading changes. */
export function itemsIn(snapshot: Snapshot): Readonly<Record<string, readonly unknown[]>> {
  const entries = Object.entries(snapshot).map(([kind, seen]) => {
    const sorted = seen.items.toSorted((a, b) => a.arn.localeCompare(b.arn))
    return [kind, sorted] as const
  })
  return Object.fromEntries(entries)
}
