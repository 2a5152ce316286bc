import { HOUR_S } from '../../base/time.ts'
import { defineEntitlement } from '../entitlement.ts'
import { arnIn } from '../rules/place.ts'

export const studioRemoteIde = defineEntitlement({
  id: 'studio-remote-ide',
  title: 'Connect my own editor to my Studio space',
  off: 'A tunnel that is open is not closed when its permission ends, so this would not end by itself. Whether older spaces carry the tag that names their owner has not been proved either.',
  risk: 'high',
  riskWhy: 'It opens a tunnel from an unmanaged machine into a container that holds the execution role.',
  defaultSeconds: 2 * HOUR_S,
  longestSeconds: 8 * HOUR_S,
  approvals: 1,
  parameters: {
    space: { type: 'resource', kind: 'spaces', label: 'Space' },
    profile: { type: 'resource', kind: 'userProfiles', label: 'User profile that owns it' },
  },
  disagreement: ({ space, profile }) => (space.path[1] === profile.path[1] ? undefined : 'profile'),
  permissions: ({ space, profile }, place) => [
    {
      sid: 'Tunnel',
      actions: ['sagemaker:StartSession'],
      resources: [space.arn],
      when: { ArnEquals: { 'sagemaker:ResourceTag/sagemaker:user-profile-arn': profile.arn } },
    },
    { sid: 'SeeSpace', actions: ['sagemaker:DescribeSpace'], resources: [space.arn] },
    {
      sid: 'SeeApps',
      actions: ['sagemaker:DescribeApp'],
      resources: [arnIn(place, 'sagemaker', `app/${space.path[1]}/${space.name}/*`)],
    },
  ],
  prechecks: [
    {
      code: 'remote-access-on',
      about: 'space',
      should: 'Remote access should be on for the space.',
      stops: true,
    },
    {
      code: 'own-space',
      about: 'space',
      should: 'The space should be private, and the requester’s own.',
      stops: true,
    },
    {
      code: 'space-tagged',
      about: 'space',
      should: 'The space should carry the tag that names its owner.',
      stops: true,
    },
  ],
  reach: {
    through: 'role-of-resource',
    of: 'space',
    words:
      'Code in the space runs as its execution role, driven from a machine that nobody here looks after.',
  },
  tell: ['Choose the space in the AWS Toolkit of your editor, with the profile of this grant.'],
  remains: 'A tunnel that is open stays open until remote access is switched off or the app is deleted.',
  trail: { events: ['StartSession', 'DescribeSpace', 'DescribeApp'], dataEvents: [] },
})
