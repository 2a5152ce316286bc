import { epochSeconds } from '../base/time.ts'
import type { GrantDocuments } from './access.ts'
import type { Entitlement } from './entitlement.ts'
import { type Grant, pendingRevision, type Revision } from './grant.ts'
import type { GrantsOptions } from './lifecycle/options.ts'
import { type RenderedGrant, renderGrant } from './policy.ts'
import type { Place } from './rules/place.ts'
import { type Window, windowOf } from './terms.ts'

/** What rendering a grant takes beside its record. */
export interface Rendering extends Pick<GrantsOptions, 'hash' | 'clock'> {
  readonly entitlements: readonly Entitlement[]
  /** The account of all grants, and from where they may be used. */
  readonly place: Omit<Place, 'region'>
}

/** A revision rendered for a window; undefined where it cannot be, e.g. because the entitlement has changed since. */
export function renderRevision(
  { entitlements, place, hash }: Rendering,
  grantId: string,
  { terms, requestHash }: Pick<Revision, 'terms' | 'requestHash'>,
  window: Window,
): RenderedGrant | undefined {
  const entitlement = entitlements.find(({ id }) => id === terms.entitlement)
  if (!entitlement) return undefined
  const { partition, network } = place
  const order = { grantId, requestHash, terms, window, partition, ...(network && { network }) }
  const rendered = renderGrant(entitlement, order, hash)
  return rendered.ok ? rendered.value : undefined
}

/** The documents of a grant: of what waits for a decision as they would be now, else as they were made. */
export function grantDocuments(rendering: Rendering, grant: Grant): GrantDocuments | undefined {
  const revision = pendingRevision(grant) ?? grant.current
  const window = revision.window ?? windowOf(revision.terms, epochSeconds(rendering.clock))
  const rendered = renderRevision(rendering, grant.id, revision, window)
  if (!rendered) return undefined
  const { trust, permissions, documentsHash } = rendered
  return { trust, permissions, hash: documentsHash }
}
