import { DAY_S, HOUR_S } from '../../base/time.ts'
import { defineEntitlement } from '../entitlement.ts'
import { bothConditions } from '../policy/policy-json.ts'
import { arnIn } from '../rules/place.ts'
import {
  inNetwork,
  NAME_PREFIX,
  onInstances,
  passRole,
  volumeKeyUse,
  WORKLOAD_PARAMETERS,
} from './workload-limits.ts'

/** Without UpdateTrainingJob, which can switch remote debugging on and change the instances. */
export const submitTraining = defineEntitlement({
  id: 'submit-training',
  title: 'Run training jobs',
  risk: 'high',
  riskWhy: 'The requester’s code runs with the execution role. No condition can hold it to an image.',
  defaultSeconds: 8 * HOUR_S,
  longestSeconds: DAY_S,
  approvals: 1,
  parameters: {
    jobPrefix: { type: 'text', pattern: NAME_PREFIX, label: 'How job names begin', example: 'churn-' },
    ...WORKLOAD_PARAMETERS,
    outputKey: { type: 'resource', kind: 'keys', label: 'Key of the output' },
    maxRuntimeSeconds: {
      type: 'number',
      from: 60,
      to: 28 * DAY_S,
      unit: 'seconds',
      label: 'Longest run',
      example: '14400',
    },
    maxKeepAliveSeconds: {
      type: 'number',
      from: 0,
      to: HOUR_S,
      unit: 'seconds',
      label: 'Longest time that instances are kept warm',
      example: '0',
    },
  },
  permissions: (asked, place) => {
    const jobs = [arnIn(place, 'sagemaker', `training-job/${asked.jobPrefix}*`)]
    const limits = {
      ArnEquals: {
        'sagemaker:VolumeKmsKeyArn': asked.volumeKey.arn,
        'sagemaker:OutputKmsKeyArn': asked.outputKey.arn,
      },
      Bool: { 'sagemaker:NetworkIsolation': 'true', 'sagemaker:InterContainerTrafficEncryption': 'true' },
      BoolIfExists: { 'sagemaker:EnableRemoteDebug': 'false' },
      NumericLessThanEquals: { 'sagemaker:MaxRuntimeInSeconds': String(asked.maxRuntimeSeconds) },
      NumericLessThanEqualsIfExists: { 'sagemaker:KeepAlivePeriod': String(asked.maxKeepAliveSeconds) },
    }
    return [
      {
        sid: 'Submit',
        actions: ['sagemaker:CreateTrainingJob'],
        resources: jobs,
        when: [...inNetwork(asked.subnets, asked.securityGroups), onInstances(asked.instanceTypes)].reduce(
          bothConditions,
          limits,
        ),
      },
      {
        sid: 'TagOnCreate',
        actions: ['sagemaker:AddTags'],
        resources: jobs,
        when: { StringEquals: { 'sagemaker:TaggingAction': 'CreateTrainingJob' } },
      },
      {
        sid: 'FollowAndStop',
        actions: ['sagemaker:DescribeTrainingJob', 'sagemaker:StopTrainingJob'],
        resources: jobs,
      },
      passRole(asked.executionRole.arn),
      ...volumeKeyUse(asked.volumeKey.arn, place),
    ]
  },
  prechecks: [
    {
      code: 'role-modest',
      about: 'executionRole',
      should:
        'The execution role should be for SageMaker in this account alone, no administrator, and hand over no role.',
      stops: true,
    },
    { code: 'subnets-private', about: 'subnets', should: 'The subnets should be private.', stops: true },
    {
      code: 'key-fits-instances',
      about: 'instanceTypes',
      should:
        'The instance types should have no disks of their own: SageMaker refuses a volume key on those.',
      stops: true,
    },
    {
      code: 'no-foreign-resource-under-prefix',
      about: 'jobPrefix',
      should: 'No job of somebody else should have a name that begins so: it could be seen and stopped.',
      stops: false,
    },
  ],
  reach: {
    through: 'passed-role',
    of: 'executionRole',
    words: 'Jobs run the requester’s code as the execution role, without a network of their own choice.',
  },
  tell: [
    'aws sagemaker create-training-job --training-job-name PREFIX… with the role, subnets, groups, keys and types of this grant',
    'Network isolation and encryption between containers have to be on; write keys as ARNs, not as aliases.',
  ],
  remains: 'Jobs that were started run on after the end, up to their longest run, until they are stopped.',
  trail: { events: ['CreateTrainingJob', 'DescribeTrainingJob', 'StopTrainingJob'], dataEvents: [] },
})
