import type { Sight } from '../check.ts'
import type { EventSelector, Trail } from '../inventory/watch.ts'
import { known, Undecided } from '../snapshot.ts'
import { startSearch } from '../verdicts/doubt.ts'

/** A kind of data event, on one resource. */
export interface DataEvents {
  /** e.g. `AWS::S3::Object`. */
  readonly type: string
  /** ARN of the resource, or the prefix of the ARNs of everything in it. */
  readonly arn: string
  readonly region: string
  /** `Any`: either will do. */
  readonly access: 'ReadOnly' | 'WriteOnly' | 'Any'
}

/**
 * Whether some trail that is logging records these events. Throws `Unseen` or `Undecided` where none is seen to and a
 * hidden or narrowed one might.
 */
export function recordsData(wanted: DataEvents, see: { readonly trails: Sight<Trail> }): boolean {
  const search = startSearch('')
  const found = search.try(() => see.trails.some((trail) => search.try(() => byTrail(trail, wanted))))
  if (!found) search.explain()
  return found
}

function byTrail(trail: Trail, wanted: DataEvents): boolean {
  if (!trail.multiRegion && trail.region !== wanted.region) return false
  if ('value' in trail.status && !trail.status.value.logging) return false
  const fitting = known(trail.selectors).filter((selector) => fits(selector, wanted))
  if (fitting.length === 0 || !known(trail.status).logging) return false
  if (fitting.every(({ narrowedBy }) => narrowedBy.length > 0))
    throw new Undecided(
      `Trail ${trail.name} narrows its data events: whether they cover this cannot be told.`,
    )
  return true
}

function fits(selector: EventSelector, { type, arn, access }: DataEvents): boolean {
  return selector.data.some(
    (data) =>
      data.type === type &&
      (access === 'Any' || data.readWrite === 'All' || data.readWrite === access) &&
      (data.arns.length === 0 || data.arns.some((prefix) => arn.startsWith(prefix))),
  )
}
