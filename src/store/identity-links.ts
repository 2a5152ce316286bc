import type { IdentityLinkStore, PersonLinks, UserClaim } from '../grants/identity/link.ts'
import { SpoiltRecord } from './failure.ts'
import { keyedBy } from './ids.ts'
import type { Table } from './table.ts'

const SORT_KEY = 'identity'

/**
 * Links to Identity Center in the table: one item for each person, with all their links, and one for each user. Nothing
 * here expires.
 */
export function identityLinksIn(table: Table): IdentityLinkStore {
  const personKey = (person: string) => `identity#${keyedBy(person)}`
  const userKey = (userId: string) => `identity-user#${keyedBy(userId)}`
  return {
    async read(person) {
      const item = await table.get(personKey(person), SORT_KEY)
      if (!item) return { person, version: 0, links: [] }
      const links = parsed<PersonLinks>(item.text)
      // A record that was moved to another person is somebody's tampering.
      if (links?.person === person && links.version === item.rev) return links
      throw spoilt(`links of ${person}`)
    },

    write: (links) => {
      const { person, version } = links
      const item = { pk: personKey(person), sk: SORT_KEY, text: JSON.stringify(links), rev: version }
      return table.putOver(item, version === 1 ? undefined : version - 1)
    },

    async claim(userId) {
      const item = await table.get(userKey(userId), SORT_KEY)
      if (!item) return undefined
      const claim = parsed<UserClaim>(item.text)
      if (claim?.userId === userId && claim.version === item.rev) return claim
      throw spoilt(`link of the user ${userId}`)
    },

    writeClaim: (claim) => {
      const { userId, version } = claim
      const item = { pk: userKey(userId), sk: SORT_KEY, text: JSON.stringify(claim), rev: version }
      return table.putOver(item, version === 1 ? undefined : version - 1)
    },
  }
}

function parsed<T>(text = ''): T | undefined {
  try {
    return JSON.parse(text) as T
  } catch {
    return undefined
  }
}

function spoilt(what: string): SpoiltRecord {
  return new SpoiltRecord(what, `The ${what} to Identity Center is not as it was written.`, undefined)
}
