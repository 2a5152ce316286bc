import { describe, expect, it } from 'vitest'
import { alerts } from '../../commands/alerts.ts'
import { err } from '../../src/base/result.ts'
import type { Place } from '../../src/grants/rules/person.ts'
import type { PersonKey } from '../../src/grants/terms.ts'
import { services } from '../slack/held-audits.ts'
import { fakeTalk, told } from '../slack/talk.ts'
import { fakeAccess } from '../support/access.ts'
import { ALERT_ID, anAlert, anExpectation, aWho, heldAlerts, TOPIC } from '../support/alerts.ts'
import { ANN, BEN } from '../support/grants.ts'
import { aCheck } from '../support/report.ts'
import { AT } from '../support/trail.ts'

const plain = services([aCheck()]).services
const INSIDE: Place = { kind: 'channel', external: false }

function side(given: Parameters<typeof heldAlerts>[0] = {}, place: Place = INSIDE) {
  const { alerting, asked } = heldAlerts(given)
  const talk = fakeTalk([aCheck()], {
    services: { ...plain, alerts: alerting },
    actor: async () => ({ person: 'T1/U1', place }),
  })
  return { ...talk, asked }
}

async function press(id: string, value: string, { talk }: ReturnType<typeof side>): Promise<void> {
  const pressed = alerts.actions.find((each) => each.id === id)?.press(value, talk.services)
  if (!pressed?.run) throw new Error(`${id} with ${value} means nothing`)
  await pressed.run(talk)
}

describe('/sagemaker alerts here', () => {
  it('subscribes the channel, and says so where everybody sees it', async () => {
    const { talk, asked, posted } = side()
    await alerts.answer(['here'], talk)
    expect(asked).toEqual([['subscribe', 'C1', 'T1/U1']])
    expect(told(posted.map(({ message }) => message))).toContain('turned alerts on here')
  })

  it.each([
    ['a direct message', { kind: 'private' } as const, 'Alerts go to channels'],
    ['a shared channel', { kind: 'channel', external: true } as const, 'choose another channel'],
    [
      'a channel of which that cannot be told',
      { kind: 'channel', external: undefined } as const,
      'choose another channel',
    ],
  ])('subscribes nothing in %s', async (_, place, words) => {
    const { talk, asked, posted, whispers } = side({}, place)
    await alerts.answer(['here'], talk)
    expect([asked, posted]).toEqual([[], []])
    expect(told(whispers)).toContain(words)
  })

  it('leaves nothing subscribed where the bot cannot write', async () => {
    const { alerting, asked } = heldAlerts({})
    const { talk } = fakeTalk([aCheck()], {
      services: { ...plain, alerts: alerting },
      actor: async () => ({ person: 'T1/U1', place: INSIDE }),
      post: async () => {
        throw new Error('not_in_channel')
      },
    })
    await expect(alerts.answer(['here'], talk)).rejects.toThrow('not_in_channel')
    expect(asked).toEqual([
      ['subscribe', 'C1', 'T1/U1'],
      ['unsubscribe', 'C1'],
    ])
  })
})

describe('/sagemaker alerts off', () => {
  it('ends it, and says so where everybody sees it', async () => {
    const { talk, asked, posted } = side({ channels: [{ channel: 'C1', by: 'T1/U2', at: AT }] })
    await alerts.answer(['off'], talk)
    expect(asked).toEqual([['unsubscribe', 'C1']])
    expect(told(posted.map(({ message }) => message))).toContain('<@U1> turned alerts off here')
  })

  it('has nothing to end elsewhere', async () => {
    const { talk, asked, whispers } = side({ channels: [{ channel: 'C2', by: 'T1/U2', at: AT }] })
    await alerts.answer(['off'], talk)
    expect(asked).toEqual([])
    expect(told(whispers)).toContain('no alerts here')
  })
})

describe('/sagemaker alerts list', () => {
  it('shows where alerts go, what happened, what is kept quiet, and how far the watch sees', async () => {
    const { talk, whispers } = side({
      alerts: [anAlert({ count: 7 }), anAlert({ quiet: true })],
      channels: [{ channel: 'C1', by: 'T1/U2', at: AT }],
      expectations: [anExpectation()],
    })
    await alerts.answer([], talk)
    for (const words of ['<#C1>', '7 events', '(expected)', 'change 4711', 'eu-west-1', 'was throttled'])
      expect(told(whispers)).toContain(words)
  })

  it('says how to begin where nothing is set up', async () => {
    const { talk, whispers } = side()
    await alerts.answer(['LIST'], talk)
    expect(told(whispers)).toContain('/sagemaker alerts here')
  })
})

