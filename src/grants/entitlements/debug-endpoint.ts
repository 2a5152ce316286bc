import { DAY_S, HOUR_S } from '../../base/time.ts'
import { defineEntitlement } from '../entitlement.ts'
import { arnIn } from '../rules/place.ts'

/** Metrics take no resource; so the Region is all that they can be held to. They hold names and numbers, no payloads. */
export const debugEndpoint = defineEntitlement({
  id: 'debug-endpoint',
  title: 'Find out why an endpoint fails',
  risk: 'medium',
  riskWhy: 'Logs can hold what was sent to the endpoint, and a model’s environment is shown in clear.',
  defaultSeconds: 4 * HOUR_S,
  longestSeconds: DAY_S,
  approvals: 1,
  parameters: {
    endpoint: { type: 'resource', kind: 'endpoints', label: 'Endpoint' },
    endpointName: { type: 'name', of: 'endpoint', label: 'Its name, in its own case' },
    endpointConfig: { type: 'resource', kind: 'endpointConfigs', label: 'Endpoint configuration' },
    model: { type: 'resource', kind: 'models', label: 'Model', optional: true },
    component: {
      type: 'resource',
      kind: 'inferenceComponents',
      label: 'Inference component',
      optional: true,
    },
  },
  permissions: ({ endpoint, endpointName, endpointConfig, model, component }, place) => {
    const logs = arnIn(place, 'logs', `log-group:/aws/sagemaker/Endpoints/${endpointName}`)
    return [
      { sid: 'SeeEndpoint', actions: ['sagemaker:DescribeEndpoint'], resources: [endpoint.arn] },
      { sid: 'SeeConfig', actions: ['sagemaker:DescribeEndpointConfig'], resources: [endpointConfig.arn] },
      ...(model ? [{ sid: 'SeeModel', actions: ['sagemaker:DescribeModel'], resources: [model.arn] }] : []),
      ...(component
        ? [
            {
              sid: 'SeeComponent',
              actions: ['sagemaker:DescribeInferenceComponent'],
              resources: [component.arn],
            },
          ]
        : []),
      {
        sid: 'ReadLogs',
        actions: ['logs:DescribeLogStreams', 'logs:FilterLogEvents', 'logs:GetLogEvents'],
        resources: [logs, `${logs}:*`],
      },
      {
        sid: 'ReadMetrics',
        actions: [
          'cloudwatch:GetMetricData',
          'cloudwatch:ListMetrics',
          'application-autoscaling:DescribeScalingActivities',
        ],
        resources: ['*'],
        when: { StringEquals: { 'aws:RequestedRegion': place.region } },
      },
    ]
  },
  prechecks: [
    {
      code: 'log-group-protected',
      about: 'endpoint',
      should: 'The log group should have a key of its own and a data protection policy.',
      stops: false,
    },
  ],
  reach: {
    through: 'nothing',
    of: null,
    words: 'Reads only. The names of all metrics of the Region are seen too.',
  },
  tell: [
    'aws sagemaker describe-endpoint --endpoint-name ENDPOINT',
    'aws logs filter-log-events --log-group-name /aws/sagemaker/Endpoints/ENDPOINT',
  ],
  remains: null,
  trail: {
    events: ['DescribeEndpoint', 'DescribeEndpointConfig', 'DescribeModel', 'DescribeInferenceComponent'],
    dataEvents: ['FilterLogEvents', 'GetLogEvents'],
  },
})
