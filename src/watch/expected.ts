import { DAY_S, type EpochSeconds } from '../base/time.ts'
import type { AccessPolicy } from '../grants/rules/access-policy.ts'
import type { PersonKey } from '../grants/terms.ts'
import type { Severity } from '../posture/practice.ts'
import type { Alert } from './alert.ts'

/** Somebody said that a topic is expected, and until when it is kept quiet. */
export interface Expectation {
  /** The topic of the alerts that it keeps quiet. */
  readonly topic: string
  readonly detection: string
  readonly subject: string
  readonly by: PersonKey
  readonly reason: string
  readonly at: EpochSeconds
  readonly until: EpochSeconds
}

/** Why somebody cannot say that an alert is expected. */
export type ExpectRefusal = 'own-doing' | 'not-in-charge' | 'too-long' | 'no-reason'

/** The longest that an alert can be kept quiet: the worse it is, the sooner it must be looked at again. */
export const LONGEST_QUIET_S: Readonly<Record<Severity, number>> = {
  critical: DAY_S,
  high: 7 * DAY_S,
  medium: 30 * DAY_S,
  low: 90 * DAY_S,
  informational: 90 * DAY_S,
}

/** What the decision is made of. `policy` is absent where no access policy is set up: then every full member may. */
export interface ExpectFacts {
  readonly person: PersonKey
  readonly reason: string
  readonly seconds: number
  readonly policy?: {
    readonly policy: AccessPolicy
    /** The ids of its groups that the person is in. */
    readonly groups: readonly string[]
  }
}

/** Why this person may not keep an alert quiet; empty: they may. Nobody may for what they did themselves. */
export function expectRefusals(
  alert: Pick<Alert, 'severity' | 'principals' | 'account' | 'subject'>,
  { person, reason, seconds, policy }: ExpectFacts,
): readonly ExpectRefusal[] {
  const refusals: Array<ExpectRefusal | false> = [
    policy !== undefined && isOwn(alert, person, policy.policy) && 'own-doing',
    policy !== undefined && !isInCharge(policy) && 'not-in-charge',
    !(seconds > 0 && seconds <= LONGEST_QUIET_S[alert.severity]) && 'too-long',
    reason.trim().length < 5 && 'no-reason',
  ]
  return refusals.filter((code) => code !== false)
}

function isOwn(
  { principals, account, subject }: Pick<Alert, 'principals' | 'account' | 'subject'>,
  person: PersonKey,
  policy: AccessPolicy,
): boolean {
  const own = policy.people.find(({ slack }) => slack === person)?.principals[account]?.arn
  return own !== undefined && (principals.includes(own) || subject === own)
}

/** Who may end grants, or approves them. */
function isInCharge({ policy, groups }: NonNullable<ExpectFacts['policy']>): boolean {
  const inCharge = [
    ...policy.revokers,
    ...policy.rules.flatMap((rule) => ('approvals' in rule ? rule.approvals.map(({ group }) => group) : [])),
  ]
  return inCharge.some((group) => groups.includes(group))
}
