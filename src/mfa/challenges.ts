import { err, ok, type Result } from '../base/result.ts'
import { type Clock, epochSeconds, MINUTE_S } from '../base/time.ts'
import type { PersonKey } from '../grants/terms.ts'
import type { Challenge, ChallengeStore, MfaRefusal, Purpose, RandomBytes } from './ports.ts'

/** How long an answer is taken. */
export const CHALLENGE_S = 5 * MINUTE_S

/** What an answer claims to answer. */
export interface Claim {
  readonly challengeId: string
  readonly purpose: Purpose
  readonly person: PersonKey
  readonly subjectHash: string
}

/** Asks single-use questions. */
export interface Challenges {
  issue(about: {
    readonly purpose: Purpose
    readonly person: PersonKey
    readonly subjectHash: string
    readonly sealedSeed?: string
  }): Promise<Challenge>
  /** The open challenge that a claim fits. Somebody else's claim leaves it as it is. */
  find(claim: Claim): Promise<Result<Challenge, MfaRefusal>>
  /** Uses it up. One caller alone gets through, before the expiry. */
  use(challenge: Challenge): Promise<Result<void, MfaRefusal>>
}

/** Challenges in this store, by this clock. */
export function createChallenges(options: {
  readonly store: ChallengeStore
  readonly clock: Clock
  readonly random: RandomBytes
}): Challenges {
  const { store, clock, random } = options
  return {
    issue: async ({ sealedSeed = null, ...about }) => {
      const id = Buffer.from(random(32)).toString('base64url')
      const challenge = { id, ...about, sealedSeed, expiresAt: epochSeconds(clock) + CHALLENGE_S }
      await store.put(challenge)
      return challenge
    },
    find: async (claim) => {
      const challenge = await store.read(claim.challengeId)
      if (challenge === undefined) return err('challenge-unknown')
      const refusal = misfit(challenge, claim)
      if (refusal !== undefined) return err(refusal)
      return epochSeconds(clock) < challenge.expiresAt ? ok(challenge) : err('challenge-expired')
    },
    use: async (challenge) => {
      const now = epochSeconds(clock)
      if (await store.use(challenge.id, now)) return ok(undefined)
      return err(now < challenge.expiresAt ? 'challenge-used' : 'challenge-expired')
    },
  }
}

function misfit(challenge: Challenge, claim: Claim): MfaRefusal | undefined {
  if (challenge.person !== claim.person) return 'other-person'
  if (challenge.purpose !== claim.purpose) return 'other-purpose'
  return challenge.subjectHash === claim.subjectHash ? undefined : 'other-subject'
}
