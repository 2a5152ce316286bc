import { describe, expect, it } from 'vitest'
import { tryPolicy } from '../../../src/activity/rightsize/check.ts'
import { anEvidence, aStatement } from './rows.ts'

const OLD = [
  {
    name: 'old',
    document: { statements: [aStatement({ actions: ['sagemaker:Describe*', 'sagemaker:Create*'] })] },
  },
]
const { calls } = anEvidence(['sagemaker:DescribeEndpoint'])

describe('the trial of a smaller policy', () => {
  it.each([
    ['passes one that only does what was used', [aStatement()], undefined],
    ['finds what was used and is gone', [], { action: 'sagemaker:DescribeEndpoint', is: 'implicit-deny' }],
    [
      'finds what was not allowed before',
      [aStatement(), aStatement({ actions: ['sagemaker:DeleteModel'] })],
      { action: 'sagemaker:DeleteModel', was: 'implicit-deny', is: 'allowed' },
    ],
    [
      'finds what hangs on less than before',
      [aStatement({ actions: ['sagemaker:DescribeEndpoint', 'sagemaker:*'] })],
      { was: 'implicit-deny', is: 'allowed' },
    ],
    [
      'finds what hangs on more than before',
      [aStatement({ conditions: [{ operator: 'Bool', key: 'aws:SecureTransport', values: ['true'] }] })],
      { was: 'allowed', is: 'undecided' },
    ],
  ])('%s', (_, statements, expected) => {
    const { differs } = tryPolicy(OLD, { statements }, calls)
    expect(differs).toEqual(expected === undefined ? undefined : expect.objectContaining(expected))
  })
})
