import { hash } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Table } from '../../src/store/table.ts'
import { watchIn } from '../../src/store/watch.ts'
import { createAnnounce } from '../../src/watch/announce.ts'
import type { Span } from '../../src/watch/coverage.ts'
import { DETECTIONS } from '../../src/watch/detections/index.ts'
import type { TrailEvent } from '../../src/watch/event.ts'
import type { ReadTrail, Showing, WatchStore } from '../../src/watch/ports.ts'
import { createWatch } from '../../src/watch/watch.ts'
import { aTable, killedBeforeWrite } from '../support/stores.ts'
import { ACCOUNT, AT, aContext, anEvent } from '../support/trail.ts'

const REGION = 'eu-west-1'
let opened: Awaited<ReturnType<typeof aTable>>
let world: ReturnType<typeof aWorld>

beforeAll(async () => {
  opened = await aTable()
})
afterAll(() => opened.close())
beforeEach(() => {
  runs += 1
  world = aWorld(`run${runs}`)
})
let runs = 0

/** A trail, a clock and a channel; each with keys of its own in the table. */
function aWorld(prefix: string) {
  const apart = (table: Table): Table => ({
    ...table,
    get: (pk, sk) => table.get(prefix + pk, sk),
    query: (pk, options) => table.query(prefix + pk, options),
    put: (item) => table.put({ ...item, pk: prefix + item.pk }),
    putOver: (item, over) => table.putOver({ ...item, pk: prefix + item.pk }, over),
    remove: (pk, sk) => table.remove(prefix + pk, sk),
  })
  const table = apart(opened.table)
  const state = {
    now: AT,
    trail: [] as TrailEvent[],
    trouble: null as string | null,
    reached: null as number | null,
    asked: [] as Span[],
    shown: [] as Showing[],
    /** Slack wants quiet until this resolves. */
    waiting: Promise.resolve(),
    slack: 'up' as 'up' | 'down' | 'refuses',
    failures: 0,
    meanwhile: async (): Promise<void> => undefined,
  }
  const clock = () => state.now * 1000
  const readEvents = async (_: string, span: Span): Promise<ReadTrail> => {
    state.asked.push(span)
    await state.meanwhile()
    const events = state.trail.filter(({ at }) => at >= (state.reached ?? span.from) && at <= span.to)
    return { events: state.trouble === null ? events : [], reached: state.reached, trouble: state.trouble }
  }
  const watchOver = (store: WatchStore) =>
    createWatch({
      detections: DETECTIONS,
      store,
      readEvents,
      readContext: async () => aContext(),
      regions: [REGION],
      account: ACCOUNT,
      hash: (text) => hash('sha256', text),
      clock,
    })
  const announceFrom = (store: WatchStore) =>
    createAnnounce({
      store,
      clock,
      show: async (showing) => {
        await state.waiting
        if (!showing.message) await showing.asking.begins()
        if (state.slack === 'down') throw new Error('no answer')
        if (state.slack === 'refuses') return undefined
        state.shown.push(showing)
        return showing.message ?? { channel: showing.to.channel, ts: `${state.shown.length}.0` }
      },
      onFailure: () => {
        state.failures += 1
      },
    })
  const store = watchIn(table)
  return {
    state,
    table,
    store,
    watchOver,
    announceFrom,
    look: () => watchOver(store).look(),
    announce: () => announceFrom(store)(),
    alerts: () => store.since(0),
    passes(seconds: number) {
      state.now += seconds
    },
  }
}

const stop = (name = 'acme-audit') => ({
  ...anEvent('StopLogging', { name }, { eventSource: 'cloudtrail.amazonaws.com' }),
  at: world.state.now,
})

async function onWatch(): Promise<void> {
  await world.look()
  await world.store.addChannel({ channel: 'C1', by: 'T1/U1', at: world.state.now })
  world.passes(20)
}

