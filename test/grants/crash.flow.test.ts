import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Clients } from '../../src/aws/clients.ts'
import { HOUR_S } from '../../src/base/time.ts'
import { type Grant, pendingRevision } from '../../src/grants/grant.ts'
import { createGrants, type Grants } from '../../src/grants/lifecycle/lifecycle.ts'
import { grantsIn } from '../../src/store/grants.ts'
import { openTable, type Table } from '../../src/store/table.ts'
import { mayLook, startWorld, takeRole, type World } from '../aws/access/world.ts'
import type { Credentials } from '../local/aws/people.ts'
import { anOrder, entitlementOf } from '../support/grant-orders.ts'
import {
  ANN,
  anAsked,
  aPerson,
  aPolicy,
  aProof,
  BEN,
  principalOfTest,
  sha256,
  T0,
} from '../support/grants.ts'
import { by } from '../support/grants-world.ts'
import { aTable } from '../support/stores.ts'

const NOTEBOOK = 'arn:aws:sagemaker:eu-west-1:111122223333:notebook-instance/churn-lab'
const ALICE = {
  kind: 'iam-user',
  arn: 'arn:aws:iam::111122223333:user/alice.meyer',
  uniqueId: 'AIDAALICEMEYER0000000',
} as const

/** Longer than any grant here lasts, and than IAM is waited for. */
const PAST_THE_END_S = 3 * HOUR_S

let kept: Awaited<ReturnType<typeof aTable>>
beforeAll(async () => {
  kept = await aTable()
})
afterAll(() => kept.close())

let world: World
let table: Table
let tables = 0

/** An empty table in DynamoDB, and an account in AWS, of this attempt alone. */
async function begin(): Promise<void> {
  const opened = openTable({ ...kept.dynamo.table, tableName: `attempt-${++tables}` })
  await opened.ready()
  table = opened
  world = await startWorld()
}

async function finish(): Promise<void> {
  await table.close()
  await world.close()
}

/**
 * A bot over the real table and the real account, which is killed before this call to the outside, counting from 1; so
 * that everything before it was done. Nothing that it began ever goes on.
 */
function aBot(killedBefore = Number.POSITIVE_INFINITY) {
  const death = Promise.withResolvers<'killed'>()
  let calls = 0
  let dead = false
  async function call<T>(effect: () => Promise<T>): Promise<T> {
    if (!dead && ++calls < killedBefore) return effect()
    dead = true
    death.resolve('killed')
    return new Promise<never>(() => {})
  }
  const counted: Table = {
    ...table,
    get: (pk, sk) => call(() => table.get(pk, sk)),
    put: (item) => call(() => table.put(item)),
    putWhere: (item, standing) => call(() => table.putWhere(item, standing)),
    putOver: (item, over) => call(() => table.putOver(item, over)),
    remove: (pk, sk) => call(() => table.remove(pk, sk)),
  }
  const send: Clients['send'] = (...given) => call(() => world.clients.send(...given))
  const { makeGrant, endGrant, listRoles } = world.roles({ send })
  const policy = aPolicy({
    people: [
      { slack: ANN, principals: { '111122223333': ALICE } },
      { slack: BEN, principals: { '111122223333': principalOfTest(BEN) } },
    ],
  })
  const failures: unknown[] = []
  const grants = createGrants({
    store: grantsIn(counted, (failure) => {
      throw failure
    }),
    makeGrant,
    endGrant,
    listRoles,
    show: () => call(async () => undefined),
    seePerson: async (key) => aPerson(key),
    readUserGroups: async () => new Map(),
    findPrincipal: async () => undefined,
    entitlement: entitlementOf,
    policy: () => policy,
    hash: sha256,
    clock: () => world.clock.now(),
    onFailure: (what, id, error) => void failures.push({ what, id, error }),
  })
  return {
    grants,
    failures,
    calls: () => calls,
    /** Does this until it is done, or until the bot is dead. */
    live: <T>(doing: Promise<T>): Promise<T | 'killed'> => Promise.race([death.promise, doing]),
  }
}

type Act = (grants: Grants) => Promise<unknown>

const now = () => Math.floor(world.clock.now() / 1000)

const ask: Act = (grants) => {
  const { requester, principal, risk, mode, ...asked } = anOrder('start-stop-notebook', {
    notebook: NOTEBOOK,
  }).terms
  return grants.request(by(ANN), 'g1', anAsked(asked))
}

