import { DAY_S } from '../base/time.ts'
import type {
  Destination,
  QuietTimes,
  Unsent,
  UnsentMessage,
  UnsentMessages,
} from '../slack/sending/ports.ts'
import { keyedBy } from './ids.ts'
import type { StoredItem, Table } from './table.ts'

const UNSENT = 'unsent'
const QUIET = 'quiet'

/** The messages that wait in the table: one partition, an item per message, by place and then by age. */
export function unsentIn(table: Table): UnsentMessages {
  const write = async (kept: Unsent, over: number | undefined): Promise<Unsent | undefined> => {
    const { unsent, askingUntil, revision } = kept
    const text = JSON.stringify({ unsent, askingUntil })
    const isKept = await table.putOver({ pk: UNSENT, sk: sortKey(unsent), text, rev: revision }, over)
    return isKept ? kept : undefined
  }
  return {
    async keep(unsent) {
      const kept = await write({ unsent, askingUntil: 0, revision: 1 }, undefined)
      if (!kept) throw new Error(`There is an unsent message ${unsent.id} already`)
      return kept
    },
    async waiting(to) {
      const found: Unsent[] = []
      const prefix = to === undefined ? {} : { prefix: `${placeOf(to)}#` }
      for await (const item of table.query(UNSENT, prefix)) {
        const kept = read(item)
        if (kept) found.push(kept)
      }
      return found
    },
    asking: ({ unsent, revision }, askingUntil) =>
      write({ unsent, askingUntil, revision: revision + 1 }, revision),
    remove: ({ unsent }) => table.remove(UNSENT, sortKey(unsent)),
  }
}

/** Where Slack wants quiet, an item each; DynamoDB may tidy them away a day after. */
export function quietTimesIn(table: Table): QuietTimes {
  return {
    async since(now) {
      const found = new Map<string, number>()
      for await (const { sk, text } of table.query(QUIET)) {
        const until = Number(text)
        if (until > now) found.set(sk, until)
      }
      return found
    },
    async keep(key, until) {
      const expiresAt = Math.ceil(until / 1000) + DAY_S
      await table.put({ pk: QUIET, sk: keyedBy(key), text: String(until), expiresAt })
    },
  }
}

function placeOf(to: Destination): string {
  return keyedBy('channel' in to ? to.channel : to.userId)
}

function sortKey({ to, id }: UnsentMessage): string {
  return `${placeOf(to)}#${id}`
}

/** Written above alone, and trusted as such. */
function read({ text, rev }: StoredItem): Unsent | undefined {
  if (text === undefined || rev === undefined) return undefined
  return { ...(JSON.parse(text) as Pick<Unsent, 'unsent' | 'askingUntil'>), revision: rev }
}
