import { defineCheck, fail, pass } from '../../check.ts'

export const spaceRemoteAccessDisabled = defineCheck({
  id: 'space-remote-access-disabled',
  title: 'Remote IDE access to Studio spaces must be off',
  practice: 'network-access',
  severity: 'medium',
  tier: 'core',
  controls: {},
  why: 'Remote access lets an editor on a laptop tunnel into the space with IAM alone, past the sign-in of the domain. Files can then leave by a way that no VPC setting sees.',
  fix: {
    summary: 'Turn remote access off; a deny on the condition sagemaker:RemoteAccess keeps it off.',
    console: 'SageMaker Studio › the space › stop it › Remote access: off.',
    cli: 'aws sagemaker update-space --domain-id DOMAIN --space-name SPACE --space-settings RemoteAccess=DISABLED',
    effect: 'in-place',
  },
  of: 'spaces',
  evaluate: (space) =>
    space.remoteAccess === 'ENABLED' ? fail('RemoteAccess is ENABLED') : pass('RemoteAccess is off'),
})
