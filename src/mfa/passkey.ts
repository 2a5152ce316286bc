import { createHash } from 'node:crypto'
import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server'
import { err, ok, type Result } from '../base/result.ts'
import { type Clock, epochSeconds } from '../base/time.ts'
import type { PersonKey } from '../grants/terms.ts'
import { CHALLENGE_S, type Challenges } from './challenges.ts'
import { enrolment, stillFits } from './enrolment.ts'
import { changeFactors, refuse, replaced } from './factor-sets.ts'
import { readLabel } from './label.ts'
import { readAuthentication, readRegistration } from './passkey-response.ts'
import type { EnrolmentBasis, FactorStore, MfaRefusal, PasskeyFactor, Proof } from './ports.ts'
import { proofOf } from './proof.ts'
import type { RelyingParty } from './relying-party.ts'
import { NO_WRONG_CODES } from './wrong-codes.ts'

const MOST_PASSKEYS = 10
/** COSE: EdDSA, ES256, RS256. What every authenticator has one of; newer ones are still experimental in Node. */
const supportedAlgorithmIDs = [-8, -7, -257]
const USE = { purpose: 'confirm' } as const
const ENROLMENT = 'enrol-passkey'

export interface PasskeyOptions {
  readonly relyingParty: RelyingParty
  readonly factors: FactorStore
  readonly challenges: Challenges
  readonly clock: Clock
}

/** A ceremony for the browser. The options go to `navigator.credentials` as they are. */
export interface Ceremony<T> {
  readonly challengeId: string
  readonly options: T
}

/** WebAuthn. The user must be verified by the authenticator each time, by PIN, finger or face. */
export interface Passkeys {
  /** `name`: what the authenticator lists the key under. Whoever calls has seen to the basis; `confirmed` by default. */
  beginEnrolment(
    person: PersonKey,
    name: string,
    basis?: EnrolmentBasis,
  ): Promise<Result<Ceremony<PublicKeyCredentialCreationOptionsJSON>, MfaRefusal>>
  /** `response`: untrusted, as the browser sent it. On the basis `first`, refused once there is any factor. */
  finishEnrolment(answer: {
    readonly person: PersonKey
    readonly challengeId: string
    readonly label: string
    readonly response: unknown
    readonly basis?: EnrolmentBasis
  }): Promise<Result<PasskeyFactor, MfaRefusal>>
  /** Refused with `factor-unknown` where the person has no passkey. */
  beginConfirmation(
    person: PersonKey,
    subjectHash: string,
  ): Promise<Result<Ceremony<PublicKeyCredentialRequestOptionsJSON>, MfaRefusal>>
  /** The challenge is used up by any answer of the right person about the right subject, a wrong signature too. */
  finishConfirmation(answer: {
    readonly person: PersonKey
    readonly subjectHash: string
    readonly challengeId: string
    readonly response: unknown
  }): Promise<Result<Proof, MfaRefusal>>
}

