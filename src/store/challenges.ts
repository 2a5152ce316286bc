import type { Challenge, ChallengeStore } from '../mfa/ports.ts'
import { singleUseIn } from './single-use.ts'
import type { Table } from './table.ts'

/** The challenges in the table. */
export function challengesIn(table: Table): ChallengeStore {
  const { put, read, use } = singleUseIn<Challenge>(table, 'challenge')
  return { put, use, read: async (id) => (await read(id))?.value }
}
