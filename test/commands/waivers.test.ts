import { describe, expect, it } from 'vitest'
import { waivers } from '../../commands/waivers.ts'
import { DAY_S } from '../../src/base/time.ts'
import type { Finding } from '../../src/posture/finding.ts'
import type { Waiver } from '../../src/posture/waivers/waiver.ts'
import type { WaiversOptions } from '../../src/posture/waivers/waivers.ts'
import type { AccessServices } from '../../src/services.ts'
import { findingId, findingValue } from '../../src/slack/button-values.ts'
import type { Filled } from '../../src/slack/forms/form.ts'
import type { Conversation } from '../../src/slack/sending/conversation.ts'
import { dayOf, tagChoice, waiverAbout } from '../../src/slack/waivers/values.ts'
import { fakeTalk, told } from '../slack/talk.ts'
import { fakeAccess } from '../support/access.ts'
import { NOW } from '../support/inventory.ts'
import { aCheck, aFinding, aReport, aResource } from '../support/report.ts'
import { aWaiver, memoryWaivers, someWaiving } from '../support/waivers.ts'

const high = aFinding()
const medium = aFinding({ check: aCheck({ id: 'quiet', severity: 'medium' }), resource: aResource('lab') })
const report = aReport({ id: 'rep1', findings: [high, medium] })
const TAGS = { team: 'ml', long: 'x'.repeat(250) }

interface World {
  readonly kept?: readonly Waiver[]
  readonly options?: Partial<WaiversOptions>
  readonly access?: AccessServices
  readonly over?: Partial<Conversation>
  readonly tags?: Readonly<Record<string, string>>
}

/** Ann, or somebody else, over one kept audit and these waivers. */
function somebody({ kept = [], options = {}, access, over = {}, tags = TAGS }: World = {}) {
  const waiving = someWaiving({ store: memoryWaivers(kept), ...options }, tags)
  const asker = { userId: 'UANN', teamId: 'T1', channelId: 'C1', isDirect: false }
  const made = fakeTalk([aCheck(), medium.check], { asker, now: () => NOW, ...over })
  made.reports.set(report.id, report)
  const services = { ...made.talk.services, waiving, ...(access ? { access } : {}) }
  const as = (userId: string): Conversation => ({
    ...made.talk,
    services,
    asker: { ...asker, ...over.asker, userId },
    actor: async () => ({ person: `T1/${userId}`, place: { kind: 'private' } }),
  })
  const press = async (action: string, value: string, userId = 'UANN') => {
    const press = waivers.actions.find(({ id }) => id === action)?.press(value, services)
    if (!press) throw new Error(`${action} ${value} means nothing`)
    await press.run?.(as(userId))
    return press.opens
  }
  const submit = async (finding: Finding, filled: Filled = {}) => {
    const about = waiverAbout({
      reportId: 'rep1',
      finding: findingId(finding),
      first: dayOf(NOW),
      last: dayOf(NOW + 90 * DAY_S),
    })
    const state = {
      about,
      filled: { scope: 'resource', until: dayOf(NOW + DAY_S), reason: 'A lab.', ...filled },
    }
    const submission = waivers.forms[0]?.submit(state, services)
    if (submission?.ok) await submission.run?.(as('UANN'))
    return submission
  }
  return {
    ...made,
    waiving,
    press,
    submit,
    type: (...words: readonly string[]) => waivers.answer(words, as('UANN')),
  }
}

