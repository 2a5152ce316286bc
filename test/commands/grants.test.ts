import { describe, expect, it } from 'vitest'
import { grants } from '../../commands/grants.ts'
import { DAY_S, HOUR_S } from '../../src/base/time.ts'
import type { FactorMethod } from '../../src/grants/grant.ts'
import { somebody } from '../slack/grant-talk.ts'
import { aFactor, type FakeSettings, fakeAccess } from '../support/access.ts'
import { ANN, anAsked, aPolicy, BEN, CAT, DAN, EVE, T0 } from '../support/grants.ts'
import { by } from '../support/grants-world.ts'
import { glass } from '../support/scenes.ts'

const G1 = 'g1.1'

async function requested(change: Partial<FakeSettings> & { policy?: ReturnType<typeof aPolicy> } = {}) {
  const fake = fakeAccess(change)
  const asked = await fake.access.grants.request(by(ANN), 'g1', anAsked())
  if (!asked.ok) throw new Error(asked.error.codes.join())
  return fake
}

async function granted(change: Partial<FakeSettings> = {}) {
  const fake = await requested(change)
  await fake.approve('g1', BEN)
  return fake
}

describe('Approve', () => {
  it('leads to a page of five minutes for that person, and shows that they confirm', async () => {
    const fake = await requested()
    const ben = somebody(fake, BEN)
    expect(await ben.press(grants, 'grant:approve', G1)).toBeUndefined()
    expect(ben.said()).toContain('"url":"https://bot.acme.example/f/1"')
    expect(fake.pages).toEqual([{ person: BEN, purpose: 'approve' }])
    expect(fake.confirmed).toEqual([{ id: 'g1', person: BEN, until: T0 + 300 }])
    expect(fake.grant('g1').state).toBe('requested')
  })

  it.each([
    ['the requester', ANN, 'This is your own request'],
    ['somebody in no group', EVE, 'You are in none of the groups'],
  ])('is refused to %s in words, without a page', async (_, person, words) => {
    const fake = await requested()
    const who = somebody(fake, person)
    await who.press(grants, 'grant:approve', G1)
    expect(who.said()).toContain(words)
    expect(fake.pages).toEqual([])
  })

  it('is refused in a channel that another organisation shares', async () => {
    const fake = await requested()
    const place = { kind: 'channel', external: true } as const
    const ben = somebody(fake, BEN, { actor: async () => ({ person: BEN, place }) })
    await ben.press(grants, 'grant:approve', G1)
    expect(ben.said()).toContain('This channel is shared with another organisation')
    expect(fake.pages).toEqual([])
  })

  it('tells whoever comes late who decided and when', async () => {
    const fake = await granted()
    const cat = somebody(fake, CAT)
    await cat.press(grants, 'grant:approve', G1)
    expect(cat.said()).toContain(`Approved: <@BEN>, <!date^${T0}^`)
    expect(fake.pages).toEqual([])
  })

  it('of an older version is refused', async () => {
    const fake = await granted()
    await fake.access.grants.extend(by(ANN), 'g1', { until: T0 + 2 * HOUR_S, reason: 'more', ticket: null })
    const cat = somebody(fake, CAT)
    await cat.press(grants, 'grant:approve', G1)
    expect(cat.said()).toContain('older version')
  })

  it('of a grant that never was is refused', async () => {
    const ben = somebody(fakeAccess(), BEN)
    await ben.press(grants, 'grant:approve', 'nope.1')
    expect(ben.said()).toContain('There is no such request')
  })

  it.each(['', 'g1', 'g1.0', 'g1.1.1', 'G1.1', 'g1.x', '../g1.1', `${'g'.repeat(65)}.1`])(
    'means nothing with the forged value %j',
    (value) => {
      const approve = grants.actions.find(({ id }) => id === 'grant:approve')
      const { talk } = somebody(fakeAccess(), BEN)
      expect(approve?.press(value, talk.services)).toBeUndefined()
    },
  )

  it('says so where nobody could be shown that somebody confirms, in the log alone', async () => {
    const fake = await requested()
    const ben = somebody({ ...fake, confirming: () => Promise.reject(new Error('Slack is down')) }, BEN)
    await ben.press(grants, 'grant:approve', G1)
    expect(ben.log.lines).toEqual([
      { level: 'warn', message: 'nobody could be shown that somebody confirms' },
    ])
  })

  const passkey = aFactor({ method: 'passkey' })
  const totp = aFactor({ method: 'totp' })
  const fresh = aFactor({ enrolledAt: T0 - 60 })
  const onlyPasskeys: readonly FactorMethod[] = ['passkey']
  const factors = { low: onlyPasskeys, medium: onlyPasskeys, high: onlyPasskeys, critical: onlyPasskeys }
  it.each([
    ['nothing is enrolled', { factors: [] }, {}, 'You have no second factor enrolled.'],
    [
      'only a code is enrolled and only passkeys suffice',
      { factors: [totp] },
      { factors },
      'it needs a passkey',
    ],
    [
      'there is no page and only passkeys suffice',
      { factors: [passkey], hasPages: false },
      { factors },
      'no public address',
    ],
    [
      'there is no page and only a passkey is enrolled',
      { factors: [passkey], hasPages: false },
      {},
      'Your passkey would suffice',
    ],
    [
      'the factor is too new for this risk',
      { factors: [fresh] },
      { newFactors: { risks: ['medium' as const], waitSeconds: DAY_S } },
      'too new',
    ],
    [
      'backup codes are used up',
      { factors: [aFactor({ method: 'backup-code', left: 0 })] },
      {},
      'None of your second factors suffices',
    ],
  ])('says exactly what is missing where %s', async (_, settings, policy, words) => {
    const fake = await requested({ ...settings, policy: aPolicy(policy) })
    const ben = somebody(fake, BEN)
    await ben.press(grants, 'grant:approve', G1)
    expect(ben.said()).toContain(words)
    expect(ben.said()).toContain('Nothing was done.')
    expect(fake.pages).toEqual([])
  })
})

