import { DAY_S, HOUR_S } from '../../base/time.ts'
import { defineEntitlement } from '../entitlement.ts'

export const invokeEndpoint = defineEntitlement({
  id: 'invoke-endpoint',
  title: 'Send requests to a model endpoint',
  risk: 'medium',
  riskWhy: 'Answers are data. Many of them let a model be copied, and every one costs money.',
  defaultSeconds: 4 * HOUR_S,
  longestSeconds: DAY_S,
  approvals: 1,
  parameters: {
    endpoint: { type: 'resource', kind: 'endpoints', label: 'Endpoint' },
    component: {
      type: 'resource',
      kind: 'inferenceComponents',
      label: 'Inference component, where the endpoint has them',
      optional: true,
    },
    targetModel: {
      type: 'text',
      pattern: /^[A-Za-z0-9][A-Za-z0-9._/-]{0,199}$/,
      label: 'One model of a multi-model endpoint',
      example: 'churn-v3.tar.gz',
      optional: true,
    },
  },
  // The key for one model is known for InvokeEndpoint alone; so it is the only call then.
  permissions: ({ endpoint, component, targetModel }) => [
    {
      sid: 'Invoke',
      actions: [
        'sagemaker:InvokeEndpoint',
        ...(targetModel === undefined ? ['sagemaker:InvokeEndpointWithResponseStream'] : []),
      ],
      resources: [endpoint.arn, ...(component ? [component.arn] : [])],
      ...(targetModel !== undefined && { when: { StringEquals: { 'sagemaker:TargetModel': targetModel } } }),
    },
    {
      sid: 'InvokeLater',
      actions: [
        ...(targetModel === undefined ? ['sagemaker:InvokeEndpointAsync'] : []),
        'sagemaker:DescribeEndpoint',
      ],
      resources: [endpoint.arn],
    },
  ],
  prechecks: [
    {
      code: 'data-events-on',
      about: 'endpoint',
      should: 'A trail should record data events of endpoints; without one, use leaves no trace.',
      stops: false,
    },
    {
      code: 'data-capture-on',
      about: 'endpoint',
      should: 'The endpoint should capture its requests where evidence of them is wanted.',
      stops: false,
    },
  ],
  reach: { through: 'nothing', of: null, words: 'Only what the endpoint answers.' },
  tell: ['aws sagemaker-runtime invoke-endpoint --endpoint-name ENDPOINT --body fileb://REQUEST ANSWER'],
  remains: null,
  trail: {
    events: ['DescribeEndpoint'],
    dataEvents: ['InvokeEndpoint', 'InvokeEndpointAsync', 'InvokeEndpointWithResponseStream'],
  },
})
