import type { Proof } from '../grant.ts'
import type { GrantsOptions } from '../lifecycle/options.ts'
import type { PersonKey, PrincipalRef, Terms } from '../terms.ts'
import { membersOf, principalIn } from './access-policy.ts'
import { keyOf, type Place, type SeenPerson } from './person.ts'
import type { Facts } from './rules.ts'

/** Who acts, and where from. The key comes from a verified payload or session, never from text. */
export interface Actor {
  readonly person: PersonKey
  readonly place: Place
}

/** The facts that a decision about these terms needs, all read now. Throws where one cannot be read. */
export async function gatherFacts(
  options: GrantsOptions,
  actor: Actor,
  terms: Terms,
  proof: Proof | 'later' | undefined,
): Promise<{ readonly person: SeenPerson; readonly facts: Facts }> {
  const policy = options.policy()
  const userGroups = policy.groups.flatMap((group) => ('userGroup' in group ? [group.userGroup] : []))
  const [person, requester, groups, ownPrincipal, principal] = await Promise.all([
    seen(options, actor.person),
    seen(options, terms.requester),
    userGroups.length > 0 ? options.readUserGroups(userGroups) : new Map<string, readonly PersonKey[]>(),
    principalOf(options, actor.person, terms.account),
    principalOf(options, terms.requester, terms.account),
  ])
  const facts: Facts = {
    place: actor.place,
    requester,
    principal,
    ownPrincipal,
    entitlement: options.entitlement(terms.entitlement),
    members: membersOf(policy, groups),
    proof,
  }
  return { person, facts }
}

/** Who a person is in an account: as the policy lists them, or as found. */
export async function principalOf(
  options: Pick<GrantsOptions, 'policy' | 'findPrincipal'>,
  person: PersonKey,
  account: string,
): Promise<PrincipalRef | undefined> {
  return principalIn(options.policy(), person, account) ?? (await options.findPrincipal(person, account))
}

/** Somebody else than was asked for is nobody. */
async function seen(options: GrantsOptions, key: PersonKey): Promise<SeenPerson> {
  const person = await options.seePerson(key)
  return keyOf(person) === key ? person : { ...person, team: undefined, user: undefined }
}
