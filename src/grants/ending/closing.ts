import { epochSeconds, MINUTE_S } from '../../base/time.ts'
import type { Entitlement } from '../entitlement.ts'
import type { Grant } from '../grant.ts'
import type { GrantsOptions } from '../lifecycle/options.ts'
import { type Place, placeIn } from '../rules/place.ts'
import type { PersonKey } from '../terms.ts'
import { type Activity, type CloseOut, closeOut } from './close-out.ts'

/** Keeps what became of grants, and which grants have yet to be closed. */
export interface CloseOutStore {
  /** Notes that a grant has to be closed once it is over. The same again changes nothing. */
  due(grantId: string): Promise<void>
  /** Grants that are noted and not closed. */
  dueIds(): Promise<readonly string[]>
  /** Closes a grant; without a close-out where there was nothing to close. */
  close(grantId: string, kept: CloseOut | undefined): Promise<void>
  read(grantId: string): Promise<CloseOut | undefined>
  /** Of everything that a person was given. */
  ofPerson(person: PersonKey): Promise<readonly CloseOut[]>
}

export interface ClosingOptions extends Pick<GrantsOptions, 'store' | 'clock' | 'onFailure'> {
  readonly closeOuts: CloseOutStore
  readonly entitlements: readonly Entitlement[]
  readonly place: Omit<Place, 'region'>
  /** What was done under a grant's role, and what of it is left. Does not throw for what cannot be seen: that is a gap. */
  readonly observe: (grant: Grant) => Promise<Activity>
  /** Tells people, once. Throws where it may be tried again. */
  readonly tell: (grant: Grant, closeOut: CloseOut) => Promise<void>
}

/**
 * CloudTrail shows most calls within fifteen minutes. Source: CloudTrail User Guide, "Finding your CloudTrail log files".
 */
export const TRAIL_LAG_S = 15 * MINUTE_S

/** Closes every grant that is over for long enough; each by itself, so that one that fails holds up no other. */
export async function closeBooks(options: ClosingOptions): Promise<void> {
  const now = epochSeconds(options.clock)
  for (const id of await options.closeOuts.dueIds()) {
    try {
      const grant = await options.store.read(id)
      if (!grant?.end || grant.state !== 'ended' || now < grant.end.at + TRAIL_LAG_S) continue
      const closed = await closedBook(options, grant)
      if (closed) await options.tell(grant, closed)
      await options.closeOuts.close(id, closed)
    } catch (error) {
      options.onFailure('close-out', id, error)
    }
  }
}

async function closedBook(options: ClosingOptions, grant: Grant): Promise<CloseOut | undefined> {
  const { terms } = grant.current
  const entitlement = options.entitlements.find(({ id }) => id === terms.entitlement)
  const asked = entitlement?.permissions(terms.parameters, placeIn(options.place, terms.region))
  const granted = asked?.ok ? asked.value.statements.flatMap(({ actions }) => actions) : []
  const trail = entitlement?.trail ?? { events: [], dataEvents: [] }
  const activity = await options.observe(grant)
  const gaps = asked?.ok ? [] : ['What it allowed is not known any more: the entitlement has changed since.']
  return closeOut(grant, granted, trail, { ...activity, gaps: [...activity.gaps, ...gaps] })
}
