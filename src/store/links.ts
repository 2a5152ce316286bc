import type { Link, LinkStore } from '../mfa/ports.ts'
import { singleUseIn } from './single-use.ts'
import type { Table } from './table.ts'

/** The one-time links in the table, by the hash of their token. */
export function linksIn(table: Table): LinkStore {
  const { put, read, use } = singleUseIn<Link>(table, 'link')
  return {
    put,
    use,
    async read(id) {
      const kept = await read(id)
      return kept && { link: kept.value, usedAt: kept.usedAt }
    },
  }
}
