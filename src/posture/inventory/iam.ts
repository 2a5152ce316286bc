import type { PolicyDocument } from '../../base/policy/document.ts'
import type { EpochSeconds } from '../../base/time.ts'
import type { Part } from '../snapshot.ts'
import type { Resource } from './resource.ts'

/** A policy as a principal holds it. `document` is a gap where its text was not returned or does not parse. */
export interface HeldPolicy {
  readonly name: string
  /** Absent for inline policies. */
  readonly arn?: string
  readonly document: Part<PolicyDocument>
  /** The group through which a user holds it. */
  readonly group?: string
}

export interface IamPrincipal extends Resource {
  readonly path: string
  /** Attached, inline and (users) inherited from groups: all that count. */
  readonly policies: readonly HeldPolicy[]
  readonly boundary?: HeldPolicy
  /** Its own tags, by key; absent where AWS did not say. A session of a role can show others. */
  readonly tags?: Readonly<Record<string, string>>
}

export interface IamUser extends IamPrincipal {
  readonly groups: readonly string[]
}

export interface IamRole extends IamPrincipal {
  readonly trust: Part<PolicyDocument>
  readonly lastUsedAt?: EpochSeconds
  /** Path `/aws-service-role/` or `/aws-reserved/`: nobody can edit it. */
  readonly awsOwned: boolean
}

export interface IamGroup extends Resource {
  readonly policies: readonly HeldPolicy[]
}

/** A customer-managed policy, attached or not. */
export interface IamPolicy extends Resource {
  readonly document: Part<PolicyDocument>
  readonly attachmentCount: number
}

/** A row of the credential report. The root user's row has `root: true`. */
export interface Credential extends Resource {
  readonly root: boolean
  readonly passwordEnabled: boolean
  readonly passwordLastUsedAt?: EpochSeconds
  readonly mfaActive: boolean
  readonly accessKeys: ReadonlyArray<{
    readonly active: boolean
    readonly lastRotatedAt?: EpochSeconds
    readonly lastUsedAt?: EpochSeconds
  }>
  /** When AWS generated the report: up to four hours ago. */
  readonly reportedAt: EpochSeconds
}

/** GetAccountSummary, one per account. */
export interface AccountSummary extends Resource {
  readonly rootMfaEnabled: boolean
  readonly rootAccessKeys: boolean
  readonly rootPassword?: boolean
  /** Whether the root user's MFA device is a virtual one (ListVirtualMFADevices). */
  readonly rootMfaVirtual: Part<boolean>
}
