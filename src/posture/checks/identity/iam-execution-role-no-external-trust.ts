import { parseArn } from '../../../base/arn.ts'
import type { Principal, Statement } from '../../../base/policy/document.ts'
import { UNNAMED } from '../../../base/policy/unnamed.ts'
import { defineCheck } from '../../check.ts'
import type { IamRole } from '../../inventory/iam.ts'
import { mustNot, type Permission } from '../../permissions/effective-permission.ts'
import { ofExecutionRole, ROLE_CARRIERS } from '../../permissions/execution-roles.ts'
import { stranger } from '../../permissions/outside.ts'
import { admittedBy, personName } from '../../permissions/people.ts'
import type { Moment } from '../../permissions/reachable.ts'
import { mayAssume, principalArn, standIn } from '../../permissions/trust.ts'
import { known } from '../../snapshot.ts'

export const iamExecutionRoleNoExternalTrust = defineCheck({
  id: 'iam-execution-role-no-external-trust',
  title: 'Execution roles must not be assumable from outside',
  practice: 'identity',
  severity: 'high',
  tier: 'core',
  controls: { awsAi: ['AISF-IAM-05'] },
  why: 'Whoever can assume the role reads and writes what the jobs can. Somebody outside the account then needs no way into SageMaker at all.',
  fix: {
    summary:
      'Trust only sagemaker.amazonaws.com and listed principals of this account. Where another account must come in, demand an external id, MFA or the organisation.',
    console: 'IAM console › Roles › the role › Trust relationships › Edit trust policy.',
    cli: 'aws iam update-assume-role-policy --role-name ROLE --policy-document file://trust.json',
    effect: 'in-place',
  },
  of: 'iamRoles',
  with: ROLE_CARRIERS,
  evaluate: ofExecutionRole((role, see) => {
    const trusted = new Set([parseArn(role.arn)?.account ?? role.account, ...see.baseline.trustedAccounts])
    const accounts = admittedBy(role).filter(
      (principal) => principal.type === 'AWS' && !trusted.has(accountIn(principal)),
    )
    return mustNot(
      [...accounts.map((principal) => fromOutside(principal, role, see)), ...providers(role)],
      'Its trust admits only services and listed principals of trusted accounts, or asks outsiders for more',
    )
  }),
})

function accountIn({ id }: Principal): string {
  return /^\d{12}$/.test(id) ? id : (parseArn(id)?.account ?? UNNAMED)
}

/** Whether an outsider gets in with nothing but being named: no external id, no MFA, no common organisation. */
function fromOutside(principal: Principal, role: IamRole, see: Moment): Permission {
  const caller = standIn(principal)
  const keys = {
    ...stranger(accountIn(principal)),
    'aws:PrincipalArn': principalArn(caller),
    'sts:ExternalId': null,
    'aws:MultiFactorAuthPresent': null,
    'aws:MultiFactorAuthAge': null,
  }
  const answer = mayAssume(role, caller, keys, see)
  if (answer.truth !== 'yes') return answer
  return { ...answer, evidence: `Its trust lets ${personName(principal)} assume it without further proof` }
}

/** Identity providers that are trusted without MFA, external id or organisation. */
function providers(role: IamRole): readonly Permission[] {
  return known(role.trust)
    .statements.filter((statement) => statement.effect === 'Allow' && !asksForProof(statement))
    .flatMap(({ principals = [] }) => principals.filter(({ type }) => type === 'Federated'))
    .map(({ id }) => ({
      truth: 'yes',
      evidence: `Its trust lets the identity provider ${parseArn(id)?.resource ?? id} in without further proof`,
    }))
}

function asksForProof({ conditions }: Statement): boolean {
  const proofs = /^(sts:externalid|aws:multifactorauth(present|age)|aws:principalorg(id|paths))$/i
  return conditions.some(({ key }) => proofs.test(key))
}
