import { DAY_S } from '../base/time.ts'
import type { Vouching, VouchingStore } from '../grants/rules/vouching.ts'
import type { Table } from './table.ts'

const PARTITION = 'vouchings'

/** Vouchings in the table, one item each, moved by their version. They may be tidied away a day after their end. */
export function vouchingsIn(table: Table): VouchingStore {
  return {
    async read(id) {
      const item = await table.get(PARTITION, id)
      return item?.text === undefined ? undefined : (JSON.parse(item.text) as Vouching)
    },
    write: (vouching) => {
      const { id, version, expiresAt } = vouching
      const item = {
        pk: PARTITION,
        sk: id,
        rev: version,
        text: JSON.stringify(vouching),
        expiresAt: expiresAt + DAY_S,
      }
      return table.putOver(item, version === 1 ? undefined : version - 1)
    },
  }
}
