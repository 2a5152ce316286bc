import { describe, expect, it } from 'vitest'
import type { Subscription } from '../../src/digest/ports.ts'
import { createSender, type SendOptions } from '../../src/digest/send.ts'
import type { AuditOutcome } from '../../src/posture/audit.ts'
import { aSubscription, memoryDigests, memoryOut } from '../support/digests.ts'
import { aCheck, aFinding, aReport, aResource } from '../support/report.ts'

const NINE = Date.parse('2026-11-23T08:00:00Z') / 1000
const DAY = 86_400
const subscribed = (change: Partial<Subscription> = {}) =>
  aSubscription({ subscribedAt: NINE - 3600, ...change })

/** Two processes may share one store and one Slack; each `start` is one of them. */
function aWorld(subscriptions: readonly Subscription[] = [subscribed()]) {
  const store = memoryDigests()
  const slack = memoryOut()
  const failures: string[] = []
  const audits: string[] = []
  const world = {
    now: NINE,
    store,
    ...slack,
    failures,
    audits,
    audit: async (): Promise<AuditOutcome> => ({
      outcome: 'report',
      report: aReport({
        id: `r${audits.length}`,
        findings: [aFinding()],
        startedAt: world.now,
        finishedAt: world.now,
      }),
    }),
    reports: new Map<string, ReturnType<typeof aReport>>(),
    start(change: Partial<SendOptions> = {}) {
      return createSender({
        store,
        out: slack.out,
        audits: {
          run: (scope) => {
            audits.push(scope.words.join(' '))
            const finished = world.audit().then((outcome) => {
              if (outcome.outcome === 'report') world.reports.set(outcome.report.id, outcome.report)
              return outcome
            })
            return { id: `r${audits.length}`, startedAt: world.now, started: true, finished }
          },
          byId: async (id) => world.reports.get(id),
        },
        states: async () => new Map(),
        checks: [aCheck()],
        regions: [],
        owners: async () => new Map(),
        clock: () => world.now * 1000,
        onFailure: (what) => failures.push(what),
        mayName: async () => false,
        leaseSeconds: 600,
        ...change,
      })
    },
  }
  return { world, ready: Promise.all(subscriptions.map((each) => store.subscribe(each))) }
}

async function ready(subscriptions?: readonly Subscription[]) {
  const { world, ready: done } = aWorld(subscriptions)
  await done
  return world
}

describe('the daily digest', () => {
  it('is sent at its time, once, however often it is looked at', async () => {
    const world = await ready()
    const tend = world.start()
    world.now = NINE - 1
    await tend()
    expect(world.posted).toHaveLength(0)
    for (world.now = NINE; world.now < NINE + 60; world.now += 10) await tend()
    expect(world.posted.map(({ digest }) => digest.day)).toEqual(['2026-11-23'])
    expect(world.threads).toEqual(['1.0 0', '1.0 1'])
    expect(world.audits).toHaveLength(1)
  })

  it('is sent once by two processes whose schedules fire twice', async () => {
    const world = await ready()
    const [one, two] = [world.start(), world.start()]
    await Promise.all([one(), two(), one(), two()])
    await Promise.all([one(), two()])
    expect(world.posted).toHaveLength(1)
  })

  it('comes late after a sleep, and the days that were missed do not come', async () => {
    const world = await ready()
    const tend = world.start()
    await tend()
    world.now = NINE + 9 * DAY + 7200
    await tend()
    expect(world.posted.map(({ digest }) => digest.day)).toEqual(['2026-11-23', '2026-12-02'])
  })

  it('is held against the one before, of the same scope', async () => {
    const world = await ready()
    const tend = world.start()
    await tend()
    world.now = NINE + DAY
    world.audit = async () => ({
      outcome: 'report',
      report: aReport({ id: 'next', findings: [aFinding(), aFinding({ resource: aResource('new') })] }),
    })
    await tend()
    expect(world.posted[1]?.digest.verdict).toBe('1 new finding (1 high) since yesterday; 2 fail in all.')
    expect(world.posted[1]?.digest.history.map(({ failing }) => failing)).toEqual([1, 2])
    await world.store.subscribe(subscribed({ scope: ['notebooks'] }))
    world.now = NINE + 2 * DAY
    await tend()
    expect(world.posted[2]?.digest.since).toBeUndefined()
  })

  it('says that the audit failed, and is held against the last one that did not', async () => {
    const world = await ready()
    const tend = world.start()
    await tend()
    const { audit } = world
    world.audit = async () => {
      throw new Error('no credentials')
    }
    world.now += DAY
    await tend()
    expect(world.posted[1]?.digest.verdict).toContain('nothing is known about today')
    expect(world.threads).toHaveLength(2)
    world.audit = audit
    world.now += DAY
    await tend()
    expect(world.posted[2]?.digest.verdict).toContain('since Mon 23 Nov')
  })

  it('of one channel does not wait for another that fails', async () => {
    const world = await ready([
      subscribed({ channel: 'C1', scope: ['no-such-word!'] }),
      subscribed({ channel: 'C2' }),
    ])
    const failing = {
      ...world.out,
      lost: async (channel: string) =>
        channel === 'C1' ? Promise.reject(new Error('Slack is away')) : undefined,
    }
    await world.start({ out: failing })()
    expect(world.posted.map(({ channel }) => channel)).toEqual(['C2'])
    expect(world.failures).toEqual(['digest of C1'])
  })
})

