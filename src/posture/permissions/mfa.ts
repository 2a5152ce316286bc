import type { ContextEntries } from '../../base/policy/context.ts'
import type { IamRole, IamUser } from '../inventory/iam.ts'
import { type Permission, together } from './effective-permission.ts'
import { admittedBy, isPerson, isRole, personName } from './people.ts'
import { likeliest, type Moment } from './reachable.ts'
import { mayAssume, standIn } from './trust.ts'

const key = (present: string | null, age: string | null): ContextEntries => ({
  'aws:MultiFactorAuthPresent': present,
  'aws:MultiFactorAuthAge': age,
})

/** Just signed in with MFA. */
export const WITH_MFA = key('true', '1')

/**
 * Long-term access keys carry no MFA key at all; temporary credentials that were got without MFA carry `false`.
 * Source: IAM User Guide, "AWS global condition context keys", aws:MultiFactorAuthPresent.
 */
const LONG_TERM = key(null, null)
const TEMPORARY = key('false', null)

/**
 * Whether a person can do something as this principal without having shown MFA. `ask`: the right in question, under
 * these keys. For a role both must be possible: to assume it without MFA, and to do it in such a session.
 */
export function withoutMfa(
  principal: IamUser | IamRole,
  ask: (keys: ContextEntries) => Permission,
  moment: Moment,
): Permission {
  if (!isRole(principal)) return likeliest([ask(LONG_TERM), ask(TEMPORARY)])
  return together([ask(TEMPORARY), assumedWithoutMfa(principal, moment)])
}

/** Whether the trust of a role lets people assume it without MFA. Throws `Unseen` where the trust could not be read. */
export function assumedWithoutMfa(role: IamRole, moment: Moment): Permission {
  const people = admittedBy(role).filter(isPerson)
  return likeliest(
    people.flatMap((person) =>
      [LONG_TERM, TEMPORARY].map((keys) => {
        const answer = mayAssume(role, standIn(person), keys, moment, CALLERS_CHOICE)
        if (answer.truth === 'maybe') return answer
        return {
          ...answer,
          evidence:
            answer.truth === 'yes'
              ? `Its trust lets ${personName(person)} assume it without MFA`
              : 'Its trust lets nobody assume it without MFA',
        }
      }),
    ),
  )
}

/** What a caller sets itself, or what a person of the organisation fulfils anyway. */
const CALLERS_CHOICE = /^(?:sts:.+|aws:principalorgid|aws:principalorgpaths|aws:requestedregion)$/
