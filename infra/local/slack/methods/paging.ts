import type { JsonObject } from '../json.ts'

/** One page of a list by Slack's `limit` and `cursor`, with `response_metadata.next_cursor`. */
export const page = <T>(
  items: readonly T[],
  args: JsonObject,
): { readonly items: readonly T[]; readonly metadata: JsonObject } => {
  const limit = Math.min(Math.max(Number(args.limit) || 100, 1), 1000)
  const start = Number(Buffer.from(String(args.cursor ?? ''), 'base64').toString()) || 0
  const next = start + limit
  return {
    items: items.slice(start, next),
    metadata: { next_cursor: next < items.length ? Buffer.from(String(next)).toString('base64') : '' },
  }
}
