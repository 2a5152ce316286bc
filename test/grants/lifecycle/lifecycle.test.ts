import { describe, expect, it } from 'vitest'
import type { Answer, Target } from '../../../src/grants/lifecycle/answering.ts'
import { createGrants, type Grants } from '../../../src/grants/lifecycle/lifecycle.ts'
import type { PersonKey } from '../../../src/grants/terms.ts'
import { ANN, anAsked, anEntitlement, aPolicy, aProof, BEN, CAT, DAN, EVE, T0 } from '../../support/grants.ts'
import { aProcess, aWorld, by, grantIn, hasAccess, type World } from '../../support/grants-world.ts'

const first: Target = { id: 'g1', revision: 1 }
const second: Target = { id: 'g1', revision: 2 }

function approve(world: World, grants: Grants, person: PersonKey, target = first) {
  const proof = aProof(grantIn(world), person, { at: world.now })
  return grants.answer(by(person), target, { action: 'approve', proof })
}

async function activeGrant(world = aWorld()) {
  const { grants } = aProcess(world)
  await grants.request(by(ANN), 'g1', anAsked())
  await approve(world, grants, BEN)
  return { world, grants }
}

const codesOf = (result: Awaited<ReturnType<Grants['answer']>>) => (result.ok ? [] : result.error.codes)

