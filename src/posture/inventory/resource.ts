import type { EpochSeconds } from '../../base/time.ts'

/** What every report says of a resource. */
export interface ResourceRef {
  readonly kind: string
  readonly arn: string
  readonly name: string
  /** `global` for IAM and the account itself. */
  readonly region: string
  readonly account: string
}

/** What every kind has. */
export interface Resource extends ResourceRef {
  readonly createdAt?: EpochSeconds
}

/** A VPC attachment: absent on a resource means that it runs in the service's own network. */
export interface VpcAttachment {
  readonly subnetIds: readonly string[]
  readonly securityGroupIds: readonly string[]
}

/**
 * A place where something was recognised, without the thing itself: the rule that matched and where
 * (`Environment.DB_PASSWORD`, `OnStart line 12`). Values never leave the collector.
 */
export interface Sighting {
  readonly rule: string
  readonly place: string
}
