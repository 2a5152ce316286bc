import type { Rec } from '../estates/estate.ts'
import { EU, IMAGE, IN_PROD, keyArn, roleArn, smArn, type Times } from './company.ts'

const resources = (InstanceCount: number, key?: string): Rec => ({
  ClusterConfig: {
    InstanceCount,
    InstanceType: 'ml.m5.large',
    VolumeSizeInGB: 20,
    ...(key ? { VolumeKmsKeyId: key } : {}),
  },
})

const outputs = (uri: string, key?: string): Rec => ({
  MonitoringOutputs: [
    { S3Output: { S3Uri: uri, LocalPath: '/opt/ml/processing/output', S3UploadMode: 'Continuous' } },
  ],
  ...(key ? { KmsKeyId: key } : {}),
})

const closed: Rec = {
  EnableInterContainerTrafficEncryption: true,
  EnableNetworkIsolation: true,
  VpcConfig: IN_PROD,
}

const watching = (EndpointName: string): Rec => ({
  EndpointName,
  LocalPath: '/opt/ml/processing/endpoint',
  S3InputMode: 'File',
  S3DataDistributionType: 'FullyReplicated',
})

const INPUTS: Record<string, Rec> = {
  DataQuality: { ImageUri: IMAGE.monitor },
  ModelQuality: { ImageUri: IMAGE.monitor, ProblemType: 'BinaryClassification' },
  ModelBias: { ImageUri: IMAGE.clarify, ConfigUri: 's3://acme-ml-artifacts-eu/monitor/bias.json' },
  ModelExplainability: { ImageUri: IMAGE.clarify, ConfigUri: 's3://acme-ml-artifacts-eu/monitor/shap.json' },
}

const SEGMENT: Record<string, string> = {
  DataQuality: 'data-quality',
  ModelQuality: 'model-quality',
  ModelBias: 'model-bias',
  ModelExplainability: 'model-explainability',
}

const definition = (kind: string, name: string, endpoint: string, careful: boolean, t: Times): Rec => ({
  JobDefinitionName: name,
  JobDefinitionArn: smArn(EU, `${SEGMENT[kind]}-job-definition/${name}`),
  CreationTime: t.days(60),
  [`${kind}AppSpecification`]: INPUTS[kind],
  [`${kind}JobInput`]: {
    EndpointInput: watching(endpoint),
    ...(kind === 'ModelQuality' || kind === 'ModelBias'
      ? { GroundTruthS3Input: { S3Uri: 's3://acme-ml-artifacts-eu/ground-truth' } }
      : {}),
  },
  [`${kind}JobOutputConfig`]: careful
    ? outputs('s3://acme-ml-artifacts-eu/monitor', keyArn('data'))
    : outputs('s3://acme-lab-scratch/monitor'),
  JobResources: careful ? resources(2, keyArn('volumes')) : resources(2),
  RoleArn: roleArn(careful ? 'fraud-inference-exec' : 'silent-batch-exec'),
  ...(careful ? { NetworkConfig: closed } : {}),
  StoppingCondition: { MaxRuntimeInSeconds: 3_600 },
})

const schedule = (name: string, endpoint: string, t: Times, config: Rec, over: Rec = {}): Rec => ({
  MonitoringScheduleArn: smArn(EU, `monitoring-schedule/${name}`),
  MonitoringScheduleName: name,
  MonitoringScheduleStatus: 'Scheduled',
  MonitoringType: 'DataQuality',
  CreationTime: t.days(50),
  LastModifiedTime: t.days(1),
  MonitoringScheduleConfig: {
    ScheduleConfig: { ScheduleExpression: 'cron(0 * ? * * *)' },
    MonitoringType: 'DataQuality',
    ...config,
  },
  EndpointName: endpoint,
  LastMonitoringExecutionSummary: {
    MonitoringScheduleName: name,
    ScheduledTime: t.hours(1),
    CreationTime: t.hours(1),
    LastModifiedTime: t.hours(0.8),
    MonitoringExecutionStatus: 'Completed',
    EndpointName: endpoint,
  },
  ...over,
})

const inline = (endpoint: string, careful: boolean): Rec => ({
  MonitoringJobDefinition: {
    MonitoringInputs: [{ EndpointInput: watching(endpoint) }],
    MonitoringOutputConfig: careful
      ? outputs('s3://acme-ml-artifacts-eu/monitor', keyArn('data'))
      : outputs('s3://acme-lab-scratch/monitor'),
    MonitoringResources: careful ? resources(2, keyArn('volumes')) : resources(2),
    MonitoringAppSpecification: { ImageUri: IMAGE.monitor },
    RoleArn: roleArn('fraud-inference-exec'),
    ...(careful ? { NetworkConfig: closed } : {}),
  },
})

const KINDS = ['DataQuality', 'ModelQuality', 'ModelBias', 'ModelExplainability'] as const

const both = (kind: string, t: Times): Rec[] => [
  definition(kind, `fraud-${SEGMENT[kind]}`, 'fraud-scoring', true, t),
  definition(kind, `churn-${SEGMENT[kind]}`, 'churn-lab', false, t),
]

/** Monitoring schedules and job definitions of one Region. */
export const monitors = (region: string, t: Times): Record<string, Rec[]> =>
  region === EU
    ? {
        ...Object.fromEntries(KINDS.map((kind) => [`${kind}JobDefinition`, both(kind, t)])),
        MonitoringSchedule: [
          schedule('fraud-hourly', 'fraud-scoring', t, inline('fraud-scoring', true)),
          schedule(
            'fraud-bias',
            'fraud-scoring',
            t,
            {
              MonitoringType: 'ModelBias',
              MonitoringJobDefinitionName: 'fraud-model-bias',
            },
            { MonitoringType: 'ModelBias' },
          ),
          schedule('churn-hourly', 'churn-lab', t, inline('churn-lab', false), {
            MonitoringScheduleStatus: 'Stopped',
            LastMonitoringExecutionSummary: {
              MonitoringScheduleName: 'churn-hourly',
              ScheduledTime: t.days(15),
              CreationTime: t.days(15),
              LastModifiedTime: t.days(15),
              MonitoringExecutionStatus: 'Failed',
              EndpointName: 'churn-lab',
              FailureReason: 'AlgorithmError',
            },
          }),
        ],
      }
    : {}
