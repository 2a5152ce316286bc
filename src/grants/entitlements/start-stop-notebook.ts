import { HOUR_S } from '../../base/time.ts'
import { defineEntitlement } from '../entitlement.ts'

/** Without UpdateNotebookInstance, which can change the role and the script that runs at the start. */
export const startStopNotebook = defineEntitlement({
  id: 'start-stop-notebook',
  title: 'Start and stop a notebook instance',
  risk: 'medium',
  riskWhy: 'A start runs the instance’s lifecycle script as root with its execution role.',
  defaultSeconds: HOUR_S,
  longestSeconds: 8 * HOUR_S,
  approvals: 1,
  parameters: { notebook: { type: 'resource', kind: 'notebooks', label: 'Notebook instance' } },
  permissions: ({ notebook }) => [
    {
      sid: 'StartAndStop',
      actions: [
        'sagemaker:StartNotebookInstance',
        'sagemaker:StopNotebookInstance',
        'sagemaker:DescribeNotebookInstance',
      ],
      resources: [notebook.arn],
    },
  ],
  prechecks: [
    {
      code: 'lifecycle-script-known',
      about: 'notebook',
      should: 'The lifecycle script should be the one that the last audit saw.',
      stops: false,
    },
  ],
  reach: {
    through: 'role-of-resource',
    of: 'notebook',
    words: 'The requester writes no code with this, but the start runs the lifecycle script as root.',
  },
  tell: [
    'aws sagemaker start-notebook-instance --notebook-instance-name NOTEBOOK',
    'aws sagemaker stop-notebook-instance --notebook-instance-name NOTEBOOK',
    'To open it too, ask for that as well.',
  ],
  remains: 'An instance that was started keeps running, and costs money, until it is stopped.',
  trail: {
    events: ['StartNotebookInstance', 'StopNotebookInstance', 'DescribeNotebookInstance'],
    dataEvents: [],
  },
})
