import { expect, it } from 'vitest'
import { driftLines } from '../../../infra/run/granting/drift-lines.ts'
import type { Drift } from '../../../src/grants/lifecycle/drift.ts'

const arn = 'arn:aws:iam::111122223333:role/sagewarden/grant-g1'

it.each<readonly [Drift, string]>([
  [{ code: 'unknown-role', arn }, 'no grant explains it. I leave it alone'],
  [{ code: 'left-over-role', arn, grantId: 'g1' }, 'g1, which is over, was still there. I removed it.'],
  [{ code: 'changed-role', arn, grantId: 'g1' }, 'g1 is not as I made it'],
  [{ code: 'missing-role', arn, grantId: 'g1' }, 'g1 is gone though its time is not over'],
])('%j is said in words that name the role', (drift, words) => {
  const [line] = driftLines([drift])
  expect(line?.drift).toContain(words)
  expect(line?.drift).toContain(arn)
})

it('tells one disagreement from another', () => {
  const lines = driftLines([
    { code: 'changed-role', arn, grantId: 'g1' },
    { code: 'missing-role', arn, grantId: 'g1' },
    { code: 'unknown-role', arn: `${arn}x` },
  ])
  expect(new Set(lines.map(({ about }) => about)).size).toBe(3)
})
