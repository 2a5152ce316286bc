import type { EpochSeconds } from '../../base/time.ts'
import type { Part } from '../snapshot.ts'
import type { Resource } from './resource.ts'

/** A CloudTrail trail, once per ARN (shadow copies in other Regions are folded). `region` is its home. */
export interface Trail extends Resource {
  readonly multiRegion: boolean
  readonly organization: boolean
  readonly globalEvents: boolean
  readonly logFileValidation: boolean
  readonly kmsKeyId?: string
  readonly bucketName?: string
  readonly logGroupArn?: string
  readonly status: Part<TrailStatus>
  readonly selectors: Part<readonly EventSelector[]>
}

export interface TrailStatus {
  readonly logging: boolean
  readonly deliveryError?: string
  readonly digestError?: string
  readonly cloudWatchError?: string
  readonly deliveredAt?: EpochSeconds
  readonly cloudWatchDeliveredAt?: EpochSeconds
}

/** A classic or advanced selector in one shape. */
export interface EventSelector {
  readonly advanced: boolean
  readonly management: boolean
  /** `All`, `ReadOnly` or `WriteOnly`; `None` where it selects no management events. */
  readonly readWrite: 'All' | 'ReadOnly' | 'WriteOnly' | 'None'
  /** Event sources left out of the management events, e.g. `kms.amazonaws.com`. */
  readonly excludedSources: readonly string[]
  /** Advanced: further conditions on management events (fields other than category, readOnly, source), by name. */
  readonly narrowedBy: readonly string[]
  readonly data: ReadonlyArray<{
    /** e.g. `AWS::S3::Object`, `AWS::SageMaker::Endpoint`. */
    readonly type: string
    /** Resource ARN prefixes or values; empty means all of that type. */
    readonly arns: readonly string[]
    readonly readWrite: 'All' | 'ReadOnly' | 'WriteOnly'
  }>
}

/** A log group below /aws/sagemaker/, or one that a trail writes to. */
export interface LogGroup extends Resource {
  /** Absent: kept for ever. */
  readonly retentionDays?: number
  readonly kmsKeyId?: string
  /** `ACTIVATED`, `DISABLED`, … ; absent: no data protection policy. */
  readonly dataProtection?: string
  /** Whether a data protection policy of the whole account covers it. */
  readonly inheritsDataProtection?: boolean
}

/** A metric filter on a trail's log group. `matches`: ids of the sample events that AWS says it matches. */
export interface MetricFilter extends Resource {
  readonly logGroupName: string
  /** `defaultValue`: published while no event matches; absent, the metric is silent until one does. */
  readonly metrics: ReadonlyArray<{
    readonly namespace: string
    readonly name: string
    readonly defaultValue?: number
  }>
  readonly matches: Part<readonly string[]>
}

/** A metric alarm of the audited Regions, or of one in which a trail of this account keeps its log group. */
export interface Alarm extends Resource {
  readonly namespace?: string
  readonly metricName?: string
  readonly actionsEnabled: boolean
  readonly actions: readonly string[]
  /** `OK`, `ALARM` or `INSUFFICIENT_DATA`. */
  readonly state: string
  readonly stateUpdatedAt?: EpochSeconds
  readonly threshold?: number
  readonly comparison?: string
  readonly statistic?: string
}

/**
 * An EventBridge rule with a pattern, of the audited Regions and of the one in which IAM, sign-ins and Organizations are
 * recorded. `matches`: ids of the sample events that AWS says it matches.
 */
export interface EventRule extends Resource {
  readonly enabled: boolean
  /** Also hears calls that only read (state `ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS`); absent: it does not. */
  readonly allManagementEvents?: boolean
  readonly bus: string
  readonly targets: Part<readonly string[]>
  readonly matches: Part<readonly string[]>
}

/** An SNS topic that an alarm or a rule sends to. */
export interface Topic extends Resource {
  readonly kmsKeyId?: string
  readonly subscriptions: Part<ReadonlyArray<{ readonly protocol: string; readonly confirmed: boolean }>>
}

/** The tags of one resource; resources without tags have no item. */
export interface TagSet extends Resource {
  readonly tags: Readonly<Record<string, string>>
}
