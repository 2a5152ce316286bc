import { parseArn } from '../../base/arn.ts'
import type { FindPrincipal } from '../ports.ts'
import type { UserSeen } from '../rules/linked.ts'
import { type IdentityLinkStore, linkInForce } from './link.ts'

/** Finds people by the links that they proved. `isLinkable`: whether the policy still lets this permission set link. */
export function createFindLinked(options: {
  readonly store: IdentityLinkStore
  readonly isLinkable: (role: string) => boolean
  /** Whether Identity Center still has the user, asked now. */
  readonly seeUser: (userId: string) => Promise<UserSeen>
}): FindPrincipal {
  const { store, isLinkable, seeUser } = options
  return async (person, account) => {
    const link = await linkInForce(store, person)
    if (!link || parseArn(link.role)?.account !== account || !isLinkable(link.role)) return undefined
    const { role: arn, userId, announcedAt: since } = link
    const principal = { kind: 'identity-center', arn, userId } as const
    return { principal, link: { since, user: await seeUser(userId) } }
  }
}
