import { expect, it } from 'vitest'
import { recordOf } from '../../src/posture/audit-record.ts'
import { NOW } from '../support/inventory.ts'
import { aCheck, aFinding, aReport } from '../support/report.ts'

const WAIVED = { waiver: 'w1', until: NOW + 60, by: 'T1/UANN', approvedBy: null, reason: 'A lab.' } as const

it('says what an audit came to: what is waived counts as waived alone', () => {
  const low = aCheck({ severity: 'low' })
  const findings = [aFinding(), aFinding({ check: low, waived: WAIVED }), aFinding({ check: low })]
  expect(recordOf(aReport({ findings, score: 40 }))).toMatchObject({
    score: 40,
    failing: { critical: 0, high: 1, medium: 0, low: 1, informational: 0 },
    waived: 1,
  })
})
