import { hash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { DAY_S } from '../../src/base/time.ts'
import type { KeptAudit } from '../../src/posture/ports.ts'
import type { OpenJob } from '../../src/services.ts'
import { openStore, type Store } from '../../src/store/store.ts'
import type { TableOptions } from '../../src/store/table.ts'
import { ACCOUNT, NOW } from '../support/inventory.ts'
import { aCheck, aFinding, aReport, aReportedGap, aResource } from '../support/report.ts'
import { STORE_OPTIONS } from '../support/stores.ts'

const internet = aCheck({ id: 'internet' })
const rootAccess = aCheck({ id: 'root-access', severity: 'medium' })
const CHECKS = [internet, rootAccess]

const HOSTILE = 'line\u2028feed\n\r\u0000 <!channel> "quoted", \u202Egnp.exe \ud83d\ude80 \\ |#'

const WAIVED = { waiver: 'w1', until: NOW + 60, by: 'T1/UANN', approvedBy: null, reason: HOSTILE } as const

function anAudit(id: string, fields: Partial<KeptAudit> = {}): KeptAudit {
  const report = aReport({
    id,
    startedAt: NOW,
    findings: [
      aFinding({ check: internet, firstSeenAt: NOW - 5 }),
      aFinding({ check: rootAccess, status: 'pass' }),
      aFinding({ check: rootAccess, waived: WAIVED }),
      aFinding({ check: rootAccess, resource: aResource('back'), waiverEndedAt: NOW - 60 }),
    ],
  })
  return { id, scopeKey: 'all', report, ...fields }
}

function aJob(id: string): OpenJob {
  return { id, text: `audit ${HOSTILE}`, userId: 'U1', channelId: 'C1', messageTs: '1.2', startedAt: NOW }
}

/** What any DynamoDB must give the store. `open` hands over an empty table each time it is called. */
export function storeContract(name: string, open: () => Promise<TableOptions>): void {
  describe(`on ${name}`, () => {
    let options: TableOptions
    const stores: Store[] = []
    const opened = async (checks = CHECKS): Promise<Store> => {
      const store = await openStore({ ...options, ...STORE_OPTIONS, checks })
      if (!store.ok) throw new Error(store.error)
      stores.push(store.value)
      return store.value
    }
    beforeAll(async () => {
      options = await open()
    })
    afterAll(async () => {
      for (const store of stores) await store.close()
    })

    test('an audit comes back as it was kept', async () => {
      const { audits } = await opened()
      const resource = aResource(HOSTILE)
      const report = aReport({
        id: 'whole',
        scope: ['notebooks', HOSTILE],
        findings: [
          aFinding({ check: internet, resource, evidence: HOSTILE, firstSeenAt: NOW }),
          aFinding({ check: rootAccess, resource, status: 'unknown', evidence: '' }),
          aFinding({ check: rootAccess, status: 'not-applicable' }),
        ],
        gaps: [aReportedGap({ detail: HOSTILE })],
        comparison: { since: 1, opened: ['internet|x'], fixed: ['root-access|y'] },
        score: null,
      })
      const kept = { id: 'whole', scopeKey: 'a whole scope', report }
      await audits.keep(kept)
      expect(await (await opened()).audits.byId('whole')).toEqual(kept)
      expect(await audits.byId('another')).toBeUndefined()
    })

    test('the newest audit of a scope is the latest, and other scopes are not touched', async () => {
      const { audits } = await opened()
      const at = (id: string, startedAt: number, scopeKey: string) =>
        anAudit(id, { scopeKey, report: aReport({ id, startedAt }) })
      await audits.keep(at('newer', NOW, 'one'))
      await audits.keep(at('older', NOW - DAY_S, 'one'))
      await audits.keep(at('other', NOW + DAY_S, 'two'))
      expect((await audits.latestFailures('one'))?.id).toBe('newer')
      expect(await audits.latestFailures('three')).toBeUndefined()
    })

    test('what failed last time is read without the rest', async () => {
      const { audits } = await opened()
      const findings = [aFinding({ check: internet }), aFinding({ check: rootAccess, status: 'pass' })]
      await audits.keep(anAudit('mixed', { scopeKey: 'mixed', report: aReport({ id: 'mixed', findings }) }))
      expect((await audits.latestFailures('mixed'))?.findings.map((f) => f.check.id)).toEqual(['internet'])
    })

    test('a scope longer than a DynamoDB key is a scope all the same', async () => {
      const { audits } = await opened()
      const scopeKey = `${HOSTILE}${'x'.repeat(5000)}`
      await audits.keep(anAudit('long', { scopeKey }))
      expect((await audits.byId('long'))?.scopeKey).toBe(scopeKey)
      expect(await audits.latestFailures(scopeKey)).toBeDefined()
    })

    test('thirty audits of a scope are kept, the oldest go', async () => {
      const { audits } = await opened()
      for (let n = 1; n <= 32; n++) {
        const id = `many-${n}`
        await audits.keep(anAudit(id, { scopeKey: 'many', report: aReport({ id, startedAt: NOW + n }) }))
      }
      expect(await audits.byId('many-2')).toBeUndefined()
      expect((await audits.byId('many-3'))?.id).toBe('many-3')
      expect((await audits.latestFailures('many'))?.id).toBe('many-32')
    })

    test('a check that no longer exists is left out, and the numbers follow', async () => {
      await (await opened()).audits.keep(
        anAudit('dropped', {
          report: aReport({
            id: 'dropped',
            findings: [aFinding({ check: internet }), aFinding({ check: rootAccess, status: 'pass' })],
            score: 28,
            comparison: { since: 1, opened: ['internet|x', 'root-access|y'], fixed: ['internet|z'] },
          }),
        }),
      )
      const kept = await (await opened([rootAccess])).audits.byId('dropped')
      expect(kept?.report.findings.map((f) => f.check.id)).toEqual(['root-access'])
      expect(kept?.report.totals).toEqual({ pass: 1, fail: 0, unknown: 0, 'not-applicable': 0 })
      expect(kept?.report.score).toBe(100)
      expect(kept?.report.comparison).toEqual({ since: 1, opened: ['root-access|y'], fixed: [] })
    })

    test('100,000 findings come back whole', { timeout: 60_000 }, async () => {
      const { audits } = await opened()
      const findings = Array.from({ length: 100_000 }, (_, n) =>
        aFinding({
          check: n % 2 === 0 ? internet : rootAccess,
          evidence: `DirectInternetAccess is Enabled on ${n % 1000}`,
          resource: aResource(`job-${(n * 2654435761) % 4294967296}`),
          ...(n % 3 === 0 && { firstSeenAt: NOW - n }),
        }),
      )
      await audits.keep({ id: 'large', scopeKey: 'large', report: aReport({ id: 'large', findings }) })
      const kept = await audits.byId('large')
      expect(kept?.report.findings).toHaveLength(findings.length)
      expect(kept?.report.findings.every((f, n) => f.resource.arn === findings[n]?.resource.arn)).toBe(true)
      expect(kept?.report.findings.at(-1)).toEqual(findings.at(-1))
    })

    test('states of findings open, are fixed and come back', async () => {
      const { audits } = await opened()
      const state = (at: number) => ({ firstSeenAt: at, lastSeenAt: at })
      const save = (changes: Partial<Parameters<typeof audits.saveStates>[1]>, at: number) =>
        audits.saveStates(ACCOUNT, { opened: new Map(), fixed: [], at, ...changes })
      const states = async (...checks: string[]) => [...(await audits.states(ACCOUNT, checks))]

      expect(await states('internet')).toEqual([])
      await save(
        {
          opened: new Map([
            ['internet|a|b#c', state(10)],
            ['root-access|a', state(10)],
          ]),
        },
        10,
      )
      expect(await states('internet')).toEqual([['internet|a|b#c', state(10)]])
      await save({ fixed: ['internet|a|b#c'], opened: new Map([['internet|new', state(20)]]) }, 20)
      expect(await states('internet')).toEqual([['internet|new', state(20)]])
      await save({ opened: new Map([['internet|a|b#c', state(30)]]) }, 30)
      expect(new Map(await states('internet')).get('internet|a|b#c')).toEqual({ ...state(30), fixedAt: 20 })
      expect(await states('root-access')).toEqual([['root-access|a', state(10)]])
      expect([...(await audits.states('999999999999', ['internet']))]).toEqual([])
    })

    test('a fixed finding is forgotten after ninety days', async () => {
      const { audits } = await opened()
      const save = (changes: { opened?: string; fixed?: string }, at: number) =>
        audits.saveStates('forgetful', {
          opened: new Map(changes.opened ? [[changes.opened, { firstSeenAt: at, lastSeenAt: at }]] : []),
          fixed: changes.fixed ? [changes.fixed] : [],
          at,
        })
      await save({ opened: 'internet|a' }, NOW)
      await save({ fixed: 'internet|a' }, NOW + 1)
      await save({ opened: 'internet|b' }, NOW + 91 * DAY_S)
      await save({ opened: 'internet|a' }, NOW + 91 * DAY_S)
      const states = await audits.states('forgetful', ['internet'])
      expect(states.get('internet|a')?.fixedAt).toBeUndefined()
    })

    test('two writers of the same states lose nothing', async () => {
      const [one, two] = [await opened(), await opened()]
      const save = (store: Store, arn: string) =>
        store.audits.saveStates('busy', {
          opened: new Map([[`internet|${arn}`, { firstSeenAt: 1, lastSeenAt: 1 }]]),
          fixed: [],
          at: 1,
        })
      await Promise.all(Array.from({ length: 6 }, (_, n) => save(n % 2 === 0 ? one : two, `arn-${n}`)))
      expect((await one.audits.states('busy', ['internet'])).size).toBe(6)
    })

    test('a check that outgrows the page it shares takes its states along, and the others keep theirs', async () => {
      const { audits } = await opened()
      const state = { firstSeenAt: 1, lastSeenAt: 1 }
      const open = (check: string, from: number, to: number) =>
        audits.saveStates('growing', {
          opened: new Map(
            Array.from({ length: to - from }, (_, n) => [`${check}|arn-${from + n}`, state] as const),
          ),
          fixed: [],
          at: 1,
        })
      await open('root-access', 0, 2)
      await open('internet', 0, 3)
      await Promise.all([open('internet', 3, 2500), open('internet', 2500, 2503)])
      await audits.saveStates('growing', { opened: new Map(), fixed: ['internet|arn-1'], at: 2 })
      const states = await audits.states('growing', ['internet', 'root-access'])
      expect(states.size).toBe(2503 - 1 + 2)
      expect(states.has('internet|arn-1')).toBe(false)
    })

    test('states of a hundred thousand resources fit, and one change finds its page', {
      timeout: 60_000,
    }, async () => {
      const { audits } = await opened()
      const key = (n: number) => `internet|${aResource(hash('sha256', String(n))).arn}`
      const many = new Map(
        Array.from({ length: 100_000 }, (_, n) => [key(n), { firstSeenAt: n, lastSeenAt: n }] as const),
      )
      await audits.saveStates('large', { opened: many, fixed: [], at: 1 })
      await audits.saveStates('large', { opened: new Map(), fixed: [key(7)], at: 2 })
      const states = await audits.states('large', ['internet'])
      expect(states.size).toBe(99_999)
      expect(states.has(key(7))).toBe(false)
      expect(states.get(key(8))).toEqual({ firstSeenAt: 8, lastSeenAt: 8 })
    })

    test('jobs that were open when a process ended are told to the next one', async () => {
      const before = await opened()
      await before.openJobs.open(aJob('one'))
      await before.openJobs.open(aJob('two'))
      await before.openJobs.close('one')
      expect(await before.openJobs.leftovers()).toEqual([])
      const after = await opened()
      expect(await after.openJobs.leftovers()).toEqual([aJob('two')])
      await after.openJobs.close('two')
      expect(await (await opened()).openJobs.leftovers()).toEqual([])
    })
  })
}
