import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createFindLinked } from '../../../src/grants/identity/find-linked.ts'
import { linkInForce } from '../../../src/grants/identity/link.ts'
import { createLinking, type LinkingOptions } from '../../../src/grants/identity/linking.ts'
import type { SeenPerson } from '../../../src/grants/rules/person.ts'
import type { PersonKey, PrincipalRef } from '../../../src/grants/terms.ts'
import { ANN, aPerson, aPolicy, BEN, DAN, EVE, T0 } from '../../support/grants.ts'
import { by } from '../../support/grants-world.ts'
import { aLinkTo, memoryIdentityLinks, NINA, OLE } from '../../support/identity-links.ts'

const ZOE: PersonKey = 'T1/ZOE'
const YAN: PersonKey = 'T1/YAN'

/** Ann to Eve are listed; Zoe and Yan are not. */
function world(change: Partial<LinkingOptions> = {}) {
  let now = T0
  let ids = 0
  const said: string[] = []
  const people = new Map<PersonKey, Partial<SeenPerson>>()
  const options: LinkingOptions = {
    store: memoryIdentityLinks(),
    clock: () => now * 1000,
    newId: () => `k${++ids}`,
    policy: () => aPolicy(),
    seePerson: async (key) => aPerson(key, people.get(key)),
    readUserGroups: async () => new Map(),
    announce: async (person, { userName }) => void said.push(`${person} is ${userName}`),
    onUnannounced: () => undefined,
    ...change,
  }
  const pass = (seconds: number) => {
    now += seconds
  }
  return { linking: createLinking(options), options, said, people, pass }
}

const refused = (...codes: string[]) => ({ ok: false, error: codes })

describe('a link', () => {
  it('counts once others have been told of it', async () => {
    const { linking, said } = world()
    expect(linking.mayLink(ZOE)).toBe(true)
    expect(await linking.linkOf(ZOE)).toBeUndefined()
    expect(await linking.link(by(ZOE), NINA)).toMatchObject({ ok: true, value: { ...NINA, announcedAt: T0 } })
    expect(await linking.linkOf(ZOE)).toMatchObject({ userId: NINA.userId, announcedAt: T0 })
    expect(said).toEqual([`${ZOE} is nina.kowalski`])
  })

  it('is undone where nobody could be told, and can be tried again', async () => {
    const slack: { down: boolean } = { down: true }
    const failures: unknown[] = []
    const { linking, options } = world({
      announce: async () => {
        if (slack.down) throw new Error('Slack is down')
      },
      onUnannounced: (error) => failures.push(error),
    })
    expect(await linking.link(by(ZOE), NINA)).toEqual(refused('not-announced'))
    expect(failures).toHaveLength(1)
    expect(await linking.linkOf(ZOE)).toBeUndefined()
    slack.down = false
    expect((await linking.link(by(ZOE), NINA)).ok).toBe(true)
    expect((await options.store.read(ZOE)).links.map(({ end }) => end?.why)).toEqual([
      'not-announced',
      undefined,
    ])
  })

  it('counts for nothing where the process died before it told others, and holds the user for a while', async () => {
    const { linking, options, pass } = world({ announce: () => new Promise(() => undefined) })
    void linking.link(by(ZOE), NINA)
    for (let turn = 0; turn < 50; turn++) await Promise.resolve()
    const next = createLinking({ ...options, announce: async () => undefined })
    expect(await next.linkOf(ZOE)).toBeUndefined()
    expect(await next.link(by(YAN), NINA)).toEqual(refused('identity-taken'))
    pass(300)
    expect((await next.link(by(YAN), NINA)).ok).toBe(true)
    expect(await next.linkOf(ZOE)).toBeUndefined()
  })

  it.each<[string, PersonKey, Partial<SeenPerson>, string]>([
    ['somebody whom the policy lists', BEN, {}, 'already-listed'],
    ['a guest', ZOE, { restricted: true }, 'guest'],
    ['a deactivated person', ZOE, { deleted: true }, 'deactivated'],
    ['somebody of another team', 'T2/ZOE', {}, 'other-team'],
    ['somebody else than asked for', ZOE, { user: 'OTHER' }, 'person-incomplete'],
  ])('cannot be made by %s', async (_, person, seen, code) => {
    const { linking, people, options } = world()
    people.set(person, seen)
    expect(await linking.link(by(person), NINA)).toEqual(refused(code))
    expect(await options.store.claim(NINA.userId)).toBeUndefined()
  })

  it('is refused to a second Slack account of the same user', async () => {
    const { linking, pass } = world()
    await linking.link(by(ZOE), NINA)
    pass(1e9)
    expect(await linking.link(by(YAN), NINA)).toEqual(refused('identity-taken'))
    expect(await linking.linkOf(YAN)).toBeUndefined()
  })

  it('is refused where the policy lists the user for somebody else, with whatever role', async () => {
    const listed: PrincipalRef = { kind: 'identity-center', userId: NINA.userId, arn: `${NINA.role}9` }
    const policy = aPolicy({ people: [{ slack: ANN, principals: { '999999999999': listed } }] })
    const { linking } = world({ policy: () => policy })
    expect(await linking.link(by(ZOE), NINA)).toEqual(refused('identity-taken'))
  })

  it('cannot be moved to another user before it is ended', async () => {
    const { linking, options } = world()
    await linking.link(by(ZOE), NINA)
    expect(await linking.link(by(ZOE), OLE)).toEqual(refused('already-linked'))
    expect((await linking.end(by(ZOE), ZOE, 'k1')).ok).toBe(true)
    expect((await linking.link(by(ZOE), OLE)).ok).toBe(true)
    expect((await options.store.read(ZOE)).links.map(({ userName, end }) => [userName, end?.why])).toEqual([
      ['nina.kowalski', 'ended'],
      ['ole.hansen', undefined],
    ])
  })

  it('that is proved anew, as with another permission set, takes the place of the old one and waits anew', async () => {
    const { linking, pass } = world()
    await linking.link(by(ZOE), NINA)
    pass(5000)
    const role = NINA.role.replace('DataScience', 'Platform')
    expect((await linking.link(by(ZOE), { ...NINA, role })).ok).toBe(true)
    expect(await linking.linkOf(ZOE)).toMatchObject({ role, announcedAt: T0 + 5000 })
  })

  it('leaves its user free once it is ended', async () => {
    const { linking } = world()
    await linking.link(by(ZOE), NINA)
    await linking.end(by(ZOE), ZOE, 'k1')
    expect((await linking.link(by(YAN), NINA)).ok).toBe(true)
    expect(await linking.linkOf(ZOE)).toBeUndefined()
  })

  it.each<[string, PersonKey, readonly string[]]>([
    ['the person', ZOE, []],
    ['somebody who approves', BEN, []],
    ['somebody who may end grants', EVE, []],
    ['somebody else', DAN, ['may-not-unlink']],
    ['somebody of another team', 'T2/BEN', ['other-team', 'may-not-unlink']],
  ])('is ended by %s', async (_, person, codes) => {
    const { linking, options } = world()
    await linking.link(by(ZOE), NINA)
    const ended = await linking.end(by(person), ZOE, 'k1')
    expect(ended.ok ? [] : ended.error).toEqual(codes)
    expect((await linking.linkOf(ZOE)) === undefined).toBe(codes.length === 0)
    const end = codes.length === 0 ? { at: T0, by: person, why: 'ended' } : null
    expect((await options.store.read(ZOE)).links[0]?.end).toEqual(end)
  })

  it('that is not there, or has ended, cannot be ended', async () => {
    const { linking } = world()
    expect(await linking.end(by(ZOE), ZOE, 'k1')).toEqual(refused('not-linked'))
    await linking.link(by(ZOE), NINA)
    await linking.end(by(ZOE), ZOE, 'k1')
    expect(await linking.end(by(BEN), ZOE, 'k1')).toEqual(refused('not-linked'))
  })
})

