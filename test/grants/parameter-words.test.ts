import { describe, expect, it } from 'vitest'
import { ENTITLEMENTS } from '../../src/grants/entitlements/index.ts'
import type { ParameterFault } from '../../src/grants/parameter.ts'
import { parameterWords } from '../../src/grants/parameter-words.ts'
import { entitlementOf } from '../support/grant-orders.ts'

const FAULTS: readonly ParameterFault[] = [
  'missing',
  'unknown',
  'pattern',
  'malformed',
  'elsewhere',
  'too-many',
  'repeated',
  'out-of-range',
  'not-its-name',
  'disagrees',
]

describe('the words for a wrong parameter', () => {
  it('are one or two plain sentences for every fault of every parameter', () => {
    for (const entitlement of ENTITLEMENTS)
      for (const parameter of [...Object.keys(entitlement.parameters), 'none-such'])
        for (const fault of FAULTS) {
          const words = parameterWords(entitlement, { parameter, fault })
          expect(words).toMatch(/^[A-Z].{8,220}$/)
          expect(words).not.toMatch(/undefined|null|\[object/)
        }
  })

  it.each<readonly [string, string, ParameterFault, string]>([
    ['invoke-endpoint', 'endpoint', 'malformed', 'paste its whole ARN'],
    ['invoke-endpoint', 'endpoint', 'pattern', 'Wildcards and variables are not taken'],
    ['submit-training', 'maxRuntimeSeconds', 'out-of-range', '(60 to 2419200 seconds)'],
  ])('of %s, %s, say for %s: %s', (id, parameter, fault, words) => {
    expect(parameterWords(entitlementOf(id), { parameter, fault })).toContain(words)
  })
})
