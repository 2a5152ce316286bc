import type { Rec } from '../estates/estate.ts'
import {
  EU,
  FAKE,
  HOSTILE,
  IMAGE,
  IN_LAB,
  IN_PROD,
  IN_US,
  keyArn,
  roleArn,
  smArn,
  type Times,
  tags,
  US,
} from './company.ts'

const ended = (t: Times, daysAgo: number): Rec => ({
  CreationTime: t.days(daysAgo),
  LastModifiedTime: t.days(daysAgo - 0.1),
})

const channel = (uri: string): Rec => ({
  ChannelName: 'train',
  DataSource: {
    S3DataSource: { S3DataType: 'S3Prefix', S3Uri: uri, S3DataDistributionType: 'FullyReplicated' },
  },
})

const training = (region: string, name: string, t: Times, daysAgo: number, over: Rec): Rec => ({
  TrainingJobName: name,
  TrainingJobArn: smArn(region, `training-job/${name}`),
  TrainingJobStatus: 'Completed',
  SecondaryStatus: 'Completed',
  ModelArtifacts: { S3ModelArtifacts: `s3://acme-ml-artifacts-eu/models/${name}/output/model.tar.gz` },
  HyperParameters: { max_depth: '6', eta: '0.2', num_round: '200' },
  AlgorithmSpecification: { TrainingImage: IMAGE.xgboost, TrainingInputMode: 'File' },
  RoleArn: roleArn('fraud-training-exec'),
  InputDataConfig: [channel('s3://acme-ml-artifacts-eu/datasets/fraud/2026')],
  OutputDataConfig: { S3OutputPath: 's3://acme-ml-artifacts-eu/models', KmsKeyId: keyArn('data') },
  ResourceConfig: {
    InstanceType: 'ml.m5.4xlarge',
    InstanceCount: 1,
    VolumeSizeInGB: 50,
    VolumeKmsKeyId: keyArn('volumes'),
  },
  VpcConfig: IN_PROD,
  StoppingCondition: { MaxRuntimeInSeconds: 14_400 },
  TrainingStartTime: t.days(daysAgo - 0.02),
  TrainingEndTime: t.days(daysAgo - 0.1),
  TrainingTimeInSeconds: 6_912,
  BillableTimeInSeconds: 6_912,
  EnableNetworkIsolation: true,
  EnableInterContainerTrafficEncryption: true,
  EnableManagedSpotTraining: false,
  ...ended(t, daysAgo),
  ...over,
})

const open: Rec = {
  VpcConfig: undefined,
  EnableNetworkIsolation: false,
  EnableInterContainerTrafficEncryption: false,
}

const machines = (InstanceType: string, InstanceCount: number, key?: string): Rec => ({
  InstanceType,
  InstanceCount,
  VolumeSizeInGB: 100,
  ...(key ? { VolumeKmsKeyId: key } : {}),
})

