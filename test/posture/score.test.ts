import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Finding, STATUSES } from '../../src/posture/finding.ts'
import { SEVERITIES } from '../../src/posture/practice.ts'
import { scoreOf, totalsOf, unknownShareOf } from '../../src/posture/score.ts'
import { aCheck } from '../support/checks.ts'
import { a } from '../support/inventory.ts'

const resource = a('regions', {})

function finding(
  status: Finding['status'],
  severity: Finding['check']['severity'],
  tier: 'core' | 'advisory' = 'core',
): Finding {
  return { check: aCheck({ severity, tier }), status, evidence: '', resource }
}

const anyFinding = fc
  .tuple(
    fc.constantFrom(...STATUSES),
    fc.constantFrom(...SEVERITIES),
    fc.constantFrom('core' as const, 'advisory' as const),
  )
  .map(([status, severity, tier]) => finding(status, severity, tier))

describe('the score', () => {
  it.each([
    ['nothing judged', [], null],
    ['all pass', [finding('pass', 'high')], 100],
    ['all fail', [finding('fail', 'low')], 0],
    ['one critical failure against one low pass', [finding('fail', 'critical'), finding('pass', 'low')], 9],
    ['one high of each', [finding('fail', 'high'), finding('pass', 'high')], 50],
    ['unknown counts neither way', [finding('unknown', 'critical'), finding('pass', 'low')], 100],
    [
      'advisory failures do not count',
      [finding('fail', 'critical', 'advisory'), finding('pass', 'low')],
      100,
    ],
    ['only unknown', [finding('unknown', 'critical')], null],
    ['informational weighs nothing', [finding('fail', 'informational')], null],
  ])('%s', (_name, findings, expected) => {
    expect(scoreOf(findings)).toBe(expected)
  })

  it('is 100 only when nothing that counts failed', () => {
    fc.assert(
      fc.property(fc.array(anyFinding), (findings) => {
        const counts = findings.some(
          (f) => f.status === 'fail' && f.check.tier !== 'advisory' && f.check.severity !== 'informational',
        )
        if (scoreOf(findings) === 100) expect(counts).toBe(false)
      }),
    )
  })

  it('never falls when a failure turns into a pass', () => {
    fc.assert(
      fc.property(fc.array(anyFinding), fc.constantFrom(...SEVERITIES), (findings, severity) => {
        const worse = scoreOf([...findings, finding('fail', severity)])
        const better = scoreOf([...findings, finding('pass', severity)])
        if (worse !== null && better !== null) expect(better).toBeGreaterThanOrEqual(worse)
      }),
    )
  })

  it('stands beside the share that could not be seen', () => {
    const totals = totalsOf([
      finding('pass', 'low'),
      finding('fail', 'low'),
      finding('unknown', 'low'),
      finding('not-applicable', 'low'),
    ])
    expect(totals).toEqual({ pass: 1, fail: 1, unknown: 1, 'not-applicable': 1 })
    expect(unknownShareOf(totals)).toBeCloseTo(1 / 3)
    expect(unknownShareOf(totalsOf([]))).toBe(0)
  })
})
