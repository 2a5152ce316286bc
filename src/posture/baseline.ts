/** What this organisation expects. Every check that needs a number or a list takes it from here, never from itself. */
export interface Baseline {
  /** Regions in which resources may live; empty: any, and the check on it does not apply. */
  readonly approvedRegions: readonly string[]
  /** Accounts besides the audited one whose keys, roles, buckets and images are trusted. */
  readonly trustedAccounts: readonly string[]
  /** CIDRs of the organisation's own networks; a public prefix outside them and wider than /16 is broad. */
  readonly corporateCidrs: readonly string[]
  /** Tag keys that every resource must carry; empty: any one tag will do. */
  readonly requiredTags: readonly string[]
  /** Days that trail logs must be kept. */
  readonly trailRetentionDays: number
  /** Days that SageMaker log groups must be kept at the least. */
  readonly logRetentionDays: number
  /** The largest share of inference requests that may be captured, in percent. */
  readonly captureSamplingPercent: number
  /** The longest idle time before a Studio app must shut down, in minutes. */
  readonly idleTimeoutMinutes: number
  /** Days without a root sign-in or key use that count as "not used". */
  readonly rootUnusedDays: number
}

/** CIS AWS Foundations and AWS's own defaults where they name a number; otherwise the least surprising choice. */
export const DEFAULT_BASELINE: Baseline = {
  approvedRegions: [],
  trustedAccounts: [],
  corporateCidrs: [],
  requiredTags: [],
  trailRetentionDays: 365,
  logRetentionDays: 90,
  captureSamplingPercent: 50,
  idleTimeoutMinutes: 120,
  rootUnusedDays: 30,
}
