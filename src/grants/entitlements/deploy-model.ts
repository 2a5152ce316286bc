import { HOUR_S } from '../../base/time.ts'
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

export const deployModel = defineEntitlement({
  id: 'deploy-model',
  title: 'Deploy a model to an endpoint',
  off: 'The key that holds a configuration to its models has one value, and how AWS fills it in for several variants has not been proved. A second variant might bring in a model of somebody else, with its role.',
  risk: 'high',
  riskWhy: 'New code serves production with the execution role. No condition can hold it to an image.',
  defaultSeconds: 2 * HOUR_S,
  longestSeconds: 8 * HOUR_S,
  approvals: 2,
  parameters: {
    modelPrefix: { type: 'text', pattern: NAME_PREFIX, label: 'How model names begin', example: 'churn-' },
    endpointPrefix: {
      type: 'text',
      pattern: NAME_PREFIX,
      label: 'How names of endpoints and configurations begin',
      example: 'churn-',
    },
    ...WORKLOAD_PARAMETERS,
  },
  permissions: (asked, place) => {
    const models = arnIn(place, 'sagemaker', `model/${asked.modelPrefix}*`)
    const configs = arnIn(place, 'sagemaker', `endpoint-config/${asked.endpointPrefix}*`)
    const endpoints = arnIn(place, 'sagemaker', `endpoint/${asked.endpointPrefix}*`)
    return [
      {
        sid: 'MakeModel',
        actions: ['sagemaker:CreateModel'],
        resources: [models],
        when: inNetwork(asked.subnets, asked.securityGroups).reduce(bothConditions, {
          Bool: { 'sagemaker:NetworkIsolation': 'true' },
        }),
      },
      {
        sid: 'MakeConfig',
        actions: ['sagemaker:CreateEndpointConfig'],
        resources: [configs],
        when: bothConditions(onInstances(asked.instanceTypes), {
          ArnEquals: { 'sagemaker:VolumeKmsKeyArn': asked.volumeKey.arn },
          ArnLike: { 'sagemaker:ModelArn': models },
        }),
      },
      {
        sid: 'Roll',
        actions: ['sagemaker:CreateEndpoint', 'sagemaker:UpdateEndpoint'],
        resources: [endpoints, configs],
      },
      { sid: 'SeeEndpoints', actions: ['sagemaker:DescribeEndpoint'], resources: [endpoints] },
      { sid: 'SeeConfigs', actions: ['sagemaker:DescribeEndpointConfig'], resources: [configs] },
      { sid: 'SeeModels', actions: ['sagemaker:DescribeModel'], resources: [models] },
      {
        sid: 'TagOnCreate',
        actions: ['sagemaker:AddTags'],
        resources: [models, configs, endpoints],
        when: {
          StringEquals: {
            'sagemaker:TaggingAction': ['CreateModel', 'CreateEndpointConfig', 'CreateEndpoint'],
          },
        },
      },
      passRole(asked.executionRole.arn),
      ...volumeKeyUse(asked.volumeKey.arn, place),
    ]
  },
  prechecks: [
    {
      code: 'images-known',
      about: 'modelPrefix',
      should: 'The model version should be approved in the registry.',
      stops: false,
    },
    {
      code: 'role-modest',
      about: 'executionRole',
      should:
        'The execution role should be for SageMaker in this account alone, no administrator, and hand over no role.',
      stops: true,
    },
    { code: 'subnets-private', about: 'subnets', should: 'The subnets should be private.', stops: true },
    {
      code: 'no-foreign-resource-under-prefix',
      about: 'endpointPrefix',
      should: 'No endpoint of somebody else should have a name that begins so: it could be changed.',
      stops: true,
    },
  ],
  reach: {
    through: 'passed-role',
    of: 'executionRole',
    words: 'The endpoint runs the requester’s image as the execution role, and sees what callers send to it.',
  },
  tell: [
    'aws sagemaker create-model, create-endpoint-config and update-endpoint, with names that begin with the prefixes',
    'Network isolation has to be on; write the key as an ARN, not as an alias.',
  ],
  remains:
    'Models, configurations and endpoints stay, and endpoints serve and cost money, until they are deleted.',
  trail: {
    events: [
      'CreateModel',
      'CreateEndpointConfig',
      'CreateEndpoint',
      'UpdateEndpoint',
      'DescribeModel',
      'DescribeEndpointConfig',
      'DescribeEndpoint',
    ],
    dataEvents: [],
  },
})
