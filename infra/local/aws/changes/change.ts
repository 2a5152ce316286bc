import type { Happening } from '../trail/happen.ts'

/** The running account, as a change acts in it. */
export interface Acting {
  /** Options of an SDK client that acts as one of the sample users. */
  as(user: string): {
    readonly endpoint: string
    readonly region: string
    readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string }
    readonly maxAttempts: number
  }
  /** Puts events on the trail that no call to this account makes. */
  happen(events: readonly Happening[]): Promise<void>
  /** A few letters and digits, so that the same change can be made again. */
  readonly suffix: string
}

/** Something bad that can be done to the sample account, to see who notices. */
export interface Change {
  /** In words and hyphens. */
  readonly id: string
  /** What it does, in one sentence. */
  readonly says: string
  /** Does it. Throws what AWS refuses. */
  readonly make: (acting: Acting) => Promise<void>
}

/** A call that is refused is what this change is about; anything else is thrown. */
export async function refused(call: Promise<unknown>): Promise<void> {
  try {
    await call
  } catch (error) {
    if (error instanceof Error && error.name.startsWith('AccessDenied')) return
    throw error
  }
}
