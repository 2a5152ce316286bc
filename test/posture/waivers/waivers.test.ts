import { describe, expect, it } from 'vitest'
import { DAY_S } from '../../../src/base/time.ts'
import { stageOf } from '../../../src/posture/waivers/waiver.ts'
import type { WaiverWish } from '../../../src/posture/waivers/waivers.ts'
import { ACCOUNT, NOW } from '../../support/inventory.ts'
import { aResource } from '../../support/report.ts'
import { aWaiver, memoryWaivers, someWaiving } from '../../support/waivers.ts'

const ANN = 'T1/UANN'
const BEN = 'T1/UBEN'

function aWish(fields: Partial<WaiverWish> = {}): WaiverWish {
  return {
    account: ACCOUNT,
    check: 'notebook-no-direct-internet',
    severity: 'high',
    scope: { resource: aResource().arn },
    reason: ' The lab moves in January. ',
    until: NOW + 30 * DAY_S,
    ...fields,
  }
}

const book = (...options: Parameters<typeof someWaiving>) => someWaiving(...options).waivers

describe('a risk', () => {
  it.each(['medium', 'low', 'informational'] as const)(
    'of %s severity is accepted at once',
    async (severity) => {
      const asked = await book().ask(ANN, aWish({ severity }))
      expect(asked).toMatchObject({ ok: true, value: { from: NOW, reason: 'The lab moves in January.' } })
    },
  )

  it.each(['high', 'critical'] as const)('of %s severity waits for a second person', async (severity) => {
    const waivers = book()
    const asked = await waivers.ask(ANN, aWish({ severity }))
    expect(asked).toMatchObject({ ok: true, value: { id: 'w1', from: null, approvedBy: null } })
    const approved = await waivers.approve(BEN, 'w1')
    expect(approved).toMatchObject({ ok: true, value: { from: NOW, approvedBy: BEN, version: 2 } })
  })

  it.each([
    ['without a reason', { reason: ' \n ' }, 'reason-missing'],
    ['with a novel for a reason', { reason: 'x'.repeat(1001) }, 'reason-too-long'],
    ['until now', { until: NOW }, 'end-in-past'],
    ['until no time at all', { until: Number.NaN }, 'end-in-past'],
    ['for more than 90 days', { until: NOW + 90 * DAY_S + 1 }, 'end-too-far'],
  ])('is not accepted %s', async (_, fields, refusal) => {
    expect(await book().ask(ANN, aWish(fields))).toEqual({ ok: false, error: refusal })
  })

  it('is accepted for as long as the setting says', async () => {
    const waivers = book({ longestDays: 7 })
    expect(await waivers.ask(ANN, aWish({ until: NOW + 7 * DAY_S }))).toMatchObject({ ok: true })
    expect(await book({ longestDays: 7 }).ask(ANN, aWish({ until: NOW + 7 * DAY_S + 1 }))).toMatchObject({
      error: 'end-too-far',
    })
  })

  it.each([
    ['waits', { from: null, approvedBy: null }],
    ['holds', {}],
  ])('is not accepted twice while one about the same %s', async (_, fields) => {
    const waivers = book({ store: memoryWaivers([aWaiver(fields)]) })
    expect(await waivers.ask(ANN, aWish())).toEqual({ ok: false, error: 'already-waived' })
  })

  it('can be accepted anew once the old waiver is over', async () => {
    const store = memoryWaivers([aWaiver({ id: 'old', until: NOW })])
    expect(await book({ store }).ask(ANN, aWish())).toMatchObject({ ok: true })
  })
})

describe('the second person', () => {
  const waiting = aWaiver({ from: null, approvedBy: null, version: 1 })

  it('is never the one who asked', async () => {
    const waivers = book({ store: memoryWaivers([waiting]) })
    expect(await waivers.approve(ANN, 'w1')).toEqual({ ok: false, error: 'own-waiver' })
    expect(await waivers.byId('w1')).toEqual(waiting)
  })

  it.each(['same-human', 'not-an-approver'] as const)(
    'is refused as the access policy says: %s',
    async (why) => {
      const waivers = book({ store: memoryWaivers([waiting]), unfit: async () => why })
      expect(await waivers.approve(BEN, 'w1')).toEqual({ ok: false, error: why })
      expect(await waivers.unfit(BEN, waiting)).toBe(why)
    },
  )

  it.each([
    ['one that holds', aWaiver()],
    ['one that lapsed', { ...waiting, until: NOW }],
    ['one that was refused', { ...waiting, revokedAt: NOW, revokedBy: BEN } as const],
  ])('cannot approve or refuse %s', async (_, waiver) => {
    const waivers = book({ store: memoryWaivers([waiver]) })
    expect(await waivers.approve(BEN, 'w1')).toEqual({ ok: false, error: 'not-waiting' })
    expect(await waivers.refuse(BEN, 'w1')).toEqual({ ok: false, error: 'not-waiting' })
  })

  it('can refuse, and so can the asker take it back', async () => {
    for (const person of [ANN, BEN] as const) {
      const waivers = book({ store: memoryWaivers([waiting]) })
      const refused = await waivers.refuse(person, 'w1')
      if (!refused.ok) throw new Error(refused.error)
      expect(stageOf(refused.value, NOW)).toBe('refused')
      expect(refused.value.revokedBy).toBe(person)
    }
  })

  it('and the one who refuses at the same moment: only one of them is heard', async () => {
    const waivers = book({ store: memoryWaivers([waiting]) })
    const answers = await Promise.all([waivers.approve(BEN, 'w1'), waivers.refuse('T1/UCAT', 'w1')])
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
  })
})

describe('a waiver that holds', () => {
  it('can be ended by anybody, once, and stays in the history', async () => {
    const waivers = book({ store: memoryWaivers([aWaiver()]) })
    const ended = await waivers.end('T1/UCAT', 'w1')
    expect(ended).toMatchObject({ ok: true, value: { revokedAt: NOW, revokedBy: 'T1/UCAT' } })
    expect(await waivers.end('T1/UCAT', 'w1')).toEqual({ ok: false, error: 'not-open' })
    expect(await waivers.all()).toHaveLength(1)
  })

  it('is not found under another id', async () => {
    expect(await book().end(ANN, 'nothing')).toEqual({ ok: false, error: 'not-found' })
  })
})

it('lists waivers with the newest first', async () => {
  const store = memoryWaivers([aWaiver({ id: 'a', askedAt: 1 }), aWaiver({ id: 'b', askedAt: 2 })])
  expect((await book({ store }).all()).map(({ id }) => id)).toEqual(['b', 'a'])
})
