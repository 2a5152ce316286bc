import type { Resource } from '../posture/inventory/index.ts'
import type { Answer } from './call.ts'
import type { Listing, Reading } from './collector.ts'
import { mapAll } from './fields.ts'

/** The version of what never changes: described once ever. */
export const IMMUTABLE = 'immutable'

/**
 * Describes each entry of a list, from the cache where its version has not moved. What is gone by now is left out;
 * what is refused becomes a gap that names the resource.
 */
export async function describeEach<L extends Listing, T extends Resource>(
  reading: Reading,
  listings: readonly L[],
  describe: (listing: L) => Promise<Answer<T>>,
): Promise<readonly T[]> {
  const items = await mapAll(listings, async (listing) => {
    const answer = await reading.kept(`${reading.kind} ${listing.arn}`, listing.version, () =>
      describe(listing),
    )
    if (answer.outcome === 'value') return answer.value
    if (answer.outcome === 'refused') reading.gap(answer.refusal, reading.identity(listing.name, listing.arn))
    return undefined
  })
  return items.filter((item) => item !== undefined)
}

/** The cache version of something that carries the time of its last change. */
export function versionOf(changed: Date | undefined): { readonly version?: string } {
  return changed instanceof Date ? { version: changed.toISOString() } : {}
}
