import { describe, expect, it } from 'vitest'
import { parseQuestion } from '../../src/activity/question.ts'

describe('the words of a question', () => {
  it.each([
    ['', null, null],
    ['me', 'me', null],
    ['7d', null, 604_800],
    ['since 24h', null, 86_400],
    ['alice.meyer since 30m', 'alice.meyer', 1800],
    ['alice.meyer SINCE 7D', 'alice.meyer', 604_800],
    ['since 7d alice.meyer', 'alice.meyer', 604_800],
    ['alice.meyer 90d', 'alice.meyer', 7_776_000],
    ['<@U1|ana> 2h', '<@U1|ana>', 7200],
    ['24hours', '24hours', null],
  ])('%j ask about %j, %j seconds back', (line, about, since) => {
    expect(parseQuestion(line.split(' ').filter(Boolean))).toEqual({ ok: true, value: { about, since } })
  })

  it.each([
    ['alice bob', 'too-many-words', 'bob'],
    ['since', 'since-missing', 'since'],
    ['since yesterday', 'bad-since', 'yesterday'],
    ['since 0d', 'bad-since', '0d'],
    ['since -1d', 'bad-since', '-1d'],
    ['since 91d', 'since-too-long', '91d'],
    ['since 999999d', 'since-too-long', '999999d'],
  ])('%j are refused: %s', (line, code, word) => {
    expect(parseQuestion(line.split(' '))).toEqual({ ok: false, error: { code, word } })
  })
})
