import { arnName, parseArn } from '../../base/arn.ts'
import { err, ok, type Result } from '../../base/result.ts'
import type { PrincipalRef } from '../../grants/terms.ts'
import { type Caller, type CallerFault, type CallerProofOptions, createProveCaller } from './caller-proof.ts'

/**
 * Why a caller is not who was expected. `other-principal`: somebody else, root, another role's session or another
 * account; `shared-role`: the session is of the right reserved role, but nothing here tells whose.
 */
export type CallerRefusal = CallerFault | 'other-principal' | 'shared-role'

/** The identity store's user id behind a user name of Identity Center; undefined where there is none. May throw. */
export type UserIdOf = (userName: string) => Promise<string | undefined>

/** Checks that what was pasted for this nonce was signed by this principal. */
export type VerifyCallerIdentity = (
  pasted: string,
  nonce: string,
  expected: PrincipalRef,
) => Promise<Result<Caller, CallerRefusal>>

/**
 * Proof of an AWS identity that does not go through Slack: see `createProveCaller`. Everybody with a permission set
 * shares its reserved role, so an Identity Center person is told by the session's name, which Identity Center itself sets
 * to the user name and nobody else can; it is looked up in the identity store and must be that very user. Where it cannot
 * be looked up, no Identity Center person is proved.
 */
export function createVerifyCallerIdentity(
  options: CallerProofOptions & { readonly userIdOf?: UserIdOf },
): VerifyCallerIdentity {
  const prove = createProveCaller(options)
  return async (pasted, nonce, expected) => {
    const proven = await prove(pasted, nonce)
    if (!proven.ok) return proven
    const refusal = await mismatch(proven.value, expected, options.userIdOf)
    return refusal === undefined ? ok(proven.value) : err(refusal)
  }
}

async function mismatch(
  caller: Caller,
  expected: PrincipalRef,
  userIdOf: UserIdOf | undefined,
): Promise<CallerRefusal | undefined> {
  if (expected.kind === 'iam-user') {
    const same = caller.arn === expected.arn && [null, caller.userId].includes(expected.uniqueId)
    return same && caller.userId.startsWith('AIDA') ? undefined : 'other-principal'
  }
  const userName = sessionOf(caller, expected.arn)
  if (userName === undefined) return 'other-principal'
  if (!userIdOf) return 'shared-role'
  try {
    return (await userIdOf(userName)) === expected.userId ? undefined : 'other-principal'
  } catch {
    // The store could not be asked, so nobody said who this is.
    return 'no-answer'
  }
}

/** The name of the session, where it is one of this role. A session's ARN leaves the role's path out. */
function sessionOf({ arn, userId, account }: Caller, roleArn: string): string | undefined {
  const [session, role] = [parseArn(arn), parseArn(roleArn)]
  const [kind, roleName, name, ...rest] = session?.resource.split('/') ?? []
  const same =
    session?.service === 'sts' &&
    kind === 'assumed-role' &&
    rest.length === 0 &&
    session.partition === role?.partition &&
    session.account === role.account &&
    account === role.account &&
    roleName === arnName(roleArn) &&
    name !== undefined &&
    userId.endsWith(`:${name}`)
  return same ? name : undefined
}
