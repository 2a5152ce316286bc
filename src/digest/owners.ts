/** Tag keys that name whom to ask, in this order; case does not matter. */
const KEYS = ['owner', 'team'] as const

/** Who owns a resource, by its tags; `undefined` where they name nobody. */
export function ownerOf(tags: Readonly<Record<string, string>>): string | undefined {
  const byKey = new Map(Object.entries(tags).map(([key, value]) => [key.toLowerCase(), value.trim()]))
  for (const key of KEYS) {
    const value = byKey.get(key)
    if (value) return value
  }
  return undefined
}
