import { nearest } from '../base/nearest.ts'
import { err, ok, type Result } from '../base/result.ts'

/**
 * A time zone by its IANA name, as it is usually written (`Europe/Berlin`); the error holds the nearest names. An offset
 * such as `+01:00` is none: it knows nothing of daylight saving.
 */
export function readZone(text: string): Result<string, readonly string[]> {
  const known = zones()
  const exact = known.find((zone) => zone.toLowerCase() === text.toLowerCase())
  if (exact !== undefined) return ok(exact)
  const other = /^[A-Za-z][A-Za-z0-9_+/-]*$/.test(text) ? linked(text) : undefined
  return other === undefined ? err(nearZones(text, known)) : ok(other)
}

/** Zones have older and newer names (`Asia/Kolkata`, `Asia/Calcutta`): the one that was written stays, if it looks like one. */
function linked(text: string): string | undefined {
  try {
    const { timeZone } = new Intl.DateTimeFormat('en-GB', { timeZone: text }).resolvedOptions()
    return /^[A-Z]/.test(text) ? text : timeZone
  } catch {
    return undefined
  }
}

/** A town alone finds its zone: `berlin`, `new york`. */
function nearZones(text: string, known: readonly string[]): readonly string[] {
  const sought = text.replaceAll(' ', '_')
  const towns = new Map(known.map((zone) => [zone.slice(zone.lastIndexOf('/') + 1), zone]))
  const town = sought.slice(sought.lastIndexOf('/') + 1)
  const found = [
    ...nearest(sought, known),
    ...nearest(town, towns.keys()).flatMap((each) => towns.get(each) ?? []),
  ]
  return [...new Set(found)].slice(0, 3)
}

function zones(): readonly string[] {
  return ['UTC', ...Intl.supportedValuesOf('timeZone')]
}
