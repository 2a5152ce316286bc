import { describe, expect, it } from 'vitest'
import type { Activity, CloseOut } from '../../../src/grants/ending/close-out.ts'
import { type CloseOutStore, closeBooks, TRAIL_LAG_S } from '../../../src/grants/ending/closing.ts'
import { ENTITLEMENTS } from '../../../src/grants/entitlements/index.ts'
import type { Grant } from '../../../src/grants/grant.ts'
import { approvalOf, aRequest, aTerms, BEN, ENDPOINT, historyOf, ROLE } from '../../support/grants.ts'

const parameters = { endpoint: ENDPOINT }
const request = aRequest({ terms: aTerms({ parameters }) })
/** Over three seconds after it was approved. */
const ended = historyOf(request, [
  approvalOf(request, BEN),
  { type: 'attach', revision: 1, role: ROLE },
  { type: 'revoke', by: BEN, reason: 'done' },
  { type: 'detach' },
])
const END = ended.end?.at ?? 0

const nothingSeen: Activity = { seen: [], gaps: [], stillRunning: [], asOf: END + 8 * 3600 }

function books(grants: readonly Grant[], now: number) {
  const kept = new Map<string, CloseOut | undefined>()
  const due = new Set(grants.map(({ id }) => id))
  const told: string[] = []
  const failures: string[] = []
  const closeOuts: CloseOutStore = {
    due: async (id) => void due.add(id),
    dueIds: async () => [...due],
    close: async (id, closed) => {
      due.delete(id)
      kept.set(id, closed)
    },
    read: async (id) => kept.get(id),
    ofPerson: async () => [],
  }
  const state = { now, broken: new Set<string>() }
  const close = () =>
    closeBooks({
      store: {
        ...({} as Parameters<typeof closeBooks>[0]['store']),
        read: async (id) => grants.find((grant) => grant.id === id),
      },
      clock: () => state.now * 1000,
      onFailure: (what, id) => void failures.push(`${what} ${id}`),
      closeOuts,
      entitlements: ENTITLEMENTS,
      place: { partition: 'aws', account: '111122223333' },
      observe: async ({ id }) => {
        if (state.broken.has(id)) throw new Error('CloudTrail is down')
        return nothingSeen
      },
      tell: async ({ id }) => {
        if (state.broken.has(`tell ${id}`)) throw new Error('Slack is down')
        told.push(id)
      },
    })
  return { close, kept, due, told, failures, state }
}

describe('closing the books', () => {
  it.each([
    [TRAIL_LAG_S - 1, []],
    [TRAIL_LAG_S, ['g1']],
  ])('waits until CloudTrail shows what was done: %i seconds after the end', async (after, told) => {
    const all = books([ended], END + after)
    await all.close()
    expect(all.told).toEqual(told)
  })

  it('leaves what is not over for later', async () => {
    const all = books([historyOf(request, [approvalOf(request, BEN)])], END + 1e6)
    await all.close()
    expect([all.told, [...all.due]]).toEqual([[], ['g1']])
  })

  it('is done once', async () => {
    const all = books([ended], END + TRAIL_LAG_S)
    await all.close()
    await all.close()
    expect(all.told).toEqual(['g1'])
    expect(all.kept.get('g1')).toMatchObject({
      grantId: 'g1',
      granted: expect.arrayContaining(['sagemaker:InvokeEndpoint']),
    })
  })

  it.each(['g1', 'tell g1'])('is tried again where it failed, and holds up no other: %s', async (broken) => {
    const other = { ...ended, id: 'g2' }
    const all = books([ended, other], END + TRAIL_LAG_S)
    all.state.broken.add(broken)
    await all.close()
    expect([all.told, all.failures]).toEqual([['g2'], ['close-out g1']])
    all.state.broken.clear()
    await all.close()
    expect(all.told).toEqual(['g2', 'g1'])
  })

  it('says so where nobody can tell any more what was granted', async () => {
    const unknown = { ...ended, current: { ...ended.current, terms: aTerms({ entitlement: 'gone' }) } }
    const all = books([unknown], END + TRAIL_LAG_S)
    await all.close()
    expect(all.kept.get('g1')?.gaps).toEqual([expect.stringContaining('not known any more')])
    expect(all.kept.get('g1')?.unused).toEqual([])
  })
})
