import { DAY_S, HOUR_S } from '../../base/time.ts'
import { defineEntitlement } from '../entitlement.ts'

/** Without UpdatePipeline, which rewrites the code, and without retrying or answering steps. */
export const runPipeline = defineEntitlement({
  id: 'run-pipeline',
  title: 'Run a pipeline',
  risk: 'high',
  riskWhy: 'Steps run with the pipeline’s role, and parameters can point them at other images and data.',
  defaultSeconds: 4 * HOUR_S,
  longestSeconds: DAY_S,
  approvals: 1,
  parameters: {
    pipeline: { type: 'resource', kind: 'pipelines', label: 'Pipeline' },
    version: {
      type: 'number',
      from: 1,
      to: 999_999,
      unit: 'version',
      label: 'Only this version of it',
      example: '3',
      optional: true,
    },
  },
  permissions: ({ pipeline, version }) => [
    {
      sid: 'Run',
      actions: ['sagemaker:StartPipelineExecution'],
      resources: [pipeline.arn],
      ...(version !== undefined && {
        when: { StringEquals: { 'sagemaker:PipelineVersionId': String(version) } },
      }),
    },
    { sid: 'SeePipeline', actions: ['sagemaker:DescribePipeline'], resources: [pipeline.arn] },
    {
      sid: 'FollowAndStop',
      actions: [
        'sagemaker:DescribePipelineExecution',
        'sagemaker:ListPipelineExecutionSteps',
        'sagemaker:ListPipelineParametersForExecution',
        'sagemaker:StopPipelineExecution',
      ],
      resources: [`${pipeline.arn}/execution/*`],
    },
  ],
  prechecks: [
    {
      code: 'role-modest',
      about: 'pipeline',
      should: 'The pipeline’s role should not be an administrator, nor be able to hand over any role.',
      stops: false,
    },
    {
      code: 'pipeline-parameters-harmless',
      about: 'pipeline',
      should: 'No parameter of the pipeline should choose an image, a role or an environment.',
      stops: false,
    },
  ],
  reach: {
    through: 'role-of-resource',
    of: 'pipeline',
    words:
      'Steps run as the pipeline’s role. With the right parameters that role can be made to read other data.',
  },
  tell: ['aws sagemaker start-pipeline-execution --pipeline-name PIPELINE'],
  remains: 'Executions that were started run on until they are done or stopped.',
  trail: {
    events: [
      'StartPipelineExecution',
      'StopPipelineExecution',
      'DescribePipeline',
      'DescribePipelineExecution',
      'ListPipelineExecutionSteps',
      'ListPipelineParametersForExecution',
    ],
    dataEvents: [],
  },
})
