/** Descriptions kept between audits. Values are inventory items without secrets, as JSON can hold them. */
export interface DescriptionCache {
  /** What was kept under this key, or `undefined`. It is data from outside: compare `version` before use. */
  get(key: string): CachedDescription | undefined
  set(key: string, value: CachedDescription): void
  /** Writes what changed. Never throws: a cache that cannot be written is an empty one. */
  flush(): Promise<void>
}

export interface CachedDescription {
  /** What moves when the description does: LastModifiedTime, or a constant for what never changes. */
  readonly version: string
  readonly value: unknown
}

/** Opens the cache of one account and Region (`global` for IAM and the like). Never throws. */
export type OpenCache = (account: string, region: string) => Promise<DescriptionCache>

/** Keeps descriptions in memory, for as long as the process lives. */
export function memoryCache(): OpenCache {
  const caches = new Map<string, DescriptionCache>()
  return async (account, region) => {
    const key = `${account} ${region}`
    const known = caches.get(key)
    if (known) return known
    const entries = new Map<string, CachedDescription>()
    const made: DescriptionCache = {
      get: (name) => entries.get(name),
      set: (name, value) => void entries.set(name, value),
      flush: async () => {},
    }
    caches.set(key, made)
    return made
  }
}
