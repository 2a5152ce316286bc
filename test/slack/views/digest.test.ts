import { describe, expect, it } from 'vitest'
import { checkMessageBlocks } from '../../../infra/local/slack/validator/payload.ts'
import { DAY_S, HOUR_S } from '../../../src/base/time.ts'
import { shiftDay } from '../../../src/digest/day.ts'
import type { DigestInput } from '../../../src/digest/digest.ts'
import type { Grant } from '../../../src/grants/grant.ts'
import type { Report } from '../../../src/posture/report.ts'
import type { Message } from '../../../src/slack/blocks/blocks.ts'
import { checkMessage } from '../../../src/slack/blocks/check-limits.ts'
import { digestMessage } from '../../../src/slack/views/digest.ts'
import { digestThread, trend } from '../../../src/slack/views/digest-thread.ts'
import { aCloseOut } from '../../support/access.ts'
import { aDigest, aWaived } from '../../support/digests.ts'
import { aRequest, aTerms, sha256, T0 } from '../../support/grants.ts'
import { aFinding, aReport, aReportedGap, aResource } from '../../support/report.ts'
import { hostileName, manyChecks, manyFindings } from '../sample.ts'

const drawn = (...messages: readonly Message[]) => JSON.stringify(messages)
const problems = (message: Message) => [
  ...checkMessage(message),
  ...checkMessageBlocks(JSON.parse(JSON.stringify(message.blocks))),
]

const churn = aFinding({ firstSeenAt: T0 - 3 * DAY_S })
const report = aReport({ findings: [churn], score: 72 })
const before: DigestInput['before'] = { day: '2026-11-22', score: 70, audit: aReport({ findings: [] }) }
const NEWS: Partial<DigestInput> = { audit: { report }, before }
const STILL: Partial<DigestInput> = {
  audit: { report },
  before: { day: '2026-11-22', score: 72, audit: report },
}

function grant(id: string, change: Partial<Grant> = {}, name = 'churn'): Grant {
  const terms = aTerms({ resources: [`arn:aws:sagemaker:eu-west-1:111122223333:endpoint/${name}`] })
  const { current } = aRequest()
  return {
    ...aRequest(),
    id,
    state: 'active',
    role: { arn: 'arn:aws:iam::111122223333:role/g', documentsHash: sha256('x') },
    current: { ...current, terms, decidedAt: T0, window: { startsAt: T0, endsAt: T0 + HOUR_S } },
    ...change,
  }
}

const ended = (id: string, name?: string) =>
  grant(id, { state: 'ended', end: { reason: 'expired', at: T0 - DAY_S, by: null, words: '' } }, name)

