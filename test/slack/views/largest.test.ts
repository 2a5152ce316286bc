import { describe, expect, it } from 'vitest'
import {
  checkMessageBlocks,
  checkView as checkWorkspaceView,
} from '../../../infra/local/slack/validator/payload.ts'
import type { Finding } from '../../../src/posture/finding.ts'
import { KINDS } from '../../../src/posture/kinds.ts'
import { PRACTICES } from '../../../src/posture/practice.ts'
import type { Report } from '../../../src/posture/report.ts'
import type { Message, View } from '../../../src/slack/blocks/blocks.ts'
import { checkMessage, checkView } from '../../../src/slack/blocks/check-limits.ts'
import {
  checkList,
  explanation,
  explanationModal,
  practiceChecks,
  unknownCheck,
} from '../../../src/slack/views/explain.ts'
import { findingGoneModal, findingModal } from '../../../src/slack/views/finding.ts'
import { findingsModal } from '../../../src/slack/views/findings.ts'
import { gapMessage, gapModal } from '../../../src/slack/views/gaps.ts'
import { help, unknownVerb } from '../../../src/slack/views/help.ts'
import { homeRefused } from '../../../src/slack/views/home.ts'
import { progress } from '../../../src/slack/views/progress.ts'
import { result } from '../../../src/slack/views/result.ts'
import { badScope, nothingMatched } from '../../../src/slack/views/scope.ts'
import { thread } from '../../../src/slack/views/thread.ts'
import {
  detour,
  goneModal,
  interrupted,
  loadingModal,
  refused,
  trouble,
  troubleModal,
} from '../../../src/slack/views/trouble.ts'
import { REFUSAL_WORDS } from '../../../src/slack/words.ts'
import { aCheck, aFinding, aReport, aReportedGap } from '../../support/report.ts'
import { hostileName, manyChecks, manyFindings } from '../sample.ts'

const wordy = `${'A rule about *this* and <that> & `more`, said at some length. '.repeat(3)}`.slice(0, 110)
const wordyCheck = aCheck({
  title: wordy,
  why: 'w'.repeat(600),
  fix: { summary: 's'.repeat(400), console: 'c'.repeat(800), cli: 'aws '.repeat(500), effect: 'redeploy' },
  controls: { fsbp: Array(20).fill('SageMaker.1'), nist80053r5: Array(60).fill('AC-4(21)') },
  with: Object.keys(KINDS) as never,
})
const checks = manyChecks(40, (i) => `${i} ${wordy}`)
const hostile = (i: number) => ({
  name: hostileName,
  evidence: `${i} ${hostileName} ${'long '.repeat(800)}`,
  status: i % 9 === 0 ? ('unknown' as const) : ('fail' as const),
})

const hostileFindings = manyFindings(4000, checks, hostile)
const key = (finding: Finding) => `${finding.check.id}|${finding.resource.arn}`
const gaps = Array.from({ length: 300 }, (_, i) =>
  aReportedGap({
    action: `sagemaker:Describe${i}`,
    call: `Describe${i}`,
    detail: hostileName,
    checks: checks.map((c) => c.id),
  }),
)
const comparison = {
  since: 1_794_000_000,
  opened: hostileFindings.slice(0, 900).map(key),
  fixed: hostileFindings.slice(900, 1800).map(key),
}
const scope = Array.from({ length: 60 }, () => hostileName)
const regions = Array.from({ length: 30 }, (_, i) => `eu-west-${i}`)
const worst: Report = aReport({ findings: hostileFindings, gaps, comparison, scope, regions })

const vast: Report = aReport({
  findings: manyFindings(100_000, manyChecks(13), (i) => ({
    name: `train-${i}`,
    evidence: 'VolumeKmsKeyId is not set',
    status: 'fail',
  })),
})

const commands = Array.from({ length: 8 }, (_, i) => ({
  name: `verb${i}`,
  usage: '[scope…] '.repeat(10),
  summary: 's'.repeat(300),
  examples: [`/sagemaker verb${i} x`],
}))
const problems = Array.from({ length: 40 }, () => ({
  word: hostileName,
  reason: `No: ${hostileName}`,
  suggestions: [hostileName, 'notebooks', 'network-isolation'],
}))

