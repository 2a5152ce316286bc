import type { Json, Rec } from '../estates/estate.ts'
import type { Identity } from '../state/identity.ts'

/** One management call, as it is kept until somebody looks it up. */
export interface Entry {
  readonly id: string
  readonly requestId: string
  /** Epoch seconds. */
  readonly at: number
  /** The Region in which CloudTrail shows it. */
  readonly region: string
  /** Such as `sagemaker.amazonaws.com`. */
  readonly source: string
  readonly name: string
  readonly identity: Identity
  readonly accessKeyId: string
  readonly sourceIp: string
  readonly userAgent: string
  readonly input: Rec
  /** Only of calls that change something, or give out credentials. */
  readonly output: Rec | undefined
  /** The ARNs of what the call was about. */
  readonly resources: readonly string[]
  readonly error: { readonly code: string; readonly message: string } | undefined
  /** What the record says otherwise, of events that no call here makes, such as a sign-in. */
  readonly over?: Rec
  /** Whose event LookupEvents says it is, where that is not the caller. */
  readonly userName?: string
}

/** The newest management calls of the account. */
export interface Trail {
  record(entry: Entry): void
  /** Newest first. */
  entries(): readonly Entry[]
}

const READS = /^(Get|List|Describe|Lookup|Search|Head|Simulate|Generate|Test|AssumeRole)/

/** Whether CloudTrail counts an operation as one that only reads; it does so of getting a session too. */
export const isRead = (operation: string): boolean => READS.test(operation)

/** Calls that are kept; older ones are forgotten. CloudTrail keeps 90 days. */
const CAPACITY = 10_000

/** A trail on which nothing happened so far. */
export const startTrail = (capacity = CAPACITY): Trail => {
  const ring: Entry[] = []
  let next = 0
  return {
    record: (entry) => {
      ring[next] = entry
      next = (next + 1) % capacity
    },
    entries: () => [...ring.slice(next), ...ring.slice(0, next)].toReversed(),
  }
}

/** A value for a trail: what is secret is left out. */
export const withoutSecrets = (value: Json): Json => {
  if (Array.isArray(value)) return value.map((item: Json) => withoutSecrets(item))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => !SECRET.has(name))
      .map(([name, inner]) => [name.charAt(0).toLowerCase() + name.slice(1), withoutSecrets(inner)]),
  )
}

const SECRET = new Set(['SecretAccessKey', 'SessionToken', 'TokenCode', 'AuthorizedUrl', 'Body'])
