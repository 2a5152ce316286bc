import { parseArn } from '../../base/arn.ts'
import { err, ok, type Result } from '../../base/result.ts'
import type { DirectoryUser } from '../../grants/identity/link.ts'
import { principalFault } from '../../grants/policy/trust-policy.ts'
import { required } from '../call.ts'
import type { Clients } from '../clients.ts'
import type { UserIdOf } from './caller-principal.ts'
import { type Caller, type CallerFault, type CallerProofOptions, createProveCaller } from './caller-proof.ts'
import type { DescribeDirectoryUser } from './identity-store.ts'

/**
 * Why a caller is no user of Identity Center that can be told. `not-identity-center`: a user, root, or a role that Identity
 * Center did not make; `other-account`: not of the account or partition that grants are made in; `permission-set`: the
 * policy lets another one link; `user-unknown`: the identity store has no such user, or has switched them off.
 */
export type DirectoryRefusal =
  | CallerFault
  | 'not-identity-center'
  | 'other-account'
  | 'permission-set'
  | 'user-unknown'

/** Which user of Identity Center signed what was pasted for this nonce. */
export type ProveDirectoryUser = (
  pasted: string,
  nonce: string,
) => Promise<Result<DirectoryUser, DirectoryRefusal>>

export interface DirectoryProofOptions extends CallerProofOptions {
  readonly clients: Pick<Clients, 'send'>
  /** Where IAM is asked. */
  readonly region: string
  readonly partition: string
  /** Twelve digits. */
  readonly account: string
  /** Names of permission sets that may link; absent: any. */
  readonly permissionSets?: readonly string[]
  readonly userIdOf: UserIdOf
  readonly describeUser: DescribeDirectoryUser
}

const RESERVED = /^AWSReservedSSO_([\w+=,.@-]{1,32})_[0-9a-f]{16}$/

/** The longest name a session can have is 64 characters: one of that length may be the beginning of a longer one. */
const SESSION = /^[\w+=,.@-]{2,63}$/

/**
 * Proof of who somebody is in Identity Center, without being told by anybody: see `createProveCaller`. Only Identity Center
 * can take a role below `/aws-reserved/sso.amazonaws.com/`, nobody in the account can change one, and it names the session
 * after the user. An ARN of a session leaves the path out, and anybody may name a role likewise; so IAM is asked for the
 * role, and its unique id must be that of the session. The user name must be, letter by letter, that of one user who is
 * there and switched on: what was shortened or rewritten for the session leads to nobody.
 *
 * A name can be given to somebody else while an old session lives. It never opens anything: the role of a grant demands
 * the user id, which AWS itself puts into the session. Sources: IAM Identity Center User Guide, "IAM roles created by IAM
 * Identity Center"; AWS re:Post, "protected role AWSReservedSSO"; Identity Store API Reference, GetUserId and DescribeUser.
 */
export function createProveDirectoryUser(options: DirectoryProofOptions): ProveDirectoryUser {
  const prove = createProveCaller(options)
  return async (pasted, nonce) => {
    const proven = await prove(pasted, nonce)
    if (!proven.ok) return proven
    const session = sessionOf(proven.value, options)
    if (!session.ok) return session
    try {
      return await userOf(session.value, options)
    } catch {
      // IAM or the identity store could not be asked, so nobody said who this is.
      return err('no-answer')
    }
  }
}

/** Whether a permission set's role is one of those that may link. */
export function isLinkableRole(roleArn: string, permissionSets: readonly string[] | undefined): boolean {
  const name = RESERVED.exec(roleArn.split('/').at(-1) ?? '')?.[1]
  return name !== undefined && (permissionSets?.includes(name) ?? true)
}

interface ReservedSession {
  readonly roleName: string
  readonly roleId: string
  readonly userName: string
}

function sessionOf(
  { arn, userId, account }: Caller,
  options: DirectoryProofOptions,
): Result<ReservedSession, DirectoryRefusal> {
  const parts = parseArn(arn)
  const [kind, roleName = '', userName = '', ...rest] = parts?.resource.split('/') ?? []
  if (parts?.service !== 'sts' || kind !== 'assumed-role' || rest.length > 0 || !RESERVED.test(roleName))
    return err('not-identity-center')
  const accounts = [parts.account, account]
  if (parts.partition !== options.partition || accounts.some((each) => each !== options.account))
    return err('other-account')
  const [roleId = '', ...named] = userId.split(':')
  if (!roleId.startsWith('AROA') || named.length !== 1 || named[0] !== userName)
    return err('not-identity-center')
  if (!isLinkableRole(roleName, options.permissionSets)) return err('permission-set')
  return SESSION.test(userName) ? ok({ roleName, roleId, userName }) : err('user-unknown')
}

async function userOf(
  { roleName, roleId, userName }: ReservedSession,
  { clients, region, partition, account, userIdOf, describeUser }: DirectoryProofOptions,
): Promise<Result<DirectoryUser, DirectoryRefusal>> {
  const { Role } = await clients.send('iam', region, 'GetRole', { RoleName: roleName })
  const [role, id] = [required(Role?.Arn, 'Arn'), required(Role?.RoleId, 'RoleId')]
  const userId = await userIdOf(userName)
  if (userId === undefined) return err('user-unknown')
  const principal = { kind: 'identity-center', arn: role, userId } as const
  if (id !== roleId || principalFault(principal, partition, account)) return err('not-identity-center')
  const user = await describeUser(userId)
  return user?.userName === userName && user.on ? ok({ userId, userName, role }) : err('user-unknown')
}
