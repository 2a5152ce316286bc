import type { Rec } from '../estates/estate.ts'
import { WATCHES, type Watch } from './alarm-patterns.ts'
import { ACCOUNT, EU, policy, type Times, US } from './company.ts'
import { LEGACY_TRAIL_GROUP, TRAIL_GROUP } from './trails.ts'

const NAMESPACE = 'Acme/CloudTrail'

const topicArn = (region: string, name: string): string => `arn:aws:sns:${region}:${ACCOUNT}:${name}`

const filter = (logGroupName: string, { name, pattern }: Watch, t: Times): Rec => ({
  filterName: name,
  filterPattern: pattern,
  logGroupName,
  creationTime: t.days(400) * 1000,
  metricTransformations: [
    { metricName: name, metricNamespace: NAMESPACE, metricValue: '1', defaultValue: 0 },
  ],
})

const alarm = (region: string, name: string, topic: string, t: Times, over: Rec = {}): Rec => ({
  AlarmName: `security-${name}`,
  AlarmArn: `arn:aws:cloudwatch:${region}:${ACCOUNT}:alarm:security-${name}`,
  AlarmDescription: `Somebody must look at ${name}`,
  ActionsEnabled: true,
  OKActions: [],
  AlarmActions: [topicArn(region, topic)],
  InsufficientDataActions: [],
  StateValue: 'OK',
  StateReason: 'Threshold Crossed: no datapoints were received for 1 period.',
  StateUpdatedTimestamp: t.days(6),
  AlarmConfigurationUpdatedTimestamp: t.days(390),
  MetricName: name,
  Namespace: NAMESPACE,
  Statistic: 'Sum',
  Dimensions: [],
  Period: 300,
  EvaluationPeriods: 1,
  Threshold: 1,
  ComparisonOperator: 'GreaterThanOrEqualToThreshold',
  TreatMissingData: 'notBreaching',
  ...over,
})

const subscription = (
  region: string,
  topic: string,
  Protocol: string,
  Endpoint: string,
  confirmed = true,
): Rec => ({
  SubscriptionArn: confirmed
    ? `${topicArn(region, topic)}:0a1b2c3d-4e5f-4071-8293-a4b5c6d7e8f9`
    : 'PendingConfirmation',
  Owner: ACCOUNT,
  Protocol,
  Endpoint,
})

const topic = (region: string, name: string, subscriptions: readonly Rec[]): Rec => ({
  TopicArn: topicArn(region, name),
  Attributes: {
    DisplayName: name,
    Policy: JSON.stringify(
      policy({
        Effect: 'Allow',
        Principal: { Service: ['cloudwatch.amazonaws.com', 'events.amazonaws.com'] },
        Action: 'sns:Publish',
        Resource: topicArn(region, name),
      }),
    ),
  },
  Subscriptions: subscriptions,
})

const heard = (eventName: readonly string[]): string =>
  JSON.stringify({
    source: ['aws.sagemaker'],
    'detail-type': ['AWS API Call via CloudTrail'],
    detail: { eventSource: ['sagemaker.amazonaws.com'], eventName },
  })

const rule = (
  region: string,
  Name: string,
  EventPattern: string,
  target: string,
  State = 'ENABLED',
): Rec => ({
  Name,
  Arn: `arn:aws:events:${region}:${ACCOUNT}:rule/${Name}`,
  EventPattern,
  State,
  Description: `Tells people about ${Name}`,
  EventBusName: 'default',
  Targets: [{ Id: 'people', Arn: target }],
})

/** The metric filters of one Region. America hears two of the many, one of them with a slip in its pattern. */
export const metricFilters = (region: string, t: Times): Rec[] =>
  region === EU
    ? WATCHES.map((watch) => filter(TRAIL_GROUP, watch, t))
    : [
        filter(LEGACY_TRAIL_GROUP, { name: 'root-usage', pattern: '{ $.userIdentity.type = "Root" }' }, t),
        filter(
          LEGACY_TRAIL_GROUP,
          { name: 'console-auth-failures', pattern: '{ $.errorMessage = "Failed login" }' },
          t,
        ),
        filter(
          LEGACY_TRAIL_GROUP,
          { name: 'cmk-disable-delete', pattern: '{ $.eventName = DisableKey }' },
          t,
        ),
      ]

/** The alarms of one Region. */
export const alarms = (region: string, t: Times): Record<string, Rec[]> => ({
  MetricAlarms:
    region === EU
      ? [
          ...WATCHES.map(({ name }) => alarm(EU, name, 'security-alerts', t)),
          alarm(EU, 'billing-forecast', 'finance', t, {
            MetricName: 'EstimatedCharges',
            Namespace: 'AWS/Billing',
            AlarmActions: [],
          }),
        ]
      : [
          alarm(US, 'root-usage', 'ml-oncall-us', t),
          alarm(US, 'console-auth-failures', 'ml-oncall-us', t, { ActionsEnabled: false }),
          alarm(US, 'cmk-disable-delete', 'ml-oncall-us', t, { AlarmActions: [] }),
        ],
  CompositeAlarms: [],
})

/** The topics of one Region and who listens. */
export const topics = (region: string): Record<string, Rec[]> => ({
  Topics:
    region === EU
      ? [
          topic(EU, 'security-alerts', [
            subscription(EU, 'security-alerts', 'email', 'security@acme.example'),
            subscription(EU, 'security-alerts', 'https', 'https://pager.acme.example/hook'),
          ]),
          topic(EU, 'finance', []),
        ]
      : [topic(US, 'ml-oncall-us', [subscription(US, 'ml-oncall-us', 'email', 'gone@acme.example', false)])],
})

/** The event rules of one Region. */
export const rules = (region: string): Record<string, Rec[]> => ({
  Rules:
    region === EU
      ? [
          rule(
            EU,
            'sagemaker-lifecycle-config-changes',
            heard([
              'CreateNotebookInstanceLifecycleConfig',
              'UpdateNotebookInstanceLifecycleConfig',
              'CreateStudioLifecycleConfig',
              'UpdateNotebookInstance',
              'UpdateDomain',
              'UpdateSpace',
              'UpdateUserProfile',
            ]),
            topicArn(EU, 'security-alerts'),
          ),
          rule(
            EU,
            'sagemaker-endpoint-changes',
            heard(['UpdateEndpoint', 'CreateEndpointConfig', 'UpdateInferenceComponent']),
            topicArn(EU, 'security-alerts'),
          ),
        ]
      : [
          rule(
            US,
            'sagemaker-endpoint-changes',
            heard(['UpdateEndpoint']),
            topicArn(US, 'ml-oncall-us'),
            'DISABLED',
          ),
        ],
})
