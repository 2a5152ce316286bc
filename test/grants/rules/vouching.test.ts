import { describe, expect, it } from 'vitest'
import type { SeenPerson } from '../../../src/grants/rules/person.ts'
import { createVouchings, isComplete, type VouchingOptions } from '../../../src/grants/rules/vouching.ts'
import type { PersonKey, PrincipalRef } from '../../../src/grants/terms.ts'
import { CENTER } from '../../support/grant-orders.ts'
import { ANN, aPerson, aPolicy, BEN, CAT, DAN, EVE, principalOfTest, T0 } from '../../support/grants.ts'
import { by } from '../../support/grants-world.ts'
import { memoryVouchings } from '../../support/vouchings.ts'

const CHANNEL = { kind: 'channel' as const, external: false }
const RULES = [
  {
    id: 'all',
    for: {},
    approvals: [
      { group: 'leads', count: 1 },
      { group: 'security', count: 1 },
    ],
  },
  { id: 'never', for: {}, deny: true as const },
]

/** Ben, Cat and Dan may approve; Eve is on call only. */
function world(change: Partial<VouchingOptions> = {}) {
  let now = T0
  let ids = 0
  const people = new Map<PersonKey, Partial<SeenPerson>>()
  const options: VouchingOptions = {
    store: memoryVouchings(),
    clock: () => now * 1000,
    newId: () => `v${++ids}`,
    account: '111122223333',
    policy: () => aPolicy({ rules: RULES }),
    seePerson: async (key) => aPerson(key, people.get(key)),
    readUserGroups: async () => new Map(),
    findPrincipal: async () => undefined,
    ...change,
  }
  return {
    vouchings: createVouchings(options),
    options,
    people,
    pass: (seconds: number) => {
      now += seconds
    },
  }
}

async function asked(change: Partial<VouchingOptions> = {}) {
  const all = world(change)
  const vouching = await all.vouchings.ask(by(ANN))
  if (!vouching.ok) throw new Error(vouching.error.join())
  return { ...all, id: vouching.value.id }
}

const policyWith = (principals: ReadonlyArray<readonly [PersonKey, PrincipalRef]>) =>
  aPolicy({
    rules: RULES,
    people: principals.map(([slack, ref]) => ({ slack, principals: { '111122223333': ref } })),
  })

