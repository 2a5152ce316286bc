import { describe, expect, it } from 'vitest'
import { ENTITLEMENTS } from '../../../src/grants/entitlements/index.ts'
import { aboutText, readAbout, readRequest, resolved } from '../../../src/slack/grants/request-form.ts'
import { fakeAccess, known } from '../../support/access.ts'
import { ENDPOINT } from '../../support/grants.ts'

const { access } = fakeAccess()
const ABOUT = 'g1 invoke-endpoint'
const FILLED = {
  entitlement: 'invoke-endpoint',
  'parameter:endpoint': ENDPOINT,
  'duration:invoke-endpoint': '3600',
  reason: ' INC-42 ',
}

describe('what a form remembers', () => {
  it.each([{ id: 'g1' }, { id: 'abc123', entitlement: 'open-notebook' }])('%j comes back', (about) => {
    expect(readAbout(aboutText(about))).toEqual(about)
  })

  it.each(['', 'G1', 'g1  x', 'g1 X', 'g1 x y', '../g1'])('%j is nothing', (about) => {
    expect(readAbout(about)).toBeUndefined()
  })
})

describe('a filled-in form', () => {
  it('is read as it was meant', () => {
    expect(readRequest(FILLED, ABOUT, access)).toMatchObject({
      ok: true,
      value: {
        id: 'g1',
        form: {
          entitlement: 'invoke-endpoint',
          region: 'eu-west-1',
          parameters: { endpoint: ENDPOINT },
          durationSeconds: 3600,
          startsAt: null,
          reason: 'INC-42',
          ticket: null,
          breakGlass: false,
        },
      },
    })
  })

  it.each([
    ['a start', { start: '1795424400' }, { startsAt: 1_795_424_400 }],
    ['a ticket', { ticket: ' ML-7 ' }, { ticket: 'ML-7' }],
    ['broken glass', { glass: 'yes' }, { breakGlass: true }],
    [
      'a typed parameter',
      { 'parameter:targetModel': ' a.tar.gz ' },
      { parameters: { targetModel: 'a.tar.gz' } },
    ],
  ])('takes %s', (_, more, form) => {
    expect(readRequest({ ...FILLED, ...more }, ABOUT, access)).toMatchObject({ ok: true, value: { form } })
  })

  it.each([
    ['no reason', { reason: '  ' }, 'reason', /why you need it/],
    ['no duration', { 'duration:invoke-endpoint': undefined }, 'duration:invoke-endpoint', /how long/],
    ['a forged duration', { 'duration:invoke-endpoint': '-1' }, 'duration:invoke-endpoint', /how long/],
    ['no resource', { 'parameter:endpoint': undefined }, 'parameter:endpoint', /filled in/],
    ['a wildcard', { 'parameter:targetModel': 'a*' }, 'parameter:targetModel', /wildcards/],
    ['a variable', { 'parameter:targetModel': `\${aws:username}` }, 'parameter:targetModel', /variables/],
    ['a malformed text', { 'parameter:targetModel': '/' }, 'parameter:targetModel', /For example: churn-v3/],
    ['another choice than its fields', { entitlement: 'open-notebook' }, 'entitlement', /Submit again/],
  ])('with %s is told so under the field', (_, more, block, words) => {
    expect(readRequest({ ...FILLED, ...more }, ABOUT, access)).toMatchObject({
      ok: false,
      error: { [block]: expect.stringMatching(words) },
    })
  })
})

describe('what was chosen', () => {
  const draftOf = (about: string, filled: Readonly<Record<string, string>>, from = access) => {
    const [, entitlement = ''] = about.split(' ')
    const read = readRequest(
      { entitlement, reason: 'why', [`duration:${entitlement}`]: '3600', ...filled },
      about,
      from,
    )
    if (!read.ok) throw new Error(JSON.stringify(read.error))
    return read.value
  }

  it('says the Region, whatever the form said', async () => {
    const draft = draftOf(ABOUT, { 'parameter:endpoint': ENDPOINT.replace('eu-west-1', 'us-east-1') })
    expect(await resolved(draft, access)).toMatchObject({ ok: true, value: { region: 'us-east-1' } })
  })

  it('is named as its owner spelt it, where an audit has seen it', async () => {
    const seen = { ...known('trainingJobs', 'training-job/churn'), name: 'Churn' }
    const from = fakeAccess({ known: [seen] }).access
    const draft = draftOf('g1 debug-training-job', { 'parameter:job': seen.arn }, from)
    expect(await resolved(draft, from)).toMatchObject({
      ok: true,
      value: { parameters: { jobName: 'Churn' } },
    })
  })

  it('has to be named where none has', async () => {
    const { arn } = known('trainingJobs', 'training-job/new')
    expect(await resolved(draftOf('g1 debug-training-job', { 'parameter:job': arn }), access)).toMatchObject({
      ok: false,
      error: [{ field: 'parameter:jobName', words: expect.stringMatching(/Type the name exactly/) }],
    })
  })

  it('that audits have lost has to be chosen again', async () => {
    const gone = `${'0'.repeat(32)}:churn`
    expect(await resolved(draftOf(ABOUT, { 'parameter:endpoint': gone }), access)).toMatchObject({
      ok: false,
      error: [{ field: 'parameter:endpoint' }],
    })
  })
})

describe('the fields of all entitlements', () => {
  it('choose from one kind by one name, so that a form can be rebuilt around what was chosen', () => {
    const meant = new Map<string, Set<string>>()
    for (const { parameters } of ENTITLEMENTS)
      for (const [id, parameter] of Object.entries(parameters))
        if (parameter.type === 'resource') meant.set(id, (meant.get(id) ?? new Set()).add(parameter.kind))
    expect([...meant].filter(([, kinds]) => kinds.size > 1).map(([id]) => id)).toEqual([])
  })
})
