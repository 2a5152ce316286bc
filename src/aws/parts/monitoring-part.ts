import type {
  BatchTransformInput,
  MonitoringNetworkConfig,
  MonitoringOutputConfig,
  MonitoringResources,
} from '@aws-sdk/client-sagemaker'
import type { WorkloadPart } from '../../posture/inventory/workloads.ts'
import { texts } from '../fields.ts'
import type { Intern } from '../intern.ts'
import { partOf, secretsIn, vpcOf } from './part.ts'

interface S3Resource {
  readonly S3Uri?: string | undefined
}

/** What the four kinds of job definition and the inline job of a schedule have in common. */
export interface MonitoringRaw {
  readonly RoleArn: string | undefined
  readonly NetworkConfig?: MonitoringNetworkConfig | undefined
  readonly JobResources: MonitoringResources | undefined
  readonly OutputConfig: MonitoringOutputConfig | undefined
  readonly AppSpecification:
    | {
        readonly ImageUri: string | undefined
        readonly Environment?: Record<string, string> | undefined
        readonly ContainerArguments?: string[] | undefined
      }
    | undefined
  readonly Baseline?: {
    readonly ConstraintsResource?: S3Resource | undefined
    readonly StatisticsResource?: S3Resource | undefined
  }
  readonly Inputs: ReadonlyArray<{
    readonly BatchTransformInput?: BatchTransformInput | undefined
    readonly GroundTruthS3Input?: S3Resource | undefined
  }>
}

/** What a monitoring job is told to do. */
export function monitoringPart(intern: Intern, name: string, raw: MonitoringRaw): WorkloadPart {
  const cluster = raw.JobResources?.ClusterConfig
  return partOf(intern, {
    name,
    type: 'monitoring',
    roleArn: raw.RoleArn,
    vpc: vpcOf(intern, raw.NetworkConfig?.VpcConfig),
    networkIsolation: raw.NetworkConfig?.EnableNetworkIsolation === true,
    interContainerEncryption: raw.NetworkConfig?.EnableInterContainerTrafficEncryption === true,
    instanceTypes: texts([cluster?.InstanceType]),
    instanceCount: cluster?.InstanceCount,
    volumeKmsKeyId: cluster?.VolumeKmsKeyId,
    outputKmsKeyId: raw.OutputConfig?.KmsKeyId,
    outputs: texts((raw.OutputConfig?.MonitoringOutputs ?? []).map((output) => output.S3Output?.S3Uri)),
    inputs: texts([
      raw.Baseline?.ConstraintsResource?.S3Uri,
      raw.Baseline?.StatisticsResource?.S3Uri,
      ...raw.Inputs.map((input) => input.BatchTransformInput?.DataCapturedDestinationS3Uri),
      ...raw.Inputs.map((input) => input.GroundTruthS3Input?.S3Uri),
    ]),
    images: texts([raw.AppSpecification?.ImageUri]),
    secrets: secretsIn(
      { Environment: raw.AppSpecification?.Environment },
      { ContainerArguments: raw.AppSpecification?.ContainerArguments },
    ),
  })
}
