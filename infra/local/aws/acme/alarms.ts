import type { Rec } from '../estates/estate.ts'
import { WATCHES, type Watch } from './alarm-patterns.ts'
import { ACCOUNT, EU, policy, type Times, US } from './company.ts'
import { GLOBAL_TRAIL_GROUP, LEGACY_TRAIL_GROUP, TRAIL_GROUP } from './trails.ts'

const NAMESPACE = 'Acme/CloudTrail'
const LEGACY_NAMESPACE = 'LegacyUS'

const topicArn = (region: string, name: string): string => `arn:aws:sns:${region}:${ACCOUNT}:${name}`

const filter = (logGroupName: string, { name, pattern }: Watch, t: Times, namespace = NAMESPACE): Rec => ({
  filterName: name,
  filterPattern: pattern,
  logGroupName,
  creationTime: t.days(400) * 1000,
  metricTransformations: [
    { metricName: name, metricNamespace: namespace, metricValue: '1', defaultValue: 0 },
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

/** What happens in the global services is recorded in us-east-1, and is listened for there. */
const GLOBAL = new Set([
  'iam-policy-changes',
  'console-auth-failures',
  'signin-without-mfa',
  'root-usage',
  'organizations-changes',
])
const globalWatches: readonly Watch[] = WATCHES.filter(({ name }) => GLOBAL.has(name))

/** Europe left root to the global services, and so misses what root does in Europe itself. */
const europeanWatches: readonly Watch[] = WATCHES.filter(({ name }) => name !== 'root-usage')

const legacyFilter = (name: string, pattern: string, t: Times): Rec =>
  filter(LEGACY_TRAIL_GROUP, { name: `legacy-${name}`, pattern }, t, LEGACY_NAMESPACE)

const legacyAlarm = (name: string, t: Times, over: Rec): Rec =>
  alarm(US, `legacy-${name}`, 'ml-oncall-us', t, { Namespace: LEGACY_NAMESPACE, ...over })

/** The metric filters of one Region. America hears the global services, and little else, with slips in its patterns. */
export const metricFilters = (region: string, t: Times): Rec[] =>
  region === EU
    ? europeanWatches.map((watch) => filter(TRAIL_GROUP, watch, t))
    : [
        ...globalWatches.map((watch) => filter(GLOBAL_TRAIL_GROUP, watch, t)),
        legacyFilter('cmk-disable', '{ $.eventName = DisableKey }', t),
        legacyFilter('trail-stopped', '{ $.errorMessage = "StopLogging" }', t),
        legacyFilter('nacl-changes', '{ $.eventName = "*NetworkAcl*" }', t),
      ]

/** The alarms of one Region. */
export const alarms = (region: string, t: Times): Record<string, Rec[]> => ({
  MetricAlarms:
    region === EU
      ? [
          ...europeanWatches.map(({ name }) => alarm(EU, name, 'security-alerts', t)),
          alarm(EU, 'billing-forecast', 'finance', t, {
            MetricName: 'EstimatedCharges',
            Namespace: 'AWS/Billing',
            AlarmActions: [],
          }),
        ]
      : [
          ...globalWatches.map(({ name }) => alarm(US, name, 'security-alerts-global', t)),
          legacyAlarm('cmk-disable', t, {}),
          legacyAlarm('trail-stopped', t, { ActionsEnabled: false }),
          legacyAlarm('nacl-changes', t, { AlarmActions: [] }),
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
      : [
          topic(US, 'security-alerts-global', [
            subscription(US, 'security-alerts-global', 'email', 'security@acme.example'),
          ]),
          topic(US, 'ml-oncall-us', [subscription(US, 'ml-oncall-us', 'email', 'gone@acme.example', false)]),
        ],
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
