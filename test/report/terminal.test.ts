import { stripVTControlCharacters } from 'node:util'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { findingKey } from '../../src/posture/finding.ts'
import type { Report } from '../../src/posture/report.ts'
import { renderTerminal } from '../../src/report/terminal.ts'
import { NOW } from '../support/inventory.ts'
import { aCheck, aFinding, aReport, aReportedGap, aResource } from '../support/report.ts'

const plain = (report: Report, width = 100) => renderTerminal(report, { colour: false, width })

describe('the report on a terminal', () => {
  const fresh = aFinding({ resource: aResource('fresh') })
  const report = aReport({
    scope: ['network-isolation'],
    findings: [
      aFinding({ resource: aResource('old') }),
      fresh,
      aFinding({ status: 'pass', resource: aResource('good') }),
      aFinding({ check: aCheck({ id: 'naming', tier: 'advisory', practice: 'compliance' }) }),
    ],
    gaps: [aReportedGap()],
    comparison: { since: NOW - 86_400, opened: [findingKey(fresh)], fixed: ['gone-check|arn:aws:x'] },
    score: 33,
  })

  test('says everything in its order', () => {
    expect(plain(report)).toBe(`account 111122223333, eu-west-1: network-isolation
2 findings fail (2 high).
Score 33 of 100, with 0% unknown. Verdicts: 1 pass, 3 fail, 0 unknown, 0 not applicable.
4 resources read with 3 calls in 3 seconds.

                                  fail  unknown     pass   advice
3a  VPC and network isolation        2        0        1        0
4b  Compliance controls              0        0        0        1

Since 2026-11-22T09:00:00Z: 1 new finding, 1 fixed.
  fixed  gone-check  arn:aws:x

3a VPC and network isolation
  HIGH  Notebook instances should not reach the internet directly (notebook-no-direct-internet)
    - 1 new: old (eu-west-1), fresh (eu-west-1): DirectInternetAccess is Enabled
    Fix: Create it again in a VPC without direct internet access. (needs a new resource)

Advice, which fails no audit

4b Compliance controls
  HIGH  Notebook instances should not reach the internet directly (naming)
    - churn (eu-west-1): DirectInternetAccess is Enabled
    Fix: Create it again in a VPC without direct internet access. (needs a new resource)

Not seen
  - sagemaker:DescribeNotebookInstance was denied in eu-west-1; hides 1 check:
    notebook-no-direct-internet
    User is not authorized to perform: sagemaker:DescribeNotebookInstance

A policy that lets the next audit see what was denied:
{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Sid": "SagewardenReads",
      "Effect": "Allow",
      "Action": [
        "sagemaker:DescribeNotebookInstance"
      ],
      "Resource": "*"
    }
  ]
}
`)
  })

  test('colours change how it looks, never what it says', () => {
    const coloured = renderTerminal(report, { colour: true, width: 100 })
    expect(coloured).toContain('\u001b[31mHIGH\u001b[0m')
    expect(stripVTControlCharacters(coloured)).toBe(plain(report))
  })

  test('says so where nothing changed', () => {
    const same = aReport({ comparison: { since: NOW, opened: [], fixed: [] } })
    expect(plain(same)).toContain('Nothing changed since 2026-11-23T09:00:00Z.')
  })

  test('stays readable with 100,000 failing resources', () => {
    const findings = Array.from({ length: 100_000 }, (_, n) =>
      aFinding({ resource: aResource(`job-${n}`), evidence: `seen ${n % 20}` }),
    )
    const text = plain(aReport({ findings }))
    expect(text.split('\n').length).toBeLessThan(60)
    expect(text).toContain('and 60,000 more resources; --format json lists all')
    expect(text).toContain('and 4,995 more: seen 0')
  })

  test('breaks lines at the width, but never a name', () => {
    const arn = `arn:aws:sagemaker:eu-west-1:111122223333:notebook-instance/${'n'.repeat(80)}`
    const lines = plain(
      aReport({ findings: [aFinding({ evidence: `A policy names ${arn} as a whole` })] }),
      60,
    )
    expect(lines).toContain(arn)
    const wide = lines.split('\n').filter((line) => line.length > 60 && !line.includes(arn))
    expect(wide.filter((line) => !line.startsWith('Score') && !line.startsWith('3a'))).toEqual([
      expect.stringMatching(/fail {2}unknown/),
    ])
  })
})

test('no text of AWS leaves the terminal report as a control character', () => {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what must not be there.
  const safe = /^[^\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]*$/
  const hostile = fc.oneof(
    fc.constantFrom('\u001b]0;owned\u0007', '\u009b31m', 'a\r\nb', '\u202Eexe.gnp', '<!channel> *`_`*'),
    fc.string({ unit: 'binary', maxLength: 256 }),
  )
  fc.assert(
    fc.property(hostile, hostile, (name, words) => {
      const text = plain(
        aReport({
          scope: [words],
          account: name,
          findings: [aFinding({ evidence: words, resource: aResource(name, { region: words }) })],
          gaps: [aReportedGap({ detail: words, action: name, region: name, checks: [words] })],
          comparison: { since: NOW, opened: [], fixed: [`c|${name}`] },
        }),
      )
      for (const line of text.split('\n')) expect(line).toMatch(safe)
    }),
  )
})

test('waived findings stand apart: until when, by whom and why; one that is back says so', () => {
  const waived = {
    waiver: 'w1',
    until: NOW + 60,
    by: 'T1/UANN',
    approvedBy: 'T1/UBEN',
    reason: 'A \u001b[31mlab.',
  } as const
  const text = plain(
    aReport({
      findings: [
        aFinding({ resource: aResource('lab'), waived }),
        aFinding({ resource: aResource('back'), waiverEndedAt: NOW - 60 }),
      ],
    }),
  )
  expect(text).toContain('1 finding fails (1 high).')
  expect(text).toContain('0 pass, 1 fail, 1 waived, 0 unknown')
  expect(text).toContain(
    '- back (eu-west-1): DirectInternetAccess is Enabled (its waiver ended on 2026-11-23)',
  )
  expect(text).toContain(`Waived: fails, but somebody accepts the risk for now
  HIGH  Notebook instances should not reach the internet directly (notebook-no-direct-internet)
    - lab (eu-west-1): until 2026-11-23T09:01:00Z, by T1/UANN and T1/UBEN: A ␛[31mlab.`)
})