describe('a grant', () => {
  it('is asked for, approved, granted and ended by the clock', async () => {
    const { world, grants } = await activeGrant()
    expect(grantIn(world)).toMatchObject({ state: 'active', current: { approvals: [{ by: BEN }] } })
    expect([T0 - 1, T0, T0 + 3599, T0 + 3600].map((at) => hasAccess(world, at))).toEqual([
      false,
      true,
      true,
      false,
    ])
    world.now = T0 + 3600
    expect(await grants.sweep()).toMatchObject({ moved: ['g1'], failed: [], drift: [] })
    expect(grantIn(world)).toMatchObject({ state: 'ended', end: { reason: 'expired', by: null } })
    expect(world.roles.size).toBe(0)
    expect(world.shown).toEqual(['g1 requested', 'g1 approved', 'g1 active', 'g1 ended'])
    expect(await grants.verify()).toMatchObject({ ok: true, events: 5 })
  })

  it('is shown as active only after AWS agreed', async () => {
    const world = aWorld()
    world.broken.add('makeGrant')
    const { grants } = await activeGrant(world)
    expect(grantIn(world).state).toBe('approved')
    expect(world.shown).toEqual(['g1 requested', 'g1 approved'])
    expect(world.failures).toEqual(['settle g1'])
    expect(await grants.sweep()).toMatchObject({ failed: ['g1'] })
    world.broken.clear()
    expect(await grants.sweep()).toMatchObject({ moved: ['g1'] })
    expect(world.shown.at(-1)).toBe('g1 active')
  })

  it('fails where AWS refuses for good, and leaves nothing', async () => {
    const world = aWorld()
    world.verdict = 'refused'
    await activeGrant(world)
    expect(grantIn(world)).toMatchObject({
      state: 'ended',
      end: { reason: 'failed', words: 'MalformedPolicy' },
    })
  })

  it('never names a principal, a risk or a mode that was sent along', async () => {
    const world = aWorld()
    await aProcess(world).grants.request(by(BEN), 'g1', anAsked())
    expect(grantIn(world).current.terms).toMatchObject({ requester: BEN, risk: 'medium', mode: 'approval' })
    expect(grantIn(world).current.terms.principal).toMatchObject({ uniqueId: 'AIDABEN' })
  })

  it('is not approved by somebody whom Slack does not confirm', async () => {
    const world = aWorld()
    const { grants } = aProcess(world)
    await grants.request(by(ANN), 'g1', anAsked())
    world.people.set(BEN, { user: 'CAT' })
    expect(codesOf(await approve(world, grants, BEN))).toEqual(['person-incomplete'])
  })

  it('is one, though its form is sent twice', async () => {
    const world = aWorld()
    const { grants } = aProcess(world)
    const sent = await Promise.all([1, 2].map(() => grants.request(by(ANN), 'g1', anAsked())))
    expect(sent.map(({ ok }) => ok)).toEqual([true, true])
    expect(grantIn(world).events).toHaveLength(1)
    const other = await grants.request(by(BEN), 'g1', anAsked())
    expect(other).toMatchObject({ ok: false, error: { codes: ['conflict'] } })
  })

  it.each([
    ['no principal', () => by('T1/ZOE'), anAsked(), ['principal-unknown']],
    ['no such entitlement', () => by(ANN), anAsked({ entitlement: 'x' }), ['entitlement-unknown']],
    ['too long', () => by(ANN), anAsked({ durationSeconds: 1e6 }), ['too-long']],
  ])('is refused and not kept: %s', async (_, actor, asked, codes) => {
    const world = aWorld()
    expect(await aProcess(world).grants.request(actor(), 'g1', asked)).toMatchObject({ error: { codes } })
    expect(world.table.size).toBe(0)
  })

  it('lapses when nobody answers', async () => {
    const world = aWorld()
    const { grants } = aProcess(world)
    await grants.request(by(ANN), 'g1', anAsked())
    world.now = T0 + 7200
    expect(codesOf(await approve(world, grants, BEN))).toEqual(['lapsed'])
    await grants.sweep()
    expect(grantIn(world)).toMatchObject({ state: 'ended', end: { reason: 'lapsed' } })
    expect(codesOf(await approve(world, grants, BEN))).toEqual(['wrong-state'])
  })

  it('needs a person of each group where the rules say so', async () => {
    const approvals = [
      { group: 'leads', count: 1 },
      { group: 'security', count: 1 },
    ]
    const world = aWorld({ policy: aPolicy({ rules: [{ id: 'r', for: {}, approvals }] }) })
    const { grants } = aProcess(world)
    await grants.request(by(ANN), 'g1', anAsked())
    await approve(world, grants, CAT)
    expect(grantIn(world).state).toBe('requested')
    expect(hasAccess(world, T0)).toBe(false)
    await approve(world, grants, BEN)
    expect(grantIn(world).state).toBe('active')
  })

  it.each<readonly [string, PersonKey, Answer, string]>([
    ['denied', BEN, { action: 'deny', reason: 'not today' }, 'denied'],
    ['withdrawn', ANN, { action: 'withdraw' }, 'withdrawn'],
  ])('can be %s before it is decided', async (_, person, given, reason) => {
    const world = aWorld()
    const { grants } = aProcess(world)
    await grants.request(by(ANN), 'g1', anAsked())
    expect((await grants.answer(by(person), first, given)).ok).toBe(true)
    expect(grantIn(world)).toMatchObject({ state: 'ended', end: { reason, by: person } })
    expect(await grants.answer(by(CAT), first, { action: 'deny', reason: 'x' })).toMatchObject({
      ok: false,
      error: { codes: ['wrong-state'], grant: { end: { by: person } } },
    })
  })

  it('cannot be withdrawn by anybody else', async () => {
    const world = aWorld()
    const { grants } = aProcess(world)
    await grants.request(by(ANN), 'g1', anAsked())
    expect(codesOf(await grants.answer(by(BEN), first, { action: 'withdraw' }))).toEqual([
      'not-the-requester',
    ])
    expect(await grants.mayAnswer(by(BEN), first, 'approve')).toEqual({ allowed: true })
    expect(await grants.mayAnswer(by(ANN), first, 'approve')).toMatchObject({ allowed: false })
    expect(await grants.mayAnswer(by(BEN), { id: 'g7', revision: 1 }, 'approve')).toEqual({
      allowed: false,
      codes: ['not-found'],
    })
  })
})