describe('“Accept this risk”', () => {
  it('asks what for, until when and why, with the tags that the resource has', async () => {
    const { press, filled } = somebody()
    const opened = await press('waiver:form', findingValue('rep1', high))
    expect(told(opened ? [opened] : [])).toContain('One moment')
    const form = told(filled)
    expect(form).toContain('This notebook instance alone')
    expect(form).toContain('Everything tagged team=ml')
    expect(form).toContain('takes a second person')
    expect(form).toContain(`"initial_date":"${dayOf(NOW + 29 * DAY_S)}"`)
  })

  it('offers the resource alone where AWS does not say its tags', async () => {
    const { press, filled, talk, waiving } = somebody()
    Object.assign(waiving, {
      tagsOf: async () => {
        throw new Error('denied')
      },
    })
    await press('waiver:form', findingValue('rep1', medium))
    expect(told(filled)).toContain('could not be read from AWS')
    expect(told(filled)).not.toContain('second person')
    expect(talk.log).toBeDefined()
  })

  it.each([
    ['an audit that is gone', findingValue('rep0', high), 'no longer kept'],
    [
      'a finding that passes now',
      findingValue('rep1', aFinding({ resource: aResource('x') })),
      'not in the kept audit',
    ],
  ])('says so for %s', async (_, value, words) => {
    const { press, filled } = somebody()
    await press('waiver:form', value)
    expect(told(filled)).toContain(words)
  })

  it('accepts a medium risk at once, until the end of that day', async () => {
    const { submit, filled, waiving, posted } = somebody()
    expect(await submit(medium)).toMatchObject({ ok: true })
    expect(await waiving.waivers.all()).toMatchObject([
      {
        check: 'quiet',
        scope: { resource: medium.resource.arn },
        askedBy: 'T1/UANN',
        from: NOW,
        until: Date.parse('2026-11-25T00:00:00Z') / 1000,
      },
    ])
    expect(told(filled)).toContain('*Accepted* for `lab` until')
    expect(posted).toEqual([])
  })

  it('takes the last day for 90 days to the second', async () => {
    const { submit, waiving } = somebody()
    await submit(medium, { until: dayOf(NOW + 90 * DAY_S) })
    expect(await waiving.waivers.all()).toMatchObject([{ until: NOW + 90 * DAY_S }])
  })

  it('accepts for a tag that the resource has, however long it is', async () => {
    const { submit, waiving } = somebody()
    await submit(medium, { scope: tagChoice('long', TAGS.long) })
    expect(await waiving.waivers.all()).toMatchObject([{ scope: { tag: { key: 'long', value: TAGS.long } } }])
  })

  it('accepts nothing for a tag that the resource has not', async () => {
    const { submit, waiving, filled } = somebody()
    await submit(medium, { scope: tagChoice('team', 'ops') })
    expect(await waiving.waivers.all()).toEqual([])
    expect(told(filled)).toContain('does not carry that tag any more')
  })

  it.each([
    ['no day', { until: undefined }, 'until'],
    ['no such day', { until: '2026-02-31' }, 'until'],
    ['a day that has passed', { until: '2026-11-22' }, 'until'],
    ['a day too far', { until: '2027-02-22' }, 'until'],
    ['blank words', { reason: ' \n ' }, 'reason'],
  ])('says under its field what is wrong with %s', async (_, filled, field) => {
    const { submit, waiving } = somebody()
    const submission = await submit(medium, filled)
    expect(submission).toMatchObject({ ok: false, errors: { [field]: expect.any(String) } })
    expect(await waiving.waivers.all()).toEqual([])
  })

  it('does not accept the same risk twice', async () => {
    const { submit, filled } = somebody()
    await submit(medium)
    await submit(medium)
    expect(told(filled)).toContain('This risk is accepted already')
  })
})

