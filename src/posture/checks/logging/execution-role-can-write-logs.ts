import { UNNAMED } from '../../../base/policy/unnamed.ts'
import { defineCheck, fail, pass } from '../../check.ts'
import type { IamRole } from '../../inventory/iam.ts'
import { certain, nobodys, permission } from '../../permissions/effective-permission.ts'
import { ofExecutionRole, ROLE_CARRIERS } from '../../permissions/execution-roles.ts'
import { likeliest, type Moment } from '../../permissions/reachable.ts'

/** Log groups that SageMaker writes to; the last stands for those of an endpoint or app that nobody named. */
const GROUPS = [
  'TrainingJobs',
  'ProcessingJobs',
  'TransformJobs',
  'NotebookInstances',
  'studio',
  `Endpoints/${UNNAMED}`,
]

const ACTIONS = ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents']

export const executionRoleCanWriteLogs = defineCheck({
  id: 'execution-role-can-write-logs',
  title: 'Execution roles must be able to write their logs',
  practice: 'logging',
  severity: 'low',
  tier: 'core',
  controls: { nist80053r5: ['AU-2', 'AU-3'], soc2: ['CC7.2'] },
  why: 'SageMaker writes the output of jobs, notebooks and endpoints with this role. Where it may not, there is no trace of what ran, and no error that says so.',
  fix: {
    summary: 'Allow logs:CreateLogGroup, logs:CreateLogStream and logs:PutLogEvents on /aws/sagemaker/*.',
    console: 'IAM console › Roles › the role › Permissions › Add permissions › Create inline policy.',
    cli: 'aws iam put-role-policy --role-name ROLE --policy-name write-logs --policy-document file://write-logs.json',
    effect: 'in-place',
  },
  of: 'iamRoles',
  with: ROLE_CARRIERS,
  evaluate: ofExecutionRole((role, see) => {
    const answers = ACTIONS.map((action) => ({ action, ...mayLog(role, action, see) }))
    const missing = answers.filter(({ truth }) => truth === 'no').map(({ action }) => action)
    if (missing.length > 0)
      return fail(`It may not call ${missing.join(', ')} on any log group below /aws/sagemaker`)
    for (const answer of answers) certain([answer])
    return pass('It may write logs below /aws/sagemaker')
  }),
})

/** On any group that SageMaker writes to: a role for training needs no right to log notebooks. */
function mayLog(role: IamRole, action: string, see: Moment) {
  const groups = GROUPS.flatMap((name) =>
    see.regions.map((region) => nobodys(role, 'logs', `log-group:/aws/sagemaker/${name}`, region)),
  )
  const resources = groups.flatMap((group) => [group, `${group}:log-stream:${UNNAMED}`])
  return likeliest(resources.map((resource) => permission(role, { action, resource }, see.now)))
}
