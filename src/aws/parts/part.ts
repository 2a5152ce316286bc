import type { VpcConfig } from '@aws-sdk/client-sagemaker'
import type { Sighting, VpcAttachment } from '../../posture/inventory/resource.ts'
import type { WorkloadPart } from '../../posture/inventory/workloads.ts'
import { findSecrets, findSecretsIn } from '../../posture/secrets/secrets.ts'
import { present } from '../fields.ts'
import type { Intern } from '../intern.ts'

/** A VPC attachment as SageMaker writes it; `undefined` where it names no subnet. */
export function vpcOf(intern: Intern, config: Partial<VpcConfig> | undefined): VpcAttachment | undefined {
  const { Subnets = [], SecurityGroupIds = [] } = config ?? {}
  if (Subnets.length === 0) return undefined
  return intern.shape({ subnetIds: intern.list(Subnets), securityGroupIds: intern.list(SecurityGroupIds) })
}

type Fields = {
  [K in keyof WorkloadPart]?: WorkloadPart[K] | undefined
}

const NOTHING: readonly never[] = Object.freeze([])

/** A part with the fields that are given, shared texts, and nothing else. */
export function partOf(
  intern: Intern,
  fields: Fields & Pick<WorkloadPart, 'name' | 'type' | 'networkIsolation'>,
): WorkloadPart {
  const { roleArn, volumeKmsKeyId, outputKmsKeyId } = fields
  return present({
    instanceCount: 0,
    unresolved: NOTHING,
    ...fields,
    type: fields.type,
    name: fields.name,
    networkIsolation: fields.networkIsolation,
    roleArn: roleArn && intern.text(roleArn),
    volumeKmsKeyId: volumeKmsKeyId && intern.text(volumeKmsKeyId),
    outputKmsKeyId: outputKmsKeyId && intern.text(outputKmsKeyId),
    instanceTypes: intern.list(fields.instanceTypes ?? NOTHING),
    outputs: intern.list(fields.outputs ?? NOTHING),
    inputs: intern.list(fields.inputs ?? NOTHING),
    images: intern.list(fields.images ?? NOTHING),
    secrets: fields.secrets && fields.secrets.length > 0 ? fields.secrets : NOTHING,
  }) as WorkloadPart
}

/** Secrets in named values and in command lines. Only where they are, never what they are. */
export function secretsIn(
  named: Readonly<Record<string, Readonly<Record<string, string>> | undefined>>,
  lines: Readonly<Record<string, readonly string[] | undefined>> = {},
): readonly Sighting[] {
  return [
    ...Object.entries(named).flatMap(([place, values]) => (values ? findSecretsIn(place, values) : NOTHING)),
    ...Object.entries(lines).flatMap(([place, words]) =>
      words && words.length > 0 ? findSecrets(place, words.join(' ')) : NOTHING,
    ),
  ]
}
