import { describe, expect, it } from 'vitest'
import { request } from '../../commands/request.ts'
import { err } from '../../src/base/result.ts'
import { services } from '../slack/held-audits.ts'
import { fakeTalk, told } from '../slack/talk.ts'
import { fakeAccess } from '../support/access.ts'
import { T0 } from '../support/grants.ts'
import { aLinkTo, NINA } from '../support/identity-links.ts'
import { aCheck } from '../support/report.ts'

const all = { ...services([aCheck()]).services, access: fakeAccess() }

describe('the words behind /sagemaker request', () => {
  it.each([
    [[], 'I need to'],
    [['invoke-endpoint'], 'Preview'],
    [['INVOKE-ENDPOINT'], 'Preview'],
    [['invoke-endpoint', 'churn'], 'One moment'],
  ])('%j open a modal at once', (words, shown) => {
    expect(told([request.opening(words, all) ?? { text: 'nothing', blocks: [] }])).toContain(shown)
  })

  it.each([[['nonsense']], [['training-shell']]])('%j open nothing and are answered', async (words) => {
    const { talk, whispers } = fakeTalk([aCheck()], { services: all })
    expect(request.opening(words, all)).toBeUndefined()
    await request.answer(words, talk)
    expect(whispers).toHaveLength(1)
  })

  it('draw an id that nobody knows for each form', () => {
    const ids = [1, 2].map(() => request.opening(['invoke-endpoint'], all)?.private_metadata)
    expect(new Set(ids).size).toBe(2)
  })

  it('open nothing without an access policy', async () => {
    const { talk, whispers } = fakeTalk([aCheck()])
    expect(request.opening([], talk.services)).toBeUndefined()
    await request.answer([], talk)
    expect(told(whispers)).toContain('sagewarden.yml')
  })
})

describe('whom sagewarden.yml does not list', () => {
  const linking = { mayLink: () => true, linkOf: async () => undefined, end: async () => err([]) }

  it.each([[[]], [['invoke-endpoint']], [['invoke-endpoint', 'churn']]])(
    'is shown the way to a link in the place of the form: %j',
    async (words) => {
      const access = fakeAccess({ linking })
      const { talk, filled } = fakeTalk([aCheck()], { services: { ...all, access } })
      await request.answer(words, talk)
      expect(filled).toHaveLength(1)
      expect(told(filled)).toContain('Link yourself on the page')
      expect(access.pages).toMatchObject([{ purpose: 'identity' }])
    },
  )

  it.each([
    ['is listed', { ...linking, mayLink: () => false }],
    ['is linked', { ...linking, linkOf: async () => ({ ...aLinkTo(NINA), announcedAt: T0 }) }],
  ])('but not who %s', async (_, other) => {
    const access = fakeAccess({ linking: other })
    const { talk, filled } = fakeTalk([aCheck()], { services: { ...all, access } })
    await request.answer(['invoke-endpoint', 'churn'], talk)
    expect(told(filled)).not.toContain('Link yourself')
    expect(access.pages).toEqual([])
  })
})

describe('a forged form', () => {
  const form = (id: string) => request.forms.find((each) => each.id === id)
  it.each([
    ['request:send', '../g1'],
    ['request:send', ''],
    ['request:form', 'g1'],
    ['request:form', 'g1 no-such-thing'],
    ['request:what', '<script>'],
  ])('%s about %j is turned down', (id, about) => {
    const filled = { entitlement: 'invoke-endpoint', reason: 'why' }
    expect(form(id)?.submit({ filled, about }, all)).toMatchObject({ ok: false })
  })

  it('for something that is switched off is turned down', () => {
    const filled = { entitlement: 'training-shell' }
    expect(form('request:what')?.submit({ filled, about: 'g1' }, all)).toMatchObject({ ok: false })
  })
})
