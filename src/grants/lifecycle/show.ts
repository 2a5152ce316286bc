import type { Grant } from '../grant.ts'
import type { GrantsOptions } from './options.ts'
import { settle } from './settle.ts'

/** Shows people the record and notes that it was shown. A failure waits for the next sweep; the record stands. */
export async function showNow(options: GrantsOptions, grant: Grant): Promise<void> {
  try {
    await options.show(grant)
    await options.store.shown(grant.id, grant.head)
  } catch (error) {
    options.onFailure('show', grant.id, error)
  }
}

/** After a decision: make AWS agree, tell people. A failure of either waits for the next sweep. */
export async function follow(options: GrantsOptions, grant: Grant): Promise<Grant> {
  let now = grant
  try {
    await showNow(options, grant)
    now = (await settle(options, grant.id)) ?? grant
  } catch (error) {
    options.onFailure('settle', grant.id, error)
  }
  if (now.head !== grant.head) await showNow(options, now)
  return now
}
