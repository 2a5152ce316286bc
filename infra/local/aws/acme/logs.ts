import type { Rec } from '../estates/estate.ts'
import { EU, keyArn, policy, type Times, US } from './company.ts'
import { GLOBAL_TRAIL_GROUP, LEGACY_TRAIL_GROUP, TRAIL_GROUP } from './trails.ts'

const group = (logGroupName: string, t: Times, over: Rec = {}): Rec => ({
  logGroupName,
  creationTime: t.days(500) * 1000,
  storedBytes: 52_428_800,
  ...over,
})

const kept: Rec = { retentionInDays: 400, kmsKeyId: keyArn('data') }

const european = (t: Times): Rec[] => [
  group(TRAIL_GROUP, t, { retentionInDays: 731, kmsKeyId: keyArn('trail') }),
  group('/acme/vpc-flow-logs', t, { retentionInDays: 90 }),
  group('/aws/sagemaker/Endpoints/fraud-scoring', t, { ...kept, dataProtectionStatus: 'ACTIVATED' }),
  group('/aws/sagemaker/Endpoints/credit-ensemble', t, { ...kept, dataProtectionStatus: 'ACTIVATED' }),
  group('/aws/sagemaker/Endpoints/churn-lab', t, { retentionInDays: 14 }),
  group('/aws/sagemaker/TrainingJobs', t),
  group('/aws/sagemaker/ProcessingJobs', t, { ...kept, dataProtectionStatus: 'DISABLED' }),
  group('/aws/sagemaker/TransformJobs', t, kept),
  group('/aws/sagemaker/NotebookInstances', t, kept),
  group('/aws/sagemaker/studio', t, { retentionInDays: 365 }),
]

const american = (t: Times): Rec[] => [
  group(GLOBAL_TRAIL_GROUP, t, { retentionInDays: 731, kmsKeyId: keyArn('us', US) }),
  group(LEGACY_TRAIL_GROUP, t, { retentionInDays: 30 }),
  group('/aws/sagemaker/Endpoints/marketing-uplift', t),
  group('/aws/sagemaker/TrainingJobs', t, { retentionInDays: 365 }),
]

const streams = (logGroupName: string, names: readonly string[], t: Times): Rec[] =>
  names.map((name) => ({
    logGroupName,
    logStreamName: name,
    creationTime: t.days(30) * 1000,
    firstEventTimestamp: t.days(30) * 1000,
    lastEventTimestamp: t.hours(1) * 1000,
    lastIngestionTime: t.hours(1) * 1000,
  }))

const masking = policy({
  Sid: 'audit',
  DataIdentifier: ['arn:aws:dataprotection::aws:data-identifier/EmailAddress'],
  Operation: { Audit: { FindingsDestination: {} } },
})

/** Log groups, streams and policies of one Region. */
export const logGroups = (region: string, t: Times): Record<string, Rec[]> =>
  region === EU
    ? {
        LogGroups: european(t),
        LogStreams: [
          ...streams('/aws/sagemaker/NotebookInstances', ['fraud-research/jupyter.log'], t),
          ...streams('/aws/sagemaker/Endpoints/fraud-scoring', ['AllTraffic/i-0a1b2c3d4e5f60718'], t),
        ],
        SubscriptionFilters: [
          {
            logGroupName: TRAIL_GROUP,
            filterName: 'to-siem',
            filterPattern: '',
            destinationArn: 'arn:aws:firehose:eu-west-1:111122223333:deliverystream/siem',
            distribution: 'ByLogStream',
            creationTime: t.days(300) * 1000,
          },
        ],
        ResourcePolicies: [
          {
            policyName: 'eventbridge-to-logs',
            policyDocument: JSON.stringify(
              policy({
                Effect: 'Allow',
                Principal: { Service: 'events.amazonaws.com' },
                Action: 'logs:PutLogEvents',
                Resource: '*',
              }),
            ),
            lastUpdatedTime: t.days(200) * 1000,
          },
        ],
        DataProtection: ['fraud-scoring', 'credit-ensemble'].map((name) => ({
          logGroupName: `/aws/sagemaker/Endpoints/${name}`,
          policy: masking,
          lastUpdatedTime: t.days(100) * 1000,
        })),
      }
    : { LogGroups: american(t) }
