import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { jsonChunks } from '../../src/report/json.ts'
import { REPORT_SCHEMA, reportSchemaText } from '../../src/report/schema.ts'
import { ACCOUNT, NOW, REGION } from '../support/inventory.ts'
import { aCheck, aFinding, aReport, aReportedGap, aResource } from '../support/report.ts'

const ajv = new Ajv2020({ allErrors: true, strict: true, allowUnionTypes: true })
addFormats.default(ajv)
const validate = ajv.compile(REPORT_SCHEMA)

const text = (report: ReturnType<typeof aReport>) => [...jsonChunks(report)].join('')

const whole = aReport({
  scope: ['notebooks'],
  findings: [
    aFinding({ firstSeenAt: NOW - 60 }),
    aFinding({ status: 'not-applicable', check: aCheck({ tier: 'advisory', controls: {} }) }),
  ],
  gaps: [aReportedGap()],
  score: 0,
})

const WAIVED = [
  aFinding({
    waived: { waiver: 'w1', until: NOW + 60, by: 'T1/UANN', approvedBy: null, reason: 'A lab.' },
  }),
  aFinding({ resource: aResource('other'), waiverEndedAt: NOW - 60 }),
]

describe('the JSON report', () => {
  test('says what is waived, until when, by whom and why, and what was', () => {
    const json = JSON.parse(text(aReport({ findings: WAIVED })))
    expect(json.totals).toMatchObject({ fail: 2, waived: 1 })
    expect(json.findings).toMatchObject([
      {
        status: 'fail',
        waived: { until: '2026-11-23T09:01:00Z', by: 'T1/UANN', approvedBy: null, reason: 'A lab.' },
        waiverEndedAt: null,
      },
      { status: 'fail', waived: null, waiverEndedAt: '2026-11-23T08:59:00Z' },
    ])
  })

  test('is exactly what its readers were promised', () => {
    expect(JSON.parse(text(whole))).toEqual({
      schema: 'sagewarden.report/v1',
      account: ACCOUNT,
      regions: [REGION],
      scope: ['notebooks'],
      startedAt: '2026-11-23T09:00:00Z',
      finishedAt: '2026-11-23T09:00:03Z',
      totals: { pass: 0, fail: 1, unknown: 0, notApplicable: 1, waived: 0 },
      score: 0,
      findings: [
        {
          check: 'notebook-no-direct-internet',
          title: 'Notebook instances should not reach the internet directly',
          status: 'fail',
          severity: 'high',
          tier: 'core',
          practice: 'network-isolation',
          evidence: 'DirectInternetAccess is Enabled',
          resource: {
            arn: `arn:aws:sagemaker:${REGION}:${ACCOUNT}:notebook-instance/churn`,
            kind: 'notebooks',
            name: 'churn',
            region: REGION,
            account: ACCOUNT,
          },
          controls: { fsbp: ['SageMaker.2'] },
          firstSeenAt: '2026-11-23T08:59:00Z',
          waived: null,
          waiverEndedAt: null,
        },
        expect.objectContaining({ status: 'not-applicable', tier: 'advisory', firstSeenAt: null }),
      ],
      gaps: [
        {
          kind: 'notebooks',
          region: REGION,
          call: 'DescribeNotebookInstance',
          action: 'sagemaker:DescribeNotebookInstance',
          cause: 'denied',
          detail: 'User is not authorized to perform: sagemaker:DescribeNotebookInstance',
          checks: ['notebook-no-direct-internet'],
        },
      ],
      calls: { total: 3, byOperation: { 'sagemaker:ListNotebookInstances': 3 } },
    })
  })

  test.each([
    ['a whole report', whole],
    ['an empty one', aReport()],
    ['one of 1,200 findings', aReport({ findings: Array.from({ length: 1200 }, () => aFinding()) })],
    ['one with waivers', aReport({ findings: WAIVED })],
    ['one of several gaps', aReport({ gaps: [aReportedGap(), aReportedGap({ cause: 'throttled' })] })],
  ])('fits its schema: %s', (_name, report) => {
    validate(JSON.parse(text(report)))
    expect(validate.errors).toBeNull()
  })

  test('the schema refuses what is no report', () => {
    const json = JSON.parse(text(whole))
    for (const wrong of [
      { ...json, extra: 1 },
      { ...json, totals: {} },
      { ...json, schema: 'v2' },
    ]) {
      expect(validate(wrong)).toBe(false)
    }
  })

  test('the written schema is the current one', () => {
    const written = readFileSync(new URL('../../src/report/report.schema.json', import.meta.url), 'utf8')
    expect(written).toBe(reportSchemaText())
  })

  test('keeps every text, and shows no control character', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (words) => {
        const report = aReport({ findings: [aFinding({ evidence: words, resource: aResource(words) })] })
        const json = text(report)
        // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what must not be there.
        expect(json).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/)
        const [finding] = JSON.parse(json).findings
        expect([finding.evidence, finding.resource.name]).toEqual([words, words])
      }),
    )
  })

  test('comes in pieces, however many findings there are', () => {
    const findings = Array.from({ length: 20_000 }, (_, n) => aFinding({ resource: aResource(`n-${n}`) }))
    let longest = 0
    for (const chunk of jsonChunks(aReport({ findings }))) longest = Math.max(longest, chunk.length)
    expect(longest).toBeLessThan(500_000)
  })
})
