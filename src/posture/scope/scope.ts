import type { Check } from '../check.ts'
import type { Kind, ResourceRef } from '../inventory/index.ts'

/** What an audit is asked to look at. Made by `parseScope` (scope-words.ts) only. */
export interface Scope {
  /** The words as the person wrote them, in a fixed order; empty for everything. */
  readonly words: readonly string[]
  readonly checks: readonly Check[]
  /** Region words; empty: all Regions that the settings name. */
  readonly regions: readonly string[]
  /** Names (with `*` and `?`) or ARNs of resources; empty: all. */
  readonly resources: readonly string[]
  readonly tags: ReadonlyArray<{ readonly key: string; readonly value: string }>
  /** Kinds that the chosen checks judge or look at (and `tags` where a tag is asked for). */
  readonly kinds: readonly Kind[]
}

/** Why a scope cannot be used. `suggestions`: words that would work, best first. */
export interface ScopeProblem {
  readonly word: string
  readonly reason: string
  readonly suggestions: readonly string[]
}

/** Whether a resource is asked about, by name, ARN and tags. */
export type InScope = (resource: ResourceRef) => boolean
