import type { Estate } from '../estates/estate.ts'
import type { Session } from './identity.ts'
import type { Live } from './live.ts'

const SESSION_S = 3600

/**
 * Signs a user of Identity Center in, as the access portal does: Identity Center takes the role of their permission set
 * through its SAML provider, and names the session after the user. Undefined where they may not sign in to such a role.
 */
export const signInThroughPortal = (
  userName: string,
  roleName: string | undefined,
  estate: Estate,
  live: Live,
): Session | undefined => {
  const store = estate.identityStore
  const user = store?.users.find((one) => one.userName === userName)
  const wanted = roleName ?? user?.roles[0]
  if (!store || !user || user.disabled || wanted === undefined || !user.roles.includes(wanted))
    return undefined
  const role = live.iam.inForce().roles.find((one) => one.RoleName === wanted)
  if (!role) return undefined
  const id = String(role.RoleId)
  const issued = live.clock.seconds()
  const arn = `arn:aws:sts::${estate.account}:assumed-role/${wanted}/${userName}`
  const storeArn = `arn:aws:identitystore::${estate.account}:identitystore/${store.id}`
  const { session } = live.sessions.issue(
    {
      kind: 'role',
      principal: { arn, userId: `${id}:${userName}` },
      name: userName,
      holder: { arn: String(role.Arn), id },
    },
    {
      issued,
      expires: issued + SESSION_S,
      tags: {},
      policies: [],
      directoryUser: { userId: user.userId, storeArn },
    },
    live.uniqueId('ASIA', 16),
  )
  return session
}
