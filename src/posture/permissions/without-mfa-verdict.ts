import type { ContextEntries } from '../../base/policy/context.ts'
import { notApplicable, type Sight, type Verdict } from '../check.ts'
import type { IamRole, IamUser } from '../inventory/iam.ts'
import { seenAnyway } from '../verdicts/seen-anyway.ts'
import { certain, mustNot, type Permission } from './effective-permission.ts'
import { WITH_MFA, withoutMfa } from './mfa.ts'
import { actedBy, ownedByAws } from './people.ts'
import type { Moment } from './reachable.ts'

/** Whether a principal may do something, under these assumptions about the request. */
export type Ask = (keys: ContextEntries) => Permission

/**
 * Whether people must show MFA before they do any of these things as this principal. Sessions of Identity Center and
 * of identity providers carry no MFA key, as MFA was asked for before; they are not judged.
 */
export function mfaDemandVerdict(
  principal: IamUser | IamRole,
  asks: readonly Ask[],
  cannot: string,
  moment: Moment,
): Verdict {
  const owned = ownedByAws(principal)
  if (owned) return notApplicable(owned)
  const by = actedBy(principal)
  if (by === 'provider')
    return notApplicable('People come through an identity provider, which asks for MFA itself.')
  if (by === 'machine') return notApplicable('No person acts as this role.')
  if (asks.every((ask) => ask(WITH_MFA).truth === 'no')) return notApplicable(cannot)
  const open = asks.map((ask) => withoutMfa(principal, ask, moment))
  return mustNot(open, 'None of it is allowed without MFA')
}

/**
 * The names of people who may do something without MFA. One that is certain settles it, whatever else is hidden;
 * where there is none, throws what hides any.
 */
export function peopleWithoutMfa(
  see: Moment & { readonly iamUsers: Sight<IamUser>; readonly iamRoles: Sight<IamRole> },
  ask: (principal: IamUser | IamRole, keys: ContextEntries) => Permission,
): readonly string[] {
  const names: string[] = []
  const doubts: unknown[] = []
  for (const principal of [...seenAnyway(see.iamUsers), ...seenAnyway(see.iamRoles)]) {
    try {
      if (ownedByAws(principal) || actedBy(principal) !== 'person') continue
      const answer = withoutMfa(principal, (keys) => ask(principal, keys), see)
      if (certain([answer]).length > 0) names.push(principal.name)
    } catch (error) {
      doubts.push(error)
    }
  }
  if (names.length > 0) return names
  see.iamUsers.all()
  see.iamRoles.all()
  if (doubts[0]) throw doubts[0]
  return []
}
