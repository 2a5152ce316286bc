import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createLimiter, DeadlineReached, type Trouble } from '../../src/aws/limiter.ts'

const FAR = 1_000_000

/** A limiter on a clock that only sleeping moves. */
function aLimiter(options: { start?: number; most?: number; random?: () => number } = {}) {
  let now = 0
  const slept: number[] = []
  const limiter = createLimiter({
    clock: () => now,
    sleep: async (ms) => {
      slept.push(ms)
      now += ms
    },
    random: options.random ?? (() => 0.5),
    ...options,
  })
  return { limiter, slept, now: () => now }
}

const always = (trouble: Trouble) => () => trouble
const failure = new Error('Rate exceeded')

async function failing(trouble: Trouble, times: number) {
  const { limiter, slept } = aLimiter()
  let sent = 0
  const send = async () => {
    sent += 1
    if (sent <= times) throw failure
    return 'answer'
  }
  const outcome = await limiter.run(send, always(trouble), FAR).catch((error: unknown) => error)
  return { outcome, sent, slept, width: limiter.width() }
}

describe('the limiter', () => {
  it('never has more requests in flight than its width', async () => {
    const { limiter } = aLimiter({ start: 3, most: 3 })
    let busy = 0
    let peak = 0
    const send = async () => {
      busy += 1
      peak = Math.max(peak, busy)
      await Promise.resolve()
      busy -= 1
    }
    await Promise.all(Array.from({ length: 40 }, () => limiter.run(send, always({ retry: 'final' }), FAR)))
    expect(peak).toBe(3)
  })

  it('grows by about one for each width of answers', async () => {
    const { limiter } = aLimiter({ start: 10 })
    for (let i = 0; i < 11; i++) await limiter.run(async () => {}, always({ retry: 'final' }), FAR)
    expect(limiter.width()).toBe(11)
  })

  it('halves once for a whole round of throttling, not once for each refusal', async () => {
    const { limiter } = aLimiter({ start: 16 })
    let round = 0
    const send = async () => {
      if (round++ < 16) throw failure
    }
    await Promise.all(
      Array.from({ length: 16 }, () => limiter.run(send, always({ retry: 'throttled' }), FAR)),
    )
    expect(limiter.width()).toBeGreaterThanOrEqual(8)
    expect(limiter.width()).toBeLessThan(16)
  })

  it.each([
    ['throttled', 8],
    ['transient', 3],
    ['final', 1],
  ] as const)('sends a %s request at most %i times, then gives its error', async (retry, attempts) => {
    const { outcome, sent } = await failing({ retry }, 99)
    expect({ outcome, sent }).toEqual({ outcome: failure, sent: attempts })
  })

  it('backs off by full jitter under a ceiling that doubles', async () => {
    const { slept, outcome } = await failing({ retry: 'throttled' }, 4)
    expect({ slept, outcome }).toEqual({ slept: [100, 200, 400, 800], outcome: 'answer' })
  })

  it('waits at least as long as the service asks', async () => {
    const { slept } = await failing({ retry: 'throttled', retryAfterMs: 3000 }, 2)
    expect(slept).toEqual([3000, 3000])
  })

  it('sends nothing after the deadline', async () => {
    const { limiter } = aLimiter()
    let sent = 0
    const late = limiter.run(async () => void sent++, always({ retry: 'final' }), 0)
    await expect(late).rejects.toBeInstanceOf(DeadlineReached)
    expect(sent).toBe(0)
  })

  it('does not sleep beyond the deadline', async () => {
    const { limiter, slept } = aLimiter()
    const send = async () => {
      throw failure
    }
    const refused = limiter.run(send, always({ retry: 'throttled', retryAfterMs: 6000 }), 5)
    await expect(refused).rejects.toBe(failure)
    expect(slept).toEqual([])
  })

  it('lets others through while one waits for its next attempt', async () => {
    const order: string[] = []
    let wake = () => {}
    const limiter = createLimiter({
      clock: () => 0,
      sleep: () => new Promise((resolve) => (wake = resolve)),
      random: () => 0.5,
      start: 1,
      most: 1,
    })
    let refusals = 1
    const slow = limiter.run(
      async () => {
        if (refusals-- > 0) throw failure
        order.push('slow')
      },
      always({ retry: 'transient' }),
      FAR,
    )
    await limiter.run(async () => void order.push('quick'), always({ retry: 'final' }), FAR)
    wake()
    await slow
    expect(order).toEqual(['quick', 'slow'])
  })

  it('answers everybody and stays within its bounds, whatever the service does', async () => {
    const moods = fc.array(fc.constantFrom('fine', 'throttled', 'transient', 'final'), {
      minLength: 1,
      maxLength: 200,
    })
    await fc.assert(
      fc.asyncProperty(moods, fc.integer({ min: 1, max: 12 }), async (script, start) => {
        const { limiter } = aLimiter({ start, most: 16 })
        let busy = 0
        let at = 0
        const ends = await Promise.allSettled(
          script.map(() => {
            let mood = 'fine'
            return limiter.run(
              async () => {
                busy += 1
                expect(busy).toBeLessThanOrEqual(16)
                mood = script[at++] ?? 'fine'
                await Promise.resolve()
                busy -= 1
                if (mood !== 'fine') throw failure
              },
              () => ({ retry: mood === 'throttled' || mood === 'transient' ? mood : 'final' }),
              FAR,
            )
          }),
        )
        expect(ends).toHaveLength(script.length)
        expect(busy).toBe(0)
        expect(limiter.width()).toBeGreaterThanOrEqual(1)
        expect(limiter.width()).toBeLessThanOrEqual(16)
      }),
      { numRuns: 60 },
    )
  })
})