describe('a high risk', () => {
  it('is asked about in the channel, and holds once a second person agrees', async () => {
    const { submit, press, posted, revised, filled, whispers, waiving } = somebody()
    await submit(high, { reason: 'See <!channel> & `it`' })
    expect(posted).toMatchObject([{ to: { channel: 'C1' } }])
    expect(told(posted.map(({ message }) => message))).toContain('*A second person has to agree.*')
    expect(told(filled)).toContain('I asked in <#C1>')

    await press('waiver:approve', 'w1', 'UBEN')
    expect(await waiving.waivers.byId('w1')).toMatchObject({ approvedBy: 'T1/UBEN', from: NOW })
    expect(told(whispers)).toContain('Accepted by <@UANN> and <@UBEN>')
    expect(told(revised)).toContain('End now')
    expect(told(revised)).not.toContain('waiver:approve')
    expect(posted[1]).toMatchObject({ to: { userId: 'UANN' } })
  })

  it('is asked about among those who approve access, where there are such', async () => {
    const { submit, posted } = somebody({ access: fakeAccess() })
    await submit(high)
    expect(posted).toMatchObject([{ to: { channel: fakeAccess().channels.approvals } }])
  })

  it.each<[string, Partial<Conversation>]>([
    ['the channel is shared with another organisation', { mayShow: async () => false }],
    [
      'it was asked in a direct message',
      { asker: { userId: 'UANN', teamId: 'T1', channelId: 'D1', isDirect: true } },
    ],
    [
      'Slack does not take the message',
      {
        post: async () => {
          throw new Error('not_in_channel')
        },
      },
    ],
  ])('waits in the list where %s', async (_, over) => {
    const { submit, posted, filled, waiving } = somebody({ over })
    await submit(high)
    expect(posted).toEqual([])
    expect(await waiving.waivers.all()).toHaveLength(1)
    expect(told(filled)).toContain('Ask somebody to open `/sagemaker waivers`')
  })

  it.each([
    ['whoever asked', 'UANN', undefined, 'You asked for this yourself'],
    ['the same human with another account', 'UTWIN', 'same-human', 'the same AWS identity'],
    ['somebody who approves nothing', 'UCAT', 'not-an-approver', 'in none of the groups'],
  ] as const)('is not approved by %s', async (_, userId, unfit, words) => {
    const { submit, press, whispers, waiving } = somebody({ options: { unfit: async () => unfit } })
    await submit(high)
    await press('waiver:approve', 'w1', userId)
    expect(told(whispers)).toContain(words)
    expect(await waiving.waivers.byId('w1')).toMatchObject({ from: null })
  })

  it('is refused, and the asker learns it', async () => {
    const { submit, press, revised, posted } = somebody()
    await submit(high)
    await press('waiver:refuse', 'w1', 'UBEN')
    expect(told(revised)).toContain('<@UBEN> refused what <@UANN> asked for')
    expect(posted.at(-1)).toMatchObject({ to: { userId: 'UANN' } })
    await press('waiver:approve', 'w1', 'UBEN')
    expect(told(revised)).not.toContain('Accepted by')
  })
})

describe('/sagemaker waivers', () => {
  const kept = [
    aWaiver({ id: 'late', until: NOW + 60 * DAY_S, reason: 'Late one.' }),
    aWaiver({ id: 'soon', until: NOW + 3 * DAY_S, reason: 'Soon one.' }),
    aWaiver({ id: 'waits', from: null, approvedBy: null, reason: 'Waiting one.' }),
    aWaiver({ id: 'gone', until: NOW - DAY_S, reason: 'Gone one.', check: 'no-such-check' }),
  ]

  it.each([
    [[], ['Waiting one.', 'Soon one.', 'Late one.'], ['Gone one.']],
    [['soon'], ['Soon one.'], ['Waiting one.', 'Late one.', 'Gone one.']],
    [['ENDED'], ['A check that is no more', 'Gone one.'], ['Soon one.']],
  ])('with %j lists what it should, in order', async (words, there, missing) => {
    const { type, whispers } = somebody({ kept })
    await type(...words)
    const text = told(whispers)
    const at = there.map((each) => text.indexOf(each))
    expect(at).toEqual(at.toSorted((a, b) => a - b))
    expect(at).not.toContain(-1)
    expect(missing.filter((each) => text.includes(each))).toEqual([])
  })

  it('ends one from the list, and says so', async () => {
    const { press, whispers, waiving } = somebody({ kept })
    await press('waiver:end', 'soon', 'UBEN')
    expect(told(whispers)).toContain('<@UBEN> ended it')
    expect(await waiving.waivers.byId('soon')).toMatchObject({ revokedBy: 'T1/UBEN', revokedAt: NOW })
  })

  it('shows many in pages', async () => {
    const many = Array.from({ length: 12 }, (_, i) => aWaiver({ id: `w${i}`, reason: `Number ${i}.` }))
    const { type, press, whispers } = somebody({ kept: many })
    await type()
    expect(told(whispers)).toContain('Page 1 of 3 pages')
    await press('waiver:page', 'open.2')
    expect(told(whispers.slice(1))).toContain('Page 3 of 3 pages')
  })

  it('says what there is where a list does not exist, and where there is nothing', async () => {
    const { type, whispers } = somebody()
    await type('son')
    await type()
    expect(told(whispers)).toContain('There is no list `son`')
    expect(told(whispers)).toContain('waivers soon')
    expect(told(whispers)).toContain('Nobody accepts a risk')
  })

  it.each([
    ['waiver:approve', '../x'],
    ['waiver:end', ''],
    ['waiver:page', 'open.x'],
    ['waiver:form', 'rep1'],
  ])('takes no %s of %j', (action, value) => {
    const { talk } = somebody()
    expect(waivers.actions.find(({ id }) => id === action)?.press(value, talk.services)).toBeUndefined()
  })
})
