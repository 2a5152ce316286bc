import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createTicks } from '../../../infra/run/schedule/by-ticks.ts'
import { inProcess } from '../../../infra/run/schedule/in-process.ts'
import type { Recurring, Schedule, Work } from '../../../infra/run/schedule/schedule.ts'

let open: Recurring[]
beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse('2026-11-23T12:00:07Z') })
  open = []
})
afterEach(async () => {
  await Promise.all(open.map((each) => each.stop()))
  vi.useRealTimers()
})

/** Ways to schedule, and how the next time comes. */
const WAYS: ReadonlyArray<readonly [string, () => { schedule: Schedule; next: () => Promise<unknown> }]> = [
  ['timers', () => ({ schedule: inProcess, next: () => vi.advanceTimersByTimeAsync(60_000) })],
  [
    'ticks',
    () => {
      const ticks = createTicks(() => undefined)
      const next = async () => {
        await vi.advanceTimersByTimeAsync(0)
        ticks.tick('grants')
        await vi.advanceTimersByTimeAsync(0)
      }
      return { schedule: ticks.schedule, next }
    },
  ],
]

/** Work that ends when it is let go, and notes how often it began and what failed. */
function heldWork(over: Partial<Work> = {}) {
  const seen = { begun: 0, busy: 0, most: 0, failures: [] as unknown[] }
  const held: Array<PromiseWithResolvers<void>> = []
  const work: Work = {
    name: 'grants',
    everySeconds: 60,
    async run() {
      const gate = Promise.withResolvers<void>()
      held.push(gate)
      seen.begun += 1
      seen.busy += 1
      seen.most = Math.max(seen.most, seen.busy)
      await gate.promise.finally(() => {
        seen.busy -= 1
      })
    },
    onFailure: (error) => seen.failures.push(error),
    ...over,
  }
  return {
    seen,
    work,
    end() {
      for (const gate of held.splice(0)) gate.resolve()
    },
    fail(error: Error) {
      for (const gate of held.splice(0)) gate.reject(error)
    },
  }
}

describe.each(WAYS)('work that is scheduled by %s', (_, way) => {
  const begin = (work: Work) => {
    const { schedule, next } = way()
    const recurring = schedule(work)
    open.push(recurring)
    return { recurring, next }
  }

  it('is done at once, and again when it is time', async () => {
    const { work, seen, end } = heldWork()
    const { next } = begin(work)
    expect(seen.begun).toBe(1)
    end()
    await next()
    expect(seen.begun).toBe(2)
    end()
  })

  it('is never done twice at a time, and what comes meanwhile is not heaped up', async () => {
    const { work, seen, end } = heldWork()
    const { next } = begin(work)
    for (let i = 0; i < 5; i++) await next()
    expect(seen.begun).toBe(1)
    end()
    await vi.advanceTimersByTimeAsync(0)
    expect(seen.begun).toBe(1)
    await next()
    expect(seen).toMatchObject({ begun: 2, most: 1 })
    end()
  })

  it('goes on after a failure, which is heard of', async () => {
    const { work, seen, end, fail } = heldWork()
    const { next } = begin(work)
    fail(new Error('the first'))
    await next()
    expect(seen).toMatchObject({ begun: 2, failures: [new Error('the first')] })
    end()
  })

  it('is done once more for all who ask while it is being done', async () => {
    const { work, seen, end } = heldWork()
    const { recurring } = begin(work)
    const asked = Promise.all([recurring.now(), recurring.now(), recurring.now()])
    expect(seen.begun).toBe(1)
    end()
    await vi.advanceTimersByTimeAsync(0)
    expect(seen.begun).toBe(2)
    end()
    await asked
    expect(seen).toMatchObject({ begun: 2, most: 1 })
  })

  it('is waited for when it is stopped, and done no more', async () => {
    const { work, seen, end } = heldWork()
    const { recurring, next } = begin(work)
    const waiting = recurring.now()
    let isStopped = false
    const stopping = recurring.stop().then(() => {
      isStopped = true
    })
    await vi.advanceTimersByTimeAsync(0)
    expect(isStopped).toBe(false)
    end()
    await Promise.all([stopping, waiting])
    await next()
    await recurring.now()
    expect(seen.begun).toBe(1)
  })
})

describe('a timer', () => {
  it.each([2, 20, 30, 60, 180, 300])('comes every %i seconds', async (everySeconds) => {
    let times = 0
    const run = async () => {
      times += 1
    }
    open.push(inProcess({ ...heldWork().work, everySeconds, run }))
    await vi.advanceTimersByTimeAsync(3_600_000)
    expect(times).toBe(1 + 3600 / everySeconds)
  })

  it('is refused where it would come unevenly', () => {
    expect(() => inProcess(heldWork({ everySeconds: 45 }).work)).toThrow(RangeError)
  })

  it.each([
    ['a machine that slept for an hour', 3_600_000],
    ['a clock that is put back by an hour', -3_600_000],
  ])('comes within a minute on %s', async (_, ms) => {
    const { work, seen, end } = heldWork()
    open.push(inProcess(work))
    end()
    await vi.advanceTimersByTimeAsync(1000)
    vi.setSystemTime(Date.now() + ms)
    await vi.advanceTimersByTimeAsync(61_000)
    expect(seen.begun).toBe(2)
    end()
  })
})

describe('ticks', () => {
  it('that are unknown, or come after the end, ask for nothing', async () => {
    const { work, seen, end } = heldWork()
    const ticks = createTicks(() => undefined)
    const recurring = ticks.schedule(work)
    end()
    ticks.tick('digests')
    await recurring.stop()
    ticks.tick('grants')
    expect(seen.begun).toBe(1)
  })

  it('that do not come are told of once, and the work is done without them until they come', async () => {
    const silent: string[] = []
    let times = 0
    const run = async () => {
      times += 1
    }
    const ticks = createTicks((name) => silent.push(name))
    open.push(ticks.schedule({ ...heldWork().work, run }))
    await vi.advanceTimersByTimeAsync(120_000)
    expect([silent, times]).toEqual([[], 1])
    await vi.advanceTimersByTimeAsync(180_000)
    expect([silent, times]).toEqual([['grants'], 4])
    ticks.tick('grants')
    await vi.advanceTimersByTimeAsync(180_000)
    expect([silent, times]).toEqual([['grants'], 5])
    await vi.advanceTimersByTimeAsync(60_000)
    expect([silent, times]).toEqual([['grants', 'grants'], 6])
  })
})
