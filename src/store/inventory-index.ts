import type { KnownResource } from '../grants/request/inventory.ts'

/** Resources of one kind, to look through as somebody types. */
export interface InventoryIndex {
  find(typed: string, most: number): readonly KnownResource[]
}

/**
 * An index over these resources. Case does not matter. Best first: the name begins with what was typed, then a word of
 * the name does, then the name has it anywhere, then the ARN; among equals by name, then ARN.
 */
export function inventoryIndex(resources: readonly KnownResource[]): InventoryIndex {
  const rows = resources
    .map((resource) => ({ resource, name: resource.name.toLowerCase(), arn: resource.arn.toLowerCase() }))
    .sort((a, b) => order(a.name, b.name) || order(a.arn, b.arn))
  return {
    find(typed, most) {
      const wanted = typed.trim().toLowerCase()
      const ranks: KnownResource[][] = [[], [], [], []]
      for (const { resource, name, arn } of rows) {
        const rank = ranks[rankOf(wanted, name, arn)]
        if (rank && rank.length < most) rank.push(resource)
        if (ranks[0]?.length === most) break
      }
      return ranks.flat().slice(0, most)
    },
  }
}

/** 0 is best; 4 is no match. */
function rankOf(wanted: string, name: string, arn: string): number {
  const at = name.indexOf(wanted)
  if (at === 0) return 0
  if (at > 0) return startsWord(name, wanted, at) ? 1 : 2
  return arn.includes(wanted) ? 3 : 4
}

function startsWord(name: string, wanted: string, first: number): boolean {
  for (let at = first; at > 0; at = name.indexOf(wanted, at + 1)) {
    if (/[^\p{L}\p{N}]/u.test(name.charAt(at - 1))) return true
  }
  return false
}

/** By code unit: a collator would take longer than the search. */
function order(a: string, b: string): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}
