import { defineCheck, fail, pass } from '../../check.ts'

export const studioSourceIdentityEnabled = defineCheck({
  id: 'studio-source-identity-enabled',
  title: 'Studio actions must name the person',
  practice: 'logging',
  severity: 'high',
  tier: 'core',
  controls: {},
  why: 'Without it everybody who shares a role appears in CloudTrail as the same session, named SageMaker. What a person did can no longer be told from what a colleague did.',
  fix: {
    summary:
      'Let the domain pass the user profile as source identity. Roles need sts:SetSourceIdentity in their trust policy, and running apps must be restarted.',
    console: 'The console cannot do it; use the command, then restart the apps of the domain.',
    cli: 'aws sagemaker update-domain --domain-id DOMAIN --domain-settings-for-update ExecutionRoleIdentityConfig=USER_PROFILE_NAME',
    effect: 'in-place',
  },
  of: 'domains',
  evaluate: ({ executionRoleIdentity, sessionNameMode }) => {
    if (executionRoleIdentity === 'USER_PROFILE_NAME')
      return pass('CloudTrail names the user profile as source identity.')
    if (sessionNameMode === 'USER_IDENTITY') return pass('Sessions carry the name of the person.')
    return fail(`ExecutionRoleIdentityConfig is ${executionRoleIdentity ?? 'not set'}.`)
  },
})
