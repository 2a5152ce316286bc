import type { Rec } from '../estates/estate.ts'
import { EU, FAKE, IMAGE, IN_PROD, IN_US, keyArn, roleArn, smArn, type Times, tags, US } from './company.ts'

const cluster = (InstanceCount: number, key?: string): Rec => ({
  ClusterConfig: {
    InstanceCount,
    InstanceType: 'ml.m5.xlarge',
    VolumeSizeInGB: 30,
    ...(key ? { VolumeKmsKeyId: key } : {}),
  },
})

const output = (uri: string, key?: string): Rec => ({
  Outputs: [
    {
      OutputName: 'result',
      S3Output: { S3Uri: uri, LocalPath: '/opt/ml/processing/output', S3UploadMode: 'EndOfJob' },
    },
  ],
  ...(key ? { KmsKeyId: key } : {}),
})

const processing = (region: string, name: string, t: Times, daysAgo: number, over: Rec): Rec => ({
  ProcessingJobName: name,
  ProcessingJobArn: smArn(region, `processing-job/${name}`),
  ProcessingJobStatus: 'Completed',
  ProcessingResources: cluster(2, keyArn('volumes')),
  AppSpecification: {
    ImageUri: IMAGE.sklearn,
    ContainerEntrypoint: ['python3', '/opt/ml/processing/input/code/features.py'],
  },
  ProcessingOutputConfig: output('s3://acme-ml-artifacts-eu/features', keyArn('data')),
  StoppingCondition: { MaxRuntimeInSeconds: 3_600 },
  Environment: { STAGE: 'prod' },
  NetworkConfig: {
    EnableInterContainerTrafficEncryption: true,
    EnableNetworkIsolation: true,
    VpcConfig: IN_PROD,
  },
  RoleArn: roleArn('fraud-training-exec'),
  CreationTime: t.days(daysAgo),
  ProcessingStartTime: t.days(daysAgo - 0.01),
  ProcessingEndTime: t.days(daysAgo - 0.05),
  LastModifiedTime: t.days(daysAgo - 0.05),
  ...over,
})

const processingJobs = (region: string, t: Times): Rec[] =>
  region === EU
    ? [
        processing(EU, 'fraud-features-2026-11-21', t, 2, { Tags: tags({ team: 'fraud' }) }),
        processing(EU, 'fraud-evaluation-2026-11-20', t, 3, {
          ProcessingResources: cluster(1, 'alias/acme-ml-volumes'),
          NetworkConfig: { EnableNetworkIsolation: true, VpcConfig: IN_PROD },
        }),
        processing(EU, 'churn-export', t, 4, {
          ProcessingResources: cluster(3),
          ProcessingOutputConfig: output('s3://acme-lab-scratch/export'),
          NetworkConfig: undefined,
          RoleArn: roleArn('datalake-notebook-exec'),
          Environment: { AWS_SECRET_ACCESS_KEY: FAKE.secretKey },
        }),
        processing(EU, 'adhoc-profiling', t, 12, {
          ProcessingResources: cluster(1, 'alias/legacy-lab'),
          ProcessingOutputConfig: output('s3://sagemaker-eu-west-1-111122223333/profiling'),
          NetworkConfig: { EnableNetworkIsolation: false },
          RoleArn: roleArn('silent-batch-exec'),
        }),
      ]
    : [
        processing(US, 'marketing-audience', t, 6, {
          ProcessingResources: cluster(2, keyArn('us', US)),
          ProcessingOutputConfig: output('s3://acme-ml-us-east-1/audience', keyArn('us', US)),
          NetworkConfig: {
            EnableInterContainerTrafficEncryption: true,
            EnableNetworkIsolation: true,
            VpcConfig: IN_US,
          },
          RoleArn: roleArn('us-marketing-exec'),
        }),
      ]

const transform = (region: string, name: string, t: Times, daysAgo: number, over: Rec): Rec => ({
  TransformJobName: name,
  TransformJobArn: smArn(region, `transform-job/${name}`),
  TransformJobStatus: 'Completed',
  ModelName: 'fraud-scoring-v12',
  TransformInput: {
    DataSource: { S3DataSource: { S3DataType: 'S3Prefix', S3Uri: 's3://acme-ml-artifacts-eu/batch/in' } },
    ContentType: 'text/csv',
    SplitType: 'Line',
  },
  TransformOutput: {
    S3OutputPath: 's3://acme-ml-artifacts-eu/batch/out',
    AssembleWith: 'Line',
    KmsKeyId: keyArn('data'),
  },
  TransformResources: {
    InstanceType: 'ml.m5.xlarge',
    InstanceCount: 2,
    VolumeKmsKeyId: keyArn('volumes'),
  },
  Environment: { BATCH: 'nightly' },
  CreationTime: t.days(daysAgo),
  TransformStartTime: t.days(daysAgo - 0.01),
  TransformEndTime: t.days(daysAgo - 0.04),
  LastModifiedTime: t.days(daysAgo - 0.04),
  ...over,
})

const transformJobs = (t: Times): Rec[] => [
  transform(EU, 'nightly-fraud-scores-1122', t, 1, { Tags: tags({ team: 'fraud' }) }),
  transform(EU, 'nightly-fraud-scores-1121', t, 2, {}),
  transform(EU, 'churn-backfill', t, 7, {
    ModelName: 'churn-torch',
    TransformOutput: { S3OutputPath: 's3://acme-lab-scratch/backfill' },
    TransformResources: { InstanceType: 'ml.m5.xlarge', InstanceCount: 1 },
    Environment: { API_TOKEN: FAKE.token },
  }),
]

/** A trial component for each of these jobs; the jobs that nobody tracked have none. */
const components = (t: Times, jobs: readonly Rec[], type: string): Rec[] =>
  jobs.map((job) => {
    const name = `${job[`${type}Name`]}-aws-${type === 'ProcessingJob' ? 'processing' : 'transform'}-job`
    return {
      TrialComponentName: name,
      TrialComponentArn: smArn(EU, `experiment-trial-component/${name}`),
      Source: {
        SourceArn: job[`${type}Arn`],
        SourceType: type === 'ProcessingJob' ? 'SageMakerProcessingJob' : 'SageMakerTransformJob',
      },
      Status: { PrimaryStatus: 'Completed' },
      CreationTime: job.CreationTime,
      LastModifiedTime: job.LastModifiedTime,
      StartTime: t.days(3),
    }
  })

/** Processing and transform jobs of one Region, and the trial components of those that were tracked. */
export const batch = (region: string, t: Times): Record<string, Rec[]> => {
  const ProcessingJob = processingJobs(region, t)
  const TransformJob = region === EU ? transformJobs(t) : []
  return {
    ProcessingJob,
    TransformJob,
    TrialComponent:
      region === EU
        ? [
            ...components(t, ProcessingJob.slice(0, 2), 'ProcessingJob'),
            ...components(t, TransformJob.slice(0, 2), 'TransformJob'),
          ]
        : [],
  }
}
