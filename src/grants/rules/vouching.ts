import { err, ok, type Result } from '../../base/result.ts'
import { type Clock, type EpochSeconds, epochSeconds, HOUR_S } from '../../base/time.ts'
import type { GrantsOptions } from '../lifecycle/options.ts'
import type { PersonKey, PrincipalRef } from '../terms.ts'
import { type AccessPolicy, groupsOf, type Members, membersOf, principalIn } from './access-policy.ts'
import { type Actor, knownAs } from './circumstances.ts'
import { samePrincipal } from './eligibility.ts'
import { sameSomebody } from './linked.ts'
import { keyOf, type Place, personRefusals, placeRefusals, type SeenPerson } from './person.ts'
import type { RefusalCode } from './refusal.ts'

/** How many others have to say that it is really them. */
export const VOUCHERS = 2

/** From asking to enrolling. */
const OPEN_S = HOUR_S

/** Somebody who said so, and who they were in AWS then. */
export interface Voucher {
  readonly by: PersonKey
  readonly principal: PrincipalRef
  readonly at: EpochSeconds
}

/**
 * A person without a second factor asks others to vouch that it is really them, because a Slack session alone proves
 * nothing. It lets them enrol one first factor, once.
 */
export interface Vouching {
  /** Lower-case letters and digits. */
  readonly id: string
  readonly person: PersonKey
  readonly principal: PrincipalRef
  readonly askedAt: EpochSeconds
  /** From here on it is worth nothing. */
  readonly expiresAt: EpochSeconds
  readonly vouchers: readonly Voucher[]
  readonly usedAt: EpochSeconds | null
  /** 1, and one more with every change. */
  readonly version: number
}

/** Keeps vouchings, one record each. Strongly consistent. */
export interface VouchingStore {
  read(id: string): Promise<Vouching | undefined>
  /** Keeps it if the kept version is exactly one less (none for 1), in one conditional write; false where it is not. */
  write(vouching: Vouching): Promise<boolean>
}

/** What others say about who somebody is. */
export interface Vouchings {
  /** Asks others to vouch for the actor. */
  ask(actor: Actor): Promise<Result<Vouching, readonly RefusalCode[]>>
  /** Vouches for the person. */
  vouch(actor: Actor, id: string): Promise<Result<Vouching, readonly RefusalCode[]>>
  /** Uses a complete one up, for the person alone, once. Whoever gets `ok` may enrol. */
  use(actor: Actor, id: string): Promise<Result<Vouching, readonly RefusalCode[]>>
}

/** What is known of whoever vouches, at this moment. */
interface VouchFacts {
  readonly place: Place
  readonly members: Members
  /** Who they are in AWS by the policy. Nobody vouches for others who is known by their own word alone. */
  readonly principal: PrincipalRef | undefined
  /** Who the person is in AWS now. */
  readonly of: PrincipalRef | undefined
}

/** Whether enough others have vouched. */
export function isComplete({ vouchers }: Vouching): boolean {
  return vouchers.length >= VOUCHERS
}

/** Why somebody cannot ask others to vouch for them. */
function askingRefusals(
  person: SeenPerson,
  place: Place,
  principal: PrincipalRef | undefined,
  policy: AccessPolicy,
): readonly RefusalCode[] {
  return [
    ...personRefusals(person, policy.team),
    ...placeRefusals(place),
    ...(principal ? [] : (['principal-unknown'] as const)),
  ]
}

/**
 * Why somebody's word does not count. Two Slack accounts of one human are one: never the person, nobody with the same AWS
 * identity as theirs or as who vouched before, and nobody whose AWS identity is not known.
 */
function vouchingRefusals(
  vouching: Vouching,
  voucher: SeenPerson,
  facts: VouchFacts,
  policy: AccessPolicy,
  now: EpochSeconds,
): readonly RefusalCode[] {
  const { place, members, principal, of } = facts
  const key = keyOf(voucher)
  const codes = new Set<RefusalCode>([...personRefusals(voucher, policy.team), ...placeRefusals(place)])
  if (key === undefined || !of) codes.add('principal-unknown')
  if (!principal) codes.add('not-listed')
  if (of && !samePrincipal(of, vouching.principal)) codes.add('principal-changed')
  const own = principal && sameSomebody(principal, vouching.principal)
  if (key === vouching.person || own) codes.add('own-request')
  if (key === undefined || groupsOf(key, approvingGroups(policy), members).length === 0)
    codes.add('not-an-approver')
  const before = vouching.vouchers.some(
    (each) => each.by === key || (principal && sameSomebody(each.principal, principal)),
  )
  if (before) codes.add('already-approved')
  else if (isComplete(vouching)) codes.add('not-needed')
  if (vouching.usedAt !== null) codes.add('wrong-state')
  if (now >= vouching.expiresAt) codes.add('lapsed')
  return [...codes]
}

