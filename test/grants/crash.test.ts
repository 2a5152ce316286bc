import { describe, expect, it } from 'vitest'
import { type Grant, pendingRevision } from '../../src/grants/grant.ts'
import type { Grants } from '../../src/grants/lifecycle/lifecycle.ts'
import { ANN, anAsked, aProof, BEN, CAT, T0 } from '../support/grants.ts'
import {
  aProcess,
  aWorld,
  by,
  everything,
  hasAccess,
  type Kill,
  stored,
  type World,
} from '../support/grants-world.ts'

const END = T0 + 3600
const LATER_END = T0 + 7200

type Act = (world: World, grants: Grants) => Promise<unknown>

/** What people and the clock do, in order. Repeating an act is what a redelivery or a second press does. */
const ask: Act = (_, grants) => grants.request(by(ANN), 'g1', anAsked())
const approve: Act = (world, grants) => approval(world, grants, BEN, 1)
const approveMore: Act = (world, grants) => approval(world, grants, CAT, 2)
const extend: Act = (_, grants) =>
  grants.extend(by(ANN), 'g1', { until: LATER_END, reason: 'more', ticket: null })
const deny: Act = (_, grants) =>
  grants.answer(by(CAT), { id: 'g1', revision: 1 }, { action: 'deny', reason: 'no' })
const withdraw: Act = (_, grants) => grants.answer(by(ANN), { id: 'g1', revision: 1 }, { action: 'withdraw' })
const revoke: Act = (_, grants) =>
  grants.answer(by(BEN), { id: 'g1', revision: 1 }, { action: 'revoke', reason: 'stop' })
const sweep: Act = (_, grants) => grants.sweep()
const anchor: Act = (_, grants) => grants.anchor()
const end: Act = (world, grants) => {
  world.now = Math.max(world.now, LATER_END)
  return grants.sweep()
}

async function approval(world: World, grants: Grants, person: typeof ANN, revision: number) {
  const grant = stored(world, 'g1')
  if (!grant) return undefined
  const asked = revisionOf(grant, revision)
  if (!asked) return undefined
  const { number, requestHash } = asked
  const proof = aProof(grant, person, {
    revision: number,
    requestHash,
    challengeId: `c-${person}-${revision}`,
  })
  return grants.answer(by(person), { id: 'g1', revision }, { action: 'approve', proof })
}

function revisionOf(grant: Grant, number: number) {
  return [pendingRevision(grant), grant.next, grant.current].find((revision) => revision?.number === number)
}

const LIVES: ReadonlyArray<readonly [string, readonly Act[]]> = [
  ['runs out', [ask, approve, sweep, end]],
  ['is revoked', [ask, approve, revoke, sweep, end]],
  ['is extended', [ask, approve, extend, approveMore, sweep, end]],
  ['is extended and revoked', [ask, approve, extend, approveMore, revoke, end]],
  ['is denied', [ask, deny, end]],
  ['is withdrawn', [ask, withdraw, end]],
  ['is never answered', [ask, sweep, end]],
  ['is anchored', [ask, anchor, approve, anchor, end, anchor]],
]

/** Runs a life in one process, and stops where it is killed. True: it was. */
async function live(world: World, acts: readonly Act[], kill?: Kill): Promise<boolean> {
  const { grants, calls } = aProcess(world, kill)
  for (const act of acts) {
    try {
      await act(world, grants)
    } catch (error) {
      if (!(error instanceof Error) || error.message !== 'killed') throw error
      return true
    }
    if (kill && calls() >= kill.call) return true
  }
  return false
}

/** Every call that a life makes to the outside, and both sides of it. */
async function kills(acts: readonly Act[]): Promise<readonly Kill[]> {
  const world = aWorld()
  const { grants, calls } = aProcess(world)
  for (const act of acts) await act(world, grants)
  return Array.from({ length: calls() }, (_, i) => i + 1).flatMap((call) => [
    { call, when: 'before' as const },
    { call, when: 'after' as const },
  ])
}

/** What AWS allows is decided, and inside its window. */
function expectNoAccessOutside(world: World) {
  const grant = stored(world, 'g1')
  if (grant === undefined || grant.state === 'requested' || grant.state === 'ended')
    expect(world.roles.size).toBe(0)
  const windows = [grant?.current.window, grant?.next?.window].flatMap((window) => window ?? [])
  for (const at of [T0 - 1, T0, END - 1, END, LATER_END - 1, LATER_END, LATER_END + 86_400]) {
    if (hasAccess(world, at))
      expect(windows.some(({ startsAt, endsAt }) => at >= startsAt && at < endsAt)).toBe(true)
  }
}

function stepsOf(world: World): readonly string[] {
  return everything(world).flatMap(({ events }) =>
    events.map(({ step }) => ('by' in step ? `${step.type} ${step.by}` : step.type)),
  )
}

async function expectSound(world: World) {
  const { grants } = aProcess(world)
  expect(await grants.verify(world.anchors.at(-1)?.hash)).toMatchObject({ ok: true })
  const decisions = stepsOf(world).filter((step) => step.startsWith('approve') || step.startsWith('revoke'))
  expect(new Set(decisions).size).toBe(decisions.length)
}

describe.each(LIVES)('a grant that %s, killed anywhere', (_, acts) => {
  it('leaves no access outside the window, and is ended by a sweep after the end', async () => {
    const all = await kills(acts)
    expect(all.length).toBeGreaterThan(20)
    for (const kill of all) {
      const world = aWorld()
      expect(await live(world, acts, kill), JSON.stringify(kill)).toBe(true)
      expectNoAccessOutside(world)
      const before = stepsOf(world)
      world.now = Math.max(world.now, LATER_END)
      expect(hasAccess(world, world.now)).toBe(false)
      expect(await aProcess(world).grants.sweep()).toMatchObject({ failed: [] })
      expect(everything(world).every(({ state }) => state === 'ended')).toBe(true)
      expect(world.roles.size).toBe(0)
      expect(stepsOf(world).slice(0, before.length)).toEqual(before)
      if (world.table.size > 0) expect(world.shown.at(-1)).toBe('g1 ended')
      await expectSound(world)
    }
  })

  it('comes to the same end where everybody does everything again', async () => {
    const whole = aWorld()
    await live(whole, acts)
    for (const kill of await kills(acts)) {
      const world = aWorld()
      await live(world, acts, kill)
      if (world.now >= LATER_END) await aProcess(world).grants.sweep()
      else await live(world, acts)
      expectNoAccessOutside(world)
      expect(stepsOf(world), JSON.stringify(kill)).toEqual(stepsOf(whole))
      expect(world.roles.size).toBe(0)
      await expectSound(world)
    }
  })

  it('stands two deaths in a row', async () => {
    for (const kill of await kills(acts)) {
      for (const again of [1, 3, 5, 8, 13]) {
        const world = aWorld()
        await live(world, acts, kill)
        world.now = Math.max(world.now, LATER_END)
        await live(world, [end], { call: again, when: 'after' })
        expect(hasAccess(world, world.now)).toBe(false)
        await live(world, [end])
        expect(everything(world).every(({ state }) => state === 'ended')).toBe(true)
        expect(world.roles.size).toBe(0)
        await expectSound(world)
      }
    }
  })
})
