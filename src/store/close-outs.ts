import type { CloseOut } from '../grants/ending/close-out.ts'
import type { CloseOutStore } from '../grants/ending/closing.ts'
import type { Table } from './table.ts'

const DUE = 'close-outs#due'
const ALL = 'close-outs'

/** Close-outs of the table, by grant and by person, and the list of grants that wait for theirs. */
export function closeOutsIn(table: Table): CloseOutStore {
  return {
    due: (grantId) => table.put({ pk: DUE, sk: grantId }),
    async dueIds() {
      const ids: string[] = []
      for await (const { sk } of table.query(DUE, { keysOnly: true })) ids.push(sk)
      return ids
    },
    async close(grantId, kept) {
      // The note goes last: a process that is killed before it closes the grant once more.
      if (kept) {
        const text = JSON.stringify(kept)
        await table.put({ pk: ALL, sk: grantId, text })
        await table.put({ pk: ofPerson(kept.requester), sk: grantId, text })
      }
      await table.remove(DUE, grantId)
    },
    async read(grantId) {
      const item = await table.get(ALL, grantId)
      return item?.text === undefined ? undefined : (JSON.parse(item.text) as CloseOut)
    },
    async ofPerson(person) {
      const found: CloseOut[] = []
      for await (const { text } of table.query(ofPerson(person)))
        if (text !== undefined) found.push(JSON.parse(text) as CloseOut)
      return found
    },
  }
}

function ofPerson(person: string): string {
  return `close-outs#of#${person}`
}
