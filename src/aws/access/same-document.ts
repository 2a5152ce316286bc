import { canonicalJson } from '../../grants/record/canonical-json.ts'

/**
 * Whether two policy documents say the same. IAM may give a list of one back as its only member, and lists in another
 * order than they were written in; neither changes what a policy means.
 */
export function sameDocument(one: unknown, other: unknown): boolean {
  return canonicalJson(plain(one)) === canonicalJson(plain(other))
}

function plain(value: unknown): unknown {
  if (Array.isArray(value)) {
    const items = value.map(plain)
    return items.length === 1 ? items[0] : items.map((item) => canonicalJson(item)).toSorted()
  }
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plain(inner)]))
}