describe('the watch', () => {
  it('begins now: what happened before is learned from, not announced', async () => {
    world.state.trail.push(stop())
    world.passes(60)
    await world.look()
    world.passes(20)
    await world.look()
    expect(await world.alerts()).toEqual([])
  })

  it('tells what happens with the next look, and no event twice', async () => {
    await onWatch()
    world.state.trail.push(stop())
    await world.look()
    world.passes(20)
    await world.look()
    expect(await world.alerts()).toMatchObject([
      { detection: 'trail-tampered', subject: 'acme-audit', count: 1 },
    ])
  })

  it('sees an event that CloudTrail shows fifteen minutes late', async () => {
    await onWatch()
    const late = stop()
    for (let i = 0; i < 40; i++) {
      world.passes(20)
      await world.look()
    }
    world.state.trail.push(late)
    await world.look()
    expect(await world.alerts()).toMatchObject([{ count: 1, lastAt: late.at }])
  })

  it('folds a burst into one alert, and starts another after an hour of quiet', async () => {
    await onWatch()
    for (let i = 0; i < 3; i++) {
      world.state.trail.push(stop(), stop())
      await world.look()
      world.passes(600)
    }
    world.passes(3600)
    world.state.trail.push(stop())
    await world.look()
    expect((await world.alerts()).map(({ count }) => count)).toEqual([1, 6])
  })

  it('counts each event once, at whichever write it is killed', async () => {
    for (let n = 1; n <= 8; n++) {
      world = aWorld(`killed${n}-`)
      await onWatch()
      world.state.trail.push(stop(), stop('other'), stop())
      const dying = watchIn(killedBeforeWrite(world.table, n))
      await world
        .watchOver(dying)
        .look()
        .catch(() => undefined)
      await world.look()
      world.passes(20)
      await world.look()
      const counts = (await world.alerts()).map(({ subject, count }) => [subject, count])
      expect(new Map(counts as Array<[string, number]>), `killed before write ${n}`).toEqual(
        new Map([
          ['acme-audit', 2],
          ['other', 1],
        ]),
      )
    }
  })

  it('counts each event once where two processes look at the same time', async () => {
    await onWatch()
    world.state.trail.push(stop(), stop(), stop())
    await Promise.all([world.look(), world.look(), world.look()])
    expect(await world.alerts()).toMatchObject([{ count: 3 }])
  })

  it('comes back to what a flood hid', async () => {
    await onWatch()
    world.state.trail.push(stop())
    world.passes(600)
    world.state.reached = world.state.now - 10
    await world.look()
    expect(await world.alerts()).toEqual([])
    world.state.reached = null
    world.passes(1200)
    await world.look()
    expect(await world.alerts()).toMatchObject([{ count: 1 }])
  })

  it('takes events that EventBridge delivers, and does not count them again when it looks', async () => {
    await onWatch()
    const event = stop()
    world.state.trail.push(event)
    const { deliver } = world.watchOver(world.store)
    expect([await deliver([event]), await deliver([event])]).toEqual([true, false])
    await world.look()
    expect(await world.alerts()).toMatchObject([{ count: 1 }])
  })

  it('takes what is delivered in the middle of a look, and the look goes on from there', async () => {
    await onWatch()
    const [read, delivered] = [stop(), stop()]
    world.state.trail.push(read)
    world.state.meanwhile = async () => {
      await world.watchOver(world.store).deliver([delivered])
    }
    await world.look()
    expect(await world.alerts()).toMatchObject([{ count: 2 }])
    const position = await world.store.position(REGION)
    expect(position?.readAt).toBe(world.state.now)
    expect(new Set(Object.keys(position?.seen ?? {}))).toEqual(new Set([read.id, delivered.id]))
  })

  it('loses no event of a burst that is delivered in several parts at once', async () => {
    await onWatch()
    const denied = () => ({
      ...anEvent('ListModels', {}, { errorCode: 'AccessDenied', readOnly: true }),
      at: world.state.now,
    })
    const parts = Array.from({ length: 4 }, () => [denied(), denied(), denied(), denied()])
    await Promise.all(parts.map((part) => world.watchOver(world.store).deliver(part)))
    const position = await world.store.position(REGION)
    expect(Object.keys(position?.seen ?? {})).toHaveLength(16)
    // Parts that are taken at the very same time may each begin an alert; no part is too small to be seen.
    expect(new Set((await world.alerts()).map(({ detection }) => detection))).toEqual(
      new Set(['denied-calls']),
    )
  })

  it('hears of the first event that is delivered, though it never looked', async () => {
    const event = stop()
    world.passes(10)
    await world.watchOver(world.store).deliver([event])
    expect(await world.alerts()).toMatchObject([{ count: 1, lastAt: event.at }])
  })

  it('names the grant under which something was done', async () => {
    await onWatch()
    const [grant] = aContext().grants
    const event = stop()
    world.state.trail.push({ ...event, caller: { ...event.caller, principal: grant?.role ?? '' } })
    await world.look()
    expect(await world.alerts()).toMatchObject([{ grantId: 'g1' }])
  })
})

