import type { Waiver } from '../posture/waivers/waiver.ts'
import type { WaiverStore } from '../posture/waivers/waivers.ts'
import { isId, keyedBy } from './ids.ts'
import type { Table } from './table.ts'

const PARTITION = 'waivers'

/** Waivers in the table, one item each, moved by their version. They are kept for good: they say who accepted what. */
export function waiversIn(table: Table): WaiverStore {
  return {
    async read(id) {
      const item = isId(id) ? await table.get(PARTITION, id) : undefined
      return item?.text === undefined ? undefined : (JSON.parse(item.text) as Waiver)
    },
    write: (waiver) => {
      const { id, version } = waiver
      const item = { pk: PARTITION, sk: keyedBy(id), rev: version, text: JSON.stringify(waiver) }
      return table.putOver(item, version === 1 ? undefined : version - 1)
    },
    async all() {
      const waivers: Waiver[] = []
      for await (const { text } of table.query(PARTITION))
        if (text !== undefined) waivers.push(JSON.parse(text) as Waiver)
      return waivers
    },
  }
}