describe('a code, where only a code will do', () => {
  async function typing() {
    const fake = await requested({ hasPages: false, factors: [aFactor({ method: 'totp' })] })
    const ben = somebody(fake, BEN)
    await ben.press(grants, 'grant:approve', G1)
    return { fake, ben }
  }

  it('is typed into a form and approves', async () => {
    const { fake, ben } = await typing()
    expect(ben.said()).toContain('"action_id":"grant:code"')
    const form = await ben.press(grants, 'grant:code', 'approve.g1.1')
    expect(form).toMatchObject({ callback_id: 'grant:code', private_metadata: 'approve g1.1' })
    await ben.submit(grants, 'grant:code', 'approve g1.1', { code: '123 456' })
    expect(fake.grant('g1').state).toBe('active')
    expect(ben.saw()).toContain('has access')
  })

  it('that is wrong changes nothing and can be typed again', async () => {
    const { fake, ben } = await typing()
    await ben.submit(grants, 'grant:code', 'approve g1.1', { code: '999999' })
    expect(fake.grant('g1').state).toBe('requested')
    expect(ben.saw()).toContain('That code is wrong or too old.')
    expect(ben.saw()).toContain('"callback_id":"grant:code"')
    expect(ben.saw()).not.toContain('999999')
  })

  it('is locked after too many, and says until when', async () => {
    const { fake, ben } = await typing()
    fake.settings.codeRefusal = { kind: 'factor', code: 'codes-locked', lockedUntil: T0 + 900 }
    await ben.submit(grants, 'grant:code', 'approve g1.1', { code: '999999' })
    expect(ben.saw()).toContain(`Codes work again from <!date^${T0 + 900}^{time}`)
  })

  it.each([
    ['nothing', {}, 'approve g1.1'],
    ['words', { code: 'let me in!' }, 'approve g1.1'],
    ['another deed', { code: '123456' }, 'deny g1.1'],
    ['no grant', { code: '123456' }, 'approve'],
  ])('with %s is refused in its field', async (_, filled, about) => {
    const { fake, ben } = await typing()
    expect(await ben.submit(grants, 'grant:code', about, filled)).toMatchObject({ ok: false })
    expect(fake.grant('g1').state).toBe('requested')
  })
})

