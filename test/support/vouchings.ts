import type { Vouching, VouchingStore } from '../../src/grants/rules/vouching.ts'

/** Vouchings in memory: kept as text, and moved only by the condition that the port states. */
export function memoryVouchings(): VouchingStore {
  const texts = new Map<string, string>()
  const kept = (id: string): Vouching | undefined => {
    const text = texts.get(id)
    return text === undefined ? undefined : JSON.parse(text)
  }
  return {
    read: async (id) => kept(id),
    write: async (vouching) => {
      await Promise.resolve()
      if ((kept(vouching.id)?.version ?? 0) !== vouching.version - 1) return false
      texts.set(vouching.id, JSON.stringify(vouching))
      return true
    },
  }
}