describe('what /sagemaker alerts does not know', () => {
  it('is answered with what it may mean', async () => {
    const { talk, whispers } = side()
    await alerts.answer(['her'], talk)
    expect(told(whispers)).toContain('alerts here')
  })

  it('is anything in a process without the watch', async () => {
    const { talk, whispers } = fakeTalk([aCheck()], { services: plain })
    await alerts.answer([], talk)
    expect(told(whispers)).toContain('not set up')
  })
})

describe('the buttons of an alert', () => {
  it('show who is behind it', async () => {
    const sides = side({ alerts: [anAlert()], who: aWho({ person: 'T1/U9' }) })
    await press('alerts:who', ALERT_ID, sides)
    expect(JSON.stringify(sides.filled)).toContain('<@U9>')
  })

  it.each<[string, PersonKey, boolean]>([
    ['an approver', BEN, true],
    ['whoever did it', ANN, true],
    ['anybody else who reads the channel', 'T1/U1', false],
  ])('show grants and calls to %s: %s, %s', async (_, person, sees) => {
    const { alerting } = heldAlerts({ alerts: [anAlert()], who: aWho({ person: ANN }) })
    const access = fakeAccess()
    const talk = fakeTalk([aCheck()], {
      services: { ...plain, alerts: alerting, access },
      actor: async () => ({ person, place: INSIDE }),
    })
    await press('alerts:who', ALERT_ID, { ...talk, asked: [] })
    const shown = JSON.stringify(talk.filled)
    expect(shown).toContain('Principal')
    expect(shown.includes('Calls of the last hour')).toBe(sees)
    expect(shown.includes('Open grants')).toBe(sees)
  })

  it.each([['alerts:who'], ['alerts:expect']])('say where the alert is no longer kept: %s', async (id) => {
    const sides = side()
    await press(id, ALERT_ID, sides)
    expect(JSON.stringify(sides.filled)).toContain('no longer kept')
  })

  it.each([['trail-tampered'], ['watch-gap']])('ask why it is expected: %s', async (detection) => {
    const sides = side({ alerts: [anAlert({ detection })] })
    await press('alerts:expect', ALERT_ID, sides)
    expect(JSON.stringify(sides.filled)).toContain('Why is it expected?')
  })

  it('let it be heard again', async () => {
    const sides = side({ expectations: [anExpectation()] })
    await press('alerts:unexpect', TOPIC, sides)
    expect(sides.asked).toEqual([['endExpectation', TOPIC]])
    expect(told(sides.whispers)).toContain('announced again')
  })

  it.each([['alerts:who'], ['alerts:expect'], ['alerts:unexpect']])(
    'mean nothing with a value of another form: %s',
    (id) => {
      const action = alerts.actions.find((each) => each.id === id)
      for (const value of ['', 'x', `${ALERT_ID}0`, `${ALERT_ID}\n`, '../../grants'])
        expect(action?.press(value, plain)).toBeUndefined()
    },
  )
})

describe('what is expected', () => {
  const submit = (
    filled: Record<string, string>,
    given: Parameters<typeof heldAlerts>[0],
    about = ALERT_ID,
  ) => {
    const sides = side(given)
    const [form] = alerts.forms
    const submission = form?.submit({ filled, about }, sides.talk.services)
    if (!submission) throw new Error('no form')
    return { sides, submission }
  }
  const filled = { reason: 'Planned migration', for: '3600' }

  it('is kept with reason and time', async () => {
    const { sides, submission } = submit(filled, { alerts: [anAlert()] })
    if (!submission.ok) throw new Error('not understood')
    await submission.run?.(sides.talk)
    expect(sides.asked).toEqual([
      ['expect', ALERT_ID, { person: 'T1/U1', reason: 'Planned migration', seconds: 3600 }],
    ])
    expect(JSON.stringify(sides.filled)).toContain('Done.')
  })

  it('is refused with the reason why', async () => {
    const { sides, submission } = submit(filled, { alerts: [anAlert()], refused: err(['own-doing']) })
    if (!submission.ok) throw new Error('not understood')
    await submission.run?.(sides.talk)
    expect(JSON.stringify(sides.filled)).toContain('You did this yourself')
  })

  it.each([
    ['no reason', { reason: ' ok ', for: '3600' }, ALERT_ID, 'reason'],
    ['a time that was not offered', { reason: 'long enough', for: '99999999' }, ALERT_ID, 'for'],
    ['another form', filled, 'nonsense', 'for'],
  ])('is not understood with %s', (_, given, about, field) => {
    const { submission } = submit(given, { alerts: [anAlert()] }, about)
    expect(submission.ok ? [] : Object.keys(submission.errors)).toEqual([field])
  })
})
