import { defineCheck } from '../../check.ts'
import type { IamRole, IamUser } from '../../inventory/iam.ts'
import type { Notebook } from '../../inventory/notebooks.ts'
import { nobodys, type Permission, permissions, together } from '../../permissions/effective-permission.ts'
import { judgeTakeovers } from '../../permissions/notebook-takeover.ts'
import { likeliest, type Moment, permissionSomewhere } from '../../permissions/reachable.ts'

export const iamPrivescNotebookLifecycleConfig = defineCheck({
  id: 'iam-privesc-notebook-lifecycle-config',
  title: 'Nobody should be able to run a lifecycle script with a role that is stronger than their own',
  practice: 'identity',
  severity: 'high',
  tier: 'core',
  controls: { soc2: ['CC3.3'], awsAi: ['AISF-IAM-02'] },
  why: 'A lifecycle script runs as root with the role of the notebook instance at its next start. Whoever may change the script acts as that role, without ever opening the notebook.',
  fix: {
    summary:
      'Keep the right to write lifecycle configurations with the platform team; people who run notebooks do not need it.',
    console: 'IAM console › the user or role › Permissions › edit the policy that the finding names.',
    cli: 'aws iam simulate-principal-policy --policy-source-arn PRINCIPAL_ARN --action-names sagemaker:UpdateNotebookInstanceLifecycleConfig sagemaker:UpdateNotebookInstance sagemaker:StartNotebookInstance',
    effect: 'in-place',
  },
  of: ['iamRoles', 'iamUsers'],
  with: ['notebooks', 'iamRoles'],
  evaluate: (principal, see) =>
    judgeTakeovers(principal, see, (notebook) => scriptIt(principal, notebook, see)),
})

const CONFIG = 'notebook-instance-lifecycle-config'

/** By changing the script that is attached, or by attaching another one; either way it runs at the next start. */
function scriptIt(principal: IamUser | IamRole, notebook: Notebook, see: Moment): Permission {
  const keys = { 'aws:RequestedRegion': notebook.region }
  const on = (resource: string, ...actions: string[]) =>
    permissions(
      principal,
      actions.map((action) => ({ action, resource, keys })),
      see.now,
    )
  const running = notebook.status === 'InService'
  const restart = on(
    notebook.arn,
    ...(running ? ['sagemaker:StopNotebookInstance'] : []),
    'sagemaker:StartNotebookInstance',
  )
  if (restart.truth === 'no') return restart
  const attached = notebook.lifecycleConfigName
  const rewrite = attached
    ? [
        on(
          nobodys(principal, 'sagemaker', `${CONFIG}/${attached.toLowerCase()}`, notebook.region),
          'sagemaker:UpdateNotebookInstanceLifecycleConfig',
        ),
      ]
    : []
  const write = ['CreateNotebookInstanceLifecycleConfig', 'UpdateNotebookInstanceLifecycleConfig'].map(
    (name) => permissionSomewhere(principal, [`sagemaker:${name}`], 'sagemaker', `${CONFIG}/*`, see, keys),
  )
  const swap = together([likeliest(write), on(notebook.arn, 'sagemaker:UpdateNotebookInstance')])
  return together([likeliest([...rewrite, swap]), restart])
}
