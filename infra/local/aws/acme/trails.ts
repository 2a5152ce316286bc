import type { Rec } from '../estates/estate.ts'
import { ACCOUNT, EU, keyArn, roleArn, type Times, US } from './company.ts'

/** The log groups that trails write to. */
export const TRAIL_GROUP = 'acme-cloudtrail'
export const GLOBAL_TRAIL_GROUP = 'acme-global-events'
export const LEGACY_TRAIL_GROUP = 'legacy-us-trail'

const selector = (Name: string, fields: Record<string, readonly string[]>): Rec => ({
  Name,
  FieldSelectors: Object.entries(fields).map(([Field, values]) =>
    Field === 'resources.ARN' ? { Field, StartsWith: values } : { Field, Equals: values },
  ),
})

const data = (type: string): Rec => selector(type, { eventCategory: ['Data'], 'resources.type': [type] })

const trail = (region: string, Name: string, over: Rec): Rec => ({
  Name,
  TrailARN: `arn:aws:cloudtrail:${region}:${ACCOUNT}:trail/${Name}`,
  HomeRegion: region,
  IncludeGlobalServiceEvents: true,
  IsOrganizationTrail: false,
  HasInsightSelectors: false,
  ...over,
})

const company = (t: Times): Rec =>
  trail(EU, 'acme-audit', {
    S3BucketName: 'acme-cloudtrail-logs',
    IsMultiRegionTrail: true,
    LogFileValidationEnabled: true,
    KmsKeyId: keyArn('trail'),
    HasCustomEventSelectors: true,
    AdvancedEventSelectors: [selector('management', { eventCategory: ['Management'] })],
    Status: {
      IsLogging: true,
      LatestDeliveryTime: t.hours(0.1),
      LatestDigestDeliveryTime: t.hours(0.7),
      StartLoggingTime: t.days(900),
    },
  })

/** The data events that Europe records: use of endpoints and feature groups, and objects of the model buckets. */
const dataEvents = (): Rec => ({
  AdvancedEventSelectors: [
    selector('management', { eventCategory: ['Management'] }),
    data('AWS::SageMaker::Endpoint'),
    data('AWS::SageMaker::FeatureGroup'),
    selector('model buckets', {
      eventCategory: ['Data'],
      'resources.type': ['AWS::S3::Object'],
      'resources.ARN': [
        'arn:aws:s3:::acme-ml-artifacts-eu/',
        'arn:aws:s3:::acme-ml-capture-eu/',
        'arn:aws:s3:::acme-feature-store-eu/',
      ],
    }),
  ],
})

const managementEvents: Rec = {
  EventSelectors: [
    {
      ReadWriteType: 'All',
      IncludeManagementEvents: true,
      DataResources: [],
      ExcludeManagementEventSources: [],
    },
  ],
}

/** A trail of one Region that feeds alarms. Together they leave what America does in its own Region unheard. */
const alerts = (region: string, name: string, logGroup: string, t: Times): Rec =>
  trail(region, name, {
    S3BucketName: 'acme-cloudtrail-logs',
    S3KeyPrefix: 'alerts',
    IsMultiRegionTrail: false,
    LogFileValidationEnabled: true,
    KmsKeyId: region === EU ? keyArn('trail') : keyArn('us', US),
    CloudWatchLogsLogGroupArn: `arn:aws:logs:${region}:${ACCOUNT}:log-group:${logGroup}:*`,
    CloudWatchLogsRoleArn: roleArn('cloudtrail-to-logs', '/'),
    HasCustomEventSelectors: region === EU,
    ...(region === EU ? dataEvents() : managementEvents),
    Status: {
      IsLogging: true,
      LatestDeliveryTime: t.hours(0.1),
      LatestCloudWatchLogsDeliveryTime: t.hours(0.1),
      LatestDigestDeliveryTime: t.hours(0.7),
      StartLoggingTime: t.days(400),
    },
  })

const legacy = (t: Times): Rec =>
  trail(US, 'legacy-us-trail', {
    S3BucketName: 'acme-cloudtrail-legacy-us',
    IsMultiRegionTrail: false,
    LogFileValidationEnabled: false,
    CloudWatchLogsLogGroupArn: `arn:aws:logs:${US}:${ACCOUNT}:log-group:${LEGACY_TRAIL_GROUP}:*`,
    CloudWatchLogsRoleArn: roleArn('cloudtrail-to-logs', '/'),
    HasCustomEventSelectors: true,
    EventSelectors: [
      {
        ReadWriteType: 'WriteOnly',
        IncludeManagementEvents: true,
        DataResources: [],
        ExcludeManagementEventSources: ['kms.amazonaws.com'],
      },
    ],
    Status: {
      IsLogging: true,
      LatestDeliveryError: 'AccessDenied',
      LatestDeliveryTime: t.days(19),
      LatestCloudWatchLogsDeliveryError: 'Access denied.',
      LatestCloudWatchLogsDeliveryTime: t.days(19),
      StartLoggingTime: t.days(1200),
    },
  })

const forgotten = (t: Times): Rec =>
  trail(US, 'pentest-2024', {
    S3BucketName: 'acme-org-log-archive',
    IsMultiRegionTrail: false,
    LogFileValidationEnabled: false,
    HasCustomEventSelectors: false,
    EventSelectors: [
      {
        ReadWriteType: 'All',
        IncludeManagementEvents: true,
        DataResources: [],
        ExcludeManagementEventSources: [],
      },
    ],
    Status: { IsLogging: false, StopLoggingTime: t.days(300), StartLoggingTime: t.days(320) },
  })

/** Trails at home in one Region. */
export const trails = (region: string, t: Times): Record<string, Rec[]> => ({
  Trails:
    region === EU
      ? [company(t), alerts(EU, 'acme-eu-alerts', TRAIL_GROUP, t)]
      : [alerts(US, 'acme-global-alerts', GLOBAL_TRAIL_GROUP, t), legacy(t), forgotten(t)],
})
