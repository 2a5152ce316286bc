import type { EpochSeconds } from '../base/time.ts'
import type { PersonKey } from '../grants/terms.ts'

interface AnyFactor {
  /** Unique among the factors of its owner. */
  readonly id: string
  /** The owner's own word for it, e.g. `Work laptop`. Typed text: escape it wherever it is shown. */
  readonly label: string
  /** A new factor does not suffice for risky requests at once; the access policy says for how long from here. */
  readonly enrolledAt: EpochSeconds
  /** When others were told of it. Null: not yet, and until then it counts for nothing. */
  readonly announcedAt: EpochSeconds | null
  readonly lastUsedAt: EpochSeconds | null
}

/** A WebAuthn credential. Its id is the credential id, base64url. */
export interface PasskeyFactor extends AnyFactor {
  readonly method: 'passkey'
  /** COSE key, base64url. */
  readonly publicKey: string
  /** The authenticator's signature counter; 0 forever on one that keeps none, such as a synchronised passkey. */
  readonly counter: number
  readonly transports: readonly string[]
}

/** An authenticator app. */
export interface TotpFactor extends AnyFactor {
  readonly method: 'totp'
  /** The seed, sealed for its owner and this id. */
  readonly sealedSeed: string
  /** The newest time step whose code was accepted. This one and all before are spent. */
  readonly lastStep: number
}

/** What is left of ten single-use codes. */
export interface BackupCodesFactor extends AnyFactor {
  readonly method: 'backup-code'
  /** base64url. */
  readonly salt: string
  /** scrypt's N when they were made. */
  readonly cost: number
  /** scrypt hashes of the unused codes, base64url. */
  readonly hashes: readonly string[]
}

export type Factor = PasskeyFactor | TotpFactor | BackupCodesFactor

/** Wrong typed codes in a row, over all factors of a person that take typed codes. */
export interface WrongCodes {
  readonly count: number
  readonly lastAt: EpochSeconds
}

/** All second factors of one person: one record, so that every rule about them is one conditional update. */
export interface FactorSet {
  readonly owner: PersonKey
  /** 0: nothing is kept yet. One more with every update. */
  readonly version: number
  readonly factors: readonly Factor[]
  readonly wrongCodes: WrongCodes
}

/** Keeps factors. */
export interface FactorStore {
  /** Strongly consistent. A person who has none gets an empty set of version 0. */
  read(owner: PersonKey): Promise<FactorSet>
  /** Keeps this set if the kept version is exactly one less, in one conditional write; false where it is not. */
  write(set: FactorSet): Promise<boolean>
}

/** What the answer to a challenge is for. */
export type Purpose = 'enrol-passkey' | 'enrol-totp' | 'confirm'

/**
 * What lets somebody enrol a factor: another one of theirs said yes, or, where they have none yet, they have proven in
 * another way who they are. A challenge that was issued on one basis is worth nothing on the other.
 */
export type EnrolmentBasis = 'confirmed' | 'first'

/** One question to one person. Kept beside what it is about, so that the answer is worth nothing for anything else. */
export interface Challenge {
  /** 256 random bits, base64url: what a passkey signs. */
  readonly id: string
  readonly purpose: Purpose
  readonly person: PersonKey
  /** Hash of what is confirmed; for an enrolment, its basis: `first`, or else the empty text. */
  readonly subjectHash: string
  /** The seed that is being enrolled, sealed; else null. */
  readonly sealedSeed: string | null
  /** From here on no answer is taken. */
  readonly expiresAt: EpochSeconds
}

/** Keeps challenges. Used and expired ones may be tidied away some time after their end, never before. */
export interface ChallengeStore {
  /** Throws where the id is there already. */
  put(challenge: Challenge): Promise<void>
  /** Strongly consistent; used ones too. */
  read(id: string): Promise<Challenge | undefined>
  /** Marks it used in one conditional write. True once, for the first caller, and only before its expiry. */
  use(id: string, now: EpochSeconds): Promise<boolean>
}

/** That a person used a factor to say yes to exactly one subject. Holds no secret. */
export interface Proof {
  readonly method: Factor['method']
  readonly at: EpochSeconds
  readonly person: PersonKey
  readonly factorId: string
  readonly enrolledAt: EpochSeconds
  readonly challengeId: string
  readonly subjectHash: string
}

/** Why a factor was not accepted. Expected, hence a value. */
export type MfaRefusal =
  | 'challenge-unknown'
  | 'challenge-expired'
  | 'challenge-used'
  | 'other-person'
  | 'other-purpose'
  | 'other-subject'
  /** Not a WebAuthn response at all. */
  | 'response-malformed'
  /** Signature, origin, relying party, user verification or algorithm is wrong. */
  | 'response-invalid'
  /** The signature counter did not rise: there may be a copy of the key. */
  | 'counter-not-risen'
  | 'factor-unknown'
  | 'already-enrolled'
  | 'too-many-factors'
  /** The label is empty or too long. */
  | 'label-invalid'
  | 'code-wrong'
  /** Right, but used before. */
  | 'code-used'
  /** Too many wrong codes; see `lockedUntil`. */
  | 'codes-locked'
  /** Other updates kept winning. Nothing happened. */
  | 'busy'

/** Cryptographically random bytes. */
export type RandomBytes = (length: number) => Uint8Array

/**
 * What a one-time page is for: `approve` somebody's request, `confirm` one's own, see and change one's `factors`, prove who
 * one is to `enrol` the first factor, or, once that is proven, enrol the `first-factor`; or prove which user of Identity
 * Center one is, `identity`. Whoever issues a `first-factor` link has seen the proof.
 */
export type LinkPurpose = 'approve' | 'confirm' | 'factors' | 'enrol' | 'first-factor' | 'identity'

/** A link to a one-time page: for one person and one thing. */
export interface Link {
  /** SHA-256 hex of the token. */
  readonly id: string
  readonly purpose: LinkPurpose
  readonly person: PersonKey
  /** What is approved, in the words of whoever issued it, e.g. a grant and its revision; else empty. */
  readonly subject: string
  /** The hash of what is approved; else empty. */
  readonly subjectHash: string
  /** From here on it does not work. */
  readonly expiresAt: EpochSeconds
}

/** Keeps links. Used and expired ones may be tidied away some time after their end, never before. */
export interface LinkStore {
  /** Throws where the id is there already. */
  put(link: Link): Promise<void>
  /** Strongly consistent. */
  read(id: string): Promise<{ readonly link: Link; readonly usedAt: EpochSeconds | null } | undefined>
  /** Marks it used in one conditional write. True once, for the first caller, and only before its expiry. */
  use(id: string, now: EpochSeconds): Promise<boolean>
}

/** Why a link does not work. */
export type LinkRefusal = 'link-unknown' | 'link-expired' | 'link-used'
