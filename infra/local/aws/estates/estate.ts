/** A value as it crosses the wire. Points in time are epoch seconds (UTC), blobs are base64 text. */
export type Json =
  | string
  | number
  | boolean
  | null
  | undefined
  | readonly Json[]
  | { readonly [key: string]: Json }

/** One AWS-shaped record: the members of a Describe answer under AWS's own names. */
export type Rec = { readonly [key: string]: Json }

/**
 * Records in a fixed order. An array is a table; a made-up estate may produce each record when asked.
 * `locate` finds the index of the record with this identifier without reading the others.
 */
export interface Table {
  readonly length: number
  at(index: number): Rec | undefined
  readonly locate?: (id: string) => number | undefined
}

/** Resource type → its records. */
export type Tables = Record<string, Table>

/** What one Region holds, per service. */
export interface RegionEstate {
  sagemaker: Tables
  ec2: Tables
  kms: Tables
  cloudtrail: Tables
  logs: Tables
  cloudwatch: Tables
  sns: Tables
  events: Tables
  ssm: Tables
}

/** The account-wide IAM state. Policy documents are held as objects and leave URL-encoded. */
export interface IamEstate {
  users: Rec[]
  groups: Rec[]
  roles: Rec[]
  policies: Rec[]
  virtualMfaDevices: Rec[]
  /** The members of SummaryMap that are not counted from the lists. */
  summary: Record<string, number>
  passwordPolicy?: Rec
  /** Rows of the credential report; columns left out read as AWS's N/A. */
  credentials: Record<string, string>[]
}

/**
 * Who calls: the answer of GetCallerIdentity. With policies, it is judged by these documents; without any, it may do
 * everything.
 */
export interface Principal {
  arn: string
  userId: string
  policies?: readonly Rec[]
}

/** One bucket of this account and the answers to its sub-resources. */
export interface Bucket {
  readonly name: string
  readonly region: string
  readonly created: number
  readonly encryption?: Rec
  readonly policy?: Rec
  readonly isPublic?: boolean
  readonly publicAccessBlock?: Rec
  readonly versioning?: Rec
  readonly lifecycle?: Rec
  readonly logging?: Rec
  readonly ownership?: Rec
  readonly tags?: readonly Rec[]
  /** ACL grants beside the owner's. */
  readonly grants?: readonly Rec[]
}

/** A user of the organisation's identity store. */
export interface DirectoryUser {
  readonly userId: string
  readonly userName: string
  readonly displayName: string
  /** Switched off: signs in nowhere. */
  readonly disabled?: boolean
  /** The names of the reserved roles that the user may sign in to here. */
  readonly roles: readonly string[]
}

/** One AWS account as data. It may be changed between calls; every answer is made from what it holds then. */
export interface Estate {
  readonly account: string
  /** The principal behind any access key that `principals` does not name. */
  caller: Principal
  principals: Record<string, Principal>
  /** Access key → the IAM user whose it is. What such a key does is judged by the user's policies. */
  accessKeys: Record<string, string>
  regions: Record<string, RegionEstate>
  iam: IamEstate
  /** IAM Identity Center, where the organisation has it. */
  identityStore?: { readonly id: string; users: DirectoryUser[] }
  buckets: Bucket[]
  /** Block Public Access of the whole account, where it is configured. */
  publicAccessBlock?: Rec
  /** Buckets that exist in other accounts: every read of them is refused. */
  foreignBuckets: string[]
}

/** A Region with nothing in it. */
const emptyRegion = (): RegionEstate => ({
  sagemaker: {},
  ec2: {},
  kms: {},
  cloudtrail: {},
  logs: {},
  cloudwatch: {},
  sns: {},
  events: {},
  ssm: {},
})

/** An account with the given Regions and nothing in them. */
export const emptyEstate = (account: string, regions: readonly string[]): Estate => ({
  account,
  caller: {
    arn: `arn:aws:sts::${account}:assumed-role/OrganizationSecurityAudit/local`,
    userId: 'AROAEXAMPLEAUDIT00000:local',
  },
  principals: {},
  accessKeys: {},
  regions: Object.fromEntries(regions.map((region) => [region, emptyRegion()])),
  iam: {
    users: [],
    groups: [],
    roles: [],
    policies: [],
    virtualMfaDevices: [],
    summary: {},
    credentials: [],
  },
  buckets: [],
  foreignBuckets: [],
})

/** What a Region of the account holds; a Region that the estate does not name is empty. */
export const regionOf = (estate: Estate, region: string): RegionEstate =>
  new Map(Object.entries(estate.regions)).get(region) ?? emptyRegion()

const NOTHING: Table = []

/** The records of a type, or none where the estate has no such table. */
export const tableOf = (tables: Tables | undefined, type: string): Table => tables?.[type] ?? NOTHING

/** Every record of a table, in order. */
export function* recordsOf(table: Table): Generator<Rec> {
  for (let i = 0; i < table.length; i++) {
    const record = table.at(i)
    if (record) yield record
  }
}

/** All records of a type in one Region as an array; for small tables only. */
export const rowsOf = (tables: Tables | undefined, type: string): Rec[] => [
  ...recordsOf(tableOf(tables, type)),
]
