import type { NamedPolicy } from '../../../../src/base/policy/evaluate.ts'
import type { Principal } from '../estates/estate.ts'

/** Who signed a call. `trusted`: a principal that the estate lets do everything, such as the audit's. */
export type Identity = { readonly kind: 'trusted'; readonly principal: Principal } | Known

/** An IAM user, or a session of a role: judged by its policies. */
export interface Known {
  readonly kind: 'user' | 'role'
  /** As GetCallerIdentity shows it. */
  readonly principal: Principal
  /** The user's name, or the session's. */
  readonly name: string
  /** The ARN and unique id of the user or role itself. */
  readonly holder: { readonly arn: string; readonly id: string }
  /** Absent for a user's own access key. */
  readonly session?: Session
}

/** Temporary credentials that the account gave out. */
export interface Session {
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly token: string
  /** Epoch seconds. */
  readonly issued: number
  /** Epoch seconds. */
  readonly expires: number
  /** When a second factor was proved to get it, in epoch seconds. */
  readonly mfaAt?: number
  readonly sourceIdentity?: string
  /** Of a session that Identity Center gave out: whose it is. */
  readonly directoryUser?: { readonly userId: string; readonly storeArn: string }
  readonly tags: Readonly<Record<string, string>>
  readonly policies: readonly NamedPolicy[]
}
