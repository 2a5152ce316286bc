import type { Rec, Table } from '../estates/estate.ts'
import { type AwsError, invalid } from '../wire/error.ts'

/** A part of a list and the token of the next part, if there is one. */
export interface Page<T> {
  readonly items: T[]
  readonly next: string | undefined
}

/** How a service says that a token is not one of its own. */
export type BadToken = () => AwsError

/** An opaque paging token that only the list that made it takes back. */
export const tokenOf = (list: string, at: number): string =>
  Buffer.from(JSON.stringify([list, at])).toString('base64url')

/** The position in a token. Throws the service's error for a token of another list or none at all. */
export const positionOf = (list: string, token: unknown, bad: BadToken): number => {
  if (token === undefined || token === '') return 0
  try {
    const read: unknown = JSON.parse(Buffer.from(String(token), 'base64url').toString())
    if (Array.isArray(read) && read[0] === list && Number.isInteger(read[1])) return Number(read[1])
  } catch {
    // not even JSON: refused below like any other foreign token
  }
  throw bad()
}

/** One page of anything that has a length and positions. */
export const pageOf = <T>(
  source: { readonly length: number; at(index: number): T | undefined },
  list: string,
  size: number,
  token: unknown,
  bad: BadToken,
): Page<T> => {
  const from = positionOf(list, token, bad)
  const to = Math.min(from + size, source.length)
  const items: T[] = []
  for (let i = from; i < to; i++) {
    const item = source.at(i)
    if (item !== undefined) items.push(item)
  }
  return { items, next: to < source.length ? tokenOf(list, to) : undefined }
}

/** The page size asked for. Throws AWS's range error outside 1..max. */
export const sizeOf = (asked: unknown, max: number, byDefault: number, member = 'maxResults'): number => {
  if (asked === undefined) return byDefault
  const size = Number(asked)
  if (size >= 1 && size <= max) return size
  const rule = size < 1 ? 'greater than or equal to 1' : `less than or equal to ${max}`
  throw invalid(
    `1 validation error detected: Value '${asked}' at '${member}' failed to satisfy constraint: Member must have value ${rule}`,
  )
}

/** A view of some positions of a table. */
export const selection = (table: Table, positions: ArrayLike<number>): Table => ({
  length: positions.length,
  at: (index): Rec | undefined => {
    const position = positions[index]
    return position === undefined ? undefined : table.at(position)
  },
})
