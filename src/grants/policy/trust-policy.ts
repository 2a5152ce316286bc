import type { PrincipalRef, Window } from '../terms.ts'
import { bothConditions, type Conditions, type PolicyJson, policyJson } from './policy-json.ts'
import { within } from './window.ts'

/** How old the second factor of an IAM user may be when the role is taken. */
const MFA_SECONDS = 900

/** Why no trust can name a principal. */
export type PrincipalFault = 'principal-malformed' | 'principal-elsewhere'

const USER = /^arn:([a-z-]+):iam::(\d{12}):user\/(?:[\w+=,.@-]+\/){0,20}[\w+=,.@-]{1,64}$/
const RESERVED_ROLE =
  /^arn:([a-z-]+):iam::(\d{12}):role\/aws-reserved\/sso\.amazonaws\.com\/(?:[a-z0-9-]+\/)?AWSReservedSSO_[\w+=,.@-]{1,32}_[0-9a-f]{16}$/
const USER_UNIQUE_ID = /^AIDA[A-Z0-9]{1,124}$/
const IDENTITY_STORE_USER = /^(?:[0-9a-f]{10}-)?[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** What is wrong with a principal: only one IAM user or one Identity Center person of the role's own account will do. */
export function principalFault(
  principal: PrincipalRef,
  partition: string,
  account: string,
): PrincipalFault | undefined {
  const user = principal.kind === 'iam-user'
  const parts = (user ? USER : RESERVED_ROLE).exec(principal.arn)
  const id = user
    ? principal.uniqueId === null || USER_UNIQUE_ID.test(principal.uniqueId)
    : IDENTITY_STORE_USER.test(principal.userId)
  if (!parts || !id) return 'principal-malformed'
  return parts[1] === partition && parts[2] === account ? undefined : 'principal-elsewhere'
}

/**
 * Who may take the role: one somebody, inside the window. An IAM user needs a second factor used in the last 15 minutes;
 * plain `Bool`, because with `IfExists` a long-term key without any factor would pass. Everybody who has a permission
 * set shares its reserved role; so an Identity Center person is told apart by the user id of the identity store, never
 * by the session's name. AWS cannot know of that person's second factor: Identity Center asks for it at sign-in.
 * Source: IAM User Guide, "AWS global condition context keys" and "Configuring MFA-protected API access".
 */
export function trustPolicy(principal: PrincipalRef, window: Window): PolicyJson {
  return policyJson([
    {
      Sid: 'OneSomebody',
      Effect: 'Allow',
      Principal: { AWS: principal.arn },
      Action: ['sts:AssumeRole'],
      Condition: bothConditions(personConditions(principal), within(window)),
    },
  ])
}

function personConditions(principal: PrincipalRef): Conditions {
  if (principal.kind === 'identity-center')
    return { StringEquals: { 'identitystore:UserId': principal.userId } }
  return {
    Bool: { 'aws:MultiFactorAuthPresent': 'true' },
    NumericLessThan: { 'aws:MultiFactorAuthAge': String(MFA_SECONDS) },
    // A user who was deleted and made again under the same name is somebody else.
    ...(principal.uniqueId !== null && { StringEquals: { 'aws:userid': principal.uniqueId } }),
  }
}
