import type { Kind } from './inventory/index.ts'
import type { Report } from './report.ts'
import type { GapCause } from './snapshot.ts'

/** Gaps of one call and cause, wherever they happened. */
export interface BlindSpot {
  readonly cause: GapCause
  readonly call: string
  readonly action: string
  readonly regions: readonly string[]
  readonly kinds: readonly Kind[]
  /** Ids of the checks whose verdicts it hid. */
  readonly checks: readonly string[]
  /** AWS's own words, of the first of them. */
  readonly detail: string
}

/** Everything that could not be seen, one row per call and cause; the ones that hid most checks first. */
export function blindSpots(report: Report): readonly BlindSpot[] {
  const groups = Map.groupBy(report.gaps, (gap) => `${gap.cause}|${gap.action}|${gap.call}`)
  return [...groups.values()]
    .flatMap((gaps) => {
      const first = gaps[0]
      if (!first) return []
      const { cause, call, action, detail } = first
      return [
        {
          cause,
          call,
          action,
          detail,
          regions: distinct(gaps.map((gap) => gap.region)),
          kinds: distinct(gaps.map((gap) => gap.kind)),
          checks: distinct(gaps.flatMap((gap) => gap.checks)),
        },
      ]
    })
    .toSorted((a, b) => b.checks.length - a.checks.length || (a.action < b.action ? -1 : 1))
}

/** The blind spots that a permission would close. */
export function missingPermissions(report: Report): readonly BlindSpot[] {
  return blindSpots(report).filter((spot) => spot.cause === 'denied')
}

/** A policy document in the JSON that IAM takes. */
export interface ClosingPolicy {
  readonly Version: '2012-10-17'
  readonly Statement: ReadonlyArray<{
    readonly Sid: string
    readonly Effect: 'Allow'
    readonly Action: readonly string[]
    readonly Resource: '*'
  }>
}

/**
 * The policy that would let the next audit see what this one was denied; `undefined` where nothing was denied.
 * It only reads, so it names every resource: what to look at is not known before it was looked at.
 */
export function closingPolicy(report: Report): ClosingPolicy | undefined {
  const actions = distinct(missingPermissions(report).map((spot) => spot.action))
  if (actions.length === 0) return undefined
  return {
    Version: '2012-10-17',
    Statement: [{ Sid: 'SagewardenReads', Effect: 'Allow', Action: actions, Resource: '*' }],
  }
}

function distinct<T extends string>(words: readonly T[]): readonly T[] {
  return [...new Set(words)].sort((a, b) => (a < b ? -1 : 1))
}
