import type { Rec, Table, Tables } from '../estates/estate.ts'
import type { Breaks } from './decide.ts'
import { BUCKETS, GROUP, KEY_ARN, named, REGION, roleArn, SUBNETS, smArn } from './place.ts'
import type { Mix } from './plan.ts'
import { joined, numbered } from './table.ts'

const VPC: Rec = { SecurityGroupIds: [GROUP], Subnets: [...SUBNETS] }
const [MODELS] = BUCKETS
const IMAGE = `141502667606.dkr.ecr.${REGION}.amazonaws.com/sagemaker-xgboost:1.7-1`

/** Seconds that all jobs spread over: the last 29 days, the first one newest. */
const SPREAD = 29 * 86_400

const when = (now: number, index: number, count: number): Rec => {
  const created = now - 600 - Math.floor((index / Math.max(count, 1)) * SPREAD)
  return { CreationTime: created, LastModifiedTime: created + 300 }
}

const training = (breaks: Breaks, now: number, count: number): Table =>
  numbered('training', count, (name, i) => ({
    TrainingJobName: name,
    TrainingJobArn: smArn(`training-job/${name}`),
    TrainingJobStatus: 'Completed',
    SecondaryStatus: 'Completed',
    ModelArtifacts: { S3ModelArtifacts: `s3://${MODELS}/${name}/model.tar.gz` },
    HyperParameters: { num_round: '100' },
    AlgorithmSpecification: { TrainingImage: IMAGE, TrainingInputMode: 'File' },
    RoleArn: roleArn(i),
    OutputDataConfig: { S3OutputPath: `s3://${MODELS}/out` },
    ResourceConfig: {
      InstanceType: 'ml.m5.xlarge',
      InstanceCount: 2,
      VolumeSizeInGB: 30,
      VolumeKmsKeyId: breaks('training-volume-key', i) ? undefined : KEY_ARN,
    },
    VpcConfig: breaks('training-vpc', i) ? undefined : VPC,
    StoppingCondition: { MaxRuntimeInSeconds: 3_600 },
    EnableNetworkIsolation: !breaks('training-network-isolation', i),
    EnableInterContainerTrafficEncryption: !breaks('training-inter-container-encryption', i),
    EnableManagedSpotTraining: false,
    ...when(now, i, count),
  }))

const processing = (breaks: Breaks, now: number, count: number): Table =>
  numbered('processing', count, (name, i) => ({
    ProcessingJobName: name,
    ProcessingJobArn: smArn(`processing-job/${name}`),
    ProcessingJobStatus: 'Completed',
    ProcessingResources: {
      ClusterConfig: {
        InstanceCount: 2,
        InstanceType: 'ml.m5.large',
        VolumeSizeInGB: 30,
        VolumeKmsKeyId: breaks('processing-volume-key', i) ? undefined : KEY_ARN,
      },
    },
    AppSpecification: { ImageUri: IMAGE },
    ProcessingOutputConfig: { Outputs: [] },
    NetworkConfig: {
      EnableNetworkIsolation: !breaks('processing-network-isolation', i),
      EnableInterContainerTrafficEncryption: !breaks('processing-inter-container-encryption', i),
      VpcConfig: breaks('processing-vpc', i) ? undefined : VPC,
    },
    RoleArn: roleArn(i),
    ...when(now, i, count),
  }))

const transform = (breaks: Breaks, now: number, count: number): Table =>
  numbered('transform', count, (name, i) => ({
    TransformJobName: name,
    TransformJobArn: smArn(`transform-job/${name}`),
    TransformJobStatus: 'Completed',
    ModelName: named('model', 0),
    TransformInput: {
      DataSource: { S3DataSource: { S3DataType: 'S3Prefix', S3Uri: `s3://${MODELS}/in` } },
    },
    TransformOutput: { S3OutputPath: `s3://${MODELS}/out` },
    TransformResources: {
      InstanceType: 'ml.m5.large',
      InstanceCount: 1,
      VolumeKmsKeyId: breaks('transform-volume-key', i) ? undefined : KEY_ARN,
    },
    ...when(now, i, count),
  }))

const component = (jobs: Table, type: string, index: number, position: number): Rec | undefined => {
  const job = jobs.at(position)
  const name = `${job?.[`${type}Name`]}-component`
  return (
    job && {
      TrialComponentName: name,
      TrialComponentArn: smArn(`experiment-trial-component/${name}`),
      Source: { SourceArn: job[`${type}Arn`], SourceType: `SageMaker${type}` },
      CreationTime: job.CreationTime,
      LastModifiedTime: job.LastModifiedTime,
      Status: { PrimaryStatus: 'Completed' },
      RunName: named('run', index),
    }
  )
}

/** One trial component per job, but none for every tenth where some jobs were not tracked. */
const components = (jobs: Table, type: string, untracked: boolean): Table => ({
  length: untracked ? jobs.length - Math.floor(jobs.length / 10) : jobs.length,
  at: (index) => component(jobs, type, index, untracked ? Math.floor(index / 9) * 10 + (index % 9) : index),
})

/** Training, processing and transform jobs, and the trial components of those that were tracked. */
export const jobs = (breaks: Breaks, now: number, mix: Mix, untracked: boolean): Tables => {
  const ProcessingJob = processing(breaks, now, mix.processing)
  const TransformJob = transform(breaks, now, mix.transform)
  return {
    TrainingJob: training(breaks, now, mix.training),
    ProcessingJob,
    TransformJob,
    TrialComponent: joined(
      components(ProcessingJob, 'ProcessingJob', untracked),
      components(TransformJob, 'TransformJob', untracked),
    ),
  }
}
