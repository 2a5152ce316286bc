import { expect, it } from 'vitest'
import { DAY_S } from '../../src/base/time.ts'
import { endingSoon } from '../../src/digest/waivers.ts'
import type { Finding } from '../../src/posture/finding.ts'
import { aWaived } from '../support/digests.ts'
import { T0 } from '../support/grants.ts'
import { aFinding, aReport, aResource } from '../support/report.ts'

const waived = (waiver: string, until: number, name = 'churn'): Finding =>
  aFinding({ resource: aResource(name), waived: aWaived({ waiver, until }) })

it('names waivers that end within a week, each once, the next first', () => {
  const findings = [
    waived('later', T0 + 8 * DAY_S),
    waived('w1', T0 + 7 * DAY_S),
    waived('w2', T0 + 1, 'lab'),
    waived('w2', T0 + 1, 'other'),
    waived('over', T0),
    aFinding(),
  ]
  const check = 'notebook-no-direct-internet'
  expect(endingSoon(aReport({ findings }), T0)).toEqual([
    { check, resource: 'lab', more: 1, until: T0 + 1 },
    { check, resource: 'churn', more: 0, until: T0 + 7 * DAY_S },
  ])
})
