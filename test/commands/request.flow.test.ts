import { afterEach, describe, expect, it } from 'vitest'
import type { View } from '../../infra/local/slack/shapes.ts'
import { err } from '../../src/base/result.ts'
import { ANA, anAcmePolicy, BEN_CARTER, type FakeAccess, fakeAccess, known } from '../support/access.ts'
import { drawn, ML_PLATFORM, shows, startWorkspaceBot, type WorkspaceBot } from '../support/workspace-bot.ts'

const CHANNEL = { channel: ML_PLATFORM }
const ENDPOINT_ARN = 'arn:aws:sagemaker:eu-west-1:111122223333:endpoint/churn'
const now = () => Math.floor(Date.now() / 1000)
let bot: WorkspaceBot

afterEach(() => bot.close())

async function ask(line: string, access?: FakeAccess) {
  bot = await startWorkspaceBot(access)
  const ana = bot.driver.person('ana')
  await ana.slash(line, CHANNEL)
  return ana
}

function anAccess(change: Parameters<typeof fakeAccess>[0] = {}): FakeAccess {
  return fakeAccess({ policy: anAcmePolicy(), now: now(), ...change })
}

const choice = (value: string) => ({ text: { type: 'plain_text', text: value }, value })
const endpointForm = (view: View): boolean => shows('Preview')(view) && shows('parameter:endpoint')(view)

/** A form with an endpoint chosen and a reason given. */
async function filledForm(access: FakeAccess) {
  const ana = await ask('/sagemaker request invoke-endpoint', access)
  const form = await bot.driver.waitForModal('ana', endpointForm)
  const values = { 'parameter:endpoint': choice(ENDPOINT_ARN), reason: 'INC-42: look at <!channel> `churn`' }
  return { ana, form, values }
}

describe('/sagemaker request', () => {
  it('opens what can be asked for, and says why the rest is switched off', async () => {
    await ask('/sagemaker request', anAccess())
    const view = await bot.driver.waitForModal('ana')
    expect(drawn(view)).toContain('Send requests to a model endpoint')
    expect(drawn(view)).toContain('Medium risk · 4 h, up to 1 d · 1 approval or more')
    expect(drawn(view)).toContain('Session Manager does not end a live session')
  })

  it('puts up the fields for what is chosen, and keeps what was typed when it changes', async () => {
    const ana = await ask('/sagemaker request', anAccess())
    const first = await bot.driver.waitForModal('ana')
    await ana.choose(first, 'request:choose', 'invoke-endpoint')
    const form = await bot.driver.waitForModal('ana', endpointForm)
    await ana.submit(form, { reason: 'because of INC-42' })
    await ana.choose(form, 'request:choose', 'open-notebook')
    const other = await bot.driver.waitForModal('ana', shows('parameter:notebook'))
    expect(other.values.reason).toMatchObject({ typed: { value: 'because of INC-42' } })
  })

  it('goes on by the button where the choice was not heard of yet', async () => {
    const ana = await ask('/sagemaker request', anAccess())
    const first = await bot.driver.waitForModal('ana')
    expect(await ana.submit(first)).toMatchObject({ ok: false })
    expect(await ana.submit(first, { entitlement: 'invoke-endpoint' })).toEqual({ ok: true })
    await bot.driver.waitForModal('ana', endpointForm)
  })

  it('finds the resource that the words name', async () => {
    await ask('/sagemaker request invoke-endpoint churn', anAccess())
    const form = await bot.driver.waitForModal('ana', endpointForm)
    expect(form.values['parameter:endpoint']).toMatchObject({
      'request:find': { selected_option: { value: ENDPOINT_ARN } },
    })
  })

  it.each([
    ['chur', '2 endpoints match'],
    ['nothing-like-it', 'has seen no endpoint like'],
  ])('says what came of looking for %s', async (sought, words) => {
    await ask(`/sagemaker request invoke-endpoint ${sought}`, anAccess())
    expect(drawn(await bot.driver.waitForModal('ana', endpointForm))).toContain(words)
  })

  it.each([
    ['request invoke-endpont', 'Did you mean this?'],
    ['request training-shell', 'is switched off'],
  ])('%s is answered in words', async (line, words) => {
    const ana = await ask(`/sagemaker ${line}`, anAccess())
    await bot.driver.waitForMessage(shows(words))
    expect(ana.modal()).toBeUndefined()
  })

  it('says what to set up where there is no access policy', async () => {
    const ana = await ask('/sagemaker request')
    await bot.driver.waitForMessage(shows('sagewarden.yml'))
    expect(ana.modal()).toBeUndefined()
  })
})

