import { describe, expect, it } from 'vitest'
import {
  checkMessageBlocks,
  checkView as checkWorkspaceView,
} from '../../../infra/local/slack/validator/payload.ts'
import type { Message, Modal } from '../../../src/slack/blocks/blocks.ts'
import { checkMessage, checkView } from '../../../src/slack/blocks/check-limits.ts'
import { alertMessage } from '../../../src/slack/views/alert.ts'
import { expectModal, expectRefused } from '../../../src/slack/views/alert-expect.ts'
import { alertList } from '../../../src/slack/views/alert-list.ts'
import { whoModal } from '../../../src/slack/views/alert-who.ts'
import { DETECTIONS } from '../../../src/watch/detections/index.ts'
import { ALERT_ID, anAlert, anExpectation, aWho } from '../../support/alerts.ts'
import { active } from '../../support/grants.ts'
import { AT, anEvent } from '../../support/trail.ts'
import { hostileName } from '../sample.ts'

const [detection] = DETECTIONS.filter(({ id }) => id === 'trail-tampered')
if (!detection) throw new Error('no such detection')

const drawn = (message: Message): string => JSON.stringify(message)
const labels = (message: Message): readonly string[] =>
  message.blocks.flatMap((block) =>
    block.type === 'actions'
      ? block.elements.flatMap((each) => (each.type === 'button' ? [each.text.text] : []))
      : [],
  )

describe('the message of an alert', () => {
  it('says what happened, who did it, from where, and what to do', () => {
    const message = alertMessage({ alert: anAlert(), detection })
    for (const words of [
      'Critical: A CloudTrail trail was stopped, deleted or changed',
      '`acme-audit`',
      '`arn:aws:iam::111122223333:user/bob.tanaka`',
      '`198.51.100.23`',
      'once',
      'Start logging again at once',
    ])
      expect(drawn(message)).toContain(words)
    expect(labels(message)).toEqual(['Who is this?', 'Expected…', 'Open audit'])
    expect(message.text).toBe('Critical alert: A CloudTrail trail was stopped, deleted or changed (1 event)')
  })

  it('counts a burst, and shows the newest of it', () => {
    const [event] = anAlert().newest
    if (!event) throw new Error('no event')
    const newest = [0, 1, 2, 3, 4].map((i) => ({ ...event, at: AT + 60 - i }))
    const message = alertMessage({
      alert: anAlert({ count: 1234, lastAt: AT + 60, newest, principals: ['a', 'b', 'c'] }),
      detection,
    })
    for (const words of ['1,234 events', 'and 2 others', 'and 1,229 events more'])
      expect(drawn(message)).toContain(words)
  })

  it('counts what speaks from a number on by that number', () => {
    const [denied] = DETECTIONS.filter(({ id }) => id === 'denied-calls')
    const [event] = anAlert().newest
    if (!denied || !event) throw new Error('no such detection')
    const newest = [{ ...event, more: '12 refused calls within 10 minutes' }]
    const message = alertMessage({ alert: anAlert({ count: 3, newest }), detection: denied })
    expect(message.text).toContain('(12 refused calls within 10 minutes)')
    expect(drawn(message)).not.toContain('3 events')
  })

  it('offers to revoke the grant that it was done under', () => {
    const message = alertMessage({ alert: anAlert({ grantId: 'g1' }), detection, grant: active() })
    expect(labels(message)).toEqual(['Who is this?', 'Expected…', 'Revoke grant', 'Open audit'])
    expect(drawn(message)).toContain('"action_id":"grant:end"')
  })

  it('shows who said that it is expected, why, and until when', () => {
    const message = alertMessage({ alert: anAlert(), detection, expectation: anExpectation() })
    expect(drawn(message)).toContain('<@U1> says this is expected until')
    expect(drawn(message)).toContain('Planned migration, change 4711')
    expect(labels(message)).toContain('Not expected')
  })

  it.each([
    [{ mayBeTwice: true }, 'it may stand here twice'],
    [{ insteadOf: 'C9' }, 'It was meant for <#C9>'],
  ])('says what is unusual about it: %o', (more, words) => {
    expect(drawn(alertMessage({ alert: anAlert(), detection, ...more }))).toContain(words)
  })
})