describe('two at once', () => {
  it('two approvals in the same millisecond: one wins, the other is told', async () => {
    const world = aWorld()
    const { grants } = aProcess(world)
    await grants.request(by(ANN), 'g1', anAsked())
    const proofs = [BEN, CAT].map((person) => [person, aProof(grantIn(world), person)] as const)
    const results = await Promise.all(
      proofs.map(([person, proof]) =>
        aProcess(world).grants.answer(by(person), first, { action: 'approve', proof }),
      ),
    )
    expect(results.filter(({ ok }) => ok)).toHaveLength(1)
    expect(results.flatMap(codesOf)).toEqual(['wrong-state'])
    expect(grantIn(world).current.approvals).toHaveLength(1)
    expect(grantIn(world).events.map(({ step }) => step.type)).toEqual(['ask', 'approve', 'attach'])
  })

  it('a double click by one approver is one approval, and both are told so', async () => {
    const world = aWorld()
    const { grants } = aProcess(world)
    await grants.request(by(ANN), 'g1', anAsked())
    const proof = aProof(grantIn(world), BEN)
    const press = () => aProcess(world).grants.answer(by(BEN), first, { action: 'approve', proof })
    const results = await Promise.all([press(), press(), press()])
    expect(results.map(({ ok }) => ok)).toEqual([true, true, true])
    expect((await press()).ok).toBe(true)
    expect(grantIn(world).current.approvals).toHaveLength(1)
  })

  it.each(['deny', 'approve'] as const)('an approval and a denial: whoever is first, %s', async (winner) => {
    const world = aWorld()
    const { grants } = aProcess(world)
    await grants.request(by(ANN), 'g1', anAsked())
    const proof = aProof(grantIn(world), BEN)
    const approval = () => grants.answer(by(BEN), first, { action: 'approve', proof })
    const denial = () => grants.answer(by(CAT), first, { action: 'deny', reason: 'no' })
    const results = await Promise.all(winner === 'deny' ? [denial(), approval()] : [approval(), denial()])
    expect(results.filter(({ ok }) => ok)).toHaveLength(1)
    expect(hasAccess(world, T0)).toBe(grantIn(world).state === 'active')
    expect(['active', 'ended']).toContain(grantIn(world).state)
  })

  it('a revocation while the role is being made leaves no role', async () => {
    const world = aWorld()
    const { grants, options } = aProcess(world)
    await grants.request(by(ANN), 'g1', anAsked())
    const late = createGrants({
      ...options,
      makeGrant: async (...given) => {
        await grants.answer(by(ANN), first, { action: 'revoke', reason: 'changed my mind' })
        return options.makeGrant(...given)
      },
    })
    await late.answer(by(BEN), first, { action: 'approve', proof: aProof(grantIn(world), BEN) })
    expect(grantIn(world)).toMatchObject({ state: 'ended', end: { reason: 'revoked' } })
    expect(world.roles.size).toBe(0)
  })
})

