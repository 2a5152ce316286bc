import type { EpochSeconds } from '../../base/time.ts'
import type { PersonKey } from '../terms.ts'

/** A user of Identity Center, as somebody proved to be them: see `createProveDirectoryUser`. */
export interface DirectoryUser {
  /** The identity store's user id: never given to anybody else. */
  readonly userId: string
  /** For people to read. It can be changed and given away, so nobody is told by it. */
  readonly userName: string
  /** The reserved role of the permission set, in the account in which it was proved. */
  readonly role: string
}

/** Why a link counts no more. `replaced`: the same person proved it anew, e.g. with another permission set. */
export interface LinkEnd {
  readonly at: EpochSeconds
  readonly by: PersonKey
  readonly why: 'ended' | 'replaced' | 'not-announced'
}

/** That somebody in Slack proved to be a user of Identity Center. Never deleted; what ends is marked. */
export interface IdentityLink extends DirectoryUser {
  /** Lower-case letters and digits. */
  readonly id: string
  readonly provedAt: EpochSeconds
  /** When others were told of it. Null: not yet, and until then it counts for nothing. */
  readonly announcedAt: EpochSeconds | null
  readonly end: LinkEnd | null
}

/** All links of one person, oldest first: one record. At most the last has no end. */
export interface PersonLinks {
  readonly person: PersonKey
  /** 0: nothing is kept yet. One more with every update. */
  readonly version: number
  readonly links: readonly IdentityLink[]
}

/** Who holds a user of Identity Center: one record for each user, so that two Slack accounts can never both be them. */
export interface UserClaim {
  readonly userId: string
  /** 1, and one more with every change. */
  readonly version: number
  readonly person: PersonKey
  readonly linkId: string
}

/** Keeps links. Reads are strongly consistent; nothing is ever deleted. */
export interface IdentityLinkStore {
  /** A person who has none gets an empty record of version 0. */
  read(person: PersonKey): Promise<PersonLinks>
  /** Keeps it if the kept version is exactly one less, in one conditional write; false where it is not. */
  write(links: PersonLinks): Promise<boolean>
  claim(userId: string): Promise<UserClaim | undefined>
  /** Keeps it if the kept version is exactly one less (none for 1), in one conditional write; false where it is not. */
  writeClaim(claim: UserClaim): Promise<boolean>
}

/** The link of a record that has not ended, if there is one. */
export function openLink({ links }: PersonLinks): IdentityLink | undefined {
  return links.find(({ end }) => end === null)
}

/** A link that counts: others know of it. */
export type LinkInForce = IdentityLink & { readonly announcedAt: EpochSeconds }

/**
 * The link that counts for a person. It needs both records: the person's names one user, the user's names one link. So
 * whatever two writers do, a person is one user at most, and a user is one person at most, without a transaction.
 */
export async function linkInForce(
  store: IdentityLinkStore,
  person: PersonKey,
): Promise<LinkInForce | undefined> {
  const link = openLink(await store.read(person))
  if (!link || link.announcedAt === null) return undefined
  const claim = await store.claim(link.userId)
  const holds = claim?.person === person && claim.linkId === link.id
  return holds ? { ...link, announcedAt: link.announcedAt } : undefined
}