const trainingJobs = (region: string, t: Times): Rec[] =>
  region === EU
    ? [
        training(EU, 'fraud-xgb-2026-11-20', t, 3, {
          ResourceConfig: machines('ml.m5.4xlarge', 4, keyArn('volumes')),
          Tags: tags({ team: 'fraud', stage: 'prod' }),
        }),
        training(EU, 'fraud-xgb-2026-11-13', t, 10, { Tags: tags({ team: 'fraud', stage: 'prod' }) }),
        training(EU, 'churn-torch-sweep-7', t, 5, {
          ...open,
          AlgorithmSpecification: { TrainingImage: IMAGE.pytorch, TrainingInputMode: 'FastFile' },
          RoleArn: roleArn('datalake-notebook-exec'),
          ResourceConfig: machines('ml.c5.9xlarge', 3),
          OutputDataConfig: { S3OutputPath: 's3://acme-lab-scratch/churn' },
          HyperParameters: { epochs: '30', db_password: FAKE.password },
          Environment: { DATABASE_URL: FAKE.databaseUrl, LOG_LEVEL: 'debug' },
          RemoteDebugConfig: { EnableRemoteDebug: true },
        }),
        training(EU, 'churn-torch-debugging', t, 0.2, {
          ...open,
          RoleArn: roleArn('datalake-notebook-exec'),
          AlgorithmSpecification: { TrainingImage: IMAGE.pytorch, TrainingInputMode: 'File' },
          TrainingJobStatus: 'InProgress',
          SecondaryStatus: 'Training',
          TrainingEndTime: undefined,
          RemoteDebugConfig: { EnableRemoteDebug: true },
        }),
        training(EU, 'llm-finetune-a100', t, 1, {
          AlgorithmSpecification: { TrainingImage: IMAGE.pytorch, TrainingInputMode: 'FastFile' },
          ResourceConfig: machines('ml.p4d.24xlarge', 2),
          TrainingJobStatus: 'InProgress',
          SecondaryStatus: 'Training',
          TrainingEndTime: undefined,
          RemoteDebugConfig: { EnableRemoteDebug: false },
        }),
        training(EU, 'pricing-baseline', t, 14, {
          EnableNetworkIsolation: false,
          VpcConfig: IN_LAB,
          RoleArn: roleArn('AmazonSageMaker-ExecutionRole-20240311T101532', '/service-role/'),
          ResourceConfig: machines('ml.m5.large', 1, 'alias/aws/sagemaker'),
          OutputDataConfig: { S3OutputPath: 's3://sagemaker-eu-west-1-111122223333/pricing', KmsKeyId: '' },
          Tags: tags({ owner: HOSTILE.mention, blob: HOSTILE.long }),
        }),
        training(EU, 'legacy-scorecard-2025', t, 75, open),
      ]
    : [
        training(US, 'marketing-uplift-11', t, 4, {
          RoleArn: roleArn('us-marketing-exec'),
          VpcConfig: IN_US,
          AlgorithmSpecification: { TrainingImage: IMAGE.usXgboost, TrainingInputMode: 'File' },
          ResourceConfig: machines('ml.m5.2xlarge', 2, keyArn('us', US)),
          OutputDataConfig: { S3OutputPath: 's3://acme-ml-us-east-1/models', KmsKeyId: keyArn('us', US) },
        }),
        training(US, 'ads-ctr-retrain', t, 8, {
          ...open,
          RoleArn: roleArn('us-marketing-exec'),
          ResourceConfig: machines('ml.m5.2xlarge', 2),
          OutputDataConfig: { S3OutputPath: 's3://acme-ml-us-east-1/ads' },
        }),
      ]

const definition = (over: Rec): Rec => ({
  DefinitionName: 'main',
  AlgorithmSpecification: { TrainingImage: IMAGE.xgboost, TrainingInputMode: 'File' },
  StaticHyperParameters: { objective: 'binary:logistic' },
  RoleArn: roleArn('fraud-training-exec'),
  InputDataConfig: [channel('s3://acme-ml-artifacts-eu/datasets/fraud/2026')],
  OutputDataConfig: { S3OutputPath: 's3://acme-ml-artifacts-eu/tuning', KmsKeyId: keyArn('data') },
  ResourceConfig: machines('ml.m5.2xlarge', 2, keyArn('volumes')),
  VpcConfig: IN_PROD,
  StoppingCondition: { MaxRuntimeInSeconds: 7_200 },
  EnableNetworkIsolation: true,
  EnableInterContainerTrafficEncryption: true,
  EnableManagedSpotTraining: false,
  ...over,
})

const tuning = (name: string, t: Times, daysAgo: number, over: Rec): Rec => ({
  HyperParameterTuningJobName: name,
  HyperParameterTuningJobArn: smArn(EU, `hyper-parameter-tuning-job/${name}`),
  HyperParameterTuningJobStatus: 'Completed',
  HyperParameterTuningJobConfig: {
    Strategy: 'Bayesian',
    ResourceLimits: { MaxNumberOfTrainingJobs: 20, MaxParallelTrainingJobs: 4 },
  },
  TrainingJobStatusCounters: {
    Completed: 20,
    InProgress: 0,
    RetryableError: 0,
    NonRetryableError: 0,
    Stopped: 0,
  },
  ObjectiveStatusCounters: { Succeeded: 20, Pending: 0, Failed: 0 },
  HyperParameterTuningEndTime: t.days(daysAgo - 0.3),
  ...ended(t, daysAgo),
  ...over,
})

const tuningJobs = (t: Times): Rec[] => [
  tuning('fraud-xgb-tuning-w46', t, 9, {
    TrainingJobDefinition: definition({}),
    Tags: tags({ team: 'fraud' }),
  }),
  tuning('churn-multi-algo', t, 6, {
    TrainingJobDefinitions: [
      definition({ DefinitionName: 'xgb' }),
      definition({
        ...open,
        DefinitionName: 'torch',
        ResourceConfig: machines('ml.c5.2xlarge', 2),
        OutputDataConfig: { S3OutputPath: 's3://acme-lab-scratch/tuning' },
      }),
    ],
  }),
]

/** Training and tuning jobs of one Region. */
export const trainingAndTuning = (region: string, t: Times): Record<string, Rec[]> => ({
  TrainingJob: trainingJobs(region, t),
  HyperParameterTuningJob: region === EU ? tuningJobs(t) : [],
})
