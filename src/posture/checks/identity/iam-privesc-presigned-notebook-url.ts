import { defineCheck } from '../../check.ts'
import type { IamRole, IamUser } from '../../inventory/iam.ts'
import type { Notebook } from '../../inventory/notebooks.ts'
import { type Permission, permissions } from '../../permissions/effective-permission.ts'
import { judgeTakeovers } from '../../permissions/notebook-takeover.ts'
import type { Moment } from '../../permissions/reachable.ts'

export const iamPrivescPresignedNotebookUrl = defineCheck({
  id: 'iam-privesc-presigned-notebook-url',
  title: 'Nobody should be able to open a notebook instance whose role is stronger than their own',
  practice: 'identity',
  severity: 'high',
  tier: 'core',
  controls: { soc2: ['CC3.3'], awsAi: ['AISF-IAM-02'] },
  why: 'A presigned URL opens a shell with the role of the notebook instance, whoever made it. Where that role can do more, so can everybody who may ask for the URL.',
  fix: {
    summary:
      'Allow CreatePresignedNotebookInstanceUrl only on the person’s own notebook instances, by ARN or by tag.',
    console: 'IAM console › the user or role › Permissions › edit the policy that the finding names.',
    cli: 'aws iam simulate-principal-policy --policy-source-arn PRINCIPAL_ARN --action-names sagemaker:CreatePresignedNotebookInstanceUrl --resource-arns NOTEBOOK_ARN',
    effect: 'in-place',
  },
  of: ['iamRoles', 'iamUsers'],
  with: ['notebooks', 'iamRoles'],
  evaluate: (principal, see) =>
    judgeTakeovers(principal, see, (notebook) => openIt(principal, notebook, see)),
})

/** A stopped notebook instance has to be started first. */
function openIt(principal: IamUser | IamRole, notebook: Notebook, { now }: Moment): Permission {
  const actions = [
    'sagemaker:CreatePresignedNotebookInstanceUrl',
    ...(notebook.status === 'InService' ? [] : ['sagemaker:StartNotebookInstance']),
  ]
  const keys = { 'aws:RequestedRegion': notebook.region }
  const calls = actions.map((action) => ({ action, resource: notebook.arn, keys }))
  return permissions(principal, calls, now)
}
