import { HOUR_S } from '../../base/time.ts'
import { defineEntitlement } from '../entitlement.ts'

export const openNotebook = defineEntitlement({
  id: 'open-notebook',
  title: 'Open a notebook instance',
  risk: 'high',
  riskWhy: 'A notebook is a shell with the instance’s execution role, and as root where root access is on.',
  defaultSeconds: 2 * HOUR_S,
  longestSeconds: 8 * HOUR_S,
  approvals: 1,
  parameters: { notebook: { type: 'resource', kind: 'notebooks', label: 'Notebook instance' } },
  permissions: ({ notebook }) => [
    {
      sid: 'OpenNotebook',
      actions: ['sagemaker:CreatePresignedNotebookInstanceUrl', 'sagemaker:DescribeNotebookInstance'],
      resources: [notebook.arn],
    },
  ],
  prechecks: [
    {
      code: 'notebook-hardened',
      about: 'notebook',
      should:
        'The instance should have no direct internet access and no root access, and should want IMDSv2 and a key.',
      stops: false,
    },
    {
      code: 'role-modest',
      about: 'notebook',
      should: 'The execution role should not be an administrator, nor be able to hand over any role.',
      stops: false,
    },
  ],
  reach: {
    through: 'role-of-resource',
    of: 'notebook',
    words: 'Code in the notebook runs as the execution role of the instance, not as this grant.',
  },
  tell: [
    'aws sagemaker create-presigned-notebook-instance-url --notebook-instance-name NOTEBOOK --session-expiration-duration-in-seconds 1800',
    'Open the link yourself within five minutes and pass it to nobody: whoever has it is you.',
  ],
  remains: 'What runs in the background on the instance goes on until it is stopped.',
  trail: { events: ['CreatePresignedNotebookInstanceUrl', 'DescribeNotebookInstance'], dataEvents: [] },
})