describe('the digest in a channel', () => {
  it('begins with the verdict and says what to see to, whose it is and how long it has been open', () => {
    const message = digestMessage(
      aDigest({ ...NEWS, owners: new Map([[churn.resource.arn, 'ml-platform']]) }),
    )
    expect(message.text).toBe(
      'SageMaker, Mon 23 Nov: 1 new finding (1 high) since yesterday; 1 fail in all. Score 72 of 100, with 0% unknown.',
    )
    expect(drawn(message)).toContain('SageMaker: 1 new finding (1 high) since yesterday')
    expect(drawn(message)).toContain('up 2 since yesterday')
    expect(drawn(message)).toContain('owner `ml-platform` · open for 3 days')
    expect(drawn(message)).toContain('1 new · 0 back · 0 fixed')
    expect(problems(message)).toEqual([])
  })

  it('is one line on a quiet day, with the footer under it', () => {
    const message = digestMessage(aDigest(STILL))
    expect(message.blocks.map(({ type }) => type)).toEqual(['section', 'context'])
    expect(message.text).toContain('Nothing changed since yesterday: 1 finding fails (1 high).')
    expect(problems(message)).toEqual([])
  })

  it.each<[string, Partial<DigestInput>, string]>([
    ['that failed', { audit: { failed: 'unreadable' } }, 'This is not a clean day'],
    ['of a scope that is no more', { audit: { failed: 'bad-scope' } }, 'not understood any more'],
    [
      'that did not see everything',
      { audit: { report: aReport({ gaps: [aReportedGap()] }) } },
      'sagemaker:DescribeNotebookInstance',
    ],
    [
      'that did not see verdicts',
      { audit: { report: aReport({ findings: [{ ...churn, status: 'unknown' }] }) } },
      '1 verdict is unknown',
    ],
  ])('never shows an audit %s as clean', (_, change, words) => {
    const message = digestMessage(aDigest(change))
    expect(drawn(message)).toContain(words)
    expect(drawn(message)).toContain(':white_circle:')
    expect(drawn(message)).not.toContain('green')
    expect(problems(message)).toEqual([])
  })

  it('is green where everything was seen and nothing fails', () => {
    const clean = aReport({ findings: [{ ...churn, status: 'pass' }] })
    expect(drawn(digestMessage(aDigest({ audit: { report: clean } })))).toContain(':large_green_circle:')
  })

  it('publishes the anchor of the access record, or says that it could not', () => {
    const hash = sha256('anchor')
    expect(drawn(digestMessage(aDigest({ ...STILL, anchor: { hash, seq: 7 } })))).toContain(
      `Access record, anchor 7: \`${hash}\``,
    )
    expect(drawn(digestMessage(aDigest({ ...NEWS, anchor: 'unwritten' })))).toContain(
      'could not be anchored today',
    )
  })

  it('names risks whose acceptance ends soon', () => {
    const lab = aFinding({ resource: aResource('lab'), waived: aWaived({ until: T0 + DAY_S }) })
    const audit = { report: aReport({ findings: [churn, lab] }) }
    expect(drawn(digestMessage(aDigest({ ...NEWS, audit })))).toContain(
      '• `notebook-no-direct-internet` on `lab` <!date^',
    )
  })
})

describe('temporary access in the digest', () => {
  const access = (named: boolean) => ({
    grants: [grant('g1'), grant('g2', { state: 'requested' }), ended('g3'), ended('g4')],
    closeOuts: new Map([['g3', aCloseOut({ grantId: 'g3' })]]),
    named,
  })

  it('says what ends today and what was unused of what ended', () => {
    const shown = drawn(digestMessage(aDigest({ ...NEWS, access: access(true) })))
    expect(shown).toContain('1 active · 1 ends today · 2 ended · 1 waits')
    expect(shown).toContain('*Access that ends today*\\n• <@ANN> `invoke-endpoint` on `churn` until <!date^')
    expect(shown).toContain('ran out')
    expect(shown).toContain('3 calls seen; unused `sagemaker:InvokeEndpointAsync`')
    expect(shown).toContain('what was used is not known yet')
  })

  it('keeps names from whoever may not see them', () => {
    const shown = drawn(digestMessage(aDigest({ ...NEWS, access: access(false) })))
    expect(shown).toContain('1 active · 1 ends today · 2 ended · 1 waits')
    expect(shown).not.toContain('ANN')
    expect(shown).not.toContain('invoke-endpoint')
  })

  it('never calls unused what nobody can see', () => {
    const closeOut = aCloseOut({ grantId: 'g3', used: [], unused: [] })
    const given = { grants: [ended('g3')], closeOuts: new Map([['g3', closeOut]]), named: true }
    expect(drawn(digestMessage(aDigest({ ...NEWS, access: given })))).toContain(
      'no call seen, but not all can be seen',
    )
  })

  it('warns of use outside its time and of what still runs', () => {
    const closeOut = aCloseOut({
      grantId: 'g3',
      outside: aCloseOut().used,
      stillRunning: [{ arn: aResource().arn, status: 'InService' }],
    })
    const given = { grants: [ended('g3')], closeOuts: new Map([['g3', closeOut]]), named: true }
    const shown = drawn(digestMessage(aDigest({ ...NEWS, access: given })))
    expect(shown).toContain(':rotating_light: *used outside its time*')
    expect(shown).toContain('*1 thing it made still there*')
  })

  it('says that it could not be read', () => {
    expect(drawn(digestMessage(aDigest({ ...NEWS, access: 'unread' })))).toContain('could not be read')
  })
})

