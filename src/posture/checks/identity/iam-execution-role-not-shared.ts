import { arnName } from '../../../base/arn.ts'
import { defineCheck, fail, notApplicable, pass } from '../../check.ts'
import { seenAnyway } from '../../verdicts/seen-anyway.ts'

export const iamExecutionRoleNotShared = defineCheck({
  id: 'iam-execution-role-not-shared',
  title: 'User profiles of a Studio domain should not all share one execution role',
  practice: 'identity',
  severity: 'medium',
  tier: 'core',
  controls: {
    nist80053r5: ['AC-2', 'AC-6'],
    hipaa: ['§164.312(a)(1)', '§164.312(a)(2)(i)'],
    soc2: ['CC6.1'],
  },
  why: 'People who share a role share its rights, and CloudTrail cannot tell who did what. A source identity at least gives each call a name.',
  fix: {
    summary:
      'Give each profile or team a role of its own, or set ExecutionRoleIdentityConfig of the domain to USER_PROFILE_NAME.',
    console:
      'SageMaker console › Domains › the domain › User profiles › the profile › Edit › Execution role.',
    cli: 'aws sagemaker update-user-profile --domain-id DOMAIN_ID --user-profile-name PROFILE --user-settings ExecutionRole=ROLE_ARN',
    effect: 'in-place',
  },
  of: 'domains',
  with: ['userProfiles'],
  evaluate: (domain, see) => {
    if (domain.executionRoleIdentity === 'USER_PROFILE_NAME')
      return pass('Sessions carry the name of the user profile as their source identity')
    const ofDomain = seenAnyway(see.userProfiles).filter(({ domainId }) => domainId === domain.id)
    const byRole = Map.groupBy(ofDomain, (profile) => profile.executionRoleArn ?? domain.executionRoleArn)
    for (const [role, profiles] of byRole) {
      if (role !== undefined && profiles.length > 1)
        return fail(
          `${profiles.length} user profiles run as ${arnName(role)} and leave no name in CloudTrail`,
        )
    }
    const all = see.userProfiles.all().filter(({ domainId }) => domainId === domain.id)
    if (all.length < 2) return notApplicable('The domain has fewer than two user profiles.')
    return pass(`${all.length} user profiles run as roles of their own`)
  },
})