it('counts for whom the user’s own record names, where two got through at once', async () => {
  const store = memoryIdentityLinks()
  for (const [person, id] of [
    [ZOE, 'k1'],
    [YAN, 'k2'],
  ] as const)
    await store.write({ person, version: 1, links: [aLinkTo(NINA, { id })] })
  await store.writeClaim({ userId: NINA.userId, version: 1, person: YAN, linkId: 'k2' })
  expect(await linkInForce(store, ZOE)).toBeUndefined()
  expect(await linkInForce(store, YAN)).toMatchObject({ id: 'k2' })
  await store.writeClaim({ userId: NINA.userId, version: 2, person: YAN, linkId: 'k3' })
  expect(await linkInForce(store, YAN)).toBeUndefined()
})

it('whose user somebody else takes meanwhile is not said to be made', async () => {
  const store = memoryIdentityLinks()
  const { linking } = world({
    store,
    announce: async () => {
      await store.writeClaim({ userId: NINA.userId, version: 2, person: YAN, linkId: 'k9' })
    },
  })
  expect(await linking.link(by(ZOE), NINA)).toEqual(refused('conflict'))
  expect(await linking.linkOf(ZOE)).toBeUndefined()
})

it('whatever several people do at once, a person is one user and a user is one person', async () => {
  const act = fc.record({
    person: fc.constantFrom<PersonKey>(ZOE, YAN),
    user: fc.constantFrom(NINA, OLE),
    ends: fc.boolean(),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(fc.array(act, { maxLength: 4 }), { maxLength: 4 }), async (rounds) => {
      const { linking, options } = world()
      for (const round of rounds) {
        await Promise.all(
          round.map(async ({ person, user, ends }) => {
            const link = await linking.linkOf(person)
            await (ends && link ? linking.end(by(person), person, link.id) : linking.link(by(person), user))
          }),
        )
        const users = []
        for (const person of [ZOE, YAN]) {
          const { links } = await options.store.read(person)
          expect(links.filter(({ end }) => end === null).length).toBeLessThan(2)
          const link = await linkInForce(options.store, person)
          if (link) users.push(link.userId)
        }
        expect(new Set(users).size).toBe(users.length)
      }
    }),
    { numRuns: 200 },
  )
})

describe('somebody who is linked', () => {
  async function linked(change: Partial<Parameters<typeof createFindLinked>[0]> = {}) {
    const { linking, options } = world()
    await linking.link(by(ZOE), NINA)
    return createFindLinked({
      store: options.store,
      isLinkable: () => true,
      seeUser: async () => 'there',
      ...change,
    })
  }

  it('is found in the account of the proof, with what Identity Center says of them now', async () => {
    const principal = { kind: 'identity-center', arn: NINA.role, userId: NINA.userId }
    expect(await (await linked())(ZOE, '111122223333')).toEqual({
      principal,
      link: { since: T0, user: 'there' },
    })
    const gone = await linked({ seeUser: async () => 'gone' })
    expect(await gone(ZOE, '111122223333')).toEqual({ principal, link: { since: T0, user: 'gone' } })
  })

  it('is nobody in another account, with a permission set that may not link, and where they are not linked', async () => {
    expect(await (await linked())(ZOE, '999999999999')).toBeUndefined()
    expect(await (await linked({ isLinkable: () => false }))(ZOE, '111122223333')).toBeUndefined()
    expect(await (await linked())(YAN, '111122223333')).toBeUndefined()
  })
})
