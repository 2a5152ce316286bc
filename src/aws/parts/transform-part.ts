import type { TransformJob } from '@aws-sdk/client-sagemaker'
import type { WorkloadPart } from '../../posture/inventory/workloads.ts'
import { texts } from '../fields.ts'
import type { Intern } from '../intern.ts'
import { partOf, secretsIn } from './part.ts'

/** What Search, DescribeTransformJob and a transform step of a pipeline have in common. */
export type TransformRaw = Pick<
  TransformJob,
  | 'ModelName'
  | 'TransformResources'
  | 'TransformInput'
  | 'TransformOutput'
  | 'DataCaptureConfig'
  | 'Environment'
>

/** What a transform job is told to do. Role, VPC and isolation are those of its model. */
export function transformPart(intern: Intern, name: string, raw: TransformRaw): WorkloadPart {
  const resources = raw.TransformResources
  return partOf(intern, {
    name,
    type: 'transform',
    networkIsolation: false,
    modelName: raw.ModelName,
    instanceTypes: texts([resources?.InstanceType]),
    instanceCount: resources?.InstanceCount,
    volumeKmsKeyId: resources?.VolumeKmsKeyId,
    outputKmsKeyId: raw.TransformOutput?.KmsKeyId,
    outputs: texts([raw.TransformOutput?.S3OutputPath, raw.DataCaptureConfig?.DestinationS3Uri]),
    inputs: texts([raw.TransformInput?.DataSource?.S3DataSource?.S3Uri]),
    secrets: secretsIn({ Environment: raw.Environment }),
  })
}