describe('vouching for somebody without a second factor', () => {
  it('takes two others who may approve, and lets the person enrol once', async () => {
    const { vouchings, id } = await asked()
    expect(await vouchings.use(by(ANN), id)).toEqual({ ok: false, error: ['approvals-missing'] })
    const first = await vouchings.vouch({ person: BEN, place: CHANNEL }, id)
    expect(first).toMatchObject({ ok: true, value: { vouchers: [{ by: BEN }] } })
    const second = await vouchings.vouch(by(DAN), id)
    expect(second.ok && isComplete(second.value)).toBe(true)
    expect(await vouchings.use(by(ANN), id)).toMatchObject({ ok: true, value: { usedAt: T0 } })
    expect(await vouchings.use(by(ANN), id)).toEqual({ ok: false, error: ['wrong-state'] })
  })

  it.each([
    ['the person', ANN, 'own-request'],
    ['somebody who may approve nothing', EVE, 'not-an-approver'],
    ['somebody of another team', 'T2/BEN' as PersonKey, 'other-team'],
    ['nobody that is listed', 'T1/ZOE' as PersonKey, 'not-listed'],
  ])('does not count the word of %s', async (_, person, code) => {
    const { vouchings, id } = await asked()
    const vouched = await vouchings.vouch(by(person), id)
    expect(vouched).toMatchObject({ ok: false, error: expect.arrayContaining([code]) })
  })

  it('does not count the word of an approver who said themself who they are in AWS', async () => {
    const zoe: PersonKey = 'T1/ZOE'
    const policy = { ...aPolicy({ rules: RULES }), groups: [{ id: 'leads', people: [zoe] }] }
    const { vouchings, id } = await asked({
      policy: () => policy,
      findPrincipal: async () => ({ principal: CENTER, link: { since: 0, user: 'there' } }),
    })
    expect(await vouchings.vouch(by(zoe), id)).toEqual({ ok: false, error: ['not-listed'] })
  })

  it.each([
    ['there', true],
    ['gone', false],
    ['unknown', false],
  ] as const)('is asked for by somebody who is linked, while their user is there: %s', async (user, may) => {
    const { vouchings } = world({
      findPrincipal: async () => ({ principal: CENTER, link: { since: 0, user } }),
    })
    expect((await vouchings.ask(by('T1/ZOE'))).ok).toBe(may)
  })

  it.each([
    ['a guest', { restricted: true }, 'guest'],
    ['somebody who left', { deleted: true }, 'deactivated'],
    ['a bot', { bot: true }, 'bot'],
    ['somebody of whom Slack says too little', { stranger: undefined }, 'person-incomplete'],
  ])('does not count the word of %s', async (_, seen, code) => {
    const { vouchings, people, id } = await asked()
    people.set(BEN, seen)
    expect(await vouchings.vouch(by(BEN), id)).toMatchObject({ ok: false, error: [code] })
    people.set(ANN, seen)
    expect(await vouchings.ask(by(ANN))).toMatchObject({ ok: false, error: [code] })
  })

  it('counts nobody twice', async () => {
    const { vouchings, id } = await asked()
    await vouchings.vouch(by(BEN), id)
    expect(await vouchings.vouch(by(BEN), id)).toEqual({ ok: false, error: ['already-approved'] })
  })

  it('takes two Slack accounts of one AWS identity for one human', async () => {
    const ben = principalOfTest(BEN)
    const policy = policyWith([
      [ANN, principalOfTest(ANN)],
      [BEN, ben],
      [CAT, ben],
      [DAN, principalOfTest(ANN)],
    ])
    const { vouchings, id } = await asked({ policy: () => policy })
    await vouchings.vouch(by(BEN), id)
    expect(await vouchings.vouch(by(CAT), id)).toEqual({ ok: false, error: ['already-approved'] })
    expect(await vouchings.vouch(by(DAN), id)).toEqual({ ok: false, error: ['own-request'] })
  })

  it('needs no third', async () => {
    const { vouchings, id } = await asked()
    for (const each of [BEN, CAT]) await vouchings.vouch(by(each), id)
    expect(await vouchings.vouch(by(DAN), id)).toEqual({ ok: false, error: ['not-needed'] })
  })

  it('is over after an hour, for others and for the person', async () => {
    const { vouchings, pass, id } = await asked()
    for (const each of [BEN, CAT]) await vouchings.vouch(by(each), id)
    pass(3600)
    expect(await vouchings.use(by(ANN), id)).toEqual({ ok: false, error: ['lapsed'] })
    const late = await asked()
    late.pass(3600)
    expect(await late.vouchings.vouch(by(BEN), late.id)).toEqual({ ok: false, error: ['lapsed'] })
  })

  it('is worth nothing for anybody else, nor in a shared channel, nor under a made-up id', async () => {
    const { vouchings, id } = await asked()
    for (const external of [true, undefined])
      expect(await vouchings.vouch({ person: BEN, place: { kind: 'channel', external } }, id)).toEqual({
        ok: false,
        error: ['shared-channel'],
      })
    for (const each of [BEN, CAT]) await vouchings.vouch(by(each), id)
    expect(await vouchings.use(by(DAN), id)).toEqual({ ok: false, error: ['not-the-requester'] })
    expect(await vouchings.use(by(ANN), 'v99')).toEqual({ ok: false, error: ['not-found'] })
  })

  it('holds for the AWS identity that asked, and no other', async () => {
    let policy = aPolicy({ rules: RULES })
    const { vouchings, id } = await asked({ policy: () => policy })
    policy = policyWith([
      [ANN, principalOfTest(EVE)],
      [BEN, principalOfTest(BEN)],
    ])
    expect(await vouchings.vouch(by(BEN), id)).toEqual({ ok: false, error: ['principal-changed'] })
  })

  it('is asked for only by whom AWS knows', async () => {
    const { vouchings } = world({ policy: () => policyWith([]) })
    expect(await vouchings.ask(by(ANN))).toEqual({ ok: false, error: ['principal-unknown'] })
  })

  it('counts two at the same moment as two, and uses at the same moment as one', async () => {
    const { vouchings, id } = await asked()
    const both = await Promise.all([BEN, DAN].map((each) => vouchings.vouch(by(each), id)))
    expect(both.map(({ ok }) => ok)).toEqual([true, true])
    const uses = await Promise.all([1, 2, 3].map(() => vouchings.use(by(ANN), id)))
    expect(uses.filter(({ ok }) => ok)).toHaveLength(1)
  })
})