describe('choosing a resource', () => {
  it('offers what audits have seen, and exactly the ARN that was pasted', async () => {
    const access = anAccess()
    const { ana, form } = await filledForm(access)
    const labels = async (query: string) => JSON.stringify(await ana.options(form, 'request:find', query))
    expect(await labels('canary')).toContain('churn-canary')
    expect(await labels('canary')).toContain('eu-west-1 · endpoint/churn-canary')
    expect(await labels(`${ENDPOINT_ARN}-new`)).toContain('Use exactly this ARN')
    expect(await labels(ENDPOINT_ARN)).not.toContain('Use exactly')
    expect(await labels('arn:aws:iam::111122223333:role/x')).not.toContain('Use exactly')
  })
})

describe('previewing a request', () => {
  it('shows what it allows, who is asked and why them, and what was looked at', async () => {
    const { ana, form, values } = await filledForm(
      anAccess({ suggestions: ['Last time DescribeEndpoint was not used.'] }),
    )
    expect(await ana.submit(form, values)).toEqual({ ok: true })
    const preview = await bot.driver.waitForModal('ana', shows('Ask 2 approvers'))
    for (const words of [
      'sagemaker:InvokeEndpoint',
      ENDPOINT_ARN,
      '<@U0BENCART1> (`leads`)',
      'Proved on 14 questions',
      'so its use leaves no trace',
      'sagemaker:DescribeEndpointConfig is missing',
      'Last time DescribeEndpoint was not used.',
    ])
      expect(drawn(preview)).toContain(words)
    expect(drawn(preview)).not.toContain('<!channel>')
  })

  it('leads back to the form as it was', async () => {
    const { ana, form, values } = await filledForm(anAccess())
    await ana.submit(form, values)
    await ana.close(await bot.driver.waitForModal('ana', shows('Ask 2 approvers')))
    expect(ana.modal()?.id).toBe(form.id)
    expect(ana.modal()?.values.reason).toMatchObject({ typed: { value: values.reason } })
  })

  it('marks what is wrong above its field, and loses nothing', async () => {
    const access = anAccess({ problems: [{ field: 'duration', words: 'A rule allows 1 hour at most.' }] })
    const { ana, form, values } = await filledForm(access)
    await ana.submit(form, values)
    await ana.close(await bot.driver.waitForModal('ana', shows('Another look')))
    const again = await bot.driver.waitForModal('ana', shows('1 thing needs another look'))
    expect(again.id).toBe(form.id)
    const blocks = again.content.blocks as ReadonlyArray<{ type: string; block_id: string }>
    const at = blocks.findIndex(({ block_id }) => block_id === 'duration:invoke-endpoint')
    expect(blocks[at - 1]).toMatchObject({ type: 'alert', text: { text: 'A rule allows 1 hour at most.' } })
    expect(again.values.reason).toMatchObject({ typed: { value: values.reason } })
    access.settings.problems = []
    await ana.submit(again)
    await bot.driver.waitForModal('ana', shows('Ask 2 approvers'))
  })

  it('cannot be sent where something speaks against it', async () => {
    const { ana, form, values } = await filledForm(anAccess({ policy: anAcmePolicy({ rules: [] }) }))
    await ana.submit(form, values)
    const preview = await bot.driver.waitForModal('ana', shows('This cannot be sent'))
    expect(drawn(preview)).toContain('No rule in sagewarden.yml allows this')
    expect(preview.content.submit).toBeUndefined()
  })

  it('asks for the name of what no audit has seen', async () => {
    const arn = 'arn:aws:sagemaker:eu-west-1:111122223333:training-job/not-seen'
    const ana = await ask('/sagemaker request debug-training-job', anAccess())
    const form = await bot.driver.waitForModal('ana', shows('parameter:job'))
    expect(drawn(form)).not.toContain('parameter:jobName')
    await ana.submit(form, { 'parameter:job': choice(arn), reason: 'why' })
    await ana.close(await bot.driver.waitForModal('ana', shows('Another look')))
    const again = await bot.driver.waitForModal('ana', shows('parameter:jobName'))
    await ana.submit(again, { 'parameter:jobName': 'Not-Seen' })
    expect(drawn(await bot.driver.waitForModal('ana', shows('Ask 2 approvers')))).toContain(
      'training-job/not-seen',
    )
  })

  it('takes a resource whose ARN is longer than a choice can be', async () => {
    const long = known('pipelines', `pipeline/${'p'.repeat(250)}`)
    const ana = await ask('/sagemaker request run-pipeline pppp', anAccess({ known: [long] }))
    const form = await bot.driver.waitForModal('ana', shows('parameter:pipeline'))
    await ana.submit(form, { reason: 'why' })
    await bot.driver.waitForModal('ana', shows('Ask 2 approvers'))
  })
})

