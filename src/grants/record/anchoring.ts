import { DAY_S, epochSeconds } from '../../base/time.ts'
import type { Grants } from '../lifecycle/lifecycle.ts'
import type { GrantsOptions } from '../lifecycle/options.ts'
import type { Anchor } from './anchor.ts'

/**
 * Anchors the record once a day, and gives the newest anchor of the day, so that whoever calls can publish what a process
 * before them could not. Undefined where nothing was ever granted. Reads all grants at most once a day.
 */
export function dailyAnchor(
  { store, clock }: Pick<GrantsOptions, 'store' | 'clock'>,
  grants: Pick<Grants, 'anchor'>,
): () => Promise<Anchor | undefined> {
  let newest: Anchor | undefined
  let lookAgainAt = 0
  return async () => {
    const now = epochSeconds(clock)
    if (now < lookAgainAt) return newest
    newest = (await store.anchors()).at(-1)
    const isDue = newest === undefined || now >= newest.at + DAY_S
    const isEmpty = newest === undefined && (await store.all()).length === 0
    if (isDue && !isEmpty) newest = (await grants.anchor()) ?? newest
    // Where another process was faster, or there is nothing yet, look again soon.
    lookAgainAt = newest === undefined ? now + 60 : Math.max(newest.at + DAY_S, now + 60)
    return newest
  }
}
