import type { EventSelector, Trail } from '../inventory/watch.ts'
import { homeOfGlobalEvents, type SampleTraits } from '../sample-events/index.ts'
import { Undecided } from '../snapshot.ts'

/**
 * Whether a trail covers the Region in which an event is recorded. Events of global services are recorded in one
 * Region of the partition, and only by trails that include them. Source: CloudTrail User Guide, "Global service events".
 */
export function covers(trail: Trail, event: SampleTraits, region: string): boolean {
  if (!event.global) return trail.multiRegion || trail.region === region
  return trail.globalEvents && (trail.multiRegion || trail.region === homeOfGlobalEvents(region))
}

/** A call as selectors of management events see it. */
export interface ManagementCall {
  /** e.g. `kms.amazonaws.com`. */
  readonly eventSource: string
  readonly readOnly: boolean
}

/** What selectors do to a call: record it, record it where finer conditions hold, or leave it out. */
export function passage(
  selectors: readonly EventSelector[],
  call: ManagementCall,
): 'recorded' | 'narrowed' | 'left-out' {
  const through = selectors.filter((selector) => letsThrough(selector, call))
  if (through.length === 0) return 'left-out'
  return through.some(({ narrowedBy }) => narrowedBy.length === 0) ? 'recorded' : 'narrowed'
}

/** Whether the selectors of a trail let an event through. Throws `Undecided` where finer conditions decide. */
export function selects(trail: Trail, selectors: readonly EventSelector[], event: SampleTraits): boolean {
  const answer = passage(selectors, event)
  if (answer === 'narrowed')
    throw new Undecided(
      `Trail ${trail.name} narrows its management events: whether ${event.eventName} passes cannot be told.`,
    )
  return answer === 'recorded'
}

function letsThrough(selector: EventSelector, { eventSource, readOnly }: ManagementCall): boolean {
  return (
    selector.management &&
    (selector.readWrite === 'All' || selector.readWrite === (readOnly ? 'ReadOnly' : 'WriteOnly')) &&
    !selector.excludedSources.includes(eventSource)
  )
}