const approve =
  (revision: number): Act =>
  async (grants) => {
    const grant = await record()
    if (!grant) throw new Error('there is nothing to approve')
    const { requestHash } = pendingRevision(grant) ?? grant.current
    const proof = aProof(grant, BEN, {
      at: now(),
      challengeId: `c-${revision}`,
      revision,
      requestHash,
    })
    return grants.answer(by(BEN), { id: 'g1', revision }, { action: 'approve', proof })
  }

const extend: Act = (grants) =>
  grants.extend(by(ANN), 'g1', { until: T0 + 2 * HOUR_S, reason: 'not done', ticket: null })
const revoke: Act = (grants) =>
  grants.answer(by(BEN), { id: 'g1', revision: 1 }, { action: 'revoke', reason: 'stop' })
const pastTheEnd: Act = (grants) => {
  world.clock.advance(PAST_THE_END_S * 1000)
  return grants.sweep()
}

const LIVES: ReadonlyArray<readonly [string, readonly Act[]]> = [
  ['runs out', [ask, approve(1), pastTheEnd]],
  ['is revoked', [ask, approve(1), revoke]],
  ['is extended', [ask, approve(1), extend, approve(2), pastTheEnd]],
]

/** The record as the table has it, read past the bot. */
const record = (): Promise<Grant | undefined> =>
  grantsIn(table, (failure) => {
    throw failure
  }).read('g1')

/** Lives a life in one process; where it was killed, nothing after that happens. */
async function live(acts: readonly Act[], killedBefore?: number) {
  const bot = aBot(killedBefore)
  for (const act of acts) if ((await bot.live(act(bot.grants))) === 'killed') break
  return bot
}

/** What a life asks of the table, of AWS and of Slack, in all. */
async function callsOf(acts: readonly Act[]): Promise<number> {
  await begin()
  try {
    const bot = await live(acts)
    expect(bot.failures).toEqual([])
    return bot.calls()
  } finally {
    await finish()
  }
}

/** A session that somebody gets who tries right now. */
async function sessionNow(grant: Grant | undefined): Promise<Credentials | undefined> {
  return grant && (await takeRole(world, grant).catch(() => undefined))
}

/** Whether a session can still do what was granted. */
async function works(session: Credentials | undefined): Promise<boolean> {
  if (!session) return false
  return mayLook(world, session).catch((error: unknown) => {
    if (error instanceof Error && error.name.startsWith('ExpiredToken')) return false
    throw error
  })
}

/** The end of the newest window that was decided, or of what was asked for. */
function endOf(grant: Grant | undefined): number {
  return (grant?.next?.window ?? grant?.current.window)?.endsAt ?? T0 + HOUR_S
}

function moveTo(at: number): void {
  world.clock.advance(Math.max(0, at - now()) * 1000)
}

describe.each(LIVES)('over DynamoDB and AWS, a grant that %s, killed anywhere', (_, acts) => {
  it('gives no access outside its window, and is ended by the next process', {
    timeout: 120_000,
  }, async () => {
    const calls = await callsOf(acts)
    expect(calls).toBeGreaterThan(25)
    for (let at = 1; at <= calls; at++) {
      await begin()
      const told = `killed before call ${at} of ${calls}`
      await live(acts, at)
      const before = await record()
      const session = await sessionNow(before)
      if (before === undefined || before.state === 'requested') expect(session, told).toBeUndefined()
      // Nothing of ours runs, and the clock goes on.
      const end = endOf(before)
      moveTo(end - 90)
      const late = await sessionNow(before)
      moveTo(end)
      for (const held of [session, late]) expect(await works(held), told).toBe(false)
      expect(await sessionNow(before), told).toBeUndefined()
      // The next process finds it, later than any request waits.
      world.clock.advance(PAST_THE_END_S * 1000)
      const next = aBot()
      expect(await next.grants.sweep(), told).toMatchObject({ failed: [] })
      const after = await record()
      expect(after === undefined || after.state === 'ended', told).toBe(true)
      expect(await world.roles().listRoles(), told).toEqual([])
      expect(after?.events.slice(0, before?.events.length ?? 0), told).toEqual(before?.events)
      expect(await next.grants.verify(undefined), told).toMatchObject({ ok: true })
      await finish()
    }
  })
})
