import { expect, test } from 'vitest'
import { knownResources } from '../../src/posture/known-resources.ts'
import { aFinding, aResource } from '../support/report.ts'

test('a report knows each resource that it has any verdict on, once', () => {
  const findings = [
    aFinding({ resource: aResource('a') }),
    aFinding({ resource: aResource('a'), status: 'pass' }),
    aFinding({ resource: aResource('b'), status: 'unknown' }),
    aFinding({ resource: aResource('c'), status: 'not-applicable' }),
  ]
  expect(knownResources({ findings })).toEqual([aResource('a'), aResource('b'), aResource('c')])
})
