import type { GrantEvent } from '../grant.ts'
import type { Hash } from '../terms.ts'
import { canonicalJson } from './canonical-json.ts'

/** What the first event of a grant, and the first anchor, name as the one before. */
export const NOTHING_BEFORE = '0'.repeat(64)

/** Chains an event to the one before: its hash covers what happened, the grant it happened to, and all that went before. */
export function chained(
  grantId: string,
  event: Omit<GrantEvent, 'hash' | 'previous' | 'seq'>,
  before: GrantEvent | undefined,
  hash: Hash,
): GrantEvent {
  const body = { seq: before ? before.seq + 1 : 0, ...event, previous: before?.hash ?? NOTHING_BEFORE }
  return { ...body, hash: hash(canonicalJson({ version: 1, grant: grantId, ...body })) }
}
