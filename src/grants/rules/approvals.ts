import type { Requirement } from '../grant.ts'

/** One approval that is still missing: from this group, or from anybody who may approve (`null`). */
export type Slot = string | null

/**
 * The approvals that are still missing, given the groups of each person who approved.
 *
 * A person counts once, even where they are in several of the groups; whom they count for is chosen so that the most is
 * covered (a matching, found by augmenting paths). So it does not depend on the order in which people approved, and
 * somebody who covers nothing more now never will.
 */
export function stillNeeded(
  required: Requirement,
  approvals: ReadonlyArray<readonly string[]>,
): readonly Slot[] {
  const slots = slotsOf(required)
  const groups = new Set(required.groups.map(({ group }) => group))
  const holder = new Map<number, number>()
  for (let person = 0; person < approvals.length; person++) place(person, new Set())
  return slots.filter((_, slot) => !holder.has(slot))

  function place(person: number, tried: Set<number>): boolean {
    for (let slot = 0; slot < slots.length; slot++) {
      if (tried.has(slot) || !fits(person, slot)) continue
      tried.add(slot)
      const other = holder.get(slot)
      if (other === undefined || place(other, tried)) {
        holder.set(slot, person)
        return true
      }
    }
    return false
  }

  function fits(person: number, slot: number): boolean {
    const of = approvals[person] ?? []
    const wanted = slots[slot] ?? null
    return wanted === null ? of.some((group) => groups.has(group)) : of.includes(wanted)
  }
}

/** Both requirements at once: every group with the larger count, and the larger total. */
export function strictest(a: Requirement, b: Requirement): Requirement {
  const counts = new Map<string, number>()
  for (const { group, count } of [...a.groups, ...b.groups]) {
    counts.set(group, Math.max(counts.get(group) ?? 0, count))
  }
  return {
    groups: [...counts].map(([group, count]) => ({ group, count })).toSorted(byGroup),
    total: Math.max(a.total, b.total),
  }
}

function byGroup(a: { readonly group: string }, b: { readonly group: string }): number {
  return a.group < b.group ? -1 : 1
}

function slotsOf({ groups, total }: Requirement): readonly Slot[] {
  const named: Slot[] = groups.flatMap(({ group, count }) => Array<Slot>(count).fill(group))
  const more = Math.max(0, total - named.length)
  return [...named, ...Array<Slot>(more).fill(null)]
}
