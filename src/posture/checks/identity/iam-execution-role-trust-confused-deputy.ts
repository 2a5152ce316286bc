import { parseArn } from '../../../base/arn.ts'
import { UNNAMED } from '../../../base/policy/unnamed.ts'
import { defineCheck, notApplicable } from '../../check.ts'
import type { IamRole } from '../../inventory/iam.ts'
import { mustNot, type Permission } from '../../permissions/effective-permission.ts'
import {
  ofExecutionRole,
  ROLE_CARRIERS,
  SAGEMAKER,
  trustsService,
} from '../../permissions/execution-roles.ts'
import type { Moment } from '../../permissions/reachable.ts'
import { mayAssume } from '../../permissions/trust.ts'
import { known } from '../../snapshot.ts'

export const iamExecutionRoleTrustConfusedDeputy = defineCheck({
  id: 'iam-execution-role-trust-confused-deputy',
  title: 'Trust policies of execution roles should bind aws:SourceAccount or aws:SourceArn',
  practice: 'identity',
  severity: 'medium',
  tier: 'core',
  controls: { awsAi: ['AISF-IAM-05'] },
  why: 'The service acts for every AWS customer. Without this condition somebody else’s SageMaker resource could make the service use this role for them.',
  fix: {
    summary:
      'Add a condition on aws:SourceAccount to the trust. Some features call without it: change one role first and see a job start.',
    console: 'IAM console › Roles › the role › Trust relationships › Edit trust policy.',
    cli: 'aws iam update-assume-role-policy --role-name ROLE --policy-document file://trust.json',
    effect: 'in-place',
  },
  of: 'iamRoles',
  with: ROLE_CARRIERS,
  evaluate: ofExecutionRole((role, see) => {
    if (!trustsService(known(role.trust), SAGEMAKER))
      return notApplicable('Its trust does not name SageMaker.')
    const trusted = new Set([parseArn(role.arn)?.account ?? role.account, ...see.baseline.trustedAccounts])
    const accounts = [UNNAMED, ...namedAccounts(role)].filter((account) => !trusted.has(account))
    return mustNot(
      accounts.map((account) => onBehalfOf(account, role, see)),
      'Its trust admits SageMaker only on behalf of trusted accounts',
    )
  }),
})

/** Whether SageMaker may assume a role when it works for a resource of some account. */
function onBehalfOf(account: string, role: IamRole, see: Moment): Permission {
  const source = {
    'aws:SourceAccount': account,
    'aws:SourceArn': `arn:aws:sagemaker:${UNNAMED}:${account}:${UNNAMED}`,
    'aws:SourceOrgID': UNNAMED,
    'aws:SourceOrgPaths': UNNAMED,
  }
  const answer = mayAssume(role, { type: 'Service', id: SAGEMAKER }, source, see)
  if (answer.truth !== 'yes') return answer
  const whom = account === UNNAMED ? 'any account' : `account ${account}`
  return { ...answer, evidence: `Its trust admits SageMaker on behalf of ${whom}` }
}

/** Accounts that the trust spells out in its conditions. */
function namedAccounts(role: IamRole): readonly string[] {
  return known(role.trust).statements.flatMap(({ conditions }) =>
    conditions
      .filter(({ key }) => /^aws:source(account|arn)$/i.test(key))
      .flatMap(({ values }) => values.map((value) => parseArn(value)?.account ?? value))
      .filter((account) => /^\d{12}$/.test(account)),
  )
}
