import { describe, expect, it } from 'vitest'
import { enumeration } from '../../../src/watch/detections/enumeration.ts'
import { A_SERVICE, anEvent, aSession, BOT, sightingsOf } from '../../support/trail.ts'

const lists = (count: number, over: Readonly<Record<string, unknown>> = {}) =>
  Array.from({ length: count }, (_, i) => anEvent(`List${'X'.repeat(i + 1)}`, {}, over))

describe('a look around', () => {
  it('is told from twenty kinds of calls within ten minutes', () => {
    expect(sightingsOf(enumeration, lists(19))).toEqual([])
    expect(sightingsOf(enumeration, lists(20))).toEqual([
      { subject: 'arn:aws:iam::111122223333:user/bob.tanaka', more: '20 kinds of calls within 10 minutes' },
    ])
  })

  it.each([
    ['one kind of call again and again', Array.from({ length: 60 }, () => anEvent('ListModels'))],
    ['calls that change something', lists(25).map((event) => ({ ...event, name: `Stop${event.name}` }))],
    ['the bot’s own audit', lists(25, { userIdentity: aSession(BOT, 'audit') })],
    ['a service of AWS', lists(25, { userIdentity: A_SERVICE })],
    ['calls over hours', lists(25).map((event, i) => ({ ...event, at: event.at + i * 600 }))],
  ])('is not %s', (_, events) => {
    expect(sightingsOf(enumeration, events)).toEqual([])
  })
})
