import { describe, expect, it } from 'vitest'
import { soon } from '../../../src/slack/sending/soon.ts'

describe('waiting only a while', () => {
  it('takes what comes in time', async () => {
    expect(await soon(Promise.resolve('there'), 'otherwise', 60_000)).toBe('there')
  })

  it('goes on without what does not come', async () => {
    expect(await soon(new Promise<string>(() => undefined), 'otherwise', 1)).toBe('otherwise')
  })

  it('throws what the work throws', async () => {
    await expect(soon(Promise.reject(new Error('broken')), 'otherwise', 60_000)).rejects.toThrow('broken')
  })
})
