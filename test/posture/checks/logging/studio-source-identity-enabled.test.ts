import { expect, it } from 'vitest'
import { studioSourceIdentityEnabled } from '../../../../src/posture/checks/logging/studio-source-identity-enabled.ts'
import type { Domain } from '../../../../src/posture/inventory/studio.ts'
import { aGap, snapshotOf, verdicts } from '../../../support/inventory.ts'
import { aDomain } from '../../../support/samples.ts'

it.each<[Partial<Domain>, string]>([
  [
    { executionRoleIdentity: 'USER_PROFILE_NAME' },
    'pass: CloudTrail names the user profile as source identity.',
  ],
  [{ sessionNameMode: 'USER_IDENTITY' }, 'pass: Sessions carry the name of the person.'],
  [
    { executionRoleIdentity: 'DISABLED', sessionNameMode: 'STATIC' },
    'fail: ExecutionRoleIdentityConfig is DISABLED.',
  ],
  [{}, 'fail: ExecutionRoleIdentityConfig is not set.'],
])('%j: %s', (fields, expected) => {
  expect(verdicts(studioSourceIdentityEnabled, snapshotOf({ domains: [aDomain(fields)] }))).toEqual([
    `studio ${expected}`,
  ])
})

it('is unknown where domains are hidden, and does not apply without any', () => {
  expect(verdicts(studioSourceIdentityEnabled, snapshotOf({}, [aGap({ kind: 'domains' })]))).toEqual([
    expect.stringContaining('unknown'),
  ])
  expect(verdicts(studioSourceIdentityEnabled, snapshotOf({ domains: [] }))).toEqual([
    expect.stringContaining('not-applicable'),
  ])
})