describe('sending a request', () => {
  async function previewed(access: FakeAccess, more = {}) {
    const { ana, form, values } = await filledForm(access)
    await ana.submit(form, { ...values, ...more })
    const label = JSON.stringify(more) === '{}' ? 'Ask 2 approvers' : 'Use my second factor'
    return { ana, preview: await bot.driver.waitForModal('ana', shows(label)) }
  }

  it('makes the request once and says what comes next; closing closes everything', async () => {
    const access = anAccess()
    const { ana, preview } = await previewed(access)
    await ana.submit(preview)
    const asked = await bot.driver.waitForModal('ana', shows('It needs 1 approval'))
    expect(access.grant('g1')).toMatchObject({ state: 'requested', current: { terms: { requester: ANA } } })
    await ana.close(asked)
    expect(ana.modal()).toBeUndefined()
    expect(await access.approve('g1', BEN_CARTER)).toMatchObject({ ok: true })
  })

  it('tells somebody who has closed the modal meanwhile', async () => {
    const access = anAccess()
    const { ana, preview } = await previewed(access)
    const held = Promise.withResolvers<void>()
    const { send } = access.access
    Object.assign(access.access, {
      send: async (...given: Parameters<typeof send>) => {
        await held.promise
        return send(...given)
      },
    })
    await ana.submit(preview)
    await ana.close(await bot.driver.waitForModal('ana', shows('Asking…')))
    held.resolve()
    await bot.driver.waitForMessage(shows('Request g1 is sent'))
  })

  it('says why it was not taken', async () => {
    const access = anAccess()
    const { ana, preview } = await previewed(access)
    Object.assign(access.access, { send: async () => err({ codes: ['no-rule'] }) })
    await ana.submit(preview)
    expect(drawn(await bot.driver.waitForModal('ana', shows('Not sent')))).toContain(
      'No rule in sagewarden.yml',
    )
  })

  it.each([
    [true, 'Open the page'],
    [false, 'I have no public address'],
  ])('with break-glass leads to the own second factor; pages there: %s', async (hasPages, words) => {
    const breakGlass = {
      for: {},
      askers: ['everybody'],
      longestSeconds: 8 * 3600,
      factors: ['passkey' as const],
      reviewers: ['security'],
      reviewWithinSeconds: 86_400,
    }
    const policy = anAcmePolicy()
    const access = anAccess({
      hasPages,
      policy: { ...policy, breakGlass, groups: [...policy.groups, { id: 'everybody', people: [ANA] }] },
    })
    const { ana, preview } = await previewed(access, { glass: ['yes'] })
    await ana.submit(preview)
    await bot.driver.waitForModal('ana', shows(words))
    expect(access.confirmed.length).toBe(hasPages ? 1 : 0)
  })

  it('of a guest is refused in the form', async () => {
    bot = await startWorkspaceBot(anAccess())
    await bot.driver.person('gus').slash('/sagemaker request', CHANNEL)
    await bot.driver.waitForMessage(shows('Guests cannot use me'))
    expect(bot.driver.person('gus').modal()).toBeUndefined()
  })
})
