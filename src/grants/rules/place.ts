/** From where a grant may be used. An address and an endpoint exclude each other: AWS never shows both. */
export type Network =
  | { readonly kind: 'addresses'; readonly cidrs: readonly string[] }
  | { readonly kind: 'vpc-endpoints'; readonly ids: readonly string[] }

/** Where a grant is, and from where it may be used. */
export interface Place {
  /** `aws`, `aws-us-gov` or `aws-cn`. */
  readonly partition: string
  /** Twelve digits. */
  readonly account: string
  readonly region: string
  /** The organisation's own networks; absent: from anywhere. */
  readonly network?: Network
}

/** The place of one Region. */
export function placeIn(account: Omit<Place, 'region'>, region: string): Place {
  return { ...account, region }
}

/** The ARN of something of this place's account and Region. */
export function arnIn({ partition, region, account }: Place, service: string, resource: string): string {
  return `arn:${partition}:${service}:${region}:${account}:${resource}`
}

/** What `kms:ViaService` says when a service uses a key in somebody's name. */
export function viaService({ partition, region }: Place, service: string): string {
  return `${service}.${region}.amazonaws.com${partition === 'aws-cn' ? '.cn' : ''}`
}
