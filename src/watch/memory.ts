import type { EpochSeconds } from '../base/time.ts'

/** What detections remember between events: under a key, values and when each was seen last. */
export type Memory = Readonly<Record<string, Readonly<Record<string, EpochSeconds>>>>

/** Something to remember. */
export interface Mark {
  readonly key: string
  readonly value: string
}

/** Values under one key at the most; what was seen longest ago goes first. */
const PER_KEY = 60
/** Keys at the most, so that a memory fits one record of the store. */
const MOST_KEYS = 400

/** The values under a key that were seen at this instant or later. */
export function valuesSince(memory: Memory, key: string, since: EpochSeconds): readonly string[] {
  return Object.entries(memory[key] ?? {}).flatMap(([value, at]) => (at >= since ? [value] : []))
}

/** `12`, or `more than 60` where more were not remembered. */
export function countWords(count: number): string {
  return count > PER_KEY ? `more than ${PER_KEY}` : String(count)
}

/** The memory with a mark more. The same again only moves its time forward. */
export function remembering(memory: Memory, { key, value }: Mark, at: EpochSeconds): Memory {
  const before = memory[key] ?? {}
  const marks = newest({ ...before, [value]: Math.max(at, before[value] ?? 0) }, PER_KEY, (seen) => seen)
  return newest({ ...memory, [key]: marks }, MOST_KEYS, lastOf)
}

/** The memory without what nobody has seen since this instant. */
export function forgetting(memory: Memory, before: EpochSeconds): Memory {
  return Object.fromEntries(Object.entries(memory).filter(([, marks]) => lastOf(marks) >= before))
}

function lastOf(marks: Readonly<Record<string, EpochSeconds>>): EpochSeconds {
  return Math.max(0, ...Object.values(marks))
}

function newest<T>(
  all: Readonly<Record<string, T>>,
  most: number,
  at: (value: T) => EpochSeconds,
): Readonly<Record<string, T>> {
  const entries = Object.entries(all)
  if (entries.length <= most) return all
  return Object.fromEntries(entries.toSorted(([, a], [, b]) => at(b) - at(a)).slice(0, most))
}
