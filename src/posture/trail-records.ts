import type { EventSelector, Trail } from './inventory/watch.ts'
import { homeOfGlobalEvents, type SampleTraits } from './sample-events/index.ts'
import { Undecided } from './snapshot.ts'

/**
 * Whether a trail covers the Region in which an event is recorded. Events of global services are recorded in one
 * Region of the partition, and only by trails that include them. Source: CloudTrail User Guide, "Global service events".
 */
export function covers(trail: Trail, event: SampleTraits, region: string): boolean {
  if (!event.global) return trail.multiRegion || trail.region === region
  return trail.globalEvents && (trail.multiRegion || trail.region === homeOfGlobalEvents(region))
}

/** Whether some selector could let an event through, finer conditions aside. */
export function maySelect(selectors: readonly EventSelector[], event: SampleTraits): boolean {
  return selectors.some((selector) => letsThrough(selector, event))
}

/** Whether the selectors of a trail let an event through. Throws `Undecided` where finer conditions decide. */
export function selects(trail: Trail, selectors: readonly EventSelector[], event: SampleTraits): boolean {
  const wide = selectors.filter((selector) => letsThrough(selector, event))
  if (wide.some(({ narrowedBy }) => narrowedBy.length === 0)) return true
  const narrow = wide[0]
  if (narrow === undefined) return false
  throw new Undecided(
    `Trail ${trail.name} narrows its management events by ${narrow.narrowedBy.join(', ')}: whether ${event.eventName} passes cannot be told.`,
  )
}

function letsThrough(selector: EventSelector, event: SampleTraits): boolean {
  const kind = event.readOnly ? 'ReadOnly' : 'WriteOnly'
  return (
    selector.management &&
    (selector.readWrite === 'All' || selector.readWrite === kind) &&
    !selector.excludedSources.includes(event.eventSource)
  )
}
