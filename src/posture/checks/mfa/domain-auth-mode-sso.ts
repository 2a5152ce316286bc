import { defineCheck, fail, notApplicable, pass } from '../../check.ts'
import { listed } from '../../listed.ts'
import { permissionSomewhere } from '../../permissions/reachable.ts'
import { peopleWithoutMfa } from '../../permissions/without-mfa-verdict.ts'

export const domainAuthModeSso = defineCheck({
  id: 'domain-auth-mode-sso',
  title: 'Studio domains should use Identity Center, or demand MFA where they use IAM',
  practice: 'mfa',
  severity: 'medium',
  tier: 'core',
  controls: { nist80053r5: ['IA-2', 'IA-5'], soc2: ['CC6.1'], awsAi: ['AISF-ML-04'] },
  why: 'Identity Center asks for MFA before Studio opens. A domain in IAM mode opens for whoever may ask for its URL, so there the policies have to demand it.',
  fix: {
    summary:
      'Demand MFA for CreatePresignedDomainUrl. The mode of a domain cannot be changed: for Identity Center, create a new domain.',
    console: 'SageMaker console › Domains › Create domain › Identity Center.',
    cli: 'aws sagemaker create-domain --domain-name NAME --auth-mode SSO --vpc-id VPC --subnet-ids SUBNET --default-user-settings ExecutionRole=ROLE_ARN',
    effect: 'recreate',
  },
  of: 'domains',
  with: ['iamRoles', 'iamUsers'],
  evaluate: (domain, see) => {
    if (domain.unifiedStudio) return notApplicable('Unified Studio manages this domain.')
    if (domain.authMode === 'SSO') return pass('People sign in through Identity Center')
    const shape = `user-profile/${domain.id}/*`
    const here = { now: see.now, regions: [domain.region] }
    const open = peopleWithoutMfa(see, (principal, keys) =>
      permissionSomewhere(principal, ['sagemaker:CreatePresignedDomainUrl'], 'sagemaker', shape, here, keys),
    )
    return open.length > 0
      ? fail(`The domain is in IAM mode, and ${listed(open)} may open it without MFA`)
      : pass('The domain is in IAM mode, and nobody may open it without MFA')
  },
})
