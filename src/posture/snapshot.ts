import type { Inventory, Kind, ResourceRef } from './inventory/index.ts'

/** Why a call gave no answer. `unavailable`: cut, timed out, nonsensical, or the audit's deadline came first. */
export type GapCause = 'denied' | 'throttled' | 'unsupported' | 'unavailable'

/** Something that could not be seen. A gap is never silence: every verdict that needed it becomes `unknown`. */
export interface Gap {
  readonly kind: Kind
  /** Region of the call, or `global`. */
  readonly region: string
  /** The API operation that failed, e.g. `DescribeNotebookInstance`. */
  readonly call: string
  /** The IAM action that authorises it, e.g. `sagemaker:DescribeNotebookInstance`. */
  readonly action: string
  readonly cause: GapCause
  /** One sentence without secrets: AWS's own message, shortened. */
  readonly detail: string
  /** The resources it hides. Empty: the whole kind in that Region is incomplete. */
  readonly resources: readonly ResourceRef[]
}

/** What was seen of one kind, and what was not. */
export interface Seen<T> {
  readonly items: readonly T[]
  readonly gaps: readonly Gap[]
}

/** What was seen of AWS. Kinds that nobody asked for are absent. */
export type Snapshot = { readonly [K in Kind]?: Seen<Inventory[K]> }

/** A field that takes a call of its own: its value, or the gap that stands in its place. */
export type Part<T> = { readonly value: T } | { readonly gap: Gap }

/** Thrown by `known`, `all` and `find` where a verdict needs what could not be seen; only `judge` catches it. */
export class Unseen extends Error {
  readonly gap: Gap
  constructor(gap: Gap) {
    super(`${gap.call}: ${gap.detail}`)
    this.name = 'Unseen'
    this.gap = gap
  }
}

/** The value of a field that takes a call of its own. Throws `Unseen`, which `judge` turns into `unknown`. */
export function known<T>(part: Part<T>): T {
  if ('gap' in part) throw new Unseen(part.gap)
  return part.value
}

/**
 * Thrown by a check that saw all there is to see and still cannot tell, e.g. because the rest lies in another account.
 * Only `judge` catches it: the verdict is `unknown` with this reason.
 */
export class Undecided extends Error {
  readonly reason: string
  constructor(reason: string) {
    super(reason)
    this.name = 'Undecided'
    this.reason = reason
  }
}
