import { parseArn } from '../../base/arn.ts'
import type { EpochSeconds } from '../../base/time.ts'
import { type PrincipalRef, type Terms, windowOf } from '../terms.ts'
import type { AccessPolicy, Members } from './access-policy.ts'
import { type LinkStanding, linkRefusals, sameSomebody } from './linked.ts'
import { keyOf, personRefusals, type SeenPerson } from './person.ts'
import { isQuiet } from './quiet-hours.ts'
import type { RefusalCode } from './refusal.ts'
import { autoApproval, type EntitlementLimits, type Ruling, ruling } from './ruling.ts'

/** What is known of the requester and of what they ask for, at this moment. */
export interface Standing {
  readonly requester: SeenPerson
  /** Who the requester is in the account. */
  readonly principal: PrincipalRef | undefined
  /** How that is known where the policy does not say it; null: the policy does, or nobody. */
  readonly link: LinkStanding | null
  readonly entitlement: EntitlementLimits | undefined
  readonly members: Members
}

const LONGEST_REASON = 3000

/**
 * Why these terms may not be granted to the requester: now as when they were asked for. The same function answers at
 * the request, at the click, at the commit and at a scheduled start, so that these can only differ where facts do.
 */
export function eligibilityRefusals(
  terms: Terms,
  standing: Standing,
  policy: AccessPolicy,
  now: EpochSeconds,
): readonly RefusalCode[] {
  const { requester, principal, link, entitlement, members } = standing
  const codes = new Set<RefusalCode>(personRefusals(requester, policy.team))
  if (keyOf(requester) !== terms.requester) codes.add('not-the-requester')
  if (!principal) codes.add('principal-unknown')
  else if (!samePrincipal(principal, terms.principal)) codes.add('principal-changed')
  const about = { person: terms.requester, risk: terms.risk }
  if (principal && link)
    for (const code of linkRefusals({ principal, link }, about, policy, now)) codes.add(code)
  for (const code of contentRefusals(terms, policy)) codes.add(code)
  if (!entitlement) codes.add('entitlement-unknown')
  else {
    if (entitlement.off !== undefined) codes.add('entitlement-off')
    if (entitlement.risk !== terms.risk) codes.add('entitlement-changed')
    for (const code of ruleRefusals(terms, ruling(policy, entitlement, terms, members), policy, now))
      codes.add(code)
  }
  return [...codes]
}

/** Whether the requester's own factor is enough by a rule, at this moment. */
export function isAutomatic(
  terms: Terms,
  policy: AccessPolicy,
  members: Members,
  now: EpochSeconds,
): boolean {
  return !isQuiet(policy.quietHours, now) && autoApproval(policy, terms, members) !== undefined
}

/** Whether a trust policy for one would be one for the other. */
export function samePrincipal(a: PrincipalRef, b: PrincipalRef): boolean {
  return sameSomebody(a, b) && a.arn === b.arn
}

function ruleRefusals(
  terms: Terms,
  rules: Ruling,
  policy: AccessPolicy,
  now: EpochSeconds,
): readonly RefusalCode[] {
  const { startsAt, endsAt } = windowOf(terms, now)
  const codes: Array<RefusalCode | false> = [
    rules.denied && 'denied-by-rule',
    terms.mode === 'break-glass' && !policy.breakGlass && 'break-glass-closed',
    !rules.covered && 'no-rule',
    !rules.mayAsk && 'not-allowed-to-ask',
    endsAt - Math.max(startsAt, now) > rules.longestSeconds && 'too-long',
    endsAt <= now && 'window-over',
  ]
  return codes.filter((code) => code !== false)
}

function contentRefusals(terms: Terms, policy: AccessPolicy): readonly RefusalCode[] {
  const { resources, durationSeconds, reason, ticket } = terms
  const codes: Array<RefusalCode | false> = [
    (!Number.isSafeInteger(durationSeconds) || durationSeconds <= 0) && 'duration-invalid',
    resources.length === 0 && 'resource-missing',
    resources.some(isPattern) && 'resource-not-exact',
    !resources.every((arn) => isWithin(arn, terms)) && 'resource-elsewhere',
    reason.trim() === '' && 'reason-missing',
    reason.length > LONGEST_REASON && 'reason-too-long',
    policy.ticketFor.includes(terms.risk) && !ticket?.trim() && 'ticket-missing',
  ]
  return codes.filter((code) => code !== false)
}

/** In a policy these would mean more than the one thing that was chosen. */
function isPattern(arn: string): boolean {
  return /[*?]|\$\{/.test(arn)
}

function isWithin(arn: string, { account, region }: Terms): boolean {
  const parts = parseArn(arn)
  return parts !== undefined && ['', account].includes(parts.account) && ['', region].includes(parts.region)
}
