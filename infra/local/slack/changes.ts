import type { Change } from './shapes.ts'

/** Tells everybody who listens what changed, in order, after it was kept. */
export interface Changes {
  tell(change: Change): void
  /** Returns the function that ends the subscription. */
  listen(listener: (change: Change) => void): () => void
}

export const createChanges = (): Changes => {
  const listeners = new Set<(change: Change) => void>()
  return {
    tell: (change) => {
      for (const listener of [...listeners]) listener(change)
    },
    listen: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
