import { describe, expect, it } from 'vitest'
import {
  checkMessageBlocks,
  checkView as checkWorkspaceView,
} from '../../../infra/local/slack/validator/payload.ts'
import type { Message } from '../../../src/slack/blocks/blocks.ts'
import { checkMessage, checkView } from '../../../src/slack/blocks/check-limits.ts'
import { fitView } from '../../../src/slack/blocks/guard.ts'
import { findingModal, otherFindings } from '../../../src/slack/views/finding.ts'
import { findingsModal } from '../../../src/slack/views/findings.ts'
import { result } from '../../../src/slack/views/result.ts'
import { thread } from '../../../src/slack/views/thread.ts'
import { waivedMessage, waiverOfFinding } from '../../../src/slack/views/waived.ts'
import { waiverMessage } from '../../../src/slack/views/waiver.ts'
import { waiverForm, waiverKeptModal, waiverRefusedModal } from '../../../src/slack/views/waiver-form.ts'
import { waiverList } from '../../../src/slack/views/waiver-list.ts'
import { NOW } from '../../support/inventory.ts'
import { aCheck, aFinding, aReport, aResource } from '../../support/report.ts'
import { aWaiver } from '../../support/waivers.ts'
import { hostileName, manyChecks } from '../sample.ts'

const check = aCheck({ title: hostileName.slice(0, 110) })
const reason = `${hostileName} ${'long '.repeat(150)}`
const waived = { waiver: 'w1', until: NOW + 60, by: 'T1/UANN', approvedBy: 'T1/UBEN', reason } as const
const resource = aResource(hostileName, {
  arn: `arn:aws:sagemaker:eu-west-1:111122223333:notebook-instance/${hostileName}`,
})
const finding = aFinding({ check, resource, evidence: hostileName })
const tags = Object.fromEntries(Array.from({ length: 50 }, (_, i) => [`${i}${'k'.repeat(120)}`, hostileName]))
const largest = aWaiver({
  check: check.id,
  reason,
  scope: { tag: { key: 'k'.repeat(128), value: hostileName } },
})

const scenes = [
  largest,
  aWaiver({ from: null, approvedBy: null, reason, scope: { resource: resource.arn } }),
  aWaiver({ revokedAt: NOW - 1, revokedBy: 'T1/UBEN', reason }),
].map((waiver) => ({ waiver, check, now: NOW }))

const report = aReport({
  findings: manyChecks(9).flatMap((of) => [
    aFinding({ check: of, resource, waived }),
    aFinding({ check: of, resource: aResource('back'), waiverEndedAt: NOW - 60, evidence: hostileName }),
  ]),
})

const messages: ReadonlyArray<readonly [string, Message]> = [
  ...scenes.map((scene): [string, Message] => ['the message of a waiver', waiverMessage(scene)]),
  ['a list', waiverList({ list: 'open', page: 0 }, Array(12).fill(scenes[0]))],
  ['what is waived', waivedMessage(report)],
  ['the result', result(report, 'U1')],
  ...thread(report).messages.map((message): [string, Message] => ['the thread', message]),
]

describe('the largest and most hostile waivers', () => {
  it.each(messages)('fit Slack in %s, and nothing in them pings or formats', (_, message) => {
    expect(checkMessage(message)).toEqual([])
    expect(checkMessageBlocks(message.blocks)).toEqual([])
    expect(JSON.stringify(message)).not.toMatch(/<!channel>|<@U0ANARUIZ1>|\u202e/)
  })

  it.each([
    ['the form', waiverForm({ reportId: 'rep1', finding, tags, now: NOW, longestDays: 90 })],
    [
      'the form without tags',
      waiverForm({ reportId: 'rep1', finding, tags: null, now: NOW, longestDays: 1 }),
    ],
    ['what was kept', waiverKeptModal(largest, '<#C1>')],
    ['what was refused', waiverRefusedModal('same-human')],
    [
      'the details',
      findingModal(finding, waiverOfFinding('rep1', finding, [largest, ...scenes.map((s) => s.waiver)], NOW)),
    ],
    [
      'details with others',
      findingModal(
        finding,
        otherFindings(
          aReport({
            findings: Array.from({ length: 300 }, (_, i) =>
              aFinding({ check, resource: aResource(`${i}${hostileName}`) }),
            ),
          }),
          finding,
        ),
      ),
    ],
    ['all findings', findingsModal(report, 99)],
  ])('fit Slack in %s', (_, view) => {
    expect(checkView(fitView(view))).toEqual([])
    expect(checkWorkspaceView(fitView(view), view.type)).toEqual([])
    expect(JSON.stringify(view)).not.toMatch(/"mrkdwn","text":"[^"]*<(?:!channel|@U0ANARUIZ1)|\u202e/)
  })
})

describe('the details of a finding', () => {
  const drawn = (...args: Parameters<typeof waiverOfFinding>) => JSON.stringify(waiverOfFinding(...args))

  it('have a button to accept its risk', () => {
    expect(drawn('rep1', aFinding(), [], NOW)).toContain('"action_id":"waiver:form"')
  })

  it.each([
    ['who accepts it, and a button to end that', aWaiver(), 'waiver:end'],
    ['who asked, and a button to agree', aWaiver({ from: null, approvedBy: null }), 'waiver:approve'],
  ])('say %s', (_, waiver, action) => {
    const words = drawn('rep1', aFinding(), [waiver], NOW)
    expect(words).toContain(action)
    expect(words).not.toContain('waiver:form')
  })

  it('name the waiver by tag that the audit saw', () => {
    const byTag = aWaiver({ scope: { tag: { key: 'team', value: 'ml' } } })
    expect(drawn('rep1', aFinding({ waived }), [byTag], NOW)).toContain('team=ml')
  })

  it('offer to accept the risk anew once the waiver was ended', () => {
    const ended = aWaiver({ revokedAt: NOW - 1, revokedBy: 'T1/UBEN' })
    expect(drawn('rep1', aFinding({ waived }), [ended], NOW)).toContain('waiver:form')
  })

  it('lead to other resources that fail the same check', () => {
    const other = aFinding({ resource: aResource('other') })
    const words = JSON.stringify(otherFindings(aReport({ findings: [aFinding(), other] }), aFinding()))
    expect(words).toContain('This check fails for 1 more resource.')
    expect(words).toContain('"text":"other"')
  })
})

describe('an audit in Slack', () => {
  it('shows what is waived apart, with its end and reason, and out of what fails', () => {
    const one = aReport({ findings: [aFinding({ waived: { ...waived, reason: 'A lab.' } })] })
    const words = JSON.stringify([result(one, 'U1'), thread(one).messages, findingsModal(one, 0)])
    expect(words).toContain('Nothing fails but 1 waived finding')
    expect(words).toContain('0 fail · 0 unknown · 1 waived')
    expect(words).toContain('until 2026-11-23: A lab.')
    expect(words).toContain('waived for now')
    expect(words).not.toContain('What to fix first')
  })

  it('says of a finding that is back that its waiver ended', () => {
    const one = aReport({ findings: [aFinding({ waiverEndedAt: NOW - 60 })] })
    const words = JSON.stringify([result(one, 'U1'), thread(one).messages])
    expect(words).toContain('Its waiver ended on 2026-11-23.')
    expect(words).toContain('(its waiver ended on 2026-11-23)')
    expect(words).toContain('"text":"Back  "')
  })
})
