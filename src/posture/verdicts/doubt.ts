import { Undecided, Unseen } from '../snapshot.ts'

/**
 * A search for one way that works among many. A way that cannot be seen does not stop the search: it only counts, as a
 * doubt, where no other way works. Broken ways are remembered by how far they led.
 */
export interface Search {
  /** Whether the step holds; what it cannot see becomes a doubt and counts as "no" for now. */
  try(step: () => boolean): boolean
  /** A way that is surely broken: `false`, with the reason kept. The farthest reason explains the failure. */
  broken(depth: number, reason: string): false
  /** The reason of the way that led farthest, once nothing worked. Throws the first doubt, if there is one. */
  explain(): string
}

/** A new search. `nothing`: the reason where no way even began. */
export function startSearch(nothing: string): Search {
  let farthest = { depth: -1, reason: nothing }
  const doubts: Error[] = []
  return {
    try(step) {
      try {
        return step()
      } catch (error) {
        if (!(error instanceof Unseen || error instanceof Undecided)) throw error
        doubts.push(error)
        return false
      }
    },
    broken(depth, reason) {
      if (depth > farthest.depth) farthest = { depth, reason }
      return false
    },
    explain() {
      if (doubts[0]) throw doubts[0]
      return farthest.reason
    },
  }
}

/**
 * The items of which it is certain that they do not hold. Throws the first doubt where none is certain and one is
 * hidden: a certain failure settles a verdict, whatever else cannot be seen.
 */
export function failing<T>(items: readonly T[], holds: (item: T) => boolean): readonly T[] {
  const search = startSearch('')
  const failed = items.filter((item) => search.try(() => !holds(item)))
  if (failed.length === 0) search.explain()
  return failed
}
