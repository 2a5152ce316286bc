import { err, ok, type Result } from '../../base/result.ts'
import { type EpochSeconds, epochSeconds } from '../../base/time.ts'
import type { Grant } from '../grant.ts'
import type { RefusalCode } from '../rules/refusal.ts'
import { apply } from './apply.ts'
import type { GrantsOptions } from './options.ts'
import type { LaterStep } from './steps.ts'

/** Why nothing was done; the grant as it is, where there is one, says who decided and when. */
export interface Refused {
  readonly codes: readonly RefusalCode[]
  readonly grant?: Grant
}

/** Chooses the step to take from the record as it is now. */
type Choose = (grant: Grant, now: EpochSeconds) => Promise<Result<LaterStep, readonly RefusalCode[]>>

/** Losing a race this often in a row is no race any more. */
const ATTEMPTS = 5

/**
 * Moves a grant by one step: read, decide, write if nobody was faster; else all of it again on the new record. So of two
 * people in the same millisecond one wins, and the other is judged by what the first one did.
 */
export async function move(
  options: GrantsOptions,
  id: string,
  choose: Choose,
): Promise<Result<Grant, Refused>> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const grant = await options.store.read(id)
    if (!grant) return err({ codes: ['not-found'] })
    const step = await choose(grant, epochSeconds(options.clock))
    if (!step.ok) return err({ codes: step.error, grant })
    const after = apply(grant, step.value, epochSeconds(options.clock), options.hash)
    if (!after.ok) return err({ codes: [after.error], grant })
    const { state, revisions, head } = grant
    if (await options.store.move({ state, revisions, head }, after.value)) return ok(after.value)
  }
  const grant = await options.store.read(id)
  return err({ codes: ['conflict'], ...(grant ? { grant } : {}) })
}
