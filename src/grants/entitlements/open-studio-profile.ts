import { HOUR_S } from '../../base/time.ts'
import { defineEntitlement } from '../entitlement.ts'
import { arnIn } from '../rules/place.ts'

export const openStudioProfile = defineEntitlement({
  id: 'open-studio-profile',
  title: 'Open SageMaker Studio as my user profile',
  risk: 'high',
  riskWhy: 'Studio runs everything as the execution role of the profile, and shows the files of the profile.',
  defaultSeconds: 2 * HOUR_S,
  longestSeconds: 8 * HOUR_S,
  approvals: 1,
  parameters: { profile: { type: 'resource', kind: 'userProfiles', label: 'User profile' } },
  permissions: ({ profile }, place) => [
    { sid: 'OpenProfile', actions: ['sagemaker:CreatePresignedDomainUrl'], resources: [profile.arn] },
    { sid: 'SeeProfile', actions: ['sagemaker:DescribeUserProfile'], resources: [profile.arn] },
    {
      sid: 'SeeDomain',
      actions: ['sagemaker:DescribeDomain'],
      resources: [arnIn(place, 'sagemaker', `domain/${profile.path[1]}`)],
    },
  ],
  prechecks: [
    {
      code: 'domain-uses-iam',
      about: 'profile',
      should: 'The domain should sign people in with IAM, as links cannot be made for the other kind.',
      stops: true,
    },
    {
      code: 'own-profile',
      about: 'profile',
      should: 'The profile should be the requester’s own: opening another one is acting as somebody else.',
      stops: true,
    },
    {
      code: 'role-modest',
      about: 'profile',
      should: 'The execution role should not be an administrator, nor be able to hand over any role.',
      stops: false,
    },
    {
      code: 'domain-attributes-actions',
      about: 'profile',
      should:
        'The domain should put the profile’s name on every action, so that CloudTrail tells people apart.',
      stops: false,
    },
  ],
  reach: {
    through: 'role-of-resource',
    of: 'profile',
    words: 'Notebooks and terminals in Studio run as the execution role of the profile, not as this grant.',
  },
  tell: [
    'aws sagemaker create-presigned-domain-url --domain-id DOMAIN --user-profile-name PROFILE --session-expiration-duration-in-seconds 1800',
    'Open the link yourself within five minutes and pass it to nobody: whoever has it is you.',
  ],
  remains:
    'Kernels, terminals and jobs that were started go on as the execution role until they are stopped.',
  trail: { events: ['CreatePresignedDomainUrl', 'DescribeDomain', 'DescribeUserProfile'], dataEvents: [] },
})
