import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  inlineCode,
  mrkdwn,
  shortenMiddle,
  unescapeTyped,
  visible,
} from '../../../src/slack/blocks/escape.ts'
import { hostileName } from '../sample.ts'

describe('text from outside', () => {
  it.each([
    ['plain words', 'plain words'],
    ['<!channel> look', '&lt;!channel&gt; look'],
    ['<!here|x>', '&lt;!here|x&gt;'],
    ['<@U0ANARUIZ1>', '&lt;@U0ANARUIZ1&gt;'],
    ['<https://evil.example|aws>', '&lt;https://evil.example|aws&gt;'],
    ['a & b &amp; c', 'a &amp; b &amp;amp; c'],
    ['abc\u202egnp.exe', 'abc‹U+202E›gnp.exe'],
    ['zero\u200bwidth\ufeff', 'zero‹U+200B›width‹U+FEFF›'],
    ['tag\u{e0041}', 'tag‹U+E0041›'],
    ['bell\u0007 escape\u001b[31m', 'bell‹U+0007› escape‹U+001B›[31m'],
    ['two\nlines\tand tabs', 'two lines and tabs'],
    ['half \ud800 a pair', 'half \ufffd a pair'],
    ['Zoë 日本 🙂 é', 'Zoë 日本 🙂 é'],
  ])('%j becomes %j', (text, expected) => {
    expect(mrkdwn(text)).toBe(expected)
  })

  it.each([
    ['name', '`name`'],
    ['a`b`c', '`aˋbˋc`'],
    ['*bold*', '`*bold*`'],
    ['', '`(no name)`'],
    ['   ', '`(no name)`'],
    ['<!channel>', '`&lt;!channel&gt;`'],
  ])('as code, %j becomes %s', (name, expected) => {
    expect(inlineCode(name)).toBe(expected)
  })

  it('never holds a raw bracket, and code never ends early, whatever the name', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(mrkdwn(text)).not.toMatch(/[<>]/)
        expect(mrkdwn(text)).not.toMatch(/[\u202a-\u202e\u2066-\u2069\u200b-\u200f]/)
        expect(inlineCode(text).slice(1, -1)).not.toContain('`')
      }),
    )
  })

  it('escapes again what was escaped before, so that nothing is read twice', () => {
    expect(mrkdwn(mrkdwn('<'))).toBe('&amp;lt;')
  })
})

describe('shortening', () => {
  it.each([
    ['abcdefghij', 10, 'abcdefghij'],
    ['abcdefghijk', 10, 'abcde…hijk'],
    ['🙂🙂🙂🙂🙂', 3, '🙂…🙂'],
  ])('%s to %i', (text, longest, expected) => {
    expect(shortenMiddle(text, longest)).toBe(expected)
  })

  it('keeps within the length, counted in code points', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 2, max: 50 }), (text, longest) => {
        expect([...shortenMiddle(text, longest)].length).toBeLessThanOrEqual(longest)
      }),
    )
  })

  it('shows the hidden characters of a hostile name before it is cut', () => {
    expect(inlineCode(hostileName, 200)).toContain('‹U+202E›')
    expect(visible(hostileName)).not.toMatch(/[\u202e\u2066\u200b]/)
  })
})

describe('what a person typed', () => {
  it('is taken as typed, where Slack escaped it', () => {
    expect(unescapeTyped('tag:a=&lt;b&gt;&amp;amp;')).toBe('tag:a=<b>&amp;')
  })
})
