import { err, ok, type Result } from '../../base/result.ts'
import { type Clock, type EpochSeconds, epochSeconds, MINUTE_S } from '../../base/time.ts'
import type { GrantsOptions } from '../lifecycle/options.ts'
import { groupsOf, membersOf } from '../rules/access-policy.ts'
import type { Actor } from '../rules/circumstances.ts'
import { isListed, linkingRefusals } from '../rules/linked.ts'
import { keyOf, personRefusals, placeRefusals } from '../rules/person.ts'
import type { RefusalCode } from '../rules/refusal.ts'
import { approvingGroups } from '../rules/vouching.ts'
import type { PersonKey } from '../terms.ts'
import {
  type DirectoryUser,
  type IdentityLink,
  type IdentityLinkStore,
  type LinkEnd,
  type LinkInForce,
  linkInForce,
  openLink,
  type PersonLinks,
} from './link.ts'

/** Links between people in Slack and users of Identity Center. */
export interface Linking {
  /** Whether the policy leaves it to this person to say who they are in AWS. */
  mayLink(person: PersonKey): boolean
  /** The link that counts for a person. */
  linkOf(person: PersonKey): Promise<LinkInForce | undefined>
  /** Links the actor to a user that they have proved to be, and tells others. Nothing counts before they are told. */
  link(actor: Actor, user: DirectoryUser): Promise<Result<LinkInForce, readonly RefusalCode[]>>
  /** Ends a link: whose it is may, and whoever approves or ends grants. */
  end(actor: Actor, person: PersonKey, id: string): Promise<Result<IdentityLink, readonly RefusalCode[]>>
}

export interface LinkingOptions extends Pick<GrantsOptions, 'policy' | 'seePerson' | 'readUserGroups'> {
  readonly store: IdentityLinkStore
  readonly clock: Clock
  /** A new id that nobody can guess. */
  readonly newId: () => string
  /** Tells others, where requests are approved. Throws where it cannot. */
  readonly announce: (person: PersonKey, link: IdentityLink) => Promise<void>
  /** Told why a link could not be announced. */
  readonly onUnannounced: (error: unknown) => void
}

/** A process that died before it told others holds a user for this long. */
const HELD_S = 5 * MINUTE_S

/** Losing a race this often in a row is no race any more. */
const ATTEMPTS = 5

export function createLinking(options: LinkingOptions): Linking {
  const { store, clock, policy } = options
  return {
    mayLink: (person) => !isListed(policy(), person),
    linkOf: (person) => linkInForce(store, person),

    async link(actor, user) {
      const codes = await linkingCodes(options, actor, user)
      if (codes.length > 0) return err(codes)
      const made = await write(options, actor.person, user)
      if (!made.ok) return made
      return tell(options, actor.person, made.value)
    },

    async end(actor, person, id) {
      const codes = await endingCodes(options, actor, person)
      if (codes.length > 0) return err(codes)
      const end: LinkEnd = { at: epochSeconds(clock), by: actor.person, why: 'ended' }
      return change(store, person, id, (link) => ({ ...link, end }))
    },
  }
}

async function linkingCodes(
  { policy, seePerson }: LinkingOptions,
  { person, place }: Actor,
  { role: arn, userId }: DirectoryUser,
): Promise<readonly RefusalCode[]> {
  const seen = await seePerson(person)
  return [
    ...personRefusals(seen, policy().team),
    ...(keyOf(seen) === person ? [] : (['person-incomplete'] as const)),
    ...placeRefusals(place),
    ...linkingRefusals(policy(), person, { kind: 'identity-center', arn, userId }),
  ]
}

async function endingCodes(
  { policy, seePerson, readUserGroups }: LinkingOptions,
  { person, place }: Actor,
  of: PersonKey,
): Promise<readonly RefusalCode[]> {
  if (person === of) return placeRefusals(place)
  const { groups: all, team, revokers } = policy()
  const userGroups = all.flatMap((group) => ('userGroup' in group ? [group.userGroup] : []))
  const [seen, read] = await Promise.all([seePerson(person), readUserGroups(userGroups)])
  const may = groupsOf(person, [...approvingGroups(policy()), ...revokers], membersOf(policy(), read))
  return [
    ...personRefusals(seen, team),
    ...(keyOf(seen) === person ? [] : (['person-incomplete'] as const)),
    ...placeRefusals(place),
    ...(may.length > 0 ? [] : (['may-not-unlink'] as const)),
  ]
}

/** First the user's record, then the person's: until the second is there, the first means nothing. */
async function write(
  { store, clock, newId }: LinkingOptions,
  person: PersonKey,
  user: DirectoryUser,
): Promise<Result<IdentityLink, readonly RefusalCode[]>> {
  const now = epochSeconds(clock)
  const [had, claim] = await Promise.all([store.read(person), store.claim(user.userId)])
  const open = openLink(had)
  if (open && open.announcedAt !== null && open.userId !== user.userId) return err(['already-linked'])
  if (claim && claim.person !== person && isHeld(await store.read(claim.person), claim.linkId, now))
    return err(['identity-taken'])
  const { userId, userName, role } = user
  const made = { id: newId(), userId, userName, role, provedAt: now, announcedAt: null, end: null }
  const version = (claim?.version ?? 0) + 1
  if (!(await store.writeClaim({ userId, version, person, linkId: made.id }))) return err(['conflict'])
  const why = open?.announcedAt === null ? 'not-announced' : 'replaced'
  const before = had.links.map((link) =>
    link === open ? { ...link, end: { at: now, by: person, why } } : link,
  )
  const links = [...before, made] as PersonLinks['links']
  return (await store.write({ person, version: had.version + 1, links })) ? ok(made) : err(['conflict'])
}

function isHeld({ links }: PersonLinks, linkId: string, now: EpochSeconds): boolean {
  const link = links.find(({ id }) => id === linkId)
  return link?.end === null && (link.announcedAt !== null || now < link.provedAt + HELD_S)
}

/** A link that nobody was told of would let a theft go unseen; so it ends again. */
async function tell(
  { store, clock, announce, onUnannounced }: LinkingOptions,
  person: PersonKey,
  made: IdentityLink,
): Promise<Result<LinkInForce, readonly RefusalCode[]>> {
  try {
    await announce(person, made)
  } catch (error) {
    onUnannounced(error)
    const end: LinkEnd = { at: epochSeconds(clock), by: person, why: 'not-announced' }
    const ended = await change(store, person, made.id, (link) => ({ ...link, end }))
    return err(ended.ok ? ['not-announced'] : ended.error)
  }
  const announcedAt = epochSeconds(clock)
  const told = await change(store, person, made.id, (link) => ({ ...link, announcedAt }))
  if (!told.ok) return told
  // Somebody else may have taken the user meanwhile; then this link counts for nothing, and nobody is told that it does.
  const link = await linkInForce(store, person)
  return link?.id === made.id ? ok(link) : err(['conflict'])
}

/** Changes a link that has not ended; reads, decides and writes again where somebody was faster. */
async function change(
  store: IdentityLinkStore,
  person: PersonKey,
  id: string,
  changed: (link: IdentityLink) => IdentityLink,
): Promise<Result<IdentityLink, readonly RefusalCode[]>> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const { version, links } = await store.read(person)
    const link = links.find((each) => each.id === id)
    if (!link || link.end) return err(['not-linked'])
    const after = changed(link)
    const all = links.map((each) => (each === link ? after : each))
    if (await store.write({ person, version: version + 1, links: all })) return ok(after)
  }
  return err(['conflict'])
}
