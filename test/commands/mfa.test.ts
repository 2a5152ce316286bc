import { describe, expect, it } from 'vitest'
import { mfa } from '../../commands/mfa.ts'
import { err, ok } from '../../src/base/result.ts'
import type { LinkInForce } from '../../src/grants/identity/link.ts'
import type { PersonKey } from '../../src/grants/terms.ts'
import type { AccessServices } from '../../src/services.ts'
import { services } from '../slack/held-audits.ts'
import { fakeTalk, told } from '../slack/talk.ts'
import { aFactor, type FakeAccess, fakeAccess } from '../support/access.ts'
import { ANN, BEN, CAT, EVE, T0 } from '../support/grants.ts'
import { aLinkTo, NINA } from '../support/identity-links.ts'
import { aCheck } from '../support/report.ts'

const plain = services([aCheck()]).services

/** Somebody's side of the conversation with the bot. */
function side(person: PersonKey, access: FakeAccess) {
  return fakeTalk([aCheck()], {
    services: { ...plain, access },
    now: () => access.world.now,
    actor: async () => ({ person, place: { kind: 'channel', external: false } }),
  })
}

async function press(id: string, value: string, { talk }: ReturnType<typeof side>): Promise<void> {
  const pressed = mfa.actions.find((each) => each.id === id)?.press(value, talk.services)
  if (!pressed?.run) throw new Error(`${id} with ${value} means nothing`)
  await pressed.run(talk)
}

async function asked(change: Parameters<typeof fakeAccess>[0] = {}) {
  const access = fakeAccess({ factors: [], ...change })
  const ann = side(ANN, access)
  await press('mfa:ask', 'first', ann)
  return { access, ann, posted: told(ann.posted.map(({ message }) => message)) }
}

describe('/sagemaker mfa', () => {
  it.each([
    ['an old one', T0 - 30 * 86_400, false],
    ['a new one', T0 - 3600, true],
  ])('lists own factors and says whether they count yet: %s', async (_, enrolledAt, waits) => {
    const access = fakeAccess({
      factors: [aFactor({ enrolledAt }), aFactor({ method: 'backup-code', left: 7 })],
    })
    const { talk, whispers } = side(ANN, access)
    await mfa.answer([], talk)
    const said = told(whispers)
    for (const words of ['Passkey', 'Work laptop', '7 codes left', 'https://bot.acme.example/f/1'])
      expect(said).toContain(words)
    expect(said.includes('high and critical risk from')).toBe(waits)
    expect(access.pages).toEqual([{ person: ANN, purpose: 'factors' }])
  })

  it('shows the two ways to a first one', async () => {
    const access = fakeAccess({ factors: [] })
    const { talk, whispers } = side(ANN, access)
    await mfa.answer([], talk)
    expect(told(whispers)).toContain('Prove your AWS identity')
    expect(told(whispers)).toContain('mfa:ask')
    expect(access.pages).toEqual([{ person: ANN, purpose: 'enrol' }])
  })

  it.each([[[]], [[aFactor()]]])('says exactly what is missing without pages', async (factors) => {
    const { talk, whispers } = side(ANN, fakeAccess({ factors, hasPages: false }))
    await mfa.answer([], talk)
    expect(told(whispers)).toContain('no public address')
    expect(told(whispers)).not.toContain('mfa:ask')
  })

  it('says what to set up without an access policy', async () => {
    const { talk, whispers } = fakeTalk([aCheck()])
    await mfa.answer([], talk)
    expect(told(whispers)).toContain('sagewarden.yml')
  })
})

