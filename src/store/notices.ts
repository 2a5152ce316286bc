import type { NoticePlace, NoticePlaces } from '../services.ts'
import { isId, keyedBy } from './ids.ts'
import type { Table } from './table.ts'

/** Where the messages about grants stand: a partition per grant, a small item per message. */
export function noticesIn(table: Table): NoticePlaces {
  const partition = (grantId: string) => `notices#${keyedBy(grantId)}`
  return {
    async of(grantId) {
      const places: NoticePlace[] = []
      if (!isId(grantId)) return places
      for await (const { text } of table.query(partition(grantId))) {
        if (text !== undefined) places.push(JSON.parse(text) as NoticePlace)
      }
      return places
    },
    async add(grantId, place) {
      await table.put({ pk: partition(grantId), sk: keyOf(place), text: JSON.stringify(place) })
    },
    async remove(grantId, place) {
      await table.remove(partition(grantId), keyOf(place))
    },
  }
}

function keyOf({ kind, person, channel, ts }: NoticePlace): string {
  return JSON.stringify([kind, person, channel, ts])
}
