import { type AuditsOptions, createAudits } from '../../src/posture/audit.ts'
import { DEFAULT_BASELINE } from '../../src/posture/baseline.ts'
import type { AuditStore, Collect, FindingState, KeptAudit } from '../../src/posture/ports.ts'
import type { Snapshot } from '../../src/posture/snapshot.ts'
import { ACCOUNT, NOW, REGION } from './inventory.ts'

/** A collection that brings this snapshot, whatever is asked for. */
export function collects(snapshot: Snapshot | (() => Snapshot | Promise<Snapshot>)): Collect {
  return async () => ({
    account: ACCOUNT,
    snapshot: typeof snapshot === 'function' ? await snapshot() : snapshot,
    calls: { total: 3, byOperation: { ListNotebookInstances: 3 } },
  })
}

/** A history in memory that counts its writes. */
export function memoryStore(): AuditStore & { readonly writes: string[] } {
  const audits: KeptAudit[] = []
  const states = new Map<string, FindingState>()
  const writes: string[] = []
  return {
    writes,
    latestFailures: async (scopeKey) => audits.findLast((audit) => audit.scopeKey === scopeKey)?.report,
    byId: async (id) => audits.find((audit) => audit.id === id),
    keep: async (audit) => {
      audits.push(audit)
    },
    states: async () => new Map(states),
    saveStates: async (_account, { opened, fixed }) => {
      for (const [key, state] of opened) states.set(key, state)
      for (const key of fixed) states.delete(key)
      writes.push(...opened.keys(), ...fixed)
    },
  }
}

/** Audits over fakes, with one override. */
export function someAudits(options: Partial<AuditsOptions> & Pick<AuditsOptions, 'collect'>) {
  let id = 0
  return createAudits({
    store: memoryStore(),
    clock: () => NOW * 1000,
    newId: () => `audit-${++id}`,
    baseline: DEFAULT_BASELINE,
    regions: [REGION],
    jobDays: 30,
    deadlineSeconds: 300,
    atOnce: 2,
    waivers: async () => [],
    onCrash: () => undefined,
    onStoreFailure: (error) => {
      throw error
    },
    ...options,
  })
}
