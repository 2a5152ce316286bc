import { err, ok, type Result } from '../base/result.ts'
import { type Clock, type EpochSeconds, epochSeconds } from '../base/time.ts'
import type { PersonKey } from '../grants/terms.ts'
import type { Challenges } from './challenges.ts'
import { changeFactors, refuse, replaced } from './factor-sets.ts'
import type { Factor, FactorSet, FactorStore, MfaRefusal, Proof } from './ports.ts'
import { proofOf } from './proof.ts'
import { lockedUntil, NO_WRONG_CODES, oneMoreWrong } from './wrong-codes.ts'

/** A code that somebody typed, and what for. */
export interface TypedCode {
  readonly person: PersonKey
  readonly subjectHash: string
  readonly challengeId: string
  /** As it was typed. Never logged. */
  readonly code: string
}

/**
 * What a kind of factor says to a code: undefined where the person has no such factor, `wrong`, `used`, or the factor as
 * it is once this code is spent.
 */
export type CodeCheck = (
  set: FactorSet,
  code: string,
  now: EpochSeconds,
) => Promise<Factor | 'wrong' | 'used' | undefined>

export interface TypedCodeOptions {
  readonly factors: FactorStore
  readonly challenges: Challenges
  readonly clock: Clock
}

/**
 * Confirms a subject by a typed code. A wrong code counts towards the lock before anything is said about it and leaves the
 * challenge open for another try; a right one is spent, and the challenge with it.
 */
export async function confirmByCode(
  { factors, challenges, clock }: TypedCodeOptions,
  { code, ...claim }: TypedCode,
  check: CodeCheck,
): Promise<Result<Proof, MfaRefusal>> {
  const challenge = await challenges.find({ ...claim, purpose: 'confirm' })
  if (!challenge.ok) return challenge
  const now = epochSeconds(clock)
  const spent = await changeFactors<Factor>(factors, claim.person, async (set) => {
    if (now < lockedUntil(set.wrongCodes)) return refuse('codes-locked')
    const factor = await check(set, code, now)
    if (factor === undefined) return refuse('factor-unknown')
    if (factor === 'used') return refuse('code-used')
    if (factor === 'wrong') {
      return { set: { wrongCodes: oneMoreWrong(set.wrongCodes, now) }, answer: err('code-wrong') }
    }
    const used = { ...factor, lastUsedAt: now }
    return {
      set: { factors: replaced(set.factors, used), wrongCodes: NO_WRONG_CODES },
      answer: ok(used),
    }
  })
  if (!spent.ok) return spent
  const once = await challenges.use(challenge.value)
  return once.ok ? ok(proofOf(spent.value, challenge.value, now)) : once
}