describe('ending early', () => {
  it.each([ANN, BEN, EVE])('%s may', async (person) => {
    const { world, grants } = await activeGrant()
    expect((await grants.answer(by(person), first, { action: 'revoke', reason: 'done' })).ok).toBe(true)
    expect(grantIn(world)).toMatchObject({
      state: 'ended',
      end: { reason: 'revoked', by: person, words: 'done' },
    })
    expect(hasAccess(world, T0 + 1)).toBe(false)
  })

  it('may not be done by anybody else', async () => {
    const { world, grants } = await activeGrant()
    expect(codesOf(await grants.answer(by(DAN), first, { action: 'revoke', reason: '' }))).toEqual([
      'may-not-revoke',
    ])
    expect(hasAccess(world, T0 + 1)).toBe(true)
  })

  it('works though eligibility is gone, limits are lowered and Slack is down', async () => {
    const { world, grants } = await activeGrant()
    world.policy = aPolicy({
      rules: [{ id: 'd', for: {}, deny: true }],
      groups: [],
      people: [],
      revokers: [],
    })
    world.entitlement = anEntitlement({ longestSeconds: 1, off: 'withdrawn' })
    world.people.set(ANN, { deleted: true })
    for (const port of ['seePerson', 'readUserGroups', 'findPrincipal', 'show']) world.broken.add(port)
    expect((await grants.answer(by(BEN), first, { action: 'revoke', reason: 'now' })).ok).toBe(true)
    expect(hasAccess(world, T0 + 1)).toBe(false)
    expect(grantIn(world).state).toBe('ended')
  })

  it('asks nobody who is who in AWS, also for people on call', async () => {
    const { world, grants } = await activeGrant()
    world.policy = aPolicy({ people: [] })
    world.broken.add('findPrincipal')
    expect((await grants.answer(by(EVE), first, { action: 'revoke', reason: 'now' })).ok).toBe(true)
    expect(grantIn(world).state).toBe('ended')
  })

  it('is finished by the sweep where AWS did not answer', async () => {
    const { world, grants } = await activeGrant()
    world.broken.add('endGrant')
    const result = await grants.answer(by(ANN), first, { action: 'revoke', reason: 'done' })
    expect(result.ok && result.value.state).toBe('ending')
    world.broken.clear()
    await grants.sweep()
    expect(grantIn(world).state).toBe('ended')
    expect(world.shown.at(-1)).toBe('g1 ended')
  })
})

describe('more time', () => {
  const until = T0 + 7200
  const more = { until, reason: 'not finished', ticket: null }
  it('comes as a new revision with its own approval, and without a gap', async () => {
    const { world, grants } = await activeGrant()
    world.now = T0 + 1800
    expect((await grants.extend(by(ANN), 'g1', more)).ok).toBe(true)
    expect(hasAccess(world, T0 + 3600)).toBe(false)
    expect((await approve(world, grants, CAT, second)).ok).toBe(true)
    const all = Array.from({ length: 7200 / 60 }, (_, minute) => T0 + minute * 60)
    expect(all.every((at) => hasAccess(world, at))).toBe(true)
    expect(hasAccess(world, until)).toBe(false)
    expect(grantIn(world)).toMatchObject({
      state: 'active',
      current: { number: 2, approvals: [{ by: CAT }] },
    })
    world.now = T0 + 3600
    await grants.sweep()
    expect(grantIn(world).state).toBe('active')
    world.now = until
    await grants.sweep()
    expect(grantIn(world)).toMatchObject({ state: 'ended', end: { reason: 'expired' } })
  })

  it.each<readonly [string, PersonKey, Answer]>([
    ['denied', BEN, { action: 'deny', reason: 'enough' }],
    ['withdrawn', ANN, { action: 'withdraw' }],
  ])('that is %s leaves the grant as it was', async (_, person, given) => {
    const { world, grants } = await activeGrant()
    await grants.extend(by(ANN), 'g1', more)
    await grants.answer(by(person), second, given)
    expect(grantIn(world)).toMatchObject({ state: 'active', next: null, current: { number: 1 } })
    expect(hasAccess(world, T0 + 3599)).toBe(true)
    expect(hasAccess(world, T0 + 3600)).toBe(false)
  })

  it('that AWS refuses leaves the grant as it was', async () => {
    const { world, grants } = await activeGrant()
    await grants.extend(by(ANN), 'g1', more)
    world.verdict = 'refused'
    await approve(world, grants, BEN, second)
    expect(grantIn(world)).toMatchObject({ state: 'active', next: null, current: { number: 1 } })
    expect(hasAccess(world, T0 + 3600)).toBe(false)
  })

  it('that AWS took by half and refuses is taken back there', async () => {
    const { world, grants } = await activeGrant()
    await grants.extend(by(ANN), 'g1', more)
    const { options } = aProcess(world)
    const halfway = createGrants({
      ...options,
      makeGrant: async (grant, revision, window) => {
        const made = await options.makeGrant(grant, revision, window)
        return revision.number === 2 ? { outcome: 'refused', problem: 'LimitExceeded' } : made
      },
    })
    await approve(world, halfway, BEN, second)
    expect(grantIn(world)).toMatchObject({ state: 'active', next: null, current: { number: 1 } })
    expect(hasAccess(world, T0 + 3599)).toBe(true)
    expect(hasAccess(world, T0 + 3600)).toBe(false)
    expect((await grants.sweep()).drift).toEqual([])
  })

  it('that nobody answers ends with the grant', async () => {
    const { world, grants } = await activeGrant()
    await grants.extend(by(ANN), 'g1', more)
    const proof = aProof(grantIn(world), BEN, { at: T0 + 3600 })
    world.now = T0 + 3600
    expect(codesOf(await grants.answer(by(BEN), second, { action: 'approve', proof }))).toEqual([
      'lapsed',
      'window-over',
    ])
    await grants.sweep()
    expect(grantIn(world)).toMatchObject({ state: 'ended', end: { reason: 'expired' }, next: null })
  })

  it('cannot be approved with the proof of the first revision', async () => {
    const { world, grants } = await activeGrant()
    const old = aProof(grantIn(world), BEN, { challengeId: 'fresh' })
    await grants.extend(by(ANN), 'g1', more)
    const refused = await grants.answer(by(BEN), second, { action: 'approve', proof: old })
    expect(codesOf(refused)).toEqual(['proof-of-other-request'])
    expect(codesOf(await approve(world, grants, BEN, first))).toEqual(['wrong-revision'])
  })

  it('cannot be asked for twice, or for a request', async () => {
    const { grants } = await activeGrant()
    await grants.extend(by(ANN), 'g1', more)
    expect(codesOf(await grants.extend(by(ANN), 'g1', more))).toEqual(['extension-pending'])
    expect(codesOf(await grants.extend(by(ANN), 'g9', more))).toEqual(['not-found'])
  })
})

