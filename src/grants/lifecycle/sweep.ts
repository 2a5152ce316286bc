import { epochSeconds } from '../../base/time.ts'
import type { Grant } from '../grant.ts'
import { type Drift, driftOf } from './drift.ts'
import type { GrantsOptions } from './options.ts'
import { settle } from './settle.ts'
import { showNow } from './show.ts'

/** What a sweep did and found. */
export interface Swept {
  /** Grants that moved. */
  readonly moved: readonly string[]
  /** Grants that could not be settled; the next sweep tries again. */
  readonly failed: readonly string[]
  readonly drift: readonly Drift[]
  /** Uses of break-glass whose review is late. */
  readonly overdueReviews: readonly string[]
  /** False where IAM could not be listed: then nothing is known of drift. */
  readonly rolesSeen: boolean
}

/** Finishes whatever is unfinished: every grant by itself, so that one that fails holds up no other. */
export async function sweep(options: GrantsOptions): Promise<Swept> {
  const open = await options.store.unsettled()
  const moved: string[] = []
  const failed: string[] = []
  for (const grant of open) {
    try {
      const now = await settle(options, grant.id)
      if (now && now.head !== grant.head) moved.push(grant.id)
    } catch (error) {
      failed.push(grant.id)
      options.onFailure('settle', grant.id, error)
    }
  }
  const drift = await reconcile(options)
  for (const grant of await options.store.unshown()) await showNow(options, grant)
  const now = epochSeconds(options.clock)
  const overdueReviews = open.filter((grant) => isOverdue(grant, now)).map(({ id }) => id)
  return { moved, failed, drift: drift ?? [], overdueReviews, rolesSeen: drift !== undefined }
}

async function reconcile(options: GrantsOptions): Promise<readonly Drift[] | undefined> {
  try {
    const before = await options.store.unsettled()
    const roles = await options.listRoles()
    // Records are read again after the roles, and a role is only missed if its grant was active before they were
    // listed: what was made or ended meanwhile is then not taken for drift.
    const wasActive = new Set(before.filter(({ state }) => state === 'active').map(({ id }) => id))
    const ids = new Set([...before.map(({ id }) => id), ...roles.flatMap(({ grantId }) => grantId ?? [])])
    const grants: Grant[] = []
    for (const id of ids) {
      const grant = await options.store.read(id)
      if (grant) grants.push(grant)
    }
    const drift = driftOf(grants, roles).filter(
      (each) => each.code !== 'missing-role' || wasActive.has(each.grantId),
    )
    const leftOver = new Set(drift.flatMap((each) => (each.code === 'left-over-role' ? [each.grantId] : [])))
    for (const grant of grants) if (leftOver.has(grant.id)) await options.endGrant(grant)
    return drift
  } catch (error) {
    options.onFailure('roles', null, error)
    return undefined
  }
}

function isOverdue({ review }: Grant, now: number): boolean {
  return review !== null && review.outcome === null && now >= review.dueAt
}
