import { describe, expect, it } from 'vitest'
import { keptBriefly } from '../../src/base/kept-briefly.ts'

/** A read that counts what it was asked, and what it answers next. */
function someRead(answer: (asked: string) => string = (asked) => `${asked}!`) {
  const asked: string[] = []
  let now = 0
  const read = async (question: string) => {
    asked.push(question)
    return answer(question)
  }
  const clock = () => now * 1000
  const pass = (seconds: number) => {
    now += seconds
  }
  return { asked, pass, ask: keptBriefly(read, { seconds: 60, clock, nameOf: (question) => question }) }
}

describe('a read that is kept briefly', () => {
  it('is shared by all who ask the same within its time, and read again after it', async () => {
    const { asked, ask, pass } = someRead()
    expect(await Promise.all([ask('a'), ask('a'), ask('b')])).toEqual(['a!', 'a!', 'b!'])
    pass(59)
    await ask('a')
    expect(asked).toEqual(['a', 'b'])
    pass(1)
    await ask('a')
    expect(asked).toEqual(['a', 'b', 'a'])
  })

  it('is not kept where it failed', async () => {
    const answers = [new Error('down'), 'a']
    const { asked, ask } = someRead(() => {
      const answer = answers.shift() ?? ''
      if (answer instanceof Error) throw answer
      return answer
    })
    await expect(ask('a')).rejects.toThrow('down')
    expect(await ask('a')).toBe('a')
    expect(asked).toEqual(['a', 'a'])
  })

  it('is read again where the clock was put back', async () => {
    const { asked, ask, pass } = someRead()
    await ask('a')
    pass(-10)
    await ask('a')
    expect(asked).toEqual(['a', 'a'])
  })

  it('forgets what was asked longest ago, so that it never grows without end', async () => {
    const { asked, ask } = someRead()
    for (let i = 0; i <= 1000; i++) await ask(String(i))
    await ask('1')
    expect(asked).toHaveLength(1001)
    await ask('0')
    expect(asked).toHaveLength(1002)
  })
})
