import { describe, expect, it } from 'vitest'
import { REFUSAL_CODE_WORDS, refusalWords } from '../../../src/slack/grants/refusal-words.ts'

const all = Object.entries(REFUSAL_CODE_WORDS)

describe('the words of a refusal', () => {
  it.each(all)('%s are a sentence or two that fit under a field', (_, words) => {
    expect(words).toMatch(/^[A-Z].*\.$/)
    expect([...words].length).toBeGreaterThan(40)
    expect([...words].length).toBeLessThanOrEqual(190)
    expect(words).not.toMatch(/undefined|null|[{}<>]/)
  })

  it('differ from code to code', () => {
    expect(new Set(all.map(([, words]) => words)).size).toBe(all.length)
  })

  it('are said once each, and never not at all', () => {
    expect(refusalWords(['lapsed', 'bot', 'lapsed'])).toEqual([
      REFUSAL_CODE_WORDS.lapsed,
      REFUSAL_CODE_WORDS.bot,
    ])
    expect(refusalWords([])).toHaveLength(1)
  })
})
