import { defineCheck, fail, notApplicable, pass } from '../../check.ts'
import { listed } from '../../listed.ts'
import { permission } from '../../permissions/effective-permission.ts'
import { peopleWithoutMfa } from '../../permissions/without-mfa-verdict.ts'
import { Undecided } from '../../snapshot.ts'

export const domainSsoRemoteAccessBypass = defineCheck({
  id: 'domain-sso-remote-access-bypass',
  title: 'Remote IDE access must not bypass the MFA of Identity Center',
  practice: 'mfa',
  severity: 'high',
  tier: 'core',
  controls: {},
  why: 'A remote IDE connects with IAM credentials, also into a domain that signs people in through Identity Center. Where StartSession needs no MFA, a stolen access key gets in by that side door.',
  fix: {
    summary: 'Turn remote access of the space off, or deny StartSession without MFA.',
    console: 'SageMaker Studio › Spaces › the space › Remote access › off.',
    cli: 'aws sagemaker update-space --domain-id DOMAIN_ID --space-name SPACE --space-settings RemoteAccess=DISABLED',
    effect: 'in-place',
  },
  of: 'spaces',
  with: ['domains', 'iamRoles', 'iamUsers'],
  evaluate: (space, see) => {
    if (space.remoteAccess !== 'ENABLED') return pass('Remote access is off')
    const domain = see.domains.find(({ id }) => id === space.domainId, space.domainId)
    if (!domain) throw new Undecided(`Domain ${space.domainId} of the space was not found.`)
    if (domain.authMode !== 'SSO')
      return notApplicable('The domain is in IAM mode: domain-auth-mode-sso tells.')
    const open = peopleWithoutMfa(see, (principal, keys) =>
      permission(
        principal,
        {
          action: 'sagemaker:StartSession',
          resource: space.arn,
          keys: { ...keys, 'aws:RequestedRegion': space.region },
        },
        see.now,
      ),
    )
    return open.length > 0
      ? fail(`Remote access is on, and ${listed(open)} may start a session without MFA`)
      : pass('Remote access is on, and nobody may start a session without MFA')
  },
})
