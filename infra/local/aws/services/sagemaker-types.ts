import type { Json, Rec } from '../estates/estate.ts'
import { isRec } from '../wire/json.ts'

/** How SageMaker names one kind of resource and its operations. */
export interface ResourceType {
  /** The table of the estate. */
  readonly type: string
  readonly list: string
  /** The list's member in the List answer. */
  readonly items: string
  readonly describe: string
  /** The request members that identify one resource. */
  readonly keys: readonly string[]
  readonly name: string
  readonly arn: string
  readonly status?: string
  /** The member that wraps the whole answer of Describe. */
  readonly wrap?: string
  /** What Describe says when there is no such resource. */
  readonly missing: 'ResourceNotFound' | 'ValidationException'
  readonly missingWords?: string
  /** The segment of the ARN between account and name. */
  readonly arnType: string
  /** Describe takes the ARN in place of the name too. */
  readonly byArn?: true
  /** Members of the list entry that the record holds elsewhere. */
  readonly summary?: (record: Rec) => Rec
}

const at = (record: Json, path: string): Json =>
  path.split('.').reduce<Json>((value, part) => (isRec(value) ? value[part] : undefined), record)

const plain = (type: string, arnType: string, more: Partial<ResourceType> = {}): ResourceType => ({
  type,
  list: `List${type}s`,
  items: `${type}s`,
  describe: `Describe${type}`,
  keys: [`${type}Name`],
  name: `${type}Name`,
  arn: `${type}Arn`,
  status: `${type}Status`,
  missing: 'ResourceNotFound',
  arnType,
  ...more,
})

const job = (type: string, arnType: string): ResourceType =>
  plain(type, arnType, {
    items: `${type}Summaries`,
    missing: type === 'TrainingJob' ? 'ValidationException' : 'ResourceNotFound',
    missingWords: 'Requested resource not found.',
  })

const definition = (type: string, arnType: string): ResourceType =>
  plain(`${type}JobDefinition`, arnType, {
    items: 'JobDefinitionSummaries',
    keys: ['JobDefinitionName'],
    name: 'JobDefinitionName',
    arn: 'JobDefinitionArn',
    summary: (record) => ({
      MonitoringJobDefinitionName: record.JobDefinitionName,
      MonitoringJobDefinitionArn: record.JobDefinitionArn,
      EndpointName: at(record, `${type}JobInput.EndpointInput.EndpointName`),
    }),
  })

/** Every kind of resource that can be listed and described here. */
export const resourceTypes: readonly ResourceType[] = [
  plain('NotebookInstance', 'notebook-instance', {
    missing: 'ValidationException',
    missingWords: 'RecordNotFound',
  }),
  plain('NotebookInstanceLifecycleConfig', 'notebook-instance-lifecycle-config', {
    missing: 'ValidationException',
    missingWords: 'Unable to describe Notebook Instance Lifecycle Config: not found',
  }),
  plain('Domain', 'domain', { keys: ['DomainId'], name: 'DomainName', status: 'Status' }),
  plain('UserProfile', 'user-profile', { keys: ['DomainId', 'UserProfileName'], status: 'Status' }),
  plain('Space', 'space', {
    keys: ['DomainId', 'SpaceName'],
    status: 'Status',
    summary: (record) => ({
      SpaceSettingsSummary: isRec(record.SpaceSettings)
        ? { ...record.SpaceSettings, SpaceStorageSettings: record.SpaceSettings.SpaceStorageSettings }
        : undefined,
      SpaceSharingSettingsSummary: record.SpaceSharingSettings,
      OwnershipSettingsSummary: record.OwnershipSettings,
    }),
  }),
  plain('App', 'app', {
    keys: ['DomainId', 'AppType', 'AppName', 'UserProfileName', 'SpaceName'],
    status: 'Status',
  }),
  plain('StudioLifecycleConfig', 'studio-lifecycle-config'),
  job('TrainingJob', 'training-job'),
  {
    ...job('HyperParameterTuningJob', 'hyper-parameter-tuning-job'),
    summary: (record) => ({
      Strategy: at(record, 'HyperParameterTuningJobConfig.Strategy'),
      ResourceLimits: at(record, 'HyperParameterTuningJobConfig.ResourceLimits'),
    }),
  },
  job('ProcessingJob', 'processing-job'),
  job('TransformJob', 'transform-job'),
  plain('Model', 'model', { missing: 'ValidationException' }),
  plain('EndpointConfig', 'endpoint-config', { missing: 'ValidationException' }),
  plain('Endpoint', 'endpoint', { missing: 'ValidationException' }),
  plain('FeatureGroup', 'feature-group', { items: 'FeatureGroupSummaries', byArn: true }),
  plain('MonitoringSchedule', 'monitoring-schedule', {
    items: 'MonitoringScheduleSummaries',
    summary: (record) => ({
      MonitoringJobDefinitionName: at(record, 'MonitoringScheduleConfig.MonitoringJobDefinitionName'),
    }),
  }),
  definition('DataQuality', 'data-quality-job-definition'),
  definition('ModelQuality', 'model-quality-job-definition'),
  definition('ModelBias', 'model-bias-job-definition'),
  definition('ModelExplainability', 'model-explainability-job-definition'),
  plain('Workforce', 'workforce', { wrap: 'Workforce', status: 'Status', missing: 'ValidationException' }),
  plain('Workteam', 'workteam', { wrap: 'Workteam', missing: 'ValidationException' }),
  plain('Pipeline', 'pipeline', { items: 'PipelineSummaries', byArn: true }),
  plain('ModelPackageGroup', 'model-package-group', {
    items: 'ModelPackageGroupSummaryList',
    missing: 'ValidationException',
  }),
  plain('ModelPackage', 'model-package', {
    items: 'ModelPackageSummaryList',
    missing: 'ValidationException',
    byArn: true,
  }),
  plain('InferenceComponent', 'inference-component', { missing: 'ValidationException' }),
  plain('MlflowTrackingServer', 'mlflow-tracking-server', {
    items: 'TrackingServerSummaries',
    keys: ['TrackingServerName'],
    name: 'TrackingServerName',
    arn: 'TrackingServerArn',
    status: 'TrackingServerStatus',
  }),
  plain('Cluster', 'cluster', { items: 'ClusterSummaries', byArn: true }),
]
