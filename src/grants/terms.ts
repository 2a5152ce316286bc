import type { EpochSeconds } from '../base/time.ts'
import { canonicalJson } from './record/canonical-json.ts'

/** SHA-256 of a text's UTF-8 bytes, as 64 lower-case hexadecimal digits. */
export type Hash = (text: string) => string

/** A person in Slack: `T012AB3CD/U045EF6GH`, team and user id. Both are immutable; names and e-mail addresses are not. */
export type PersonKey = `${string}/${string}`

/** The key of a Slack person. */
export function personKey(team: string, user: string): PersonKey {
  return `${team}/${user}`
}

/** The AWS principal that a trust policy names. */
export type PrincipalRef =
  | {
      readonly kind: 'iam-user'
      readonly arn: string
      /** `AIDA…`: tells a user from a later one of the same name. */
      readonly uniqueId: string | null
    }
  | {
      readonly kind: 'identity-center'
      /** The reserved role of the permission set. */
      readonly arn: string
      /** The identity store's user id. */
      readonly userId: string
    }

export type Risk = 'low' | 'medium' | 'high' | 'critical'

/** How a request is decided: by others, by a rule and the requester's own second factor, or by the latter alone. */
export type Mode = 'approval' | 'auto' | 'break-glass'

/** Exactly what is asked for, and later granted. Every field is in the request's hash; no field ever changes. */
export interface Terms {
  readonly requester: PersonKey
  readonly principal: PrincipalRef
  /** An entitlement's id, e.g. `invoke-endpoint`. */
  readonly entitlement: string
  readonly risk: Risk
  readonly mode: Mode
  /** Twelve digits. */
  readonly account: string
  readonly region: string
  /** The ARNs that AWS returned for what was chosen; never typed text. */
  readonly resources: readonly string[]
  readonly parameters: Readonly<Record<string, string>>
  /** SHA-256 hex of the permissions that will be granted, window left out: other permissions make another request. */
  readonly permissionsHash: string
  /** Epoch seconds; null: as soon as it is approved, so that waiting for approval costs no time. */
  readonly startsAt: EpochSeconds | null
  readonly durationSeconds: number
  readonly reason: string
  readonly ticket: string | null
}

/** A span of time, `startsAt` ≤ t < `endsAt`, in epoch seconds UTC. */
export interface Window {
  readonly startsAt: EpochSeconds
  readonly endsAt: EpochSeconds
}

/** The window that these terms give if they are decided at this instant. A late approval shortens a scheduled window's use, never moves its end. */
export function windowOf(terms: Terms, decidedAt: EpochSeconds): Window {
  const startsAt = terms.startsAt ?? decidedAt
  return { startsAt, endsAt: startsAt + terms.durationSeconds }
}

/** The hash that an approver's second factor is bound to: this grant, this revision, these terms. */
export function requestHash(grantId: string, revision: number, terms: Terms, hash: Hash): string {
  return hash(canonicalJson({ version: 1, grant: grantId, revision, terms }))
}
