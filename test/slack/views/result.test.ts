import { describe, expect, it } from 'vitest'
import { findingKey } from '../../../src/posture/finding.ts'
import type { Report } from '../../../src/posture/report.ts'
import { result } from '../../../src/slack/views/result.ts'
import { aCheck, aFinding, aReport, aReportedGap, aResource } from '../../support/report.ts'

const drawn = (report: Report) => JSON.stringify(result(report, 'U1').blocks)
const critical = aCheck({
  id: 'role-no-admin',
  title: 'Roles must not be admin',
  severity: 'critical',
  practice: 'identity',
  of: 'iamRoles',
})
const advice = aCheck({ id: 'tagged', title: 'Things should be tagged', tier: 'advisory', severity: 'low' })

describe('the result of an audit', () => {
  it.each([
    ['critical', [aFinding(), aFinding({ check: critical })], ':red_circle:'],
    ['high', [aFinding()], ':large_orange_circle:'],
    ['unknown', [aFinding({ status: 'unknown' })], ':white_circle:'],
    ['nothing', [aFinding({ status: 'pass' })], ':large_green_circle:'],
  ])('leads with the verdict in words, and a light where there is %s', (_, findings, light) => {
    const report = aReport({ findings })
    const { text, blocks } = result(report, 'U1')
    const [first] = blocks
    if (first?.type !== 'header') throw new Error('no header')
    expect(first.text.text).toMatch(new RegExp(`^${light} SageMaker audit: [A-Z0-9].+\\.$`))
    expect(text).toMatch(/^SageMaker audit: .+ Score .+ with \d+% unknown\.$/)
  })

  it('names one finding of each of the worst checks, the worst first, and how many more there are', () => {
    const many = Array.from({ length: 98 }, (_, i) =>
      aFinding({
        check: aCheck({ of: 'trainingJobs' }),
        resource: aResource(`job-${i}`, { kind: 'trainingJobs' }),
      }),
    )
    const shared = many.map((finding) => ({ ...finding, check: many[0]?.check ?? finding.check }))
    const words = drawn(aReport({ findings: [...shared, aFinding({ check: critical })] }))
    expect(words.indexOf('Roles must not be admin')).toBeLessThan(words.indexOf('job-0'))
    expect(words).toContain('and 97 more training jobs')
    expect(words).not.toContain('job-1"')
  })

  it('says what is new and what was fixed', () => {
    const comparison = {
      since: 1_794_000_000,
      opened: [findingKey(aFinding())],
      fixed: ['role-no-admin|arn:aws:iam::111122223333:role/team/Old'],
    }
    const words = drawn(aReport({ findings: [aFinding()], comparison }))
    expect(words).toContain('1 new · 1 fixed (<!date^1794000000^')
    expect(words).toContain('"text":"Old"')
    expect(drawn(aReport({ comparison: { ...comparison, opened: [], fixed: [] } }))).toContain(
      'nothing changed',
    )
    expect(drawn(aReport())).toContain('first audit of this scope')
  })

  it('counts advice apart from failures', () => {
    const words = drawn(aReport({ findings: [aFinding(), aFinding({ check: advice })] }))
    expect(words).toContain('0 pass · 1 fail · 0 unknown · 1 advice')
  })

  it('names the missing permissions, and offers what would close them', () => {
    const words = drawn(aReport({ gaps: [aReportedGap()] }))
    expect(words).toContain('sagemaker:DescribeNotebookInstance')
    expect(words).toContain('"action_id":"audit:gaps"')
    expect(drawn(aReport())).not.toContain('audit:gaps')
  })

  it('says who asked, what for, where, and what it took', () => {
    const words = drawn(
      aReport({ scope: ['3a', 'tag:team=data science'], calls: { total: 1412, byOperation: {} } }),
    )
    expect(words).toContain('Asked by <@U1>')
    expect(words).toContain('`3a \\"tag:team=data science\\"`')
    expect(words).toContain('1,412 calls · took 3 s')
    expect(words).toContain('"value":"audit 3a \\"tag:team=data science\\""')
  })
})
