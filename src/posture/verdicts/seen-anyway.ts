import type { Sight } from '../check.ts'
import { Undecided, Unseen } from '../snapshot.ts'

/**
 * The items of a kind that could be seen, whatever else is hidden. Only for evidence, and for a search that fails on
 * what it finds: where it finds nothing, the caller still has to ask for `all`.
 */
export function seenAnyway<T>(sight: Sight<T>): readonly T[] {
  const items: T[] = []
  try {
    sight.some((item) => {
      items.push(item)
      return false
    })
  } catch (error) {
    if (!(error instanceof Unseen || error instanceof Undecided)) throw error
  }
  return items
}