describe('a process that dies half-way', () => {
  const dies = () => {
    throw new Error('killed')
  }

  it('while it audits leaves the day to the next, after its lease', async () => {
    const world = await ready()
    void world.start({
      audits: {
        run: () => ({ id: 'x', startedAt: 0, started: true, finished: new Promise(() => undefined) }),
        byId: async () => undefined,
      },
    })()
    await new Promise((resolve) => setImmediate(resolve))
    const next = world.start()
    await next()
    expect(world.posted).toHaveLength(0)
    world.now += 600
    await next()
    expect(world.posted).toHaveLength(1)
  })

  it('after it posted leaves the rest of the thread, which is finished without a second message', async () => {
    const world = await ready()
    world.faults.reply = (n) => (n === 1 ? new Error('killed') : undefined)
    await world.start()()
    expect(world.threads).toEqual(['1.0 0'])
    delete world.faults.reply
    world.now += 600
    const next = world.start()
    await next()
    await next()
    expect(world.threads).toEqual(['1.0 0', '1.0 1'])
    expect(world.posted).toHaveLength(1)
    expect(world.audits).toHaveLength(1)
  })

  it('finishes yesterday’s thread even where today’s digest is not due yet', async () => {
    const world = await ready()
    world.faults.reply = () => new Error('killed')
    await world.start()()
    delete world.faults.reply
    world.now = NINE + DAY - 3600
    await world.start()()
    expect(world.threads).toEqual(['1.0 0', '1.0 1'])
    expect(world.posted).toHaveLength(1)
  })

  it('while it waited for Slack’s rate limit has sent nothing: the next one sends it', async () => {
    const world = await ready()
    world.faults.waiting = new Promise(() => undefined)
    void world.start()()
    await expect.poll(async () => (await world.store.deliveries('C1', 1))[0]?.state).toBe('claimed')
    delete world.faults.waiting
    world.now += 600
    await world.start()()
    expect(world.posted).toHaveLength(1)
    expect(world.told).toEqual([])
  })

  it('while it posted is told to the subscriber, and nothing is posted twice', async () => {
    const world = await ready()
    const { store } = world
    const note: typeof store.note = async (held, delivery) =>
      delivery.state === 'posted' || delivery.state === 'claimed' ? dies() : store.note(held, delivery)
    await world.start({ store: { ...store, note } })()
    expect(world.posted).toHaveLength(1)
    world.now += 600
    const next = world.start()
    await next()
    await next()
    expect(world.posted).toHaveLength(1)
    expect(world.told).toEqual(['T1/ANN C1 unsure 2026-11-23'])
  })
})

describe('Slack', () => {
  it('may be away: the digest comes five minutes later', async () => {
    const world = await ready()
    const tend = world.start()
    world.faults.posting = new Error('away')
    await tend()
    delete world.faults.posting
    world.now += 299
    await tend()
    expect(world.posted).toHaveLength(0)
    world.now += 1
    await tend()
    expect(world.posted).toHaveLength(1)
  })

  it.each(['lost', 'refuses'] as const)(
    'may have lost the channel (%s): the subscriber hears of it once, and it is paused',
    async (fault) => {
      const world = await ready()
      const tend = world.start()
      world.faults[fault] = 'archived'
      await tend()
      delete world.faults[fault]
      world.now += DAY
      await tend()
      expect(world.told).toEqual(['T1/ANN C1 archived'])
      expect(world.posted).toHaveLength(0)
      expect(await world.store.subscription('C1')).toMatchObject({ paused: 'archived' })
      await world.store.subscribe(subscribed())
      await tend()
      expect(world.posted).toHaveLength(1)
    },
  )
})

describe('the access record', () => {
  const access = { grants: async () => [], closeOut: async () => undefined }

  it('is anchored in each digest, after another process if need be', async () => {
    const world = await ready()
    let tries = 0
    const anchor = async () => (++tries < 2 ? undefined : { hash: 'a'.repeat(64), seq: 7 })
    await world.start({ access: { ...access, anchor } })()
    expect(world.posted[0]?.digest.anchor).toEqual({ hash: 'a'.repeat(64), seq: 7 })
  })

  it('that cannot be read or anchored keeps no digest back, and is said', async () => {
    const world = await ready()
    const broken = {
      ...access,
      grants: () => Promise.reject(new Error('x')),
      anchor: () => Promise.reject(new Error('x')),
    }
    await world.start({ access: broken })()
    expect(world.posted[0]?.digest).toMatchObject({ access: 'unread', anchor: 'unwritten' })
    expect(world.failures).toEqual(['grants', 'anchor'])
  })

  it('names people only where the subscriber may see them, and not where that cannot be told', async () => {
    for (const [mayName, named] of [
      [async () => true, true],
      [async () => false, false],
      [() => Promise.reject(new Error('Slack is away')), false],
    ] as const) {
      const world = await ready()
      await world.start({ access: { ...access, anchor: async () => undefined }, mayName })()
      expect(world.posted[0]?.digest.access).toMatchObject({ named })
    }
  })
})