describe('Deny', () => {
  it('asks for a reason, then denies', async () => {
    const fake = await requested()
    const ben = somebody(fake, BEN)
    expect(await ben.press(grants, 'grant:deny', G1)).toMatchObject({ callback_id: 'grant:deny' })
    expect(ben.filled).toEqual([])
    expect(await ben.submit(grants, 'grant:deny', G1, { reason: '  ' })).toMatchObject({ ok: false })
    await ben.submit(grants, 'grant:deny', G1, { reason: 'Use the canary.' })
    expect(fake.grant('g1').end).toMatchObject({ reason: 'denied', by: BEN, words: 'Use the canary.' })
    expect(ben.saw()).toContain('Denied by <@BEN>')
  })

  it('says in the form who was faster', async () => {
    const cat = somebody(await granted(), CAT)
    await cat.press(grants, 'grant:deny', G1)
    expect(cat.saw()).toContain('Approved: <@BEN>')
  })

  it('by somebody who may not is refused', async () => {
    const fake = await requested()
    const eve = somebody(fake, EVE)
    await eve.submit(grants, 'grant:deny', G1, { reason: 'no' })
    expect(eve.saw()).toContain('You are in none of the groups')
    expect(fake.grant('g1').state).toBe('requested')
  })
})

describe('a form that was closed before its answer came', () => {
  const fill = async () => false

  it.each([
    ['a denial', BEN, 'grant:deny', G1, { reason: 'no' }, 'Denied by <@BEN>'],
    ['a denial that is refused', EVE, 'grant:deny', G1, { reason: 'no' }, 'You are in none of the groups'],
    ['a code that is wrong', BEN, 'grant:code', `approve ${G1}`, { code: '999999' }, 'That code is wrong'],
  ] as const)('is answered in words: %s', async (_, person, form, about, filled, words) => {
    const who = somebody(await requested(), person, { fill })
    await who.submit(grants, form, about, filled)
    expect(who.said()).toContain(words)
  })
})

describe('ending access', () => {
  it.each([
    ['grant:done', ANN],
    ['grant:end', BEN],
    ['grant:end', EVE],
  ])('%s by %s ends it at once', async (action, person) => {
    const fake = await granted()
    const who = somebody(fake, person)
    await who.press(grants, action, G1)
    expect(fake.grant('g1')).toMatchObject({ state: 'ended', end: { reason: 'revoked', by: person } })
    expect(who.said()).toContain('AWS has nothing of it any more.')
  })

  it('works with the button of an old message', async () => {
    const fake = await granted()
    await fake.access.grants.extend(by(ANN), 'g1', { until: T0 + 2 * HOUR_S, reason: 'more', ticket: null })
    await somebody(fake, ANN).press(grants, 'grant:done', G1)
    expect(fake.grant('g1').state).toBe('ended')
  })

  it('says that it may still work while AWS does not answer', async () => {
    const fake = await granted()
    fake.world.broken.add('endGrant')
    const ann = somebody(fake, ANN)
    await ann.press(grants, 'grant:done', G1)
    expect(ann.said()).toContain('Until it agrees, the access may still work.')
  })

  it('is refused to somebody who may not', async () => {
    const fake = await granted()
    const dan = somebody(fake, DAN)
    await dan.press(grants, 'grant:end', G1)
    expect(dan.said()).toContain('Only the requester, the approvers and the people on call')
    expect(fake.grant('g1').state).toBe('active')
  })

  it('takes back a request that waits', async () => {
    const fake = await requested()
    await somebody(fake, ANN).press(grants, 'grant:withdraw', G1)
    expect(fake.grant('g1').end?.reason).toBe('withdrawn')
  })
})

describe('More time', () => {
  const until = String(T0 + 3 * HOUR_S)

  it('asks until when and why, and becomes a request of its own', async () => {
    const fake = await granted()
    const ann = somebody(fake, ANN)
    await ann.press(grants, 'grant:more', G1)
    expect(ann.saw()).toContain('Until when?')
    await ann.submit(grants, 'grant:more', G1, { until, reason: 'longer' })
    expect(fake.grant('g1').next?.terms).toMatchObject({ durationSeconds: 3 * HOUR_S, reason: 'longer' })
    expect(ann.saw()).toContain('You ask for 2 h more')
  })

  it.each([
    ['no end', { reason: 'x' }, 'until'],
    ['no reason', { until }, 'reason'],
  ])('with %s is refused in its field', async (_, filled, field) => {
    const ann = somebody(await granted(), ANN)
    expect(await ann.submit(grants, 'grant:more', G1, filled)).toMatchObject({
      errors: { [field]: expect.any(String) },
    })
  })

  it('keeps what was typed where the rules refuse it', async () => {
    const ann = somebody(await granted(), ANN)
    await ann.submit(grants, 'grant:more', G1, { until: String(T0 + 60), reason: 'for the model' })
    expect(ann.saw()).toContain('for the model')
    expect(ann.saw()).toContain('Choose a later end.')
  })

  it('is not offered twice', async () => {
    const fake = await granted()
    const ann = somebody(fake, ANN)
    await ann.submit(grants, 'grant:more', G1, { until, reason: 'longer' })
    await ann.press(grants, 'grant:more', G1)
    expect(ann.saw()).toContain('Wait for that decision first.')
  })
})