/** Passkeys of this relying party. */
export function createPasskeys(options: PasskeyOptions): Passkeys {
  const { relyingParty, factors, challenges, clock } = options
  const expected = { expectedOrigin: relyingParty.origin, expectedRPID: relyingParty.id }

  async function own(person: PersonKey): Promise<readonly PasskeyFactor[]> {
    return (await factors.read(person)).factors.filter((factor) => factor.method === 'passkey')
  }

  return {
    beginEnrolment: async (person, name, basis = 'confirmed') => {
      const keys = await own(person)
      if (keys.length >= MOST_PASSKEYS) return err('too-many-factors')
      const { id } = await challenges.issue({ ...enrolment(ENROLMENT, basis), person })
      const ceremony = await generateRegistrationOptions({
        rpName: 'Sagewarden',
        rpID: relyingParty.id,
        userName: name,
        userID: userHandle(person),
        challenge: bytesOf(id),
        timeout: CHALLENGE_S * 1000,
        attestationType: 'none',
        supportedAlgorithmIDs,
        excludeCredentials: keys.map(descriptor),
        authenticatorSelection: { residentKey: 'preferred', userVerification: 'required' },
      })
      return ok({ challengeId: id, options: ceremony })
    },

    finishEnrolment: async ({ person, challengeId, basis = 'confirmed', ...answer }) => {
      const response = readRegistration(answer.response)
      if (response === undefined) return err('response-malformed')
      const label = readLabel(answer.label)
      if (label === undefined) return err('label-invalid')
      const challenge = await challenges.find({ ...enrolment(ENROLMENT, basis), person, challengeId })
      if (!challenge.ok) return challenge
      const used = await challenges.use(challenge.value)
      if (!used.ok) return used
      const verified = await whereValid(() =>
        verifyRegistrationResponse({
          ...expected,
          response,
          expectedChallenge: challengeId,
          requireUserVerification: true,
          supportedAlgorithmIDs,
        }),
      )
      if (verified?.registrationInfo === undefined) return err('response-invalid')
      const { credential } = verified.registrationInfo
      const factor: PasskeyFactor = {
        method: 'passkey',
        id: credential.id,
        label,
        enrolledAt: epochSeconds(clock),
        announcedAt: null,
        lastUsedAt: null,
        publicKey: Buffer.from(credential.publicKey).toString('base64url'),
        counter: credential.counter,
        transports: response.response.transports ?? [],
      }
      return changeFactors<PasskeyFactor>(factors, person, (set) => {
        if (!stillFits(set, basis)) return refuse('already-enrolled')
        if (set.factors.some(({ id }) => id === factor.id)) return refuse('already-enrolled')
        if (set.factors.filter(({ method }) => method === 'passkey').length >= MOST_PASSKEYS) {
          return refuse('too-many-factors')
        }
        return { set: { factors: [...set.factors, factor] }, answer: ok(factor) }
      })
    },

    beginConfirmation: async (person, subjectHash) => {
      const keys = await own(person)
      if (keys.length === 0) return err('factor-unknown')
      const { id } = await challenges.issue({ ...USE, person, subjectHash })
      const ceremony = await generateAuthenticationOptions({
        rpID: relyingParty.id,
        challenge: bytesOf(id),
        timeout: CHALLENGE_S * 1000,
        userVerification: 'required',
        allowCredentials: keys.map(descriptor),
      })
      return ok({ challengeId: id, options: ceremony })
    },

    finishConfirmation: async ({ person, subjectHash, challengeId, ...answer }) => {
      const response = readAuthentication(answer.response)
      if (response === undefined) return err('response-malformed')
      const challenge = await challenges.find({ ...USE, person, subjectHash, challengeId })
      if (!challenge.ok) return challenge
      const used = await challenges.use(challenge.value)
      if (!used.ok) return used
      return changeFactors(factors, person, async (set) => {
        const key = set.factors.find(({ id }) => id === response.id)
        if (key?.method !== 'passkey') return refuse('factor-unknown')
        // The counter is compared below, so that a copied key has a code of its own.
        const credential = { id: key.id, publicKey: bytesOf(key.publicKey), counter: 0 }
        const verified = await whereValid(() =>
          verifyAuthenticationResponse({
            ...expected,
            response,
            expectedChallenge: challengeId,
            credential,
            requireUserVerification: true,
          }),
        )
        if (!verified?.verified) return refuse('response-invalid')
        const counter = verified.authenticationInfo.newCounter
        if (!hasRisen(key.counter, counter)) return refuse('counter-not-risen')
        const now = epochSeconds(clock)
        return {
          set: {
            factors: replaced(set.factors, { ...key, counter, lastUsedAt: now }),
            wrongCodes: NO_WRONG_CODES,
          },
          answer: ok(proofOf(key, challenge.value, now)),
        }
      })
    },
  }
}

/** WebAuthn Level 3, 7.2, step 22: a counter that is kept at all must rise with every signature. */
function hasRisen(before: number, after: number): boolean {
  return (before === 0 && after === 0) || after > before
}

/** The library throws for every answer that does not hold; there is nothing else that it does here. */
async function whereValid<T>(verify: () => Promise<T>): Promise<T | undefined> {
  try {
    return await verify()
  } catch {
    return undefined
  }
}

/** One account per person, and nothing about the person in it. */
function userHandle(person: PersonKey): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHash('sha256').update(`sagewarden person ${person}`).digest())
}

function descriptor({ id, transports }: PasskeyFactor): { id: string; transports: string[] } {
  return { id, transports: [...transports] }
}

function bytesOf(base64url: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.from(base64url, 'base64url'))
}
