import { STATUSES } from '../posture/finding.ts'
import { FRAMEWORKS, PRACTICES, SEVERITIES } from '../posture/practice.ts'
import { JSON_SCHEMA_ID } from './json.ts'

const STRING = { type: 'string' }
const STRINGS = { type: 'array', items: STRING }
const COUNT = { type: 'integer', minimum: 0 }
const TIME = { type: 'string', format: 'date-time' }
const TIME_OR_NULL = { type: ['string', 'null'], format: 'date-time' }

/** An object with exactly these properties, all of them required. */
function exactly(properties: Readonly<Record<string, unknown>>) {
  return { type: 'object', properties, required: Object.keys(properties), additionalProperties: false }
}

function listOf(items: unknown) {
  return { type: 'array', items }
}

/** The JSON Schema (draft 2020-12) of the JSON report. */
export const REPORT_SCHEMA = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: JSON_SCHEMA_ID,
  title: 'Sagewarden report',
  description:
    'The result of one audit of Amazon SageMaker posture: every verdict, and what could not be seen.',
  ...exactly({
    schema: { const: JSON_SCHEMA_ID },
    account: STRING,
    regions: STRINGS,
    scope: { ...STRINGS, description: 'The scope as it was asked for; empty for everything.' },
    startedAt: TIME,
    finishedAt: TIME,
    totals: exactly({
      pass: COUNT,
      fail: COUNT,
      unknown: COUNT,
      notApplicable: COUNT,
      waived: { ...COUNT, description: 'Of those that fail: accepted for now, and out of the score.' },
    }),
    score: {
      type: ['number', 'null'],
      minimum: 0,
      maximum: 100,
      description:
        'Severity-weighted share of passing verdicts, waived ones left out; null where nothing passed or failed.',
    },
    findings: listOf(
      exactly({
        check: STRING,
        title: STRING,
        status: { enum: STATUSES },
        severity: { enum: SEVERITIES },
        tier: { enum: ['core', 'extended', 'advisory'] },
        practice: { enum: PRACTICES.map((practice) => practice.id) },
        evidence: STRING,
        resource: exactly({ arn: STRING, kind: STRING, name: STRING, region: STRING, account: STRING }),
        controls: {
          type: 'object',
          properties: Object.fromEntries(Object.keys(FRAMEWORKS).map((framework) => [framework, STRINGS])),
          additionalProperties: false,
        },
        firstSeenAt: TIME_OR_NULL,
        waived: {
          description: 'The accepted risk that covers a failing finding; it is then out of the score.',
          ...exactly({ until: TIME, by: STRING, approvedBy: { type: ['string', 'null'] }, reason: STRING }),
          type: ['object', 'null'],
        },
        waiverEndedAt: {
          ...TIME_OR_NULL,
          description: 'When a waiver ended that covered the finding, if that was lately.',
        },
      }),
    ),
    gaps: listOf(
      exactly({
        kind: STRING,
        region: STRING,
        call: STRING,
        action: STRING,
        cause: { enum: ['denied', 'throttled', 'unsupported', 'unavailable'] },
        detail: STRING,
        checks: STRINGS,
      }),
    ),
    calls: exactly({ total: COUNT, byOperation: { type: 'object', additionalProperties: COUNT } }),
  }),
}

/** The text of `report.schema.json`: the schema, written out by `npm run generate`. */
export function reportSchemaText(): string {
  return `${JSON.stringify(REPORT_SCHEMA, null, 2)}\n`
}
