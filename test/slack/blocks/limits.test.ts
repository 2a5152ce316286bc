import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { characters, clamp, lengthOf, roomFor } from '../../../src/slack/blocks/limits.ts'

describe('the room in a limit', () => {
  it('leaves five percent free', () => {
    expect(roomFor(3000)).toBe(2850)
  })
})

describe('cutting text', () => {
  it.each([
    ['short', 10, 'short'],
    ['a long sentence here', 10, 'a long s…'],
    ['12345&amp;789', 11, '12345…'],
    ['12 <!date^1^{time}|x> tail', 12, '12 …'],
    ['see `code that is long`', 14, 'see `code th`…'],
    ['🙂🙂🙂🙂', 4, '🙂🙂🙂🙂'],
  ])('%s within %i is %s', (text, room, expected) => {
    expect(clamp(text, room)).toBe(expected)
  })

  it('never leaves half a token and never grows past the room', () => {
    const piece = fc.constantFrom('&amp;', '&lt;', '<!date^1^{time}|x>', '`code`', 'word ', '🙂')
    fc.assert(
      fc.property(fc.array(piece), fc.integer({ min: 4, max: 60 }), (pieces, room) => {
        const cut = clamp(pieces.join(''), room)
        expect(lengthOf(cut)).toBeLessThanOrEqual(room)
        expect(cut).not.toMatch(/<[^>]*$/)
        expect(cut).not.toMatch(/&[a-z]*…$/)
      }),
    )
  })
})

describe('characters of a message', () => {
  it('counts what is drawn, in code points, and nothing else', () => {
    const blocks = [
      { type: 'header', text: { type: 'plain_text', text: 'abc' } },
      { type: 'plan', title: 'de', tasks: [{ type: 'task_card', task_id: 'ignored', title: '🙂' }] },
      { type: 'actions', elements: [{ type: 'button', value: 'ignored', text: { text: 'f' } }] },
    ]
    expect(characters(blocks)).toBe(7)
  })
})
