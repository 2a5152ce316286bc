import type { EpochSeconds } from '../base/time.ts'
import type { Inventory, Kind, Resource, ResourceRef } from '../posture/inventory/index.ts'
import type { Gap, Part, Seen } from '../posture/snapshot.ts'
import type { Answer, Refusal } from './call.ts'
import type { Intern } from './intern.ts'
import type { Input, Operation, Output, Service } from './sdk.ts'

/** Items of a list, as far as it could be read; `refusal` says why it ends early. */
export interface Listed<T> {
  readonly items: readonly T[]
  readonly refusal?: Refusal
}

/** What a list operation's pages hold and what is kept of each entry. */
export interface PageReader<Page, Raw, T> {
  /** The entries of a page. Absent entries are nonsense, and become a gap. */
  readonly items: (page: Page) => readonly Raw[] | undefined
  /** `nothing`: what does not exist has no entries. Otherwise AWS's "not found" is a refusal like any other. */
  readonly gone?: 'nothing'
  /** What is kept; `undefined` leaves an entry out. Throws where it lacks what it must have. */
  readonly map: (raw: Raw) => T | undefined
}

/** An entry of a list, as much as is needed to describe it and to name it in a gap. */
export interface Listing {
  readonly name: string
  readonly arn: string
  /** Moves whenever the description does; absent where nothing tells, so that it is described every time. */
  readonly version?: string
}

/** What a collector works with: one kind in one Region (`global` for kinds without Regions). */
export interface Reading {
  readonly kind: Kind
  readonly region: string
  /** All audited Regions. */
  readonly regions: readonly string[]
  /** The Region whose clients read what is global. */
  readonly homeRegion: string
  readonly account: string
  readonly partition: string
  readonly jobsSince: EpochSeconds
  readonly now: EpochSeconds
  readonly intern: Intern
  readonly sleep: (ms: number) => Promise<void>
  /** One call, retried and limited. `map` runs on the raw answer; where it throws, the answer counts as nonsense. */
  read<S extends Service, O extends Operation<S>, T>(
    service: S,
    operation: O,
    input: Input<S, O>,
    map: (output: Output<S, O>) => T,
    at?: string,
  ): Promise<Answer<T>>
  /** All pages of a list. Entries are mapped as they arrive. */
  pages<S extends Service, O extends Operation<S>, Raw, T>(
    service: S,
    operation: O,
    input: Input<S, O>,
    reader: PageReader<Output<S, O>, Raw, T>,
    at?: string,
  ): Promise<Listed<T>>
  /** A description kept from an earlier audit, or the one that `ask` brings. Only values are kept, never gaps. */
  kept<T>(key: string, version: string | undefined, ask: () => Promise<Answer<T>>): Promise<Answer<T>>
  /** The same promise for everybody who asks under this key during one collection: one call can serve several kinds. */
  once<T>(key: string, make: () => Promise<T>): Promise<T>
  /** What was seen of a kind that the collector declares in `uses` or `also`. Its gaps become gaps of this kind. */
  seen<K extends Kind>(kind: K): Promise<readonly Inventory[K][]>
  /** Notes that a call was refused. Without `hidden`, the whole kind is incomplete here. */
  gap(refusal: Refusal, hidden?: ResourceRef): void
  /** The gap that stands for a field of a resource. */
  partGap(refusal: Refusal, of: ResourceRef): { readonly gap: Gap }
  /** Who an item of this kind is. */
  identity(name: string, arn: string, created?: Date, region?: string): Resource
}

/** Reads one kind. Declares every IAM action it may need; a test holds it to that. */
export interface Collector<K extends Kind = Kind> {
  readonly kind: K
  /** IAM actions, e.g. `sagemaker:ListNotebookInstances`. */
  readonly actions: readonly string[]
  /** Kinds that are read first, because they say what there is to read. */
  readonly uses: readonly Kind[]
  /** Kinds that are taken into account if the audit reads them anyway. */
  readonly also: readonly Kind[]
  /** Whether it runs once per Region; otherwise once, with Region `global`. */
  readonly regional: boolean
  readonly collect: (reading: Reading) => Promise<readonly Inventory[K][]>
}

/** Declares a collector. */
export function defineCollector<K extends Kind>(
  spec: Omit<Collector<K>, 'uses' | 'also'> & Partial<Pick<Collector<K>, 'uses' | 'also'>>,
): Collector<K> {
  return { uses: [], also: [], ...spec }
}

/** The part of an answer: its value, or the gap that stands in its place. `none`: what "does not exist" means here. */
export function partOf<T>(
  reading: Reading,
  answer: Answer<T>,
  of: ResourceRef,
  none?: { readonly value: T },
): Part<T> {
  if (answer.outcome === 'value') return { value: answer.value }
  if (answer.outcome === 'gone' && none) return none
  return reading.partGap(answer.refusal, of)
}

/** The items of a list; a refusal becomes a gap in the whole kind. */
export function itemsOf<T>(reading: Reading, listed: Listed<T>): readonly T[] {
  if (listed.refusal) reading.gap(listed.refusal)
  return listed.items
}

/** What a collection knows of one kind in one place. */
export type SeenKind<K extends Kind = Kind> = Seen<Inventory[K]>