describe('the look back at break-glass', () => {
  const breakGlass = {
    for: {},
    askers: ['leads'],
    longestSeconds: HOUR_S,
    factors: ['passkey'] as const,
    reviewers: ['security'],
    reviewWithinSeconds: DAY_S,
  }

  function used() {
    const fake = fakeAccess({ policy: aPolicy({ breakGlass }) })
    fake.world.table.set('g1', JSON.stringify(glass()))
    return fake
  }

  it('is recorded by a reviewer', async () => {
    const fake = used()
    const dan = somebody(fake, DAN)
    await dan.press(grants, 'grant:review', G1)
    await dan.submit(grants, 'grant:review', G1, { verdict: 'unjustified', note: 'The canary was fine.' })
    expect(fake.grant('g1').review?.outcome).toMatchObject({ by: DAN, verdict: 'unjustified' })
  })

  it.each([
    ['its requester', ANN, 'your own request'],
    ['somebody else', EVE, 'Only the reviewers'],
  ])('is refused to %s', async (_, person, words) => {
    const who = somebody(used(), person)
    await who.submit(grants, 'grant:review', G1, { verdict: 'justified', note: 'fine' })
    expect(who.saw()).toContain(words)
  })

  it('needs a verdict and a note', async () => {
    const dan = somebody(used(), DAN)
    expect(await dan.submit(grants, 'grant:review', G1, { verdict: 'maybe', note: 'x' })).toMatchObject({
      ok: false,
    })
    expect(await dan.submit(grants, 'grant:review', G1, { verdict: 'justified' })).toMatchObject({
      ok: false,
    })
  })
})

describe('View policy', () => {
  it('shows the documents, and that the record has another hash where it has', async () => {
    const fake = await granted()
    const ben = somebody(fake, BEN)
    expect(JSON.stringify(await ben.press(grants, 'grant:policy', G1))).toContain('One moment')
    expect(ben.saw()).toContain('aws:MultiFactorAuthPresent')
    // The roles of the tests are made of other documents than those that are shown.
    expect(ben.saw()).toContain('The hash in the record is another')
  })

  it('is not for somebody who may not see the grant', async () => {
    const fake = await granted()
    fake.world.policy = aPolicy({ revokers: [] })
    const eve = somebody(fake, EVE)
    await eve.press(grants, 'grant:policy', G1)
    expect(eve.saw()).toContain('that you may see')
    expect(eve.saw()).not.toContain('aws:MultiFactorAuthPresent')
  })
})

describe('/sagemaker grants', () => {
  it.each([
    ['mine', ANN, 'Your grants: 1', true],
    ['all', BEN, 'All grants: 1', true],
    ['active', EVE, 'Grants that are open or wait: 1', true],
    ['mine', BEN, 'You have asked for nothing yet.', false],
    ['all', DAN, 'All grants: none', false],
  ])('%s lists for %s: %s', async (list, person, words, listed) => {
    const who = somebody(await granted(), person)
    await who.type(grants, list)
    expect(who.said()).toContain(words)
    expect(who.said().includes('endpoint/churn')).toBe(listed)
    expect(who.said().includes('grant:end')).toBe(listed)
  })

  it('shows mine without a word, and pages through many', async () => {
    const fake = fakeAccess()
    for (let i = 0; i < 8; i++) await fake.access.grants.request(by(ANN), `g${i}`, anAsked())
    const ann = somebody(fake, ANN)
    await ann.type(grants)
    expect(ann.said()).toContain('Page 1 of 2')
    await ann.press(grants, 'grant:page', 'mine.1')
    expect(ann.said()).toContain('Page 2 of 2')
  })

  it('answers a misspelt list with the nearest', async () => {
    const ann = somebody(fakeAccess(), ANN)
    await ann.type(grants, 'actve')
    expect(ann.said()).toContain('"value":"grants active"')
  })

  it('says so where temporary access is not set up', async () => {
    const ann = somebody(fakeAccess(), ANN)
    const { access, ...services } = ann.talk.services
    expect(access).toBeDefined()
    await grants.answer([], { ...ann.talk, services })
    expect(ann.said()).toContain('Temporary access is not set up here')
  })
})
