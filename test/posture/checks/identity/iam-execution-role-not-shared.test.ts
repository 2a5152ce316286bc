import { describe, expect, it } from 'vitest'
import { iamExecutionRoleNotShared as check } from '../../../../src/posture/checks/identity/iam-execution-role-not-shared.ts'
import { a, aGap, snapshotOf, verdicts } from '../../../support/inventory.ts'

const domain = (executionRoleIdentity?: string) =>
  a('domains', {
    name: 'lab',
    id: 'd-1',
    status: 'InService',
    authMode: 'IAM',
    networkAccess: 'VpcOnly',
    dockerTrustedAccounts: [],
    notebookOutput: { option: 'Disabled' },
    idleShutdown: [],
    executionRoleArn: 'arn:aws:iam::111122223333:role/Shared',
    ...(executionRoleIdentity && { executionRoleIdentity }),
  })
const profile = (name: string, role?: string, domainId = 'd-1') =>
  a('userProfiles', {
    name,
    domainId,
    status: 'InService',
    securityGroupIds: [],
    ...(role && { executionRoleArn: `arn:aws:iam::111122223333:role/${role}` }),
  })
const judge = (
  profiles: readonly ReturnType<typeof profile>[],
  identity?: string,
  gaps: Parameters<typeof snapshotOf>[1] = [],
) => verdicts(check, snapshotOf({ domains: [domain(identity)], userProfiles: profiles }, gaps))

describe('the profiles of a domain', () => {
  it('fail where two run as the default role', () => {
    expect(judge([profile('ana'), profile('bo')])).toEqual([
      'lab fail: 2 user profiles run as Shared and leave no name in CloudTrail',
    ])
  })

  it('fail where two name the same role', () => {
    expect(judge([profile('ana', 'Team'), profile('bo', 'Team'), profile('cy', 'Own')])).toEqual([
      'lab fail: 2 user profiles run as Team and leave no name in CloudTrail',
    ])
  })

  it('pass with roles of their own, or with their name as source identity', () => {
    expect(judge([profile('ana', 'Ana'), profile('bo')])).toEqual([
      'lab pass: 2 user profiles run as roles of their own',
    ])
    expect(judge([profile('ana'), profile('bo')], 'USER_PROFILE_NAME')).toEqual([
      'lab pass: Sessions carry the name of the user profile as their source identity',
    ])
  })

  it('do not apply where there are fewer than two; those of another domain do not count', () => {
    expect(judge([profile('ana'), profile('bo', undefined, 'd-2')])).toEqual([
      'lab not-applicable: The domain has fewer than two user profiles.',
    ])
  })

  it('are unknown where one is hidden, unless those seen settle it', () => {
    const gap = [aGap({ kind: 'userProfiles' })]
    expect(judge([profile('ana')], undefined, gap)[0]).toMatch(/^lab unknown: Could not be seen/)
    expect(judge([profile('ana'), profile('bo')], undefined, gap)[0]).toMatch(/^lab fail/)
  })
})