describe('a later start', () => {
  const startsAt = T0 + 86_400
  async function scheduled() {
    const world = aWorld()
    const { grants } = aProcess(world)
    await grants.request(by(ANN), 'g1', anAsked({ startsAt }))
    await approve(world, grants, BEN)
    return { world, grants }
  }

  it('gives nothing before', async () => {
    const { world, grants } = await scheduled()
    world.now = startsAt - 1
    await grants.sweep()
    expect(grantIn(world).state).toBe('approved')
    expect(world.roles.size).toBe(0)
    world.now = startsAt
    await grants.sweep()
    expect(grantIn(world).state).toBe('active')
    expect(
      [startsAt - 1, startsAt, startsAt + 3599, startsAt + 3600].map((at) => hasAccess(world, at)),
    ).toEqual([false, true, true, false])
  })

  it('asks again whether the requester may', async () => {
    const { world, grants } = await scheduled()
    world.people.set(ANN, { restricted: true })
    world.now = startsAt
    await grants.sweep()
    expect(grantIn(world)).toMatchObject({
      state: 'ended',
      end: { reason: 'failed', words: 'No longer eligible: guest' },
    })
    expect(world.roles.size).toBe(0)
  })

  it('waits while nobody can be asked', async () => {
    const { world, grants } = await scheduled()
    world.broken.add('seePerson')
    world.now = startsAt
    expect(await grants.sweep()).toMatchObject({ failed: ['g1'] })
    expect(world.roles.size).toBe(0)
  })

  it('that was slept through gives nothing afterwards', async () => {
    const { world, grants } = await scheduled()
    world.now = startsAt + 3600
    await grants.sweep()
    expect(grantIn(world)).toMatchObject({ state: 'ended', end: { reason: 'expired' } })
    expect(grantIn(world).events.some(({ step }) => step.type === 'attach')).toBe(false)
  })
})