/** Why a vouching does not let somebody enrol. */
function usingRefusals(vouching: Vouching, person: PersonKey, now: EpochSeconds): readonly RefusalCode[] {
  const codes: Array<RefusalCode | false> = [
    person !== vouching.person && 'not-the-requester',
    !isComplete(vouching) && 'approvals-missing',
    vouching.usedAt !== null && 'wrong-state',
    now >= vouching.expiresAt && 'lapsed',
  ]
  return codes.filter((code) => code !== false)
}

/** Groups whose members approve requests by some rule. */
export function approvingGroups({ rules }: AccessPolicy): readonly string[] {
  return [
    ...new Set(rules.flatMap((rule) => ('deny' in rule ? [] : rule.approvals.map(({ group }) => group)))),
  ]
}

export interface VouchingOptions
  extends Pick<GrantsOptions, 'policy' | 'seePerson' | 'readUserGroups' | 'findPrincipal'> {
  readonly store: VouchingStore
  readonly clock: Clock
  /** A new id that nobody can guess. */
  readonly newId: () => string
  /** The account in which people are told apart. Twelve digits. */
  readonly account: string
}

/** Losing a race this often in a row is no race any more. */
const ATTEMPTS = 5

export function createVouchings(options: VouchingOptions): Vouchings {
  const { store, clock, account, policy } = options
  const principal = async (person: PersonKey) => {
    const known = await knownAs(options, person, account)
    return known.link === null || known.link.user === 'there' ? known.principal : undefined
  }

  return {
    ask: async ({ person, place }) => {
      const [seen, known] = await Promise.all([options.seePerson(person), principal(person)])
      const codes = askingRefusals(seen, place, known, policy())
      if (codes.length > 0 || !known || keyOf(seen) !== person)
        return err(codes.length > 0 ? codes : ['person-incomplete'])
      const askedAt = epochSeconds(clock)
      const vouching: Vouching = {
        id: options.newId(),
        person,
        principal: known,
        askedAt,
        expiresAt: askedAt + OPEN_S,
        vouchers: [],
        usedAt: null,
        version: 1,
      }
      return (await store.write(vouching)) ? ok(vouching) : err(['conflict'])
    },
    vouch: ({ person, place }, id) =>
      change(store, id, async (vouching) => {
        const userGroups = policy().groups.flatMap((group) => ('userGroup' in group ? [group.userGroup] : []))
        const own = principalIn(policy(), person, account)
        const [seen, of, groups] = await Promise.all([
          options.seePerson(person),
          principal(vouching.person),
          options.readUserGroups(userGroups),
        ])
        const now = epochSeconds(clock)
        const facts = { place, members: membersOf(policy(), groups), principal: own, of }
        const codes = vouchingRefusals(vouching, seen, facts, policy(), now)
        if (codes.length > 0 || !own || keyOf(seen) !== person)
          return err(codes.length > 0 ? codes : ['person-incomplete'])
        return ok({ ...vouching, vouchers: [...vouching.vouchers, { by: person, principal: own, at: now }] })
      }),
    use: ({ person }, id) =>
      change(store, id, async (vouching) => {
        const now = epochSeconds(clock)
        const codes = usingRefusals(vouching, person, now)
        return codes.length > 0 ? err(codes) : ok({ ...vouching, usedAt: now })
      }),
  }
}

/** Read, decide, write if nobody was faster; else all of it again on the new record. */
async function change(
  store: VouchingStore,
  id: string,
  decide: (vouching: Vouching) => Promise<Result<Vouching, readonly RefusalCode[]>>,
): Promise<Result<Vouching, readonly RefusalCode[]>> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const vouching = await store.read(id)
    if (!vouching) return err(['not-found'])
    const decided = await decide(vouching)
    if (!decided.ok) return decided
    const after = { ...decided.value, version: vouching.version + 1 }
    if (await store.write(after)) return ok(after)
  }
  return err(['conflict'])
}
