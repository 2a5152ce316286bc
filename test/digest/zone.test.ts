import { describe, expect, it } from 'vitest'
import { readZone } from '../../src/digest/zone.ts'

describe('a time zone', () => {
  it.each([
    ['Europe/Berlin', 'Europe/Berlin'],
    ['europe/berlin', 'Europe/Berlin'],
    ['utc', 'UTC'],
    ['America/Argentina/Buenos_Aires', 'America/Argentina/Buenos_Aires'],
    ['Asia/Kolkata', 'Asia/Kolkata'],
  ])('%s is %s', (typed, zone) => {
    expect(readZone(typed)).toEqual({ ok: true, value: zone })
  })

  it.each([
    ['Europe/Berln', 'Europe/Berlin'],
    ['Berlin', 'Europe/Berlin'],
    ['new york', 'America/New_York'],
    ['Europa/Madrid', 'Europe/Madrid'],
  ])('%s is none, and the nearest is %s', (typed, nearest) => {
    const zone = readZone(typed)
    expect(zone.ok ? [] : zone.error).toContain(nearest)
  })

  it.each(['+01:00', 'Mars/Olympus', '', '<!channel>', 'x'.repeat(500)])('%s is none', (typed) => {
    expect(readZone(typed).ok).toBe(false)
  })

  it('may be called by an older name', () => {
    expect(readZone('Asia/Calcutta').ok).toBe(true)
  })
})
