import { describe, expect, it } from 'vitest'
import { DAY_S } from '../../src/base/time.ts'
import type { Digest, DigestInput, Judged } from '../../src/digest/digest.ts'
import { pointOf } from '../../src/digest/digest.ts'
import type { Finding } from '../../src/posture/finding.ts'
import type { Report } from '../../src/posture/report.ts'
import { aDigest, aWaived } from '../support/digests.ts'
import { T0 } from '../support/grants.ts'
import { aCheck, aFinding, aReport, aReportedGap, aResource } from '../support/report.ts'

const root = aCheck({
  id: 'notebook-root-access',
  title: 'Notebooks should not give root',
  severity: 'critical',
})
const lab = aFinding({ check: root, resource: aResource('lab') })
const safe = aFinding({ status: 'pass', resource: aResource('safe') })
const churn = aFinding()
const soon = { ...lab, waived: aWaived({ until: T0 + DAY_S }) }

function yesterday(findings: readonly Finding[], score: number | null = 50): DigestInput['before'] {
  return { day: '2026-11-22', score, audit: aReport({ findings, finishedAt: T0 - DAY_S }) }
}

const today = (findings: readonly Finding[], change: Partial<Report> = {}): DigestInput['audit'] => ({
  report: aReport({ findings, score: 50, ...change }),
})

function judged({ audit }: Digest): Judged {
  if ('failed' in audit) throw new Error(audit.failed)
  return audit
}

describe('the verdict', () => {
  it.each<[string, Partial<DigestInput>, string]>([
    ['of the first', {}, '1 finding fails (1 high).'],
    [
      'of a day on which nothing changed',
      { audit: today([churn, safe]), before: yesterday([churn, safe]) },
      'Nothing changed since yesterday: 1 finding fails (1 high).',
    ],
    [
      'of news',
      { audit: today([churn, lab]), before: yesterday([churn, safe]) },
      '1 new finding (1 critical) since yesterday; 2 fail in all.',
    ],
    [
      'of news, a return and a repair',
      {
        audit: today([lab, aFinding({ resource: aResource('new') }), { ...churn, status: 'pass' }]),
        before: yesterday([churn]),
        cameBack: new Set([`${root.id}|${lab.resource.arn}`]),
      },
      '1 new finding (1 high), 1 finding back (1 critical) and 1 fixed since yesterday; 2 fail in all.',
    ],
    [
      'after a weekend',
      {
        audit: today([safe]),
        before: { day: '2026-11-20', score: 50, audit: aReport({ findings: [churn] }) },
      },
      '1 fixed since Fri 20 Nov; nothing fails now.',
    ],
    [
      'of what was only partly seen, where nothing that was seen fails',
      {
        audit: today([safe, { ...lab, status: 'unknown' }, { ...churn, status: 'pass' }]),
        before: yesterday([churn, safe]),
      },
      '1 verdict newly unknown and 1 fixed since yesterday; 1 verdict unknown.',
    ],
    [
      'of gaps that hid no verdict',
      { audit: today([safe], { gaps: [aReportedGap()] }), before: yesterday([safe]) },
      'Nothing changed since yesterday: nothing that could be seen fails, but not everything could be seen.',
    ],
    [
      'of a waiver that ended and one that began',
      {
        audit: today([lab, { ...churn, waived: aWaived() }]),
        before: yesterday([{ ...lab, waived: aWaived() }, churn]),
      },
      '1 waived finding counting again (1 critical) and 1 waived since yesterday; 1 fail in all.',
    ],
    [
      'of an audit that could not read AWS',
      { audit: { failed: 'unreadable' }, before: yesterday([churn]) },
      'The audit did not finish, so nothing is known about today.',
    ],
    [
      'where the audit before is lost',
      { audit: today([churn]), before: { day: '2026-11-22', score: 50, audit: undefined } },
      'What changed is not known, as the audit before is not kept any more: 1 finding fails (1 high).',
    ],
  ])('%s', (_, change, verdict) => {
    expect(aDigest(change).verdict).toBe(verdict)
  })

  it('never says that a finding is fixed which could not be seen', () => {
    const digest = aDigest({ audit: today([{ ...churn, status: 'unknown' }]), before: yesterday([churn]) })
    expect(judged(digest).changes?.fixed).toEqual([])
    expect(digest.verdict).toBe('1 verdict newly unknown since yesterday; 1 verdict unknown.')
  })
})

describe('a quiet day', () => {
  const still = { audit: today([churn, safe]), before: yesterday([churn, safe]) }

  it('is one on which nothing changed, ends or waits', () => {
    expect(aDigest(still).quiet).toBe(true)
    expect(aDigest({ ...still, access: { grants: [], closeOuts: new Map(), named: true } }).quiet).toBe(true)
  })

  it.each<[string, Partial<DigestInput>]>([
    ['the first', { before: undefined }],
    ['one without an audit', { audit: { failed: 'unreadable' } }],
    ['one with news', { audit: today([churn, lab]) }],
    ['one that sees less', { audit: today([{ ...churn, status: 'unknown' }, safe]) }],
    ['one with another score', { audit: today([churn, safe], { score: 49 }) }],
    ['one on which access could not be read', { access: 'unread' }],
    ['one whose audit before is lost', { before: { day: '2026-11-22', score: 50, audit: undefined } }],
    [
      'one near the end of a waiver',
      {
        audit: today([churn, safe, soon]),
        before: yesterday([churn, safe, soon]),
      },
    ],
  ])('is not %s', (_, change) => {
    expect(aDigest({ ...still, ...change }).quiet).toBe(false)
  })
})

describe('what to see to first', () => {
  it('is the most severe, with its owner and how long it has been open', () => {
    const old = { ...lab, firstSeenAt: T0 - 3 * DAY_S }
    const digest = aDigest({ audit: today([churn, old, safe]), owners: new Map([[lab.resource.arn, 'ana']]) })
    expect(judged(digest).top).toEqual([
      { finding: old, owner: 'ana', openFor: 3 * DAY_S },
      { finding: churn, owner: null, openFor: null },
    ])
  })

  it('is five at the most, and nothing that is waived', () => {
    const many = Array.from({ length: 9 }, (_, i) => aFinding({ resource: aResource(`nb-${i}`) }))
    expect(judged(aDigest({ audit: today(many) })).top).toHaveLength(5)
    expect(
      judged(aDigest({ audit: today([{ ...lab, waived: aWaived() }, churn]) })).top.map(
        ({ finding }) => finding,
      ),
    ).toEqual([churn])
  })
})

it('says how the score moved, where both days have one', () => {
  expect(
    judged(aDigest({ audit: today([churn], { score: 53 }), before: yesterday([], 50) })).scoreChange,
  ).toBe(3)
  expect(judged(aDigest({ audit: today([churn]), before: yesterday([], null) })).scoreChange).toBeUndefined()
})

it('counts for the chart what fails the audit, advice left out', () => {
  const advice = aFinding({ check: aCheck({ id: 'x-y', tier: 'advisory' }) })
  expect(pointOf('2026-11-23', aReport({ findings: [churn, lab, advice], score: 7 }))).toEqual({
    day: '2026-11-23',
    score: 7,
    unknownShare: 0,
    failing: 2,
  })
})
