import { expect, it } from 'vitest'
import { securityGroupNotDefault } from '../../../../src/posture/checks/network-isolation/security-group-not-default.ts'
import { snapshotOf, verdicts } from '../../../support/inventory.ts'
import { aGroup } from '../../../support/samples.ts'

it.each([
  ['passes a group for the purpose', {}, 'pass: This is not the default group'],
  ['fails the default group', { isDefault: true }, 'fail: The default group of vpc-1 is used by notebook nb'],
  [
    'says nothing of one that nobody uses',
    { isDefault: true, inUse: false },
    'not-applicable: No SageMaker resource uses this group.',
  ],
])('%s', (_, fields, expected) => {
  const securityGroups = [aGroup(fields)]
  expect(verdicts(securityGroupNotDefault, snapshotOf({ securityGroups }))).toEqual([`sg-1 ${expected}`])
})
