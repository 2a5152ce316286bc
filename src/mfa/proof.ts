import type { EpochSeconds } from '../base/time.ts'
import type { Challenge, Factor, Proof } from './ports.ts'

/** The proof that a factor answered a challenge. */
export function proofOf(factor: Factor, challenge: Challenge, at: EpochSeconds): Proof {
  const { method, id: factorId, enrolledAt } = factor
  const { id: challengeId, person, subjectHash } = challenge
  return { method, at, person, factorId, enrolledAt, challengeId, subjectHash }
}
