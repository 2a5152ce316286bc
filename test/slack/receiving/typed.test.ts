import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { joinWords, splitWords } from '../../../src/slack/receiving/typed.ts'

describe('what is typed after the command', () => {
  it.each([
    ['', []],
    ['   ', []],
    ['audit', ['audit']],
    ['  audit   notebooks ', ['audit', 'notebooks']],
    ['audit tag:"team=data science"', ['audit', 'tag:team=data science']],
    ['audit “name:a b”', ['audit', 'name:a b']],
    ['audit "open ended', ['audit', 'open ended']],
    ['audit tag:a=&lt;b&gt;', ['audit', 'tag:a=<b>']],
    ['audit ""', ['audit']],
  ])('%j is read as %j', (line, words) => {
    expect(splitWords(line)).toEqual(words)
  })

  it('is cut where it is longer than Slack sends', () => {
    expect(splitWords('x'.repeat(10_000)).join('')).toHaveLength(4000)
  })

  it('is the same after it was written down and read again', () => {
    const word = fc.stringMatching(/^[a-z:=*\-. ]{1,20}$/).filter((text) => text.trim() !== '')
    fc.assert(
      fc.property(fc.array(word, { maxLength: 8 }), (words) => {
        expect(splitWords(joinWords(words))).toEqual(words)
      }),
    )
  })
})
