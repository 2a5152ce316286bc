import { describe, expect, test } from 'vitest'
import { findingKey } from '../../src/posture/finding.ts'
import type { Report } from '../../src/posture/report.ts'
import {
  adviceByPractice,
  countsByPractice,
  countsBySeverity,
  failingByPractice,
  fixedFindings,
  foldFindings,
  openedFindings,
  scoreText,
  topFindings,
  verdictSentence,
} from '../../src/posture/summary.ts'
import { aCheck, aFinding, aReport, aReportedGap, aResource } from '../support/report.ts'

const internet = aCheck({ id: 'internet', severity: 'high' })
const rootAccess = aCheck({ id: 'root-access', severity: 'high' })
const wildcard = aCheck({ id: 'wildcard', severity: 'critical', practice: 'identity' })
const naming = aCheck({ id: 'naming', severity: 'low', practice: 'compliance', tier: 'advisory' })

const named = (...names: string[]) => names.map((name) => ({ resource: aResource(name) }))
const failing = (check: typeof internet, ...names: string[]) =>
  named(...names).map((fields) => aFinding({ check, ...fields }))

describe('the verdict is one sentence', () => {
  const pass = aFinding({ status: 'pass' })
  const unknown = aFinding({ status: 'unknown' })
  const rows: ReadonlyArray<[string, Partial<Report>]> = [
    ['There is nothing here to judge.', {}],
    ['There is nothing here to judge.', { findings: [aFinding({ status: 'not-applicable' })] }],
    ['Nothing fails: 1 verdict passes.', { findings: [pass] }],
    ['Nothing fails: 2 verdicts pass.', { findings: [pass, pass] }],
    ['Nothing fails: 1 verdict passes.', { findings: [pass, aFinding({ check: naming })] }],
    ['Nothing fails; there is only advice.', { findings: [aFinding({ check: naming })] }],
    ['Nothing that could be seen fails, but 1 verdict is unknown.', { findings: [pass, unknown] }],
    [
      'Nothing that could be seen fails, but not everything could be seen.',
      { findings: [pass], gaps: [aReportedGap()] },
    ],
    ['1 finding fails (1 high).', { findings: [aFinding(), pass] }],
    [
      '3 findings fail (1 critical, 2 high), and 2 verdicts are unknown.',
      { findings: [...failing(internet, 'a', 'b'), ...failing(wildcard, 'c'), unknown, unknown] },
    ],
  ]
  test.each(rows)('%s', (sentence, fields) => {
    expect(verdictSentence(aReport(fields))).toBe(sentence)
  })
})

describe('the score never rounds to a perfection that is not there', () => {
  const rows: ReadonlyArray<[string, number | null, number]> = [
    ['no score, with 100% unknown', null, 1],
    ['100 of 100, with 0% unknown', 100, 0],
    ['99 of 100, with 1% unknown', 99.9, 0.0004],
    ['73 of 100, with 13% unknown', 72.6, 0.125],
    ['1 of 100, with 99% unknown', 0.2, 0.999],
    ['0 of 100, with 0% unknown', 0, 0],
  ]
  test.each(rows)('%s', (text, score, unknownShare) => {
    expect(scoreText(aReport({ score, unknownShare }))).toBe(text)
  })
})

describe('advice stands apart from failures', () => {
  const report = aReport({ findings: [...failing(internet, 'a'), ...failing(naming, 'a', 'b')] })
  test('in the counts by severity', () => {
    expect(countsBySeverity(report)).toEqual({ critical: 0, high: 1, medium: 0, low: 0, informational: 0 })
  })
  test('in the counts by practice', () => {
    expect(countsByPractice(report).map((row) => [row.section, row.counts.fail, row.advice])).toEqual([
      ['3a', 1, 0],
      ['4b', 0, 2],
    ])
  })
  test('in the groups', () => {
    const ids = (groups: ReturnType<typeof failingByPractice>) =>
      groups.flatMap((group) => group.checks.map(({ check, findings }) => [check.id, findings.length]))
    expect(ids(failingByPractice(report))).toEqual([['internet', 1]])
    expect(ids(adviceByPractice(report))).toEqual([['naming', 2]])
  })
})

test('failures are grouped by practice in the order of the document, the most severe check first', () => {
  const later = aCheck({ id: 'a-low-one', severity: 'low', practice: 'identity' })
  const report = aReport({
    findings: [...failing(internet, 'a'), ...failing(later, 'b'), ...failing(wildcard, 'c')],
  })
  expect(failingByPractice(report).map((g) => [g.section, g.checks.map((c) => c.check.id)])).toEqual([
    ['1a', ['wildcard', 'a-low-one']],
    ['3a', ['internet']],
  ])
})

test('the top findings are the most severe, and checks take turns', () => {
  const report = aReport({
    findings: [
      ...failing(internet, 'a', 'b', 'c'),
      ...failing(rootAccess, 'd'),
      ...failing(wildcard, 'e'),
      ...failing(naming, 'f'),
    ],
  })
  const seen = (most: number) => topFindings(report, most).map((f) => `${f.check.id} ${f.resource.name}`)
  expect(seen(4)).toEqual(['wildcard e', 'internet a', 'root-access d', 'internet b'])
  expect(seen(99)).toHaveLength(5)
})

test('findings that say the same are folded, the widest first', () => {
  const folds = foldFindings([
    ...failing(internet, 'a'),
    aFinding({ check: internet, evidence: 'something else', resource: aResource('b') }),
    ...failing(internet, 'c'),
  ])
  expect(folds.map((fold) => [fold.evidence, fold.findings.map((f) => f.resource.name)])).toEqual([
    ['DirectInternetAccess is Enabled', ['a', 'c']],
    ['something else', ['b']],
  ])
})

test('what is new and what was fixed come from the comparison', () => {
  const [before, fresh] = failing(internet, 'old', 'new')
  if (!before || !fresh) throw new Error('unreachable')
  const comparison = { since: 1, opened: [findingKey(fresh)], fixed: ['internet|arn:aws:x:::a|b'] }
  const report = aReport({ findings: [before, fresh], comparison })
  expect(openedFindings(report)).toEqual([fresh])
  expect(fixedFindings(report)).toEqual([{ checkId: 'internet', arn: 'arn:aws:x:::a|b' }])
  expect(openedFindings(aReport({ findings: [before] }))).toEqual([])
})