describe('a gap', () => {
  it('is told at once where rights are missing, once, and its end as well', async () => {
    await onWatch()
    world.state.trouble = 'CloudTrail in eu-west-1: LookupEvents was denied (needs cloudtrail:LookupEvents).'
    for (let i = 0; i < 5; i++) {
      await world.look()
      world.passes(20)
    }
    expect(await world.alerts()).toMatchObject([{ detection: 'watch-gap', count: 1 }])
    world.state.trouble = null
    await world.look()
    const [gap] = await world.alerts()
    expect(gap).toMatchObject({
      count: 2,
      newest: [{ more: expect.stringContaining('can be read again') }, {}],
    })
  })

  it('is told after five minutes where AWS is only busy', async () => {
    await onWatch()
    world.state.trouble = 'CloudTrail in eu-west-1: LookupEvents was throttled.'
    await world.look()
    expect(await world.alerts()).toEqual([])
    world.passes(300)
    await world.look()
    expect(await world.alerts()).toMatchObject([{ detection: 'watch-gap' }])
  })

  it('hides nothing that can still be read', async () => {
    await onWatch()
    world.state.trouble = 'CloudTrail in eu-west-1: LookupEvents was throttled.'
    const during = stop()
    world.state.trail.push(during)
    await world.look()
    world.passes(7200)
    await world.look()
    world.state.trouble = null
    await world.look()
    expect((await world.alerts()).map(({ detection }) => detection)).toContain('trail-tampered')
  })

  it('is told where it slept for longer than it catches up with', async () => {
    await onWatch()
    world.passes(30 * 86_400)
    await world.look()
    expect(await world.alerts()).toMatchObject([
      { detection: 'watch-gap', newest: [{ more: expect.stringMatching(/^events from 2026-.* to 2026-/) }] },
    ])
  })
})

describe('an announcement', () => {
  it('is one message, which is changed as more is folded in', async () => {
    await onWatch()
    world.state.trail.push(stop())
    await world.look()
    await world.announce()
    await world.announce()
    expect(world.state.shown.map(({ message }) => message)).toEqual([undefined])
    world.state.trail.push(stop())
    await world.look()
    await world.announce()
    expect(world.state.shown.map(({ message }) => message?.ts)).toEqual([undefined, '1.0'])
    expect(world.state.shown[1]?.alert.count).toBe(2)
  })

  it('is not posted twice by two processes', async () => {
    await onWatch()
    world.state.trail.push(stop())
    await world.look()
    await Promise.all([world.announce(), world.announce(), world.announce()])
    expect(world.state.shown).toHaveLength(1)
  })

  it('comes again after Slack was away, and says that it may stand there twice', async () => {
    await onWatch()
    world.state.trail.push(stop())
    await world.look()
    world.state.slack = 'down'
    await world.announce()
    expect(world.state.failures).toBe(1)
    world.state.slack = 'up'
    world.passes(30)
    await world.announce()
    expect(world.state.shown).toEqual([])
    world.passes(40)
    await world.announce()
    expect(world.state.shown).toMatchObject([{ mayBeTwice: true }])
  })

  it('is posted by the next process where one is killed while Slack wants quiet, and never stood there', async () => {
    await onWatch()
    world.state.trail.push(stop())
    await world.look()
    world.state.waiting = new Promise(() => undefined)
    void world.announce()
    await new Promise((resolve) => setImmediate(resolve))
    world.state.waiting = Promise.resolve()
    await world.announce()
    expect(world.state.shown).toMatchObject([{ mayBeTwice: false }])
  })

  it('is posted by one process where two wait for the same rate limit', async () => {
    await onWatch()
    world.state.trail.push(stop())
    await world.look()
    const { promise, resolve } = Promise.withResolvers<void>()
    world.state.waiting = promise
    const first = world.announce()
    await new Promise((next) => setImmediate(next))
    world.passes(120)
    const second = world.announce()
    resolve()
    await Promise.all([first, second])
    expect(world.state.shown).toHaveLength(1)
    expect(world.state.failures).toBe(0)
  })

  it('comes with the next look after Slack refused it', async () => {
    await onWatch()
    world.state.trail.push(stop())
    await world.look()
    world.state.slack = 'refuses'
    await world.announce()
    world.state.slack = 'up'
    await world.announce()
    expect(world.state.shown).toMatchObject([{ mayBeTwice: false }])
  })

  it('is only of what happened since the channel asked for it', async () => {
    await world.look()
    world.passes(20)
    world.state.trail.push(stop())
    await world.look()
    world.passes(20)
    await world.store.addChannel({ channel: 'C2', by: 'T1/U1', at: world.state.now })
    await world.announce()
    expect(world.state.shown).toEqual([])
  })

  it('is not made of what is expected, which is kept all the same', async () => {
    await onWatch()
    world.state.trail.push(stop())
    await world.look()
    const [first] = await world.alerts()
    await world.store.expect({
      topic: first?.topic ?? '',
      detection: 'trail-tampered',
      subject: 'acme-audit',
      by: 'T1/U1',
      reason: 'a migration',
      at: world.state.now,
      until: world.state.now + 86_400,
    })
    world.passes(7200)
    world.state.trail.push(stop())
    await world.look()
    await world.announce()
    expect(world.state.shown.map(({ alert }) => alert.id)).toEqual([first?.id])
    expect(await world.alerts()).toMatchObject([{ quiet: true }, { quiet: false }])
    world.passes(86_400)
    world.state.trail.push(stop())
    await world.look()
    await world.announce()
    expect(world.state.shown).toHaveLength(2)
  })
})
