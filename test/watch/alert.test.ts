import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Alert, fold, foldsInto, newAlert, nextVersion, placed, redrawn } from '../../src/watch/alert.ts'
import { AT, anEvent, anIamUser } from '../support/trail.ts'

const START = newAlert({
  id: 'a'.repeat(20),
  topic: 'b'.repeat(20),
  detection: 'root-used',
  subject: 'root',
  severity: 'critical',
  account: '111122223333',
  quiet: false,
})

const at = (seconds: number, userName = 'bob') => ({
  event: { ...anEvent('StopLogging', {}, { userIdentity: anIamUser(userName) }), at: AT + seconds },
  on: null,
  more: null,
  grantId: null,
})
const all = (...sightings: ReadonlyArray<ReturnType<typeof at>>): Alert => sightings.reduce(fold, START)

describe('an alert', () => {
  it('counts what is folded in, from the first to the last', () => {
    expect(all(at(30), at(0), at(60))).toMatchObject({ count: 3, firstAt: AT, lastAt: AT + 60 })
  })

  it('is the same for an event that it counted before', () => {
    const once = at(0)
    const alert = all(once, at(5))
    expect(fold(alert, once)).toBe(alert)
  })

  it('shows the five newest events, newest first, and names everybody once', () => {
    const alert = all(...[1, 2, 3, 4, 5, 6, 7].map((n) => at(n, n % 2 ? 'bob' : 'eve')))
    expect(alert.newest.map((event) => event.at - AT)).toEqual([7, 6, 5, 4, 3])
    expect(alert.principals).toHaveLength(2)
  })

  it('remembers the grant that it was made under', () => {
    expect(fold(all(at(0)), { ...at(1), grantId: 'g1' }).grantId).toBe('g1')
    expect(fold(fold(START, { ...at(0), grantId: 'g1' }), at(1)).grantId).toBe('g1')
  })

  it('goes on for an hour after its last event, and takes in what comes late', () => {
    const alert = all(at(0), at(600))
    expect([600 + 3600, 600 + 3601, -3600, -3601].map((s) => foldsInto(alert, AT + s))).toEqual([
      true,
      false,
      true,
      false,
    ])
  })

  it('has a face that grows with what it shows, and a version that grows with each write', () => {
    const alert = all(at(0), at(1))
    expect([alert.face, alert.version]).toEqual([2, 0])
    expect(nextVersion(alert)).toMatchObject({ face: 2, version: 1 })
    expect(redrawn(alert)).toMatchObject({ face: 3, version: 1 })
    const place = { channel: 'C1', message: null, at: AT, shows: 2 }
    expect(placed(placed(alert, place), { ...place, shows: 3 }).places).toEqual([{ ...place, shows: 3 }])
  })

  it('counts each event once, in whatever order they come and however often', () => {
    const events = Array.from({ length: 8 }, (_, i) => at(i * 7))
    fc.assert(
      fc.property(fc.array(fc.nat(7), { minLength: 1 }), (picks) => {
        const alert = picks.reduce((into, pick) => fold(into, events[pick] ?? at(0)), START)
        expect(alert.count).toBe(new Set(picks).size)
      }),
    )
  })
})
