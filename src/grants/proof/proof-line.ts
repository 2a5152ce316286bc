import { isoTime, plural, spellDuration } from '../../base/time.ts'
import type { Permission } from '../entitlement.ts'
import type { Window } from '../terms.ts'

/** What a proof has tried, in numbers. */
export interface ProofCounts {
  /** Distinct calls that are allowed. */
  readonly calls: number
  /** Distinct ARNs without a wildcard that they are allowed on. */
  readonly resources: number
  /** Distinct ARNs with one: names that begin so. */
  readonly patterns: number
  /** Those of the calls that take no resource. */
  readonly unscoped: number
  /** Distinct other calls that were tried, and refused. */
  readonly refused: number
}

/** The numbers of what was asked for, and of the questions that were refused. */
export function countsOf(asked: readonly Permission[], refused: number): ProofCounts {
  const arns = [...new Set(asked.flatMap(({ resources }) => resources))].filter((arn) => arn !== '*')
  const patterns = arns.filter((arn) => arn.includes('*')).length
  const unscoped = asked.filter(({ resources }) => resources.includes('*'))
  return {
    calls: distinct(asked),
    resources: arns.length - patterns,
    patterns,
    unscoped: distinct(unscoped),
    refused,
  }
}

/**
 * One line for approvers: `6 calls allowed, only 10:00–11:00 UTC, on 1 resource; 214 others tried and refused`. With a
 * length in place of the window, where it starts with the approval: `only for 1 hour`.
 */
export function proofLine(counts: ProofCounts, when: Window | { readonly seconds: number }): string {
  const { calls, resources, patterns, unscoped, refused } = counts
  const on = [
    ...(resources > 0 ? [plural(resources, 'resource')] : []),
    ...(patterns > 0 ? [`names of ${plural(patterns, 'form')}`] : []),
    ...(unscoped > 0 ? [`the whole Region for ${unscoped} of them`] : []),
  ]
  const span = 'seconds' in when ? `only for ${spellDuration(when.seconds)}` : `only ${spelt(when)}`
  return `${plural(calls, 'call')} allowed, ${span}, on ${joined(on)}; ${plural(refused, 'other')} tried and refused`
}

/** `10:00–11:00 UTC`, with seconds where there are any and dates where it ends on another day. */
function spelt({ startsAt, endsAt }: Window): string {
  const [from, to] = [startsAt, endsAt].map((time) => isoTime(time))
  if (from === undefined || to === undefined) throw new Error('A window has two ends')
  const whole = startsAt % 60 === 0 && endsAt % 60 === 0
  const clock = (text: string) => text.slice(11, whole ? 16 : 19)
  const [day, lastDay] = [from.slice(0, 10), to.slice(0, 10)]
  if (day === lastDay) return `${clock(from)}–${clock(to)} UTC`
  return `${day} ${clock(from)} – ${lastDay} ${clock(to)} UTC`
}

function distinct(permissions: readonly Permission[]): number {
  return new Set(permissions.flatMap(({ actions }) => actions)).size
}

function joined(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`
}
