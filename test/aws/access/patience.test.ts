import { describe, expect, it } from 'vitest'
import { patience } from '../../../src/aws/access/patience.ts'

/** All waits until patience is over, in milliseconds. */
async function waits(seconds: number, { random = 0, frozen = false } = {}): Promise<readonly number[]> {
  let now = 0
  const slept: number[] = []
  const sleep = async (ms: number) => {
    slept.push(ms)
    if (!frozen) now += ms
  }
  const wait = patience({ clock: () => now, sleep, random: () => random }, seconds)
  while (await wait());
  return slept
}

describe('patience', () => {
  it('waits longer and longer, but never past its seconds', async () => {
    expect(await waits(20)).toEqual([200, 400, 800, 1600, 3200, 5000, 5000])
  })

  it('waits shorter by chance', async () => {
    expect((await waits(20, { random: 0.5 })).slice(0, 3)).toEqual([150, 300, 600])
  })

  it('is over in the end though the clock stands still', async () => {
    expect(await waits(3600, { frozen: true })).toHaveLength(12)
  })
})
