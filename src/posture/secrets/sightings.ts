import type { Sighting } from '../inventory/resource.ts'

const MOST = 3

/** `private key (OnStart line 3), …`: what was recognised and where, as evidence names it. Never the thing itself. */
export function sightings(found: readonly Sighting[]): string {
  const named = [...new Set(found.map(({ rule, place }) => `${rule} (${place})`))]
  const more = named.length > MOST ? ` and ${named.length - MOST} more` : ''
  return named.slice(0, MOST).join(', ') + more
}
