import { type Check, defineCheck, notApplicable, type Sight, type Verdict } from '../../check.ts'
import type { IamRole, IamUser } from '../../inventory/iam.ts'
import {
  certain,
  mustNot,
  type Permission,
  permission,
  together,
  untilCertain,
} from '../../permissions/effective-permission.ts'
import { SAGEMAKER, trustsService } from '../../permissions/execution-roles.ts'
import { ownedByAws } from '../../permissions/people.ts'
import { administrator, strongerThan } from '../../permissions/powers.ts'
import { type Moment, permissionSomewhere } from '../../permissions/reachable.ts'
import { known } from '../../snapshot.ts'
import { seenAnyway } from '../../verdicts/seen-anyway.ts'

interface Row {
  readonly id: string
  readonly title: string
  readonly why: string
  /** What has to be allowed on one and the same resource of the shape. */
  readonly actions: readonly string[]
  readonly shape: string
  readonly controls: Check['controls']
}

const ROWS: readonly Row[] = [
  {
    id: 'iam-privesc-passrole-create-notebook',
    title: 'Nobody should be able to take over a stronger role by creating a notebook instance',
    why: 'Whoever may pass a role to a notebook instance and open it has a shell with that role.',
    actions: ['sagemaker:CreateNotebookInstance', 'sagemaker:CreatePresignedNotebookInstanceUrl'],
    shape: 'notebook-instance/*',
    controls: { soc2: ['CC3.3'], awsAi: ['AISF-IAM-02'] },
  },
  {
    id: 'iam-privesc-passrole-processing-job',
    title: 'Nobody should be able to take over a stronger role by running a processing job',
    why: 'A processing job runs a container of the caller’s choice with the role that is passed to it.',
    actions: ['sagemaker:CreateProcessingJob'],
    shape: 'processing-job/*',
    controls: { soc2: ['CC3.3'], awsAi: ['AISF-IAM-02'] },
  },
  {
    id: 'iam-privesc-passrole-training-job',
    title: 'Nobody should be able to take over a stronger role by running a training job',
    why: 'A training job runs a container of the caller’s choice with the role that is passed to it.',
    actions: ['sagemaker:CreateTrainingJob'],
    shape: 'training-job/*',
    controls: { soc2: ['CC3.3'], awsAi: ['AISF-IAM-02'] },
  },
]

export const iamPrivescPassroleChecks: readonly Check[] = ROWS.map((row) =>
  defineCheck({
    id: row.id,
    title: row.title,
    practice: 'identity',
    severity: 'high',
    tier: 'core',
    controls: row.controls,
    why: `${row.why} A role that can do more than the caller raises the caller’s rights.`,
    fix: {
      summary:
        'Allow iam:PassRole only on listed role ARNs with iam:PassedToService, and keep the right to create apart from the right to pass.',
      console: 'IAM console › the user or role › Permissions › edit the policy that the finding names.',
      cli: 'aws iam simulate-principal-policy --policy-source-arn PRINCIPAL_ARN --action-names iam:PassRole --resource-arns ROLE_ARN',
      effect: 'in-place',
    },
    of: ['iamRoles', 'iamUsers'],
    with: ['iamRoles'],
    evaluate: (principal, see) => judgePrincipal(row, principal, see),
  }),
)

function judgePrincipal(
  row: Row,
  principal: IamUser | IamRole,
  see: Moment & { readonly iamRoles: Sight<IamRole> },
): Verdict {
  const owned = ownedByAws(principal)
  if (owned) return notApplicable(owned)
  const admin = administrator(principal, see)
  if (admin.truth === 'yes') return notApplicable('It is an administrator already.')
  const create = permissionSomewhere(principal, row.actions, 'sagemaker', row.shape, see)
  const trusting = seenAnyway(see.iamRoles).filter(
    ({ trust }) => 'value' in trust && trustsService(trust.value, SAGEMAKER),
  )
  const others = create.truth === 'no' ? [] : trusting.filter((role) => role.arn !== principal.arn)
  const takeovers = untilCertain(others, (role) => takeover(principal, role, create, see))
  if (takeovers.some(({ truth }) => truth === 'yes')) certain([admin])
  const verdict = mustNot(takeovers, 'It reaches no role that is stronger than itself')
  if (verdict.status === 'fail' || (create.truth === 'no' && trusting.length > 0)) return verdict
  const trusted = see.iamRoles.all().filter((role) => trustsService(known(role.trust), SAGEMAKER))
  return trusted.length === 0 ? notApplicable('No role trusts SageMaker.') : verdict
}

/** Whether a principal can pass a role to what it may create, and gains by it. */
function takeover(principal: IamUser | IamRole, role: IamRole, create: Permission, see: Moment): Permission {
  const stronger = strongerThan(role, principal, see)
  if (stronger.truth === 'no') return stronger
  const keys = { 'iam:PassedToService': SAGEMAKER }
  const passed = permission(principal, { action: 'iam:PassRole', resource: role.arn, keys }, see.now)
  return together([stronger, passed, create])
}
