import { describe, expect, it } from 'vitest'
import { prove } from '../../../src/grants/proof/proof.ts'
import { countsOf, type ProofCounts, proofLine } from '../../../src/grants/proof/proof-line.ts'
import { BOUNDARY, rendered } from '../../support/grant-orders.ts'

const COUNTS: ProofCounts = { calls: 6, resources: 1, patterns: 0, unscoped: 0, refused: 214 }

function utc(...parts: readonly [number, number, number, number, number, number?]): number {
  const [year, month, ...rest] = parts
  return Date.UTC(year, month - 1, ...rest) / 1000
}

const HOUR = { startsAt: utc(2026, 11, 23, 10, 0), endsAt: utc(2026, 11, 23, 11, 0) }

describe('the line for approvers', () => {
  it.each([
    [{}, HOUR, '6 calls allowed, only 10:00–11:00 UTC, on 1 resource; 214 others tried and refused'],
    [
      { calls: 1, resources: 2, refused: 1 },
      HOUR,
      '1 call allowed, only 10:00–11:00 UTC, on 2 resources; 1 other tried and refused',
    ],
    [
      { calls: 13, patterns: 2, unscoped: 3, refused: 1234 },
      HOUR,
      '13 calls allowed, only 10:00–11:00 UTC, on 1 resource, names of 2 forms and the whole Region for 3 of them; 1,234 others tried and refused',
    ],
    [
      {},
      { startsAt: utc(2026, 12, 31, 23, 30), endsAt: utc(2027, 1, 1, 0, 30) },
      '6 calls allowed, only 2026-12-31 23:30 – 2027-01-01 00:30 UTC, on 1 resource; 214 others tried and refused',
    ],
    [
      {},
      { startsAt: utc(2026, 11, 23, 10, 0, 7), endsAt: utc(2026, 11, 23, 11, 0, 7) },
      '6 calls allowed, only 10:00:07–11:00:07 UTC, on 1 resource; 214 others tried and refused',
    ],
    [{}, { seconds: 3600 }, '6 calls allowed, only for 1 hour, on 1 resource; 214 others tried and refused'],
  ])('says %o %o', (change, when, line) => {
    expect(proofLine({ ...COUNTS, ...change }, when)).toBe(line)
  })

  it('counts calls, ARNs and forms of names once', () => {
    const asked = [
      { sid: 'A', actions: ['a:One', 'a:Two'], resources: ['arn:x', 'arn:y/*'] },
      { sid: 'B', actions: ['a:Two', 'a:Three'], resources: ['arn:x'] },
      { sid: 'C', actions: ['a:Four'], resources: ['*'] },
    ]
    expect(countsOf(asked, 9)).toEqual({ calls: 4, resources: 1, patterns: 1, unscoped: 1, refused: 9 })
  })

  it('comes out of a proof', () => {
    const grant = rendered('start-stop-notebook')
    const proof = prove(grant, BOUNDARY)
    expect(proof.ok && proofLine(proof.value.counts, grant.window)).toMatch(
      /^3 calls allowed, only 09:00–10:00 UTC, on 1 resource; \d{3} others tried and refused$/,
    )
  })
})
