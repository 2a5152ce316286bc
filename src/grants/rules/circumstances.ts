import type { Proof } from '../grant.ts'
import type { GrantsOptions } from '../lifecycle/options.ts'
import type { PersonKey, PrincipalRef, Terms } from '../terms.ts'
import { membersOf, principalIn } from './access-policy.ts'
import { type FoundPrincipal, isListed } from './linked.ts'
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
  const [person, requester, groups, own, known] = await Promise.all([
    seen(options, actor.person),
    seen(options, terms.requester),
    userGroups.length > 0 ? options.readUserGroups(userGroups) : new Map<string, readonly PersonKey[]>(),
    knownAs(options, actor.person, terms.account),
    knownAs(options, terms.requester, terms.account),
  ])
  const facts: Facts = {
    place: actor.place,
    requester,
    principal: known.principal,
    link: known.link,
    ownPrincipal: own.principal,
    entitlement: options.entitlement(terms.entitlement),
    members: membersOf(policy, groups),
    proof,
  }
  return { person, facts }
}

/** Who a person is in an account. `link`: null where the policy says so, or where nobody does. */
type Known = FoundPrincipal | { readonly principal: PrincipalRef | undefined; readonly link: null }

/**
 * Who a person is in an account: as the policy lists them, or else as found. Whom the policy lists without this account is
 * nobody there.
 */
export async function knownAs(
  options: Pick<GrantsOptions, 'policy' | 'findPrincipal'>,
  person: PersonKey,
  account: string,
): Promise<Known> {
  const policy = options.policy()
  if (isListed(policy, person)) return { principal: principalIn(policy, person, account), link: null }
  return (await options.findPrincipal(person, account)) ?? { principal: undefined, link: null }
}

/** The same, without how it is known. */
export async function principalOf(...of: Parameters<typeof knownAs>): Promise<PrincipalRef | undefined> {
  return (await knownAs(...of)).principal
}

/** Somebody else than was asked for is nobody. */
async function seen(options: GrantsOptions, key: PersonKey): Promise<SeenPerson> {
  const person = await options.seePerson(key)
  return keyOf(person) === key ? person : { ...person, team: undefined, user: undefined }
}
