import type { EpochSeconds } from '../../base/time.ts'
import type { FactorMethod, Grant, Proof, Revision } from '../grant.ts'
import type { PersonKey } from '../terms.ts'
import type { AccessPolicy } from './access-policy.ts'
import type { RefusalCode } from './refusal.ts'

/** Clocks of two machines may differ by this much. */
const SKEW_S = 30

/** Why a checked second factor does not show that this person meant this revision, now, with a factor that suffices. */
export function proofRefusals(
  proof: Proof,
  of: {
    readonly person: PersonKey
    readonly grant: Grant
    readonly revision: Revision
    readonly factors: readonly FactorMethod[]
  },
  policy: AccessPolicy,
  now: EpochSeconds,
): readonly RefusalCode[] {
  const { grant, revision } = of
  const sameRequest =
    proof.grantId === grant.id &&
    proof.revision === revision.number &&
    proof.requestHash === revision.requestHash
  const { risks, waitSeconds } = policy.newFactors
  const codes: Array<RefusalCode | false> = [
    proof.person !== of.person && 'proof-of-another',
    !sameRequest && 'proof-of-other-request',
    (now - proof.at >= policy.proofSeconds || proof.at > now + SKEW_S) && 'proof-stale',
    !of.factors.includes(proof.method) && 'factor-too-weak',
    risks.includes(revision.terms.risk) && now - proof.enrolledAt < waitSeconds && 'factor-too-new',
    grant.usedChallenges.includes(proof.challengeId) && 'challenge-used',
  ]
  return codes.filter((code) => code !== false)
}