describe('what callers can write into an alert', () => {
  const hostile = hostileName.repeat(6)
  const caller = { ...anEvent('X').caller, principal: hostile, name: hostile, type: hostile }
  const event = {
    id: 'e',
    name: hostile,
    at: AT,
    region: hostile,
    from: hostile,
    caller,
    on: hostile,
    more: hostile,
  }
  const alert = anAlert({
    subject: hostile,
    count: 1_000_000,
    newest: [event, event, event, event, event],
    principals: Array.from({ length: 20 }, () => hostile),
  })
  const expectation = anExpectation({ subject: hostile, reason: hostile })
  const messages: ReadonlyArray<readonly [string, Message]> = [
    ...DETECTIONS.map(
      (each) =>
        [
          each.id,
          alertMessage({
            alert,
            detection: each,
            expectation,
            grant: active(),
            mayBeTwice: true,
            insteadOf: 'C9',
          }),
        ] as const,
    ),
    [
      'the list',
      alertList({
        detections: DETECTIONS,
        channels: Array.from({ length: 10 }, (_, i) => ({ channel: `C${i}`, by: 'T1/U1', at: AT })),
        watched: Array.from({ length: 30 }, () => ({ region: hostile, readAt: AT, trouble: hostile })),
        recent: Array.from({ length: 60 }, () => alert),
        expectations: Array.from({ length: 60 }, () => expectation),
      }),
    ],
  ]
  const modals: ReadonlyArray<readonly [string, Modal]> = [
    [
      'who',
      whoModal(
        aWho({
          caller,
          calls: Array.from({ length: 90 }, () => ({ ...anEvent('X'), name: hostile, from: hostile })),
          trouble: hostile,
          grants: [active(), active()],
        }),
        true,
      ),
    ],
    ['expect', expectModal(alert, detection)],
    ['refused', expectRefused(['own-doing', 'not-in-charge', 'too-long', 'no-reason'])],
  ]

  it.each(messages)('pings nobody and fits into Slack: %s', (_, message) => {
    expect(checkMessage(message)).toEqual([])
    expect(checkMessageBlocks(message.blocks)).toEqual([])
    expect(drawn(message)).not.toMatch(/<!channel>|<!here>|<https?:/)
  })

  it.each(modals)('pings nobody and fits into a modal: %s', (_, modal) => {
    expect(checkView(modal)).toEqual([])
    expect(checkWorkspaceView(modal, modal.type)).toEqual([])
    expect(JSON.stringify(modal)).not.toMatch(/<!channel>|<!here>|<https?:/)
  })
})

describe('who is behind an alert', () => {
  it('is a principal, a person, open grants and the calls of the last hour', () => {
    const calls = [anEvent('StopLogging'), anEvent('CreateModel', {}, { errorCode: 'AccessDenied' })]
    const modal = JSON.stringify(whoModal(aWho({ person: 'T1/U9', grants: [active()], calls }), true))
    for (const words of ['user/bob.tanaka', '<@U9>', '`g1`', 'sagemaker:CreateModel', '*refused*'])
      expect(modal).toContain(words)
  })

  it('is nobody whom the access policy knows', () => {
    expect(JSON.stringify(whoModal(aWho(), true))).toContain('Nobody in the access policy')
  })
})

describe('the form about what is expected', () => {
  it.each([
    ['critical', ['1 hour', '8 hours', '1 day']],
    ['high', ['1 hour', '8 hours', '1 day', '7 days']],
    ['low', ['1 hour', '8 hours', '1 day', '7 days', '30 days', '90 days']],
  ] as const)('offers times that a %s alert may be kept quiet', (severity, times) => {
    const modal = JSON.stringify(expectModal(anAlert({ severity }), detection))
    expect([...modal.matchAll(/"text":"(\d+ (?:hour|day)s?)"/g)].map(([, time]) => time)).toEqual([
      ...times,
      // The first one is chosen.
      times[0],
    ])
    expect(modal).toContain(ALERT_ID)
  })
})
