import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { watchIn } from '../../src/store/watch.ts'
import { startHere } from '../../src/watch/coverage.ts'
import type { WatchStore } from '../../src/watch/ports.ts'
import { anAlert, anExpectation } from '../support/alerts.ts'
import { aTable, killedBeforeWrite } from '../support/stores.ts'
import { AT } from '../support/trail.ts'

let opened: Awaited<ReturnType<typeof aTable>>
let store: WatchStore
beforeAll(async () => {
  opened = await aTable()
  store = watchIn(opened.table)
})
afterAll(() => opened.close())

const id = (n: number) => String(n).padStart(20, '0')

describe('the position in a trail', () => {
  it('is kept for each Region, and moved by one process at a time', async () => {
    const first = { ...startHere(AT), version: 1 }
    expect(await store.position('eu-west-1')).toBeUndefined()
    expect(await store.savePosition('eu-west-1', first)).toBe(true)
    expect(await store.savePosition('eu-west-1', first)).toBe(false)
    const next = { ...first, version: 2, upTo: AT + 20, seen: { e1: AT }, memory: { 'k <x>': { v: AT } } }
    expect(await store.savePosition('eu-west-1', next)).toBe(true)
    expect(await store.savePosition('eu-west-1', { ...first, version: 2 })).toBe(false)
    expect(await store.position('eu-west-1')).toEqual(next)
    expect(await store.position('us-east-1')).toBeUndefined()
  })
})

describe('an alert', () => {
  it('is moved from version to version, and by nobody who read an older one', async () => {
    const alert = anAlert({ id: id(1), topic: id(101) })
    expect(await store.saveAlert(alert)).toBe(true)
    expect(await store.saveAlert(alert)).toBe(false)
    expect(await store.saveAlert({ ...alert, version: 2, count: 2 })).toBe(true)
    expect(await store.saveAlert({ ...alert, version: 2, count: 9 })).toBe(false)
    expect(await store.alert(alert.id)).toMatchObject({ version: 2, count: 2 })
  })

  it('is found by its topic, the newest first, and by its time', async () => {
    const topic = id(102)
    for (const n of [2, 3, 4]) {
      const at = AT + n * 10_000
      await store.saveAlert(anAlert({ id: id(n), topic, firstAt: at, lastAt: at }))
    }
    expect((await store.onTopic(topic)).map((each) => each.id)).toEqual([id(4), id(3), id(2)])
    const late = await store.since(AT + 30_000)
    expect(late.map((each) => each.id)).toEqual([id(4), id(3)])
    expect(await store.onTopic(id(999))).toEqual([])
  })

  it('is not found where it was not written to its end', async () => {
    const dying = watchIn(killedBeforeWrite(opened.table, 3))
    const alert = anAlert({ id: id(5), topic: id(105) })
    await expect(dying.saveAlert(alert)).rejects.toThrow('killed')
    expect(await store.onTopic(alert.topic)).toEqual([])
    expect(await store.alert(alert.id)).toBeUndefined()
    expect(await store.saveAlert(alert)).toBe(true)
    expect(await store.onTopic(alert.topic)).toHaveLength(1)
  })
})

describe('what is expected', () => {
  it('is kept until it ends, or is ended', async () => {
    const expectation = anExpectation({ topic: id(201) })
    await store.expect(expectation)
    expect(await store.expectation(id(201))).toEqual(expectation)
    expect(await store.expectations(AT)).toEqual([expectation])
    expect(await store.expectations(expectation.until)).toEqual([])
    await store.endExpectation(id(201))
    expect(await store.expectation(id(201))).toBeUndefined()
  })
})

describe('the channels that hear alerts', () => {
  it('are kept once each', async () => {
    const channel = { channel: 'C1', by: 'T1/U1' as const, at: AT }
    await store.addChannel(channel)
    await store.addChannel({ ...channel, at: AT + 1 })
    await store.addChannel({ ...channel, channel: 'C2' })
    expect(await store.channels()).toEqual([
      { ...channel, at: AT + 1 },
      { ...channel, channel: 'C2' },
    ])
    await store.removeChannel('C1')
    expect((await store.channels()).map((each) => each.channel)).toEqual(['C2'])
  })
})
