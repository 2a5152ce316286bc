import { describe, expect, it } from 'vitest'
import { request } from '../../commands/request.ts'
import { services } from '../slack/held-audits.ts'
import { fakeTalk, told } from '../slack/talk.ts'
import { fakeAccess } from '../support/access.ts'
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
