import type { PolicyDocument } from '../../base/policy/document.ts'
import type { Part } from '../snapshot.ts'
import type { Resource } from './resource.ts'

/** A bucket that SageMaker or a trail names. `null` means: asked, and there is none. */
export interface Bucket extends Resource {
  /** Kinds and names of up to a handful of resources that name it, for evidence. `roles` says what for. */
  readonly usedBy: readonly string[]
  readonly purposes: ReadonlyArray<
    'data' | 'model' | 'output' | 'capture' | 'sharing' | 'feature-store' | 'trail'
  >
  readonly encryption: Part<{ readonly algorithm: string; readonly kmsKeyId?: string } | null>
  readonly policy: Part<PolicyDocument | null>
  readonly policyPublic: Part<boolean>
  readonly publicAccessBlock: Part<PublicAccessBlock | null>
  /** The block of the whole account, which counts besides the bucket's own; absent where nobody asked. */
  readonly accountPublicAccessBlock?: Part<PublicAccessBlock | null>
  /** Whether its ACL grants anything to AllUsers or AuthenticatedUsers; absent where nobody asked. */
  readonly aclPublic?: Part<boolean>
  /** `Enabled`, `Suspended` or `Off`. */
  readonly versioning: Part<string>
  readonly lifecycle: Part<readonly LifecycleRule[]>
  /** The bucket that receives its access logs. */
  readonly logging: Part<{ readonly target: string } | null>
}

export interface PublicAccessBlock {
  readonly blockPublicAcls: boolean
  readonly ignorePublicAcls: boolean
  readonly blockPublicPolicy: boolean
  readonly restrictPublicBuckets: boolean
}

export interface LifecycleRule {
  readonly enabled: boolean
  readonly prefix: string
  /** Whether it deletes current objects after some days or at a date. */
  readonly expires: boolean
  readonly expiresNoncurrent: boolean
  /** Days after which current objects are deleted; absent where a date decides, or nothing does. */
  readonly expiresAfterDays?: number
  /** Whether it moves objects to another storage class. */
  readonly transitions?: boolean
  /** Whether tags or object sizes narrow it further, so that it does not cover all of its prefix. */
  readonly narrowed?: boolean
}

/** A KMS key that something read in this audit names. */
export interface Key extends Resource {
  readonly keyId: string
  /** Every form in which it was named: id, ARN, alias, alias ARN. Look keys up by these, never by comparing text. */
  readonly references: readonly string[]
  /** `AWS` (aws/… keys) or `CUSTOMER`. */
  readonly manager: string
  /** `Enabled`, `Disabled`, `PendingDeletion`, … */
  readonly state: string
  readonly symmetric: boolean
  readonly origin: string
  readonly usedBy: readonly string[]
  readonly rotation: Part<boolean>
  readonly policy: Part<PolicyDocument>
  /** Standing grants; absent where nobody asked. */
  readonly grants?: Part<readonly KeyGrant[]>
}

/** A grant on a key. `grantee`: an ARN or the name of a service. */
export interface KeyGrant {
  readonly grantee: string
  readonly operations: readonly string[]
}
