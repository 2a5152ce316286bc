import type {
  DirectoryUser,
  IdentityLink,
  IdentityLinkStore,
  PersonLinks,
  UserClaim,
} from '../../src/grants/identity/link.ts'
import type { PersonKey } from '../../src/grants/terms.ts'
import { T0 } from './grants.ts'

const ROLE = 'arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/eu-west-1'

/** Two users of the sample identity store. */
export const NINA: DirectoryUser = {
  userId: '0aaaaaaaaa-11111111-2222-3333-4444-555555555555',
  userName: 'nina.kowalski',
  role: `${ROLE}/AWSReservedSSO_DataScience_0a1b2c3d4e5f6071`,
}
export const OLE: DirectoryUser = {
  ...NINA,
  userId: '0aaaaaaaaa-99999999-2222-3333-4444-555555555555',
  userName: 'ole.hansen',
}

export function aLinkTo(user: DirectoryUser, change: Partial<IdentityLink> = {}): IdentityLink {
  return { ...user, id: 'k1', provedAt: T0, announcedAt: T0, end: null, ...change }
}

/** Links in memory: kept as text, and moved only by the conditions that the port states. */
export function memoryIdentityLinks(): IdentityLinkStore {
  const people = new Map<PersonKey, string>()
  const users = new Map<string, string>()
  const read = (person: PersonKey): PersonLinks => {
    const text = people.get(person)
    return text === undefined ? { person, version: 0, links: [] } : JSON.parse(text)
  }
  const claim = (userId: string): UserClaim | undefined => {
    const text = users.get(userId)
    return text === undefined ? undefined : JSON.parse(text)
  }
  return {
    read: async (person) => read(person),
    write: async (links) => {
      await Promise.resolve()
      if (read(links.person).version !== links.version - 1) return false
      people.set(links.person, JSON.stringify(links))
      return true
    },
    claim: async (userId) => claim(userId),
    writeClaim: async (next) => {
      await Promise.resolve()
      if ((claim(next.userId)?.version ?? 0) !== next.version - 1) return false
      users.set(next.userId, JSON.stringify(next))
      return true
    },
  }
}
