import type { Collector } from '../../src/aws/collector.ts'
import type { DescriptionCache } from '../../src/aws/describe-cache.ts'
import { createIntern } from '../../src/aws/intern.ts'
import { openReading, type Session } from '../../src/aws/reading.ts'
import type { Inventory, Kind } from '../../src/posture/inventory/index.ts'
import type { Snapshot } from '../../src/posture/snapshot.ts'
import { ACCOUNT, NOW, REGION } from '../support/inventory.ts'

/** What AWS answers, by operation: an output, or what makes one of the input; a throw is AWS's error. */
export type Answers = Readonly<Record<string, unknown>>

/** An answer that is an error with AWS's code. */
export function throws(name: string): () => never {
  return () => {
    throw Object.assign(new Error(name), { name })
  }
}

/** What a collector makes of AWS's answers, and of kinds that were seen before. An unexpected call is an error. */
export async function collected<K extends Kind>(
  collector: Collector<K>,
  answers: Answers,
  seen: Snapshot = {},
) {
  const sent: Array<{ readonly operation: string; readonly region: string; readonly input: unknown }> = []
  const session: Session = {
    account: ACCOUNT,
    partition: 'aws',
    regions: [REGION],
    homeRegion: REGION,
    jobsSince: NOW - 3600,
    now: NOW,
    intern: createIntern(),
    sleep: async () => {},
    send: async (_service, region, operation, input) => {
      sent.push({ operation, region, input })
      const answer = answers[operation]
      if (answer === undefined) throw new Error(`Nobody expected ${operation}.`)
      return (typeof answer === 'function' ? answer(input) : answer) as never
    },
    seen: async (kind) => seen[kind] ?? { items: [], gaps: [] },
    shared: new Map(),
  }
  const nowhere: DescriptionCache = { get: () => undefined, set: () => {}, flush: async () => {} }
  const at = collector.regional ? REGION : 'global'
  const { reading, gaps } = openReading(session, collector.kind, at, nowhere)
  const items: readonly Inventory[K][] = await collector.collect(reading)
  return { items, gaps: gaps(), sent }
}