describe('the chart', () => {
  const history = Array.from({ length: 30 }, (_, i) => ({
    day: shiftDay('2026-10-25', i),
    score: 50 + i,
    unknownShare: 0.021,
    failing: 40 - i,
  }))

  it('has no more points than Slack takes, ends with today, and stands in words beside it', () => {
    const [message] = trend(aDigest({ history }))
    if (!message) throw new Error('no chart')
    expect(message.text).toBe(
      'Score over 30 days: 50 on 25 Oct, 79 on 23 Nov. Lowest 50 on 25 Oct, highest 79 on 23 Nov.',
    )
    const chart = message.blocks.find((block) => block.type === 'data_visualization')
    if (chart?.type !== 'data_visualization') throw new Error('no chart')
    expect(chart.chart.axis_config.categories).toHaveLength(15)
    for (const { label, value } of chart.chart.series[0]?.data ?? [])
      expect(drawn(message)).toContain(`${label}: ${value}, 2%`)
    expect(chart.chart.series[0]?.data.at(-1)).toEqual({ label: '23 Nov', value: 79 })
    expect(problems(message)).toEqual([])
  })

  it('waits for a second day with a score', () => {
    expect(trend(aDigest({ history: history.slice(0, 1) }))).toEqual([])
    const [first, second] = history
    expect(trend(aDigest({ history: [{ ...first, score: null } as never, second as never] }))).toEqual([])
  })
})

it('puts new, returned and fixed findings into the thread', () => {
  const lab = aFinding({ resource: aResource('lab') })
  const gone = aFinding({ resource: aResource('gone') })
  const today: Report = aReport({ findings: [churn, lab, { ...gone, status: 'pass' }] })
  const digest = aDigest({
    audit: { report: today },
    before: { day: '2026-11-22', score: 1, audit: aReport({ findings: [gone] }) },
    cameBack: new Set([`${lab.check.id}|${lab.resource.arn}`]),
  })
  const shown = drawn(...digestThread(digest, today))
  for (const words of ['New (1)', 'Back after it was fixed (1)', 'Fixed (1)', '3 changes since yesterday.'])
    expect(shown).toContain(words)
})

describe('at its largest, with hostile names', () => {
  const checks = manyChecks(20)
  const findings = manyFindings(3000, checks, (i) => ({
    name: `${i} ${hostileName}`,
    evidence: hostileName,
    status: i % 11 === 0 ? 'unknown' : 'fail',
  })).map((each, i) =>
    i % 7 === 0 ? { ...each, waived: aWaived({ waiver: `w${i}`, until: T0 + 60 }) } : each,
  )
  const largest = aReport({
    findings,
    scope: Array(300).fill('notebooks'),
    gaps: Array.from({ length: 200 }, (_, i) =>
      aReportedGap({ action: `sagemaker:Describe${i}`, detail: hostileName }),
    ),
  })
  const grants = Array.from({ length: 60 }, (_, i) =>
    i % 2 ? ended(`e${i}`, hostileName) : grant(`g${i}`, {}, hostileName),
  )
  const digest = aDigest({
    audit: { report: largest },
    scope: largest.scope,
    before: { day: '2026-11-20', score: 90, audit: aReport({ findings: findings.slice(0, 10) }) },
    owners: new Map(findings.map(({ resource }) => [resource.arn, hostileName])),
    access: {
      grants,
      closeOuts: new Map(grants.map(({ id }) => [id, aCloseOut({ unused: Array(50).fill(hostileName) })])),
      named: true,
    },
    anchor: { hash: sha256('x'), seq: 1e6 },
    history: Array.from({ length: 30 }, (_, i) => ({
      day: shiftDay('2026-10-25', i),
      score: i,
      unknownShare: 1,
      failing: 1e6,
    })),
  })
  const messages = [digestMessage(digest), ...digestThread(digest, largest)]

  it('keeps within what Slack takes', () => {
    expect(messages.flatMap(problems)).toEqual([])
    expect(messages[0]?.blocks.at(-1)?.type).toBe('context')
  })

  it('mentions nobody that it does not mean to', () => {
    expect(drawn(...messages)).not.toMatch(/<!(channel|here|everyone)|<@U0ANARUIZ1>/)
  })
})
