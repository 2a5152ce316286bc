import type { ProcessingJob } from '@aws-sdk/client-sagemaker'
import type { WorkloadPart } from '../../posture/inventory/workloads.ts'
import { texts } from '../fields.ts'
import type { Intern } from '../intern.ts'
import { partOf, secretsIn, vpcOf } from './part.ts'

/** What Search, DescribeProcessingJob and a processing step of a pipeline have in common. */
export type ProcessingRaw = Pick<
  ProcessingJob,
  | 'RoleArn'
  | 'NetworkConfig'
  | 'ProcessingResources'
  | 'ProcessingInputs'
  | 'ProcessingOutputConfig'
  | 'AppSpecification'
  | 'Environment'
>

/** What a processing job is told to do. */
export function processingPart(intern: Intern, name: string, raw: ProcessingRaw): WorkloadPart {
  const cluster = raw.ProcessingResources?.ClusterConfig
  const network = raw.NetworkConfig
  const inputs = raw.ProcessingInputs ?? []
  const written = (raw.ProcessingOutputConfig?.Outputs ?? []).map((output) => output.S3Output?.S3Uri)
  return partOf(intern, {
    name,
    type: 'processing',
    roleArn: raw.RoleArn,
    vpc: vpcOf(intern, network?.VpcConfig),
    networkIsolation: network?.EnableNetworkIsolation === true,
    interContainerEncryption: network?.EnableInterContainerTrafficEncryption === true,
    instanceTypes: texts([cluster?.InstanceType]),
    instanceCount: cluster?.InstanceCount,
    volumeKmsKeyId: cluster?.VolumeKmsKeyId,
    outputKmsKeyId: raw.ProcessingOutputConfig?.KmsKeyId,
    outputs: texts([
      ...written,
      ...inputs.map((input) => input.DatasetDefinition?.AthenaDatasetDefinition?.OutputS3Uri),
      ...inputs.map((input) => input.DatasetDefinition?.RedshiftDatasetDefinition?.OutputS3Uri),
    ]),
    inputs: texts(inputs.map((input) => input.S3Input?.S3Uri)),
    images: texts([raw.AppSpecification?.ImageUri]),
    secrets: secretsIn(
      { Environment: raw.Environment },
      { ContainerArguments: raw.AppSpecification?.ContainerArguments },
    ),
  })
}
