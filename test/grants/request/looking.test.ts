import { describe, expect, it } from 'vitest'
import {
  activityOf,
  type Looked,
  type Observed,
  type Remaining,
  stopping,
} from '../../../src/grants/request/looking.ts'

const looked = (outcome: Looked['outcome'], stops: boolean): Looked => ({
  code: 'exists',
  about: 'endpoint',
  outcome,
  stops,
  words: `${outcome} ${stops}`,
})

it.each([
  ['ok', true, false],
  ['not-so', true, true],
  ['unknown', true, true],
  ['not-so', false, false],
  ['unknown', false, false],
] as const)('what is %s and stops (%s) stops a request: %s', (outcome, stops, stopped) => {
  expect(stopping([looked(outcome, stops)])).toHaveLength(stopped ? 1 : 0)
})

describe('the activity of a close-out', () => {
  const observed = (over: Partial<Observed> = {}): Observed => ({
    seen: [],
    sessions: 0,
    gaps: [],
    truncated: false,
    asOf: 1,
    ...over,
  })
  const remains = (state: Remaining['state'], status: string | null): Remaining => ({
    arn: 'arn:x',
    state,
    status,
    words: 'words.',
  })

  it.each<readonly [Remaining['state'], string | null, readonly object[]]>([
    ['running', 'InService', [{ arn: 'arn:x', status: 'InService' }]],
    ['stays', null, [{ arn: 'arn:x', status: 'there' }]],
    ['over', 'Completed', []],
    ['gone', null, []],
  ])('holds what is %s (%s)', (state, status, stillRunning) => {
    expect(activityOf(observed(), [remains(state, status)])).toEqual({
      seen: [],
      gaps: [],
      stillRunning,
      asOf: 1,
    })
  })

  it('has a gap for what was left unread and for what could not be seen', () => {
    const { gaps, stillRunning } = activityOf(observed({ gaps: ['a gap'], truncated: true }), [
      remains('unknown', null),
    ])
    expect(stillRunning).toEqual([])
    expect(gaps).toEqual([
      'a gap',
      'There were more calls than were read.',
      'Whether arn:x still runs could not be seen: words.',
    ])
  })
})
