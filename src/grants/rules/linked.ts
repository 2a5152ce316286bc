import type { EpochSeconds } from '../../base/time.ts'
import type { PersonKey, PrincipalRef, Risk } from '../terms.ts'
import type { AccessPolicy } from './access-policy.ts'
import type { RefusalCode } from './refusal.ts'

/**
 * Whether Identity Center has a user now: `gone` where they were deleted or switched off, `unknown` where it could not be
 * asked.
 */
export type UserSeen = 'there' | 'gone' | 'unknown'

/** How somebody is known whom the policy does not list: by a link that they proved themselves. */
export interface LinkStanding {
  /** When others were told of it. */
  readonly since: EpochSeconds
  readonly user: UserSeen
}

/** A person in AWS, found by a link. */
export interface FoundPrincipal {
  readonly principal: PrincipalRef
  readonly link: LinkStanding
}

/**
 * Why a link is not enough for a request of this risk. It waits as a new second factor does: a stolen Slack session can
 * link itself to its thief's own user, and others have to have the time to see that. Whoever the policy lists, wins.
 */
export function linkRefusals(
  { principal, link }: FoundPrincipal,
  of: { readonly person: PersonKey; readonly risk: Risk },
  policy: AccessPolicy,
  now: EpochSeconds,
): readonly RefusalCode[] {
  const { risks, waitSeconds } = policy.newFactors
  const codes: Array<RefusalCode | false> = [
    link.user === 'gone' && 'identity-gone',
    link.user === 'unknown' && 'identity-unanswered',
    risks.includes(of.risk) && now - link.since < waitSeconds && 'link-too-new',
    isListedFor(policy, principal, of.person) && 'identity-taken',
  ]
  return codes.filter((code) => code !== false)
}

/** Why somebody cannot link themself to this user of Identity Center, whatever they proved. */
export function linkingRefusals(
  policy: AccessPolicy,
  person: PersonKey,
  principal: PrincipalRef,
): readonly RefusalCode[] {
  const codes: Array<RefusalCode | false> = [
    isListed(policy, person) && 'already-listed',
    isListedFor(policy, principal, person) && 'identity-taken',
  ]
  return codes.filter((code) => code !== false)
}

/** Whether the policy says who somebody is; where it does, nothing else is asked, though it name no account of use. */
export function isListed({ people }: AccessPolicy, person: PersonKey): boolean {
  return people.some(({ slack }) => slack === person)
}

/**
 * Whether two principals are one somebody, whatever role they come with: a person of Identity Center may have several
 * permission sets, each with a role of its own.
 */
export function sameSomebody(a: PrincipalRef, b: PrincipalRef): boolean {
  if (a.kind === 'iam-user') return b.kind === 'iam-user' && a.arn === b.arn && a.uniqueId === b.uniqueId
  return b.kind === 'identity-center' && a.userId === b.userId
}

function isListedFor({ people }: AccessPolicy, principal: PrincipalRef, person: PersonKey): boolean {
  return people.some(
    ({ slack, principals }) =>
      slack !== person && Object.values(principals).some((each) => sameSomebody(each, principal)),
  )
}
