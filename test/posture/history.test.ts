import { describe, expect, it } from 'vitest'
import type { Finding, Status } from '../../src/posture/finding.ts'
import { keepWithHistory } from '../../src/posture/history.ts'
import type { Report } from '../../src/posture/report.ts'
import { memoryStore } from '../support/audits.ts'
import { aCheck } from '../support/checks.ts'
import { a, NOW } from '../support/inventory.ts'
import { aReport } from '../support/report.ts'

function findingsOf(check: string, count: number, status: Status): readonly Finding[] {
  const of = aCheck({ id: check })
  return Array.from({ length: count }, (_, n) => ({
    check: of,
    status,
    evidence: 'seen',
    resource: a('trainingJobs', { name: `${n}`, status: 'Completed', parts: [] }),
  }))
}

function report(id: string, findings: readonly Finding[], startedAt = NOW): Report {
  return { ...aReport({ id, findings }), startedAt, finishedAt: startedAt + 1 }
}

describe('the history of findings', () => {
  it('is kept in batches where very much fails, and nothing is lost between them', async () => {
    const store = memoryStore()
    const batches: number[] = []
    const counting = {
      ...store,
      states: async (account: string, checks: readonly string[]) => {
        batches.push(checks.length)
        return store.states(account, checks)
      },
    }
    const first = ['one', 'two', 'three'].flatMap((check) => findingsOf(check, 30_000, 'fail'))
    await keepWithHistory(counting, 'all', report('a', first))
    expect(batches).toEqual([2, 1])
    expect(store.writes).toHaveLength(90_000)

    const second = [...findingsOf('one', 30_000, 'fail'), ...findingsOf('two', 30_000, 'pass')]
    const kept = await keepWithHistory(counting, 'all', report('b', second, NOW + 3600))
    expect(kept.comparison?.opened).toEqual([])
    expect(kept.comparison?.fixed).toHaveLength(60_000)
    expect(new Set(second.filter((f) => f.status === 'fail').map((f) => f.firstSeenAt))).toEqual(
      new Set([NOW]),
    )
  })
})
