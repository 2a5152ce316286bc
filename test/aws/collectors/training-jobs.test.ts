import { describe, expect, it } from 'vitest'
import { trainingJobs } from '../../../src/aws/collectors/training-jobs.ts'
import { collected, throws } from '../reading.ts'

const ARN = 'arn:aws:sagemaker:eu-west-1:111122223333:training-job/fit'
const JOB = {
  TrainingJobName: 'fit',
  TrainingJobArn: ARN,
  TrainingJobStatus: 'Completed',
  RoleArn: 'arn:aws:iam::111122223333:role/Train',
  TuningJobArn: 'arn:aws:sagemaker:eu-west-1:111122223333:hyper-parameter-tuning-job/tune',
  VpcConfig: { Subnets: ['subnet-1'], SecurityGroupIds: ['sg-1'] },
  EnableNetworkIsolation: true,
  ResourceConfig: {
    InstanceGroups: [
      { InstanceType: 'ml.m5.large', InstanceCount: 2 },
      { InstanceType: 'ml.p4d.24xlarge', InstanceCount: 1 },
    ],
    VolumeKmsKeyId: 'alias/volume',
  },
  InputDataConfig: [{ DataSource: { S3DataSource: { S3Uri: 's3://data/in' } } }],
  OutputDataConfig: { S3OutputPath: 's3://models/out', KmsKeyId: 'alias/output' },
  CheckpointConfig: { S3Uri: 's3://models/checkpoints' },
  AlgorithmSpecification: { TrainingImage: 'image', ContainerArguments: ['--password', 'Tr0ub4dor-horse'] },
  Environment: { DB_PASSWORD: 'Tr0ub4dor-staple' },
}
const found = (...jobs: object[]) => ({
  Results: jobs.map((TrainingJob) => ({ TrainingJob })),
  TotalHits: { Value: jobs.length, Relation: 'EqualTo' },
})

describe('training jobs', () => {
  it('are read from Search, whole', async () => {
    const { items, sent } = await collected(trainingJobs, { Search: found(JOB) })
    expect(items).toMatchObject([
      {
        name: 'fit',
        status: 'Completed',
        launchedBy: JOB.TuningJobArn,
        parts: [
          {
            type: 'training',
            vpc: { subnetIds: ['subnet-1'], securityGroupIds: ['sg-1'] },
            networkIsolation: true,
            interContainerEncryption: false,
            instanceTypes: ['ml.m5.large', 'ml.p4d.24xlarge'],
            instanceCount: 3,
            volumeKmsKeyId: 'alias/volume',
            outputKmsKeyId: 'alias/output',
            inputs: ['s3://data/in'],
            outputs: ['s3://models/out', 's3://models/checkpoints'],
            images: ['image'],
          },
        ],
      },
    ])
    expect(sent.map(({ operation }) => operation)).toEqual(['Search'])
  })

  it('tell where secrets are and never what they are', async () => {
    const { items } = await collected(trainingJobs, { Search: found(JOB) })
    expect(items[0]?.parts[0]?.secrets.map(({ place }) => place)).toEqual([
      'Environment.DB_PASSWORD',
      'ContainerArguments',
    ])
    expect(JSON.stringify(items)).not.toContain('Tr0ub4dor')
  })

  it('are described while they run, for remote debugging', async () => {
    const running = { ...JOB, TrainingJobStatus: 'InProgress' }
    const { items } = await collected(trainingJobs, {
      Search: found(running),
      DescribeTrainingJob: { ...running, RemoteDebugConfig: { EnableRemoteDebug: true } },
    })
    expect(items).toMatchObject([{ name: 'fit', remoteDebug: { value: true } }])
  })

  it('that run and cannot be described keep what Search says, with a gap in that one field', async () => {
    const running = { ...JOB, TrainingJobStatus: 'InProgress' }
    const { items, gaps } = await collected(trainingJobs, {
      Search: found(running),
      DescribeTrainingJob: throws('AccessDeniedException'),
    })
    const gap = { call: 'DescribeTrainingJob', cause: 'denied', resources: [{ name: 'fit' }] }
    expect(items).toMatchObject([{ name: 'fit', remoteDebug: { gap } }])
    expect(gaps).toEqual([])
  })
})