describe("the requester's own factor", () => {
  const auto = { id: 'a', for: {}, askers: ['askers'], longestSeconds: 3600 }
  const groups = [...aPolicy().groups, { id: 'askers', people: [ANN] }]
  const glass = {
    for: {},
    askers: ['askers'],
    longestSeconds: 3600,
    factors: ['passkey'] as const,
    reviewers: ['security'],
    reviewWithinSeconds: 86_400,
  }

  it('is what a rule without approvers needs, never less', async () => {
    const world = aWorld({ policy: aPolicy({ groups, autoApprovals: [auto] }) })
    const { grants } = aProcess(world)
    await grants.request(by(ANN), 'g1', anAsked())
    await grants.sweep()
    expect(grantIn(world)).toMatchObject({ state: 'requested', current: { terms: { mode: 'auto' } } })
    expect(world.roles.size).toBe(0)
    const weak = aProof(grantIn(world), BEN)
    expect(codesOf(await grants.answer(by(ANN), first, { action: 'confirm', proof: weak }))).toEqual([
      'proof-of-another',
    ])
    const proof = aProof(grantIn(world), ANN)
    expect((await grants.answer(by(ANN), first, { action: 'confirm', proof })).ok).toBe(true)
    expect((await grants.answer(by(ANN), first, { action: 'confirm', proof })).ok).toBe(true)
    expect(grantIn(world)).toMatchObject({ state: 'active', review: null })
  })

  it('breaks the glass, and somebody else looks back', async () => {
    const world = aWorld({ policy: aPolicy({ groups, breakGlass: glass }) })
    const { grants } = aProcess(world)
    await grants.request(by(ANN), 'g1', anAsked({ breakGlass: true }))
    const totp = aProof(grantIn(world), ANN, { method: 'totp', challengeId: 't' })
    expect(codesOf(await grants.answer(by(ANN), first, { action: 'confirm', proof: totp }))).toEqual([
      'factor-too-weak',
    ])
    await grants.answer(by(ANN), first, { action: 'confirm', proof: aProof(grantIn(world), ANN) })
    expect(grantIn(world)).toMatchObject({ state: 'active', review: { dueAt: T0 + 86_400, outcome: null } })
    world.now = T0 + 86_399
    expect(await grants.sweep()).toMatchObject({ overdueReviews: [] })
    world.now = T0 + 86_400
    expect(await grants.sweep()).toMatchObject({ overdueReviews: ['g1'] })
    const review: Answer = { action: 'review', verdict: 'justified', note: 'outage' }
    expect(codesOf(await grants.answer(by(ANN), first, review))).toContain('own-request')
    expect((await grants.answer(by(DAN), first, review)).ok).toBe(true)
    expect(await grants.sweep()).toMatchObject({ overdueReviews: [] })
    expect(await grants.verify()).toMatchObject({ ok: true })
  })
})

describe('with Slack down during the whole grant', () => {
  it('access begins and ends, and people are told when it is back', async () => {
    const world = aWorld()
    world.broken.add('show')
    const { grants } = await activeGrant(world)
    world.now = T0 + 3600
    await grants.sweep()
    expect(grantIn(world).state).toBe('ended')
    expect(world.shown).toEqual([])
    world.broken.clear()
    await grants.sweep()
    await grants.sweep()
    expect(world.shown).toEqual(['g1 ended'])
  })
})

describe('the anchor', () => {
  it('is made once a turn, and the record is held against it', async () => {
    const { world, grants } = await activeGrant()
    world.now = T0 + 86_400
    const anchor = await grants.anchor()
    await grants.sweep()
    expect(await grants.verify(anchor?.hash)).toMatchObject({ ok: true, anchors: 1 })
    world.table.delete('g1')
    expect(await grants.verify(anchor?.hash)).toMatchObject({ ok: false, where: 'grant g1' })
  })

  it('is not made twice by two processes at once', async () => {
    const { world } = await activeGrant()
    const made = await Promise.all([aProcess(world).grants.anchor(), aProcess(world).grants.anchor()])
    expect(made.filter(Boolean)).toHaveLength(1)
  })
})
