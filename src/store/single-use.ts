import { DAY_S, type EpochSeconds } from '../base/time.ts'
import { StoreFailure } from './failure.ts'
import { isId, keyedBy } from './ids.ts'
import type { Table } from './table.ts'

/** DynamoDB may tidy a thing away this long after its end; until then it is known to have been there. */
const TIDIED_AFTER_S = 7 * DAY_S

/** Something that works once, and only before its end. */
interface SingleUse {
  readonly id: string
  /** From here on it cannot be used. */
  readonly expiresAt: EpochSeconds
}

interface Kept<T> {
  readonly value: T
  readonly usedAt: EpochSeconds | null
}

/** The things of one sort that work once, an item each. Revision 1 is unused and 2 used, so only one use can be the first. */
export function singleUseIn<T extends SingleUse>(table: Table, sort: 'challenge' | 'link') {
  const item = (kept: Kept<T>, rev: 1 | 2) => ({
    pk: `${sort}#${keyedBy(kept.value.id)}`,
    sk: sort,
    text: JSON.stringify(kept),
    rev,
    expiresAt: kept.value.expiresAt + TIDIED_AFTER_S,
  })

  async function read(id: string): Promise<Kept<T> | undefined> {
    if (!isId(id)) return undefined
    const found = await table.get(`${sort}#${id}`, sort)
    return found && (JSON.parse(found.text ?? '') as Kept<T>)
  }

  return {
    read,

    async put(value: T): Promise<void> {
      if (!(await table.putOver(item({ value, usedAt: null }, 1), undefined)))
        throw new StoreFailure(`There is a ${sort} of this id already.`, undefined)
    },

    /** True once, for the first caller, and only before the end. */
    async use(id: string, now: EpochSeconds): Promise<boolean> {
      const kept = await read(id)
      if (!kept || kept.usedAt !== null || !(now < kept.value.expiresAt)) return false
      return await table.putOver(item({ ...kept, usedAt: now }, 2), 1)
    },
  }
}
