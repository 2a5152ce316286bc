/** Something in AWS that an audit has seen. */
export interface KnownResource {
  /** The inventory's word for its kind, e.g. `notebooks`. */
  readonly kind: string
  readonly arn: string
  readonly name: string
  readonly region: string
  /** Twelve digits. */
  readonly account: string
}

/**
 * Resources of a kind whose name or ARN contains what was typed, best first, `most` at most. Answers from what audits
 * have kept, never from AWS, because Slack waits three seconds for it.
 */
export type FindResources = (kind: string, typed: string, most: number) => Promise<readonly KnownResource[]>
