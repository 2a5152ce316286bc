import { err, ok, type Result } from '../../base/result.ts'
import { type Clock, DAY_S, type EpochSeconds, epochSeconds } from '../../base/time.ts'
import type { Severity } from '../practice.ts'
import {
  needsSecondPerson,
  sameSubject,
  stageOf,
  type Waiver,
  type WaiverPerson,
  type WaiverScope,
} from './waiver.ts'

/** Why a waiver is not asked for, approved or ended. Slack has words for each. */
export type WaiverRefusal =
  | 'reason-missing'
  | 'reason-too-long'
  | 'end-in-past'
  | 'end-too-far'
  | 'already-waived'
  | 'not-found'
  | 'not-waiting'
  | 'not-open'
  | 'own-waiver'
  | 'same-human'
  | 'not-an-approver'
  | 'conflict'

/** The longest reason, in characters. */
export const LONGEST_REASON = 1000

/** Keeps waivers for good, one record each. Strongly consistent. */
export interface WaiverStore {
  read(id: string): Promise<Waiver | undefined>
  /** Keeps it if the kept version is exactly one less (none for 1), in one conditional write; false where it is not. */
  write(waiver: Waiver): Promise<boolean>
  /** All there ever were, in no order. */
  all(): Promise<readonly Waiver[]>
}

/** A risk that somebody wants to accept. `severity`: of the check. */
export interface WaiverWish extends Pick<Waiver, 'account' | 'check' | 'scope' | 'reason' | 'until'> {
  readonly severity: Severity
}

/** What people do with waivers. */
export interface Waivers {
  /** The longest a waiver may last, in days. */
  readonly longestDays: number
  /** Accepts a risk; where it is high or critical, the waiver waits for a second person. */
  ask(person: WaiverPerson, wish: WaiverWish): Promise<Result<Waiver, WaiverRefusal>>
  /** The second person agrees: from now on it holds. */
  approve(person: WaiverPerson, id: string): Promise<Result<Waiver, WaiverRefusal>>
  /** Refuses one that waits, or takes it back. */
  refuse(person: WaiverPerson, id: string): Promise<Result<Waiver, WaiverRefusal>>
  /** Ends one that holds. Anybody may: it only ever shows more. */
  end(person: WaiverPerson, id: string): Promise<Result<Waiver, WaiverRefusal>>
  byId(id: string): Promise<Waiver | undefined>
  /** All there ever were, the newest first. */
  all(): Promise<readonly Waiver[]>
  /** Why this person cannot be the second one; undefined: they can. */
  unfit(person: WaiverPerson, waiver: Waiver): Promise<WaiverRefusal | undefined>
}

export interface WaiversOptions {
  readonly store: WaiverStore
  readonly clock: Clock
  /** A new id that nobody can guess: lower-case letters and digits. */
  readonly newId: () => string
  readonly longestDays: number
  /** Why somebody else than the asker may not be the second person, as an access policy has it; undefined: they may. */
  readonly unfit: (asker: WaiverPerson, second: WaiverPerson) => Promise<WaiverRefusal | undefined>
}

/** Losing a race this often in a row is no race any more. */
const ATTEMPTS = 5

export function createWaivers(options: WaiversOptions): Waivers {
  const { store, clock, longestDays } = options
  const now = () => epochSeconds(clock)
  const unfit = async (person: WaiverPerson, { askedBy }: Waiver) =>
    person === askedBy ? ('own-waiver' as const) : options.unfit(askedBy, person)

  return {
    longestDays,
    unfit,
    byId: store.read,
    all: async () => (await store.all()).toSorted((a, b) => b.askedAt - a.askedAt || (a.id < b.id ? -1 : 1)),
    async ask(person, wish) {
      const at = now()
      const wrong = wishRefusal(wish, at, longestDays)
      if (wrong) return err(wrong)
      const open = (await store.all()).filter((each) => sameSubject(each, wish) && isOpen(each, at))
      if (open.length > 0) return err('already-waived')
      const waiver = asked(options.newId(), person, wish, at)
      return (await store.write(waiver)) ? ok(waiver) : err('conflict')
    },
    approve: (person, id) =>
      change(store, id, async (waiver) => {
        const at = now()
        if (stageOf(waiver, at) !== 'waiting') return err('not-waiting')
        const why = await unfit(person, waiver)
        return why ? err(why) : ok({ ...waiver, approvedBy: person, from: at })
      }),
    refuse: (person, id) =>
      change(store, id, async (waiver) =>
        stageOf(waiver, now()) === 'waiting'
          ? ok({ ...waiver, revokedAt: now(), revokedBy: person })
          : err('not-waiting'),
      ),
    end: (person, id) =>
      change(store, id, async (waiver) =>
        stageOf(waiver, now()) === 'standing'
          ? ok({ ...waiver, revokedAt: now(), revokedBy: person })
          : err('not-open'),
      ),
  }
}

function wishRefusal(
  { reason, until }: WaiverWish,
  at: EpochSeconds,
  longestDays: number,
): WaiverRefusal | undefined {
  const length = [...reason.trim()].length
  if (length === 0) return 'reason-missing'
  if (length > LONGEST_REASON) return 'reason-too-long'
  if (!(until > at)) return 'end-in-past'
  return until <= at + longestDays * DAY_S ? undefined : 'end-too-far'
}

function isOpen(waiver: Waiver, at: EpochSeconds): boolean {
  const stage = stageOf(waiver, at)
  return stage === 'waiting' || stage === 'standing'
}

function asked(id: string, person: WaiverPerson, wish: WaiverWish, at: EpochSeconds): Waiver {
  const { account, check, scope, reason, until, severity } = wish
  return {
    id,
    account,
    check,
    scope: copied(scope),
    reason: reason.trim(),
    askedBy: person,
    askedAt: at,
    until: Math.floor(until),
    approvedBy: null,
    from: needsSecondPerson(severity) ? null : at,
    revokedAt: null,
    revokedBy: null,
    version: 1,
  }
}

function copied(scope: WaiverScope): WaiverScope {
  return 'resource' in scope
    ? { resource: scope.resource }
    : { tag: { key: scope.tag.key, value: scope.tag.value } }
}

/** Read, decide, write if nobody was faster; else all of it again on the new record. */
async function change(
  store: WaiverStore,
  id: string,
  decide: (waiver: Waiver) => Promise<Result<Waiver, WaiverRefusal>>,
): Promise<Result<Waiver, WaiverRefusal>> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const waiver = await store.read(id)
    if (!waiver) return err('not-found')
    const decided = await decide(waiver)
    if (!decided.ok) return decided
    const after = { ...decided.value, version: waiver.version + 1 }
    if (await store.write(after)) return ok(after)
  }
  return err('conflict')
}
