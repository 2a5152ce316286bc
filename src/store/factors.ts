import type { FactorSet, FactorStore } from '../mfa/ports.ts'
import { SpoiltRecord } from './failure.ts'
import { keyedBy } from './ids.ts'
import type { Table } from './table.ts'

const SORT_KEY = 'factors'

/** The second factors in the table: one item per person, whose revision is the version of the set. */
export function factorsIn(table: Table): FactorStore {
  const partition = (owner: FactorSet['owner']) => `factors#${keyedBy(owner)}`
  return {
    async read(owner) {
      const item = await table.get(partition(owner), SORT_KEY)
      if (!item) return { owner, version: 0, factors: [], wrongCodes: { count: 0, lastAt: 0 } }
      const set = setOf(item.text)
      // A set that was moved to another person is somebody's tampering.
      if (set?.owner === owner && set.version === item.rev) return set
      throw new SpoiltRecord(
        `second factors of ${owner}`,
        `The second factors of ${owner} are not as they were written.`,
        undefined,
      )
    },

    async write(set) {
      const item = {
        pk: partition(set.owner),
        sk: SORT_KEY,
        text: JSON.stringify(set),
        rev: set.version,
      }
      return await table.putOver(item, set.version === 1 ? undefined : set.version - 1)
    },
  }
}

function setOf(text = ''): FactorSet | undefined {
  try {
    return JSON.parse(text) as FactorSet
  } catch {
    return undefined
  }
}
