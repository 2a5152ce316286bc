import type { EpochSeconds } from '../../base/time.ts'
import type { Briefing, RequestForm } from '../access.ts'
import type { PersonKey } from '../terms.ts'

/** A request that was checked and is not made yet. */
export interface Draft {
  /** The id that the grant will have. */
  readonly id: string
  /** Who drafted it, and alone can send it. */
  readonly owner: PersonKey
  readonly form: RequestForm
  readonly briefing: Briefing
  /** Of the terms that were checked and shown: other terms are another request. */
  readonly termsHash: string
  /** From here on it has to be checked again. */
  readonly expiresAt: EpochSeconds
}

/** Keeps drafts, and what was found about requests that were made of them. Reads are strongly consistent. */
export interface DraftStore {
  /** Over an earlier one of the same id and owner; false where the id is somebody else's. */
  keep(draft: Draft): Promise<boolean>
  read(id: string): Promise<Draft | undefined>
  /** Keeps a briefing for good, over an earlier one. Called only while there is no grant of this id. */
  brief(grantId: string, briefing: Briefing): Promise<void>
  briefing(grantId: string): Promise<Briefing | undefined>
}
