import { err, ok, type Result } from '../base/result.ts'
import { epochSeconds } from '../base/time.ts'
import type { PersonKey } from '../grants/terms.ts'
import { enrolment, stillFits } from './enrolment.ts'
import { changeFactors, refuse } from './factor-sets.ts'
import { readLabel } from './label.ts'
import type { EnrolmentBasis, MfaRefusal, Proof, RandomBytes, TotpFactor } from './ports.ts'
import type { Sealer } from './sealing.ts'
import { matchingStep, SEED_BYTES, type TotpKey, totpKey } from './totp-code.ts'
import { type CodeCheck, confirmByCode, type TypedCode, type TypedCodeOptions } from './typed-code.ts'

const ENROLMENT = 'enrol-totp'

export interface TotpOptions extends TypedCodeOptions {
  readonly sealer: Sealer
  readonly random: RandomBytes
}

/** Codes of an authenticator app: each once, the present one or the one before. A person has at most one app. */
export interface Totp {
  /** `account`: what the app lists it under. The key is shown once; nothing is enrolled before its first right code. */
  beginEnrolment(
    person: PersonKey,
    account: string,
    basis?: EnrolmentBasis,
  ): Promise<Result<{ readonly challengeId: string; readonly key: TotpKey }, MfaRefusal>>
  /** A wrong code may be followed by another try until the challenge expires. On the basis `first`, refused once there is any factor. */
  finishEnrolment(answer: {
    readonly person: PersonKey
    readonly challengeId: string
    readonly label: string
    readonly code: string
    readonly basis?: EnrolmentBasis
  }): Promise<Result<TotpFactor, MfaRefusal>>
  /** The challenge is one that was issued to `confirm` this subject. */
  confirm(typed: TypedCode): Promise<Result<Proof, MfaRefusal>>
}

/** Authenticator apps whose seeds this sealer keeps. */
export function createTotp(options: TotpOptions): Totp {
  const { factors, challenges, clock, sealer, random } = options

  const check: CodeCheck = async ({ owner, factors }, code, now) => {
    const app = factors.find(({ method }) => method === 'totp')
    if (app?.method !== 'totp') return undefined
    const step = matchingStep(sealer.open(app.sealedSeed, sealedFor(owner)), code, now)
    if (step === undefined) return 'wrong'
    return step > app.lastStep ? { ...app, lastStep: step } : 'used'
  }

  return {
    beginEnrolment: async (person, account, basis = 'confirmed') => {
      const set = await factors.read(person)
      if (set.factors.some(({ method }) => method === 'totp')) return err('already-enrolled')
      const seed = random(SEED_BYTES)
      const sealedSeed = sealer.seal(seed, sealedFor(person))
      const { id } = await challenges.issue({ ...enrolment(ENROLMENT, basis), person, sealedSeed })
      return ok({ challengeId: id, key: totpKey(seed, account) })
    },

    finishEnrolment: async ({ person, challengeId, code, basis = 'confirmed', ...answer }) => {
      const label = readLabel(answer.label)
      if (label === undefined) return err('label-invalid')
      const challenge = await challenges.find({ ...enrolment(ENROLMENT, basis), person, challengeId })
      if (!challenge.ok) return challenge
      const { sealedSeed } = challenge.value
      if (sealedSeed === null) return err('other-purpose')
      const now = epochSeconds(clock)
      const lastStep = matchingStep(sealer.open(sealedSeed, sealedFor(person)), code, now)
      if (lastStep === undefined) return err('code-wrong')
      const used = await challenges.use(challenge.value)
      if (!used.ok) return used
      const id = `totp-${Buffer.from(random(9)).toString('base64url')}`
      const factor: TotpFactor = {
        method: 'totp',
        id,
        label,
        enrolledAt: now,
        announcedAt: null,
        lastUsedAt: null,
        sealedSeed,
        lastStep,
      }
      return changeFactors<TotpFactor>(factors, person, (set) =>
        !stillFits(set, basis) || set.factors.some(({ method }) => method === 'totp')
          ? refuse('already-enrolled')
          : { set: { factors: [...set.factors, factor] }, answer: ok(factor) },
      )
    },

    confirm: (typed) => confirmByCode(options, typed, check),
  }
}

function sealedFor(person: PersonKey): string {
  return `totp ${person}`
}
