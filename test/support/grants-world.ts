import type { Grant } from '../../src/grants/grant.ts'
import { createGrants, type Grants } from '../../src/grants/lifecycle/lifecycle.ts'
import type { GrantsOptions } from '../../src/grants/lifecycle/options.ts'
import type { FoundRole, Made } from '../../src/grants/ports.ts'
import type { Anchor } from '../../src/grants/record/anchor.ts'
import { canonicalJson } from '../../src/grants/record/canonical-json.ts'
import type { AccessPolicy } from '../../src/grants/rules/access-policy.ts'
import type { Actor } from '../../src/grants/rules/circumstances.ts'
import type { SeenPerson } from '../../src/grants/rules/person.ts'
import type { EntitlementLimits } from '../../src/grants/rules/ruling.ts'
import type { PersonKey, Window } from '../../src/grants/terms.ts'
import { anEntitlement, aPerson, aPolicy, sha256, T0 } from './grants.ts'

interface FakeRole extends FoundRole {
  readonly window: Window
}

/** What outlives a process: the table, IAM, Slack, and the time. */
export interface World {
  /** Epoch seconds. */
  now: number
  readonly table: Map<string, string>
  readonly shownHeads: Map<string, string>
  readonly anchors: Anchor[]
  readonly roles: Map<string, FakeRole>
  /** Every state that people were shown, in order. */
  readonly shown: string[]
  readonly people: Map<PersonKey, Partial<SeenPerson>>
  policy: AccessPolicy
  entitlement: EntitlementLimits
  /** Ports that fail when they are called, e.g. `show` or `makeGrant`. */
  readonly broken: Set<string>
  /** What AWS says to a role; by default it makes it. */
  verdict: Made['outcome']
  /** Failures that were reported, e.g. `settle g1`. */
  readonly failures: string[]
}

/** The process dies before or after the effect of its n-th call to the outside. */
export interface Kill {
  readonly call: number
  readonly when: 'before' | 'after'
}

export function aWorld(change: Partial<Pick<World, 'policy' | 'entitlement'>> = {}): World {
  return {
    now: T0,
    table: new Map(),
    shownHeads: new Map(),
    anchors: [],
    roles: new Map(),
    shown: [],
    people: new Map(),
    policy: aPolicy(),
    entitlement: anEntitlement(),
    broken: new Set(),
    verdict: 'made',
    failures: [],
    ...change,
  }
}

/** A process in this world. `calls` counts what it asked of the outside; once killed it can do nothing more. */
export function aProcess(
  world: World,
  kill?: Kill,
): { readonly grants: Grants; readonly options: GrantsOptions; readonly calls: () => number } {
  let calls = 0
  let dead = false

  async function call<T>(name: string, effect: () => T): Promise<T> {
    await Promise.resolve()
    if (!dead) calls++
    const dies = kill !== undefined && calls === kill.call
    if (dead || (dies && kill.when === 'before')) throw died()
    if (world.broken.has(name)) throw new Error(`${name} is down`)
    const result = effect()
    if (dies) throw died()
    return result
  }

  function died(): Error {
    dead = true
    return new Error('killed')
  }

  const options: GrantsOptions = {
    store: {
      read: (id) => call('read', () => stored(world, id)),
      create: (grant) => call('create', () => !world.table.has(grant.id) && keep(grant)),
      move: ({ state, revisions, head }, after) =>
        call('move', () => {
          const kept = stored(world, after.id)
          const expected = kept?.state === state && kept.revisions === revisions && kept.head === head
          return expected && keep(after)
        }),
      unsettled: () =>
        call('unsettled', () =>
          everything(world).filter(
            ({ state, review }) => state !== 'ended' || (review !== null && review.outcome === null),
          ),
        ),
      all: () => call('all', () => everything(world)),
      shown: (id, head) => call('shown', () => void world.shownHeads.set(id, head)),
      unshown: () =>
        call('unshown', () => everything(world).filter(({ id, head }) => world.shownHeads.get(id) !== head)),
      anchors: () => call('anchors', () => [...world.anchors]),
      addAnchor: (anchor) =>
        call('addAnchor', () => anchor.seq === world.anchors.length && world.anchors.push(anchor) > 0),
    },
    makeGrant: (grant, revision, window) =>
      call('makeGrant', () => {
        if (world.verdict === 'refused') return { outcome: 'refused' as const, problem: 'MalformedPolicy' }
        const documentsHash = sha256(canonicalJson({ window, request: revision.requestHash }))
        const arn = roleArn(grant.id)
        const { requestHash } = revision
        world.roles.set(arn, { arn, grantId: grant.id, requestHash, documentsHash, window })
        return { outcome: 'made' as const, role: { arn, documentsHash } }
      }),
    endGrant: ({ id }) => call('endGrant', () => void world.roles.delete(roleArn(id))),
    listRoles: () => call('listRoles', () => [...world.roles.values()]),
    show: ({ id, state }) => call('show', () => void world.shown.push(`${id} ${state}`)),
    seePerson: (key) => call('seePerson', () => aPerson(key, world.people.get(key))),
    readUserGroups: () => call('readUserGroups', () => new Map<string, readonly PersonKey[]>()),
    findPrincipal: () => call('findPrincipal', () => undefined),
    entitlement: (id) => (id === world.entitlement.id ? world.entitlement : undefined),
    policy: () => world.policy,
    hash: sha256,
    clock: () => world.now * 1000,
    onFailure: (what, id) => void world.failures.push(`${what} ${id}`),
  }

  function keep(grant: Grant): true {
    world.table.set(grant.id, JSON.stringify(grant))
    return true
  }

  return { grants: createGrants(options), options, calls: () => calls }
}

export function roleArn(grantId: string): string {
  return `arn:aws:iam::111122223333:role/sw/${grantId}`
}

export function stored(world: World, id: string): Grant | undefined {
  const text = world.table.get(id)
  return text === undefined ? undefined : JSON.parse(text)
}

/** The stored grant; throws where there is none. */
export function grantIn(world: World, id = 'g1'): Grant {
  const grant = stored(world, id)
  if (!grant) throw new Error(`No grant ${id}`)
  return grant
}

export function everything(world: World): readonly Grant[] {
  return [...world.table.keys()].map((id) => grantIn(world, id))
}

/** Whether AWS would let the requester in at an instant, by the documents of the roles there are. */
export function hasAccess(world: World, at: number, id = 'g1'): boolean {
  const window = world.roles.get(roleArn(id))?.window
  return window !== undefined && at >= window.startsAt && at < window.endsAt
}

/** Somebody in a direct message or on the bot's page. */
export function by(person: PersonKey): Actor {
  return { person, place: { kind: 'private' } }
}
