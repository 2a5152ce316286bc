import type { EpochSeconds } from '../base/time.ts'
import type { Baseline } from './baseline.ts'
import type { Inventory, Kind } from './inventory/index.ts'
import type { Controls, Practice, Severity, Tier } from './practice.ts'

/** What a check can say. `unknown` is not among them: it belongs to `judge` alone. */
export type Verdict =
  | { readonly status: 'pass' | 'fail'; readonly evidence: string }
  | { readonly status: 'not-applicable'; readonly reason: string }

/** The rule holds. `evidence` states what was seen, in one short sentence. */
export function pass(evidence: string): Verdict {
  return { status: 'pass', evidence }
}

/** The rule does not hold. `evidence` states what was seen, in one short sentence. */
export function fail(evidence: string): Verdict {
  return { status: 'fail', evidence }
}

/** The rule says nothing about this resource. `reason` says why. */
export function notApplicable(reason: string): Verdict {
  return { status: 'not-applicable', reason }
}

/** `fail` with every problem, or `pass` where there is none. */
export function verdictOf(problems: readonly string[], evidence: string): Verdict {
  return problems.length === 0 ? pass(evidence) : fail(problems.join('; '))
}

/** How a finding is closed. */
export interface Fix {
  readonly summary: string
  /** Steps in the AWS console. */
  readonly console: string
  /** One or more commands; upper-case words are placeholders. */
  readonly cli: string
  /**
   * What the fix does to the resource: `in-place`; `stop-start` (it must be stopped); `recreate` (a new one);
   * `redeploy` (a new configuration and an update); `next-run` (jobs are history, only their next run can differ).
   */
  readonly effect: 'in-place' | 'stop-start' | 'recreate' | 'redeploy' | 'next-run'
}

/**
 * Other kinds, as a check may see them: those of the judged resource's Region and the global ones.
 * Every method throws `Unseen` where a gap could change its answer; `judge` turns that into `unknown`.
 */
export interface Sight<T> {
  /** All of them. Throws `Unseen` if any could be missing. */
  all(): readonly T[]
  /** The one that matches; `undefined` if there is none. `about`: its ARN, name or id, to tell whether a gap hides it. */
  find(matches: (item: T) => boolean, about: string): T | undefined
  /** Whether any matches. A match that is seen settles it, whatever else is hidden. */
  some(matches: (item: T) => boolean): boolean
  /** The same of one Region alone, whatever Region is judged: a trail can feed alarms that live elsewhere. */
  in(region: string): Sight<T>
}

/** What a check gets besides the resource: the kinds it declared in `with`, the baseline and the time of the audit. */
export type View<W extends Kind> = { readonly [K in W]: Sight<Inventory[K]> } & {
  readonly baseline: Baseline
  readonly now: EpochSeconds
  readonly regions: readonly string[]
}

/** What every check declares about itself. */
export interface CheckMeta {
  /** Lower-case words with hyphens; stable for ever. */
  readonly id: string
  /** One sentence with "should" or "must", true for pass and fail alike. */
  readonly title: string
  readonly practice: Practice
  readonly severity: Severity
  readonly tier: Tier
  readonly controls: Controls
  /** Why it matters: what an attacker or an accident could do. One to three sentences. */
  readonly why: string
  readonly fix: Fix
}

/** A check that judges every resource of one kind. */
export interface CheckSpec<K extends Kind, W extends Kind> extends CheckMeta {
  /** The kind that is judged: one verdict per resource. Several kinds where one rule is about all (users and roles). */
  readonly of: K | readonly [K, ...K[]]
  /** Kinds that are looked at besides. Reading any other does not compile. */
  readonly with?: readonly W[]
  /** Pure: same resource and view, same verdict. A throw becomes `unknown` with the check's id in the log. */
  readonly evaluate: (item: Inventory[K], see: View<W>) => Verdict
}

/** A check of whatever kind, as lists hold it. */
export interface Check extends CheckMeta {
  /** The first or only kind that is judged. */
  readonly of: Kind
  /** Further kinds that are judged by the same rule. They are among `with` too. */
  readonly also: readonly Kind[]
  readonly with: readonly Kind[]
  readonly evaluate: (item: never, see: never) => Verdict
}

/** Every kind that a check judges. */
export function judgedKinds(check: Check): readonly Kind[] {
  return [check.of, ...check.also]
}

/** Declares a check. The identity at run time; at compile time it ties `evaluate` to the declared kinds. */
export function defineCheck<K extends Kind, W extends Kind = never>(spec: CheckSpec<K, W>): Check {
  const [of, ...also] = typeof spec.of === 'string' ? ([spec.of] as const) : spec.of
  return { ...spec, of, also, with: [...new Set<Kind>([...also, ...(spec.with ?? [])])] }
}