describe('somebody whom sagewarden.yml does not list', () => {
  const ZOE: PersonKey = 'T1/ZOE'
  const link = { ...aLinkTo(NINA), announcedAt: T0 - 60 }

  /** Zoe is not listed; `links`: those that there are. */
  function linkable(links: readonly LinkInForce[] = [], change: Parameters<typeof fakeAccess>[0] = {}) {
    const ended: unknown[] = []
    const linking: AccessServices['linking'] = {
      mayLink: (person) => person === ZOE,
      linkOf: async () => links[0],
      end: async ({ person: by }, person, id) => {
        ended.push([by, person, id])
        return id === 'k1' ? ok({ ...link, end: { at: T0, by, why: 'ended' } }) : err(['not-linked'])
      },
    }
    return { access: fakeAccess({ factors: [], linking, ...change }), ended }
  }

  it('is told how to link themself, and nothing of factors before', async () => {
    const { access } = linkable()
    const { talk, whispers } = side(ZOE, access)
    await mfa.answer([], talk)
    expect(whispers).toHaveLength(1)
    expect(told(whispers)).toContain('Link yourself on the page')
    expect(told(whispers)).toContain('https://bot.acme.example/f/1')
    expect(access.pages).toEqual([{ person: ZOE, purpose: 'identity' }])
  })

  it('is shown factors that they have besides', async () => {
    const { access } = linkable([], { factors: [aFactor()] })
    const { talk, whispers } = side(ZOE, access)
    await mfa.answer([], talk)
    expect(whispers).toHaveLength(2)
    expect(told(whispers)).toContain('Work laptop')
  })

  it('is shown their link, and is vouched for before a first factor', async () => {
    const { access } = linkable([link])
    const { talk, whispers } = side(ZOE, access)
    await mfa.answer([], talk)
    for (const words of ['nina.kowalski', 'high and critical', 'identity:end', 'mfa:ask'])
      expect(told(whispers)).toContain(words)
    expect(told(whispers)).not.toContain('Prove your AWS identity')
    expect(access.pages).toEqual([])
  })

  it('says what is missing without pages', async () => {
    const { talk, whispers } = side(ZOE, linkable([], { hasPages: false }).access)
    await mfa.answer([], talk)
    expect(told(whispers)).toContain('no public address')
  })

  it('ends their link, and the message about it says so', async () => {
    const { access, ended } = linkable([link])
    await access.notices.add('identity-k1', { kind: 'channel', person: null, channel: 'C1', ts: '1.2' })
    const zoe = side(ZOE, access)
    await press('identity:end', `${ZOE} k1`, zoe)
    expect(ended).toEqual([[ZOE, ZOE, 'k1']])
    expect(told(zoe.whispers)).toContain('The link is ended')
    expect(JSON.stringify(zoe.revised)).toContain('not linked to the Identity Center user')
  })

  it('hears why a link is not ended, and that there is none where nobody links', async () => {
    const zoe = side(ZOE, linkable([link]).access)
    await press('identity:end', `${ZOE} k2`, zoe)
    expect(told(zoe.whispers)).toContain('no such link')
    const nobody = side(ZOE, fakeAccess())
    await press('identity:end', `${ZOE} k1`, nobody)
    expect(told(nobody.whispers)).toContain('no such link')
  })

  it('is not asked to link themself where the policy lists them', async () => {
    const { talk, whispers } = side(ANN, linkable().access)
    await mfa.answer([], talk)
    expect(told(whispers)).not.toContain('Link yourself')
  })
})

describe('vouching', () => {
  it('is asked for in the approvals channel, and ends in one page for the person', async () => {
    const { access, ann } = await asked()
    expect(ann.posted).toMatchObject([{ to: { channel: 'C0SECAPPR1' } }])
    const ben = side(BEN, access)
    await press('mfa:vouch', 'v1', ben)
    expect(told(ben.whispers)).toContain('One more person')
    expect(told(ben.revised)).toContain('1 more person needed')
    const cat = side(CAT, access)
    await press('mfa:vouch', 'v1', cat)
    expect(cat.posted).toMatchObject([{ to: { userId: 'ANN' } }])
    expect(told(cat.revised)).not.toContain('mfa:vouch')
    await press('mfa:enrol', 'v1', ann)
    expect(access.pages.at(-1)).toEqual({ person: ANN, purpose: 'first-factor' })
    expect(told(ann.whispers.slice(-1))).toContain('https://bot.acme.example/f/1')
    await press('mfa:enrol', 'v1', ann)
    expect(access.pages).toHaveLength(1)
  })

  it.each([
    ['the person', ANN, 'Somebody else has to decide'],
    ['somebody who may not approve', EVE, 'none of the groups'],
  ])('by %s is turned down in words', async (_, person, words) => {
    const { access } = await asked()
    const one = side(person, access)
    await press('mfa:vouch', 'v1', one)
    expect(told(one.whispers)).toContain(words)
    expect(one.revised).toEqual([])
  })

  it('opens no page for anybody else', async () => {
    const { access } = await asked()
    for (const each of [BEN, CAT]) await press('mfa:vouch', 'v1', side(each, access))
    await press('mfa:enrol', 'v1', side(BEN, access))
    expect(access.pages).toEqual([])
  })

  it('is not for somebody who has a factor', async () => {
    const { ann, posted } = await asked({ factors: [aFactor()] })
    expect(posted).toBe('[]')
    expect(told(ann.whispers)).toContain('a second factor already')
  })

  it('is not begun, and not used up, without pages', async () => {
    expect((await asked({ hasPages: false })).posted).toBe('[]')
    const { access, ann } = await asked()
    for (const each of [BEN, CAT]) await press('mfa:vouch', 'v1', side(each, access))
    access.settings.hasPages = false
    await press('mfa:enrol', 'v1', ann)
    access.settings.hasPages = true
    await press('mfa:enrol', 'v1', ann)
    expect(access.pages).toHaveLength(1)
  })

  it.each([
    ['mfa:vouch', '../v1'],
    ['mfa:vouch', ''],
    ['mfa:enrol', 'V1 '],
    ['mfa:ask', 'anything'],
  ])('%s with a forged %j means nothing', (id, value) => {
    expect(mfa.actions.find((each) => each.id === id)?.press(value, plain)).toBeUndefined()
  })
})
