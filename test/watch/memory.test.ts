import { describe, expect, it } from 'vitest'
import { forgetting, type Memory, remembering, valuesSince } from '../../src/watch/memory.ts'

const KEY = 'addresses of bob'
const mark = (memory: Memory, value: string, at: number) => remembering(memory, { key: KEY, value }, at)

describe('what detections remember', () => {
  it('is known from when it was seen last', () => {
    const memory = mark(mark(mark({}, 'a', 10), 'b', 20), 'a', 30)
    expect(valuesSince(memory, KEY, 25)).toEqual(['a'])
    expect(valuesSince(memory, KEY, 20)).toEqual(['a', 'b'])
    expect(valuesSince(memory, 'other', 0)).toEqual([])
  })

  it('does not go back in time for what comes late', () => {
    expect(valuesSince(mark(mark({}, 'a', 30), 'a', 10), KEY, 30)).toEqual(['a'])
  })

  it('keeps the newest of what a flood brings', () => {
    let memory: Memory = {}
    for (let i = 0; i < 500; i++) memory = mark(memory, String(i), i)
    expect(valuesSince(memory, KEY, 0)).toHaveLength(60)
    for (let i = 0; i < 1000; i++) memory = remembering(memory, { key: `k${i}`, value: 'x' }, 1000 + i)
    expect(Object.keys(memory)).toHaveLength(400)
    expect(valuesSince(memory, 'k999', 0)).toEqual(['x'])
  })

  it('forgets what nobody has seen for long', () => {
    expect(forgetting({ old: { a: 1 }, new: { a: 1, b: 9 } }, 5)).toEqual({ new: { a: 1, b: 9 } })
  })
})
