import type { Json, Rec } from '../estates/estate.ts'
import { EU, FAKE, HOSTILE, IMAGE, IN_PROD, keyArn, roleArn, smArn, type Times, tags } from './company.ts'

const step = (Name: string, Type: string, Arguments: Rec): Rec => ({ Name, Type, Arguments })

const training = (careful: boolean): Rec => ({
  AlgorithmSpecification: { TrainingImage: IMAGE.xgboost, TrainingInputMode: 'File' },
  RoleArn: roleArn('fraud-training-exec'),
  OutputDataConfig: {
    S3OutputPath: 's3://acme-ml-artifacts-eu/pipeline',
    ...(careful ? { KmsKeyId: { Get: 'Parameters.DataKey' } } : {}),
  },
  ResourceConfig: {
    InstanceCount: 2,
    InstanceType: 'ml.m5.xlarge',
    VolumeSizeInGB: 30,
    ...(careful ? { VolumeKmsKeyId: keyArn('volumes') } : {}),
  },
  ...(careful
    ? { VpcConfig: IN_PROD, EnableNetworkIsolation: true, EnableInterContainerTrafficEncryption: true }
    : {}),
})

const processing = (careful: boolean): Rec => ({
  ProcessingResources: {
    ClusterConfig: {
      InstanceCount: 1,
      InstanceType: 'ml.m5.large',
      VolumeSizeInGB: 30,
      ...(careful ? { VolumeKmsKeyId: keyArn('volumes') } : {}),
    },
  },
  AppSpecification: { ImageUri: IMAGE.sklearn },
  RoleArn: roleArn('fraud-training-exec'),
  ProcessingOutputConfig: { Outputs: [], ...(careful ? { KmsKeyId: keyArn('data') } : {}) },
  Environment: careful ? { STAGE: 'prod' } : { DB_PASSWORD: FAKE.password },
  ...(careful
    ? {
        NetworkConfig: {
          EnableNetworkIsolation: true,
          EnableInterContainerTrafficEncryption: true,
          VpcConfig: IN_PROD,
        },
      }
    : {}),
})

const definition = (parameters: readonly Json[], steps: readonly Json[]): string =>
  JSON.stringify({ Version: '2020-12-01', Metadata: {}, Parameters: parameters, Steps: steps })

const pipeline = (name: string, t: Times, PipelineDefinition: string, over: Rec = {}): Rec => ({
  PipelineArn: smArn(EU, `pipeline/${name}`),
  PipelineName: name,
  PipelineDisplayName: name,
  PipelineDefinition,
  RoleArn: roleArn('fraud-training-exec'),
  PipelineStatus: 'Active',
  CreationTime: t.days(140),
  LastModifiedTime: t.days(14),
  LastRunTime: t.days(2),
  CreatedBy: {},
  LastModifiedBy: {},
  ...over,
})

/** Pipelines of one Region. */
export const pipelines = (region: string, t: Times): Record<string, Rec[]> => ({
  Pipeline:
    region === EU
      ? [
          pipeline(
            'fraud-weekly',
            t,
            definition(
              [{ Name: 'DataKey', Type: 'String', DefaultValue: keyArn('data') }],
              [
                step('Prepare', 'Processing', processing(true)),
                step('Train', 'Training', training(true)),
                {
                  Name: 'IfGoodEnough',
                  Type: 'Condition',
                  Arguments: {
                    Conditions: [],
                    IfSteps: [step('Evaluate', 'Processing', processing(true))],
                    ElseSteps: [],
                  },
                },
              ],
            ),
            { Tags: tags({ team: 'fraud' }) },
          ),
          pipeline(
            'churn-adhoc',
            t,
            definition(
              [],
              [step('Prepare', 'Processing', processing(false)), step('Train', 'Training', training(false))],
            ),
            { PipelineDescription: HOSTILE.mention, RoleArn: roleArn('datalake-notebook-exec') },
          ),
          pipeline(
            'pricing-parametric',
            t,
            definition([{ Name: 'DataKey', Type: 'String' }], [step('Train', 'Training', training(true))]),
          ),
        ]
      : [],
})
