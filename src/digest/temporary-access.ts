import type { EpochSeconds } from '../base/time.ts'
import type { CloseOut } from '../grants/ending/close-out.ts'
import { decidedEnd, type Grant, pendingRevision } from '../grants/grant.ts'
import type { PersonKey } from '../grants/terms.ts'

/** A grant in a line. */
export interface GrantLine {
  readonly id: string
  readonly requester: PersonKey
  readonly entitlement: string
  readonly resources: readonly string[]
  /** When it ends or ended (epoch seconds). */
  readonly endsAt: EpochSeconds
}

/** An ended grant; `closeOut` is absent while nobody can say yet what was used of it. */
export interface EndedLine extends GrantLine {
  readonly closeOut: CloseOut | undefined
}

/** Temporary access on a day. */
export interface TemporaryAccess {
  /** Whether the reader may see whose access it is; otherwise only numbers are told. */
  readonly named: boolean
  /** Requests that wait for a decision. */
  readonly waiting: number
  /** In the order in which they end. */
  readonly active: readonly GrantLine[]
  /** The active ones that end before the day does. */
  readonly endingToday: readonly GrantLine[]
  /** Those that ended since the digest before, up to the start of the day. */
  readonly ended: readonly EndedLine[]
}

/** The stretches of time that a digest tells of. */
export interface DayBounds {
  /** The start of the day of the digest before. */
  readonly since: EpochSeconds
  readonly dayStart: EpochSeconds
  readonly dayEnd: EpochSeconds
}

/** What was granted, ends and ended. Only what was really open can have ended: refused requests are left out. */
export function temporaryAccess(
  grants: readonly Grant[],
  closeOuts: ReadonlyMap<string, CloseOut>,
  { since, dayStart, dayEnd }: DayBounds,
  named: boolean,
): TemporaryAccess {
  const active = grants
    .filter(({ state }) => state === 'active')
    .map((grant) => lineOf(grant, decidedEnd(grant) ?? 0))
    .toSorted((a, b) => a.endsAt - b.endsAt)
  return {
    named,
    waiting: grants.filter((grant) => pendingRevision(grant) !== undefined).length,
    active,
    endingToday: active.filter(({ endsAt }) => endsAt < dayEnd),
    ended: endedGrants(grants, since, dayStart).map((grant) => ({
      ...lineOf(grant, grant.end?.at ?? 0),
      closeOut: closeOuts.get(grant.id),
    })),
  }
}

/** Grants that had a role and ended in this stretch, the latest first. */
export function endedGrants(
  grants: readonly Grant[],
  from: EpochSeconds,
  to: EpochSeconds,
): readonly Grant[] {
  return grants
    .filter(({ end, role }) => end !== null && role !== null && end.at >= from && end.at < to)
    .toSorted((a, b) => (b.end?.at ?? 0) - (a.end?.at ?? 0))
}

function lineOf({ id, current }: Grant, endsAt: EpochSeconds): GrantLine {
  const { requester, entitlement, resources } = current.terms
  return { id, requester, entitlement, resources, endsAt }
}
