import { describe, expect, it } from 'vitest'
import type { Finding } from '../../../src/posture/finding.ts'
import { thread } from '../../../src/slack/views/thread.ts'
import { aCheck, aFinding, aReport, aReportedGap, aResource } from '../../support/report.ts'
import { manyChecks, manyFindings } from '../sample.ts'

const drawn = (findings: readonly Finding[]) => JSON.stringify(thread(aReport({ findings })).messages)
const jobs = (count: number, evidence: (i: number) => string) => {
  const check = aCheck({ id: 'job-key', title: 'Jobs should use a key', of: 'trainingJobs' })
  return Array.from({ length: count }, (_, i) =>
    aFinding({ check, evidence: evidence(i), resource: aResource(`job-${i}`, { kind: 'trainingJobs' }) }),
  )
}

describe('the thread of an audit', () => {
  it('is empty where nothing fails and everything was seen', () => {
    expect(thread(aReport({ findings: [aFinding({ status: 'pass' })] })).messages).toEqual([])
  })

  it('groups by practice and names every resource where there is room', () => {
    const { messages, complete } = thread(aReport({ findings: jobs(5, () => 'No key') }))
    expect(complete).toBe(true)
    expect(messages).toHaveLength(1)
    expect(JSON.stringify(messages)).toContain('*3a VPC and network isolation* · 5 findings fail')
    expect(JSON.stringify(messages)).toContain('job-4')
  })

  it('folds what many resources share', () => {
    const words = drawn(jobs(102, () => 'No key'))
    expect(words).toContain(' and 97 more training jobs')
    expect(words).toContain('The file in this thread holds all of them')
  })

  it.each([
    ['one kind', ['iamRoles'], '7 more IAM roles'],
    ['two', ['iamRoles', 'iamUsers'], '7 more IAM roles and IAM users'],
    ['three', ['iamUsers', 'models', 'keys'], '7 more IAM users, models and KMS keys'],
    ['too many', ['iamRoles', 'iamUsers', 'models', 'keys'], '7 more resources'],
    ['what nobody knows', ['iamRoles', 'spaceships'], '7 more resources'],
  ])('says what it folds, whatever the check is of: %s', (_, kinds, expected) => {
    const check = aCheck({ id: 'power', of: 'iamRoles' })
    const of = (named: number, evidence: (i: number) => string) =>
      Array.from({ length: named + 7 }, (_none, i) => {
        const kind = i < named ? 'iamGroups' : (kinds[(i - named) % kinds.length] ?? '')
        return aFinding({ check, evidence: evidence(i), resource: aResource(`p-${i}`, { kind }) })
      })
    expect(drawn(of(5, () => 'Too much'))).toContain(` and ${expected}"`)
    expect(drawn(of(4, (i) => `Too much ${i}`))).toContain(`and ${expected}, with other evidence`)
  })

  it('folds what each says differently', () => {
    expect(drawn(jobs(20, (i) => `Key ${i} is not yours`))).toContain(
      'and 16 more training jobs, with other evidence',
    )
  })

  it('says less of each where there are many, and stays within eight messages', () => {
    for (const [checks, count] of [
      [12, 1200],
      [40, 4000],
      [300, 30_000],
    ] as const) {
      const long = manyChecks(checks, (i) => `Rule ${i} should hold ${'for good reasons '.repeat(4)}`)
      const findings = manyFindings(count, long, (i) => ({
        name: `resource-${i}-${'x'.repeat(40)}`,
        evidence: `The setting ${i} is off`,
        status: 'fail',
      }))
      const { messages, complete } = thread(aReport({ findings }))
      expect(messages.length).toBeLessThanOrEqual(8)
      expect(complete).toBe(false)
    }
  })

  it('ends with what could not be seen', () => {
    const { messages } = thread(aReport({ findings: jobs(1, () => 'No key'), gaps: [aReportedGap()] }))
    expect(JSON.stringify(messages.at(-1))).toContain('SagewardenReads')
  })

  it('leaves advice out', () => {
    expect(drawn([aFinding({ check: aCheck({ tier: 'advisory' }) })])).toBe('[]')
  })
})
