import type { HyperParameterTrainingJobDefinition, TrainingJob } from '@aws-sdk/client-sagemaker'
import type { WorkloadPart } from '../../posture/inventory/workloads.ts'
import { texts } from '../fields.ts'
import type { Intern } from '../intern.ts'
import { partOf, secretsIn, vpcOf } from './part.ts'

/** What Search, DescribeTrainingJob and a training step of a pipeline have in common. */
export type TrainingRaw = Pick<
  TrainingJob,
  | 'RoleArn'
  | 'VpcConfig'
  | 'EnableNetworkIsolation'
  | 'EnableInterContainerTrafficEncryption'
  | 'ResourceConfig'
  | 'OutputDataConfig'
  | 'InputDataConfig'
  | 'CheckpointConfig'
  | 'DebugHookConfig'
  | 'TensorBoardOutputConfig'
  | 'ProfilerConfig'
  | 'AlgorithmSpecification'
  | 'HyperParameters'
  | 'Environment'
>

/** What a training job is told to do. */
export function trainingPart(intern: Intern, name: string, raw: TrainingRaw): WorkloadPart {
  const { ResourceConfig: resources, AlgorithmSpecification: algorithm } = raw
  const groups = resources?.InstanceGroups ?? []
  return partOf(intern, {
    name,
    type: 'training',
    roleArn: raw.RoleArn,
    vpc: vpcOf(intern, raw.VpcConfig),
    networkIsolation: raw.EnableNetworkIsolation === true,
    interContainerEncryption: raw.EnableInterContainerTrafficEncryption === true,
    instanceTypes: texts([resources?.InstanceType, ...groups.map((group) => group.InstanceType)]),
    instanceCount: resources?.InstanceCount ?? sum(groups.map((group) => group.InstanceCount)),
    volumeKmsKeyId: resources?.VolumeKmsKeyId,
    outputKmsKeyId: raw.OutputDataConfig?.KmsKeyId,
    outputs: texts([
      raw.OutputDataConfig?.S3OutputPath,
      raw.CheckpointConfig?.S3Uri,
      raw.DebugHookConfig?.S3OutputPath,
      raw.TensorBoardOutputConfig?.S3OutputPath,
      raw.ProfilerConfig?.S3OutputPath,
    ]),
    inputs: texts((raw.InputDataConfig ?? []).map((channel) => channel.DataSource?.S3DataSource?.S3Uri)),
    images: texts([algorithm?.TrainingImage]),
    secrets: secretsIn(
      { Environment: raw.Environment, HyperParameters: raw.HyperParameters },
      { ContainerArguments: algorithm?.ContainerArguments },
    ),
  })
}

/** One training definition of a tuning job. */
export function tuningPart(
  intern: Intern,
  job: string,
  raw: HyperParameterTrainingJobDefinition,
): WorkloadPart {
  const flexible = raw.HyperParameterTuningResourceConfig
  const configs = flexible?.InstanceConfigs ?? []
  const fixed = trainingPart(intern, raw.DefinitionName ?? job, raw as TrainingRaw)
  const volumeKmsKeyId = raw.ResourceConfig?.VolumeKmsKeyId ?? flexible?.VolumeKmsKeyId
  return {
    ...fixed,
    type: 'tuning',
    secrets: secretsIn({ Environment: raw.Environment, StaticHyperParameters: raw.StaticHyperParameters }),
    ...(flexible && {
      instanceTypes: intern.list(
        texts([flexible.InstanceType, ...configs.map((config) => config.InstanceType)]),
      ),
      instanceCount: flexible.InstanceCount ?? Math.max(0, ...configs.map((c) => c.InstanceCount ?? 0)),
    }),
    ...(volumeKmsKeyId !== undefined && { volumeKmsKeyId }),
  }
}

function sum(counts: ReadonlyArray<number | undefined>): number {
  return counts.reduce<number>((total, count) => total + (count ?? 0), 0)
}
