/** Things that have no name of their own, each with its place in the list as its key. */
export const keyed = <T>(items: readonly T[]): readonly (readonly [key: string, item: T])[] =>
  items.map((item, place) => [String(place), item])