const messages: ReadonlyArray<readonly [string, Message]> = [
  ['help', help(commands)],
  ['unknown verb', unknownVerb('adit', ['audit', 'explain', 'help'])],
  [
    'progress',
    progress({
      scope,
      askedBy: 'U0ANARUIZ1',
      elapsed: 700,
      joined: true,
      progress: {
        phase: 'collecting',
        done: 3,
        total: 46,
        reading: Object.keys(KINDS) as never,
        resources: 1e6,
        calls: 1e6,
      },
    }),
  ],
  ['first progress', progress({ scope: [], askedBy: 'U0ANARUIZ1', elapsed: 0, joined: false })],
  ['hostile result', result(worst, 'U0ANARUIZ1')],
  ['vast result', result(vast, 'U0ANARUIZ1')],
  ['empty result', result(aReport(), 'U0ANARUIZ1')],
  ['explanation', explanation(wordyCheck)],
  ['check list', checkList(checks)],
  ...PRACTICES.map(({ id }) => [`checks of ${id}`, practiceChecks(id, checks)] as const),
  [
    'unknown check',
    unknownCheck(
      hostileName,
      checks.slice(0, 3).map((c) => c.id),
    ),
  ],
  ['gaps', gapMessage(worst)],
  ['bad scope', badScope([...scope, hostileName], problems)],
  ['nothing matched', nothingMatched(['notbooks'], problems)],
  ['nothing matched, without reasons', nothingMatched([], [])],
  ['trouble', trouble('The audit did not finish.', 'abc')],
  ['interrupted', interrupted('audit notebooks')],
  ['detour', detour('not-member')],
  ...Object.keys(REFUSAL_WORDS).map(
    (refusal) => [`refusal ${refusal}`, refused(refusal as 'guest')] as const,
  ),
  ...thread(worst).messages.map((message, i) => [`hostile thread ${i}`, message] as const),
  ...thread(vast).messages.map((message, i) => [`vast thread ${i}`, message] as const),
]

const views: ReadonlyArray<readonly [string, View]> = [
  ['explanation', explanationModal(wordyCheck)],
  ['finding', findingModal(hostileFindings[1] ?? aFinding())],
  ['wordy finding', findingModal(aFinding({ check: wordyCheck, firstSeenAt: 1_790_000_000 }))],
  ['no finding', findingGoneModal()],
  ...[0, 10, 49, 999].map((page) => [`hostile findings page ${page}`, findingsModal(worst, page)] as const),
  ['vast findings', findingsModal(vast, 3)],
  ['no findings', findingsModal(aReport(), 0)],
  ['gaps', gapModal(worst)],
  ['gone', goneModal()],
  ['loading', loadingModal('All findings')],
  ['trouble', troubleModal('That did not work.', 'abc')],
  ['home for a guest', homeRefused('guest')],
]

describe('the largest and worst input of every message', () => {
  it.each(messages)('%s fits Slack', (_, message) => {
    expect(checkMessage(message)).toEqual([])
    expect(checkMessageBlocks(message.blocks)).toEqual([])
  })

  it.each(messages)('%s mentions nobody it should not', (_, message) => {
    const drawn = JSON.stringify(message)
    expect(drawn).not.toMatch(/<!(?:channel|here|everyone|subteam)/)
    expect(markup(message)).not.toMatch(/<(?!@U0ANARUIZ1>|!date\^\d+\^[^<>|]*\|[^<>|]*>)/)
    expect(drawn).not.toMatch(/[\u202a-\u202e\u2066-\u2069\u200b]/)
  })
})

describe('the largest and worst input of every view', () => {
  it.each(views)('%s fits Slack', (_, view) => {
    expect(checkView(view)).toEqual([])
    expect(checkWorkspaceView(view, view.type)).toEqual([])
  })
})

/** All text that Slack reads as markup. */
function markup(value: unknown): string {
  if (Array.isArray(value)) return value.map(markup).join('\n')
  if (typeof value !== 'object' || value === null) return ''
  const own = 'type' in value && value.type === 'mrkdwn' && 'text' in value ? String(value.text) : ''
  const fallback = 'blocks' in value && 'text' in value ? String(value.text) : ''
  return [own, fallback, ...Object.values(value).map(markup)].join('\n')
}
