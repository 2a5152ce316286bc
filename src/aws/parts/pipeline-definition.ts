import type { Sighting } from '../../posture/inventory/resource.ts'
import type { WorkloadPart } from '../../posture/inventory/workloads.ts'
import { findSecrets, findSecretsIn } from '../../posture/secrets/secrets.ts'
import type { Intern } from '../intern.ts'
import { containersOf } from './model-containers.ts'
import { partOf, vpcOf } from './part.ts'
import { isRecord, type Rec, resolve } from './pipeline-values.ts'
import { processingPart } from './processing-part.ts'
import { trainingPart, tuningPart } from './training-part.ts'
import { transformPart } from './transform-part.ts'

export interface PipelineReading {
  readonly parts: readonly WorkloadPart[]
  readonly secrets: readonly Sighting[]
  readonly readable: boolean
}

/**
 * Reads a pipeline definition: one part per step that runs compute, steps inside conditions included.
 * Source: SageMaker Pipelines definition JSON schema, version 2020-12-01.
 */
export function readPipeline(intern: Intern, definition: string | undefined): PipelineReading {
  const parsed = parse(definition)
  const secrets = definition === undefined ? [] : oncePerRule(findSecrets('PipelineDefinition', definition))
  if (!isRecord(parsed) || !Array.isArray(parsed.Steps)) return { parts: [], secrets, readable: false }
  const parameters = defaultsOf(parsed.Parameters)
  const named = Object.fromEntries([...parameters].filter(([, value]) => typeof value === 'string'))
  const found = findSecretsIn('Parameters', named as Record<string, string>)
  try {
    const parts = stepsIn(parsed.Steps).flatMap((step) => partsOfStep(intern, step, parameters))
    return { parts, secrets: [...found, ...secrets], readable: true }
  } catch {
    // Arguments of unexpected types: nobody can say what the steps would do.
    return { parts: [], secrets: [...found, ...secrets], readable: false }
  }
}

function parse(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? '')
  } catch {
    return undefined
  }
}

function oncePerRule(sightings: readonly Sighting[]): readonly Sighting[] {
  return [...new Map(sightings.map((sighting) => [sighting.rule, sighting])).values()]
}

function defaultsOf(parameters: unknown): ReadonlyMap<string, unknown> {
  const listed = Array.isArray(parameters) ? parameters.filter(isRecord) : []
  return new Map(
    listed
      .filter((parameter) => parameter.DefaultValue !== undefined)
      .map((parameter) => [String(parameter.Name), parameter.DefaultValue]),
  )
}

function stepsIn(steps: readonly unknown[]): readonly Rec[] {
  return steps.filter(isRecord).flatMap((step) => {
    const inner = isRecord(step.Arguments) ? step.Arguments : {}
    const branches = [inner.IfSteps, inner.ElseSteps].flatMap((branch) =>
      Array.isArray(branch) ? stepsIn(branch) : [],
    )
    return [step, ...branches]
  })
}

type Fields = Partial<Record<keyof WorkloadPart, readonly string[]>>

const TRAINING: Fields = {
  roleArn: ['RoleArn'],
  vpc: ['VpcConfig'],
  networkIsolation: ['EnableNetworkIsolation'],
  interContainerEncryption: ['EnableInterContainerTrafficEncryption'],
  instanceTypes: ['ResourceConfig.InstanceType', 'ResourceConfig.InstanceGroups'],
  instanceCount: ['ResourceConfig.InstanceCount', 'ResourceConfig.InstanceGroups'],
  volumeKmsKeyId: ['ResourceConfig.VolumeKmsKeyId'],
  outputKmsKeyId: ['OutputDataConfig.KmsKeyId'],
  outputs: ['OutputDataConfig.S3OutputPath', 'CheckpointConfig.S3Uri'],
  inputs: ['InputDataConfig'],
  images: ['AlgorithmSpecification.TrainingImage'],
}

const PROCESSING: Fields = {
  roleArn: ['RoleArn'],
  vpc: ['NetworkConfig.VpcConfig'],
  networkIsolation: ['NetworkConfig.EnableNetworkIsolation'],
  interContainerEncryption: ['NetworkConfig.EnableInterContainerTrafficEncryption'],
  instanceTypes: ['ProcessingResources.ClusterConfig.InstanceType'],
  instanceCount: ['ProcessingResources.ClusterConfig.InstanceCount'],
  volumeKmsKeyId: ['ProcessingResources.ClusterConfig.VolumeKmsKeyId'],
  outputKmsKeyId: ['ProcessingOutputConfig.KmsKeyId'],
  outputs: ['ProcessingOutputConfig.Outputs'],
  inputs: ['ProcessingInputs'],
  images: ['AppSpecification.ImageUri'],
}

const TRANSFORM: Fields = {
  modelName: ['ModelName'],
  instanceTypes: ['TransformResources.InstanceType'],
  instanceCount: ['TransformResources.InstanceCount'],
  volumeKmsKeyId: ['TransformResources.VolumeKmsKeyId'],
  outputKmsKeyId: ['TransformOutput.KmsKeyId'],
  outputs: ['TransformOutput.S3OutputPath'],
  inputs: ['TransformInput'],
}

const MODEL: Fields = {
  roleArn: ['ExecutionRoleArn'],
  vpc: ['VpcConfig'],
  networkIsolation: ['EnableNetworkIsolation'],
  images: ['PrimaryContainer.Image', 'Containers'],
  inputs: ['PrimaryContainer.ModelDataUrl', 'Containers'],
}

function partsOfStep(
  intern: Intern,
  step: Rec,
  parameters: ReadonlyMap<string, unknown>,
): readonly WorkloadPart[] {
  const name = String(step.Name)
  const { value, open } = resolve(step.Arguments, parameters)
  const given: Rec = isRecord(value) ? value : {}
  switch (step.Type) {
    case 'Training':
      return [marked(trainingPart(intern, name, given), TRAINING, open)]
    case 'Processing':
    case 'QualityCheck':
    case 'ClarifyCheck':
      return [marked(processingPart(intern, name, given), PROCESSING, open)]
    case 'Transform':
      return [marked(transformPart(intern, name, given), TRANSFORM, open)]
    case 'Model':
      return [marked(modelPart(intern, name, given), MODEL, open)]
    case 'Tuning':
      return tuningDefinitions(given).map(({ at, definition }) => {
        const part = tuningPart(intern, name, { RoleArn: undefined, ...definition } as never)
        const below = open
          .filter((path) => path.startsWith(`${at}.`))
          .map((path) => path.slice(at.length + 1))
        return marked({ ...part, name: part.name === name ? name : `${name}/${part.name}` }, TRAINING, below)
      })
    default:
      return []
  }
}

function tuningDefinitions(given: Rec): ReadonlyArray<{ at: string; definition: Rec }> {
  const single = given.TrainingJobDefinition
  const listed = Array.isArray(given.TrainingJobDefinitions) ? given.TrainingJobDefinitions : []
  const all = [
    { at: 'TrainingJobDefinition', definition: single },
    ...listed.map((definition: unknown, i) => ({ at: `TrainingJobDefinitions.${i}`, definition })),
  ]
  return all.flatMap(({ at, definition }) => (isRecord(definition) ? [{ at, definition }] : []))
}

function modelPart(intern: Intern, name: string, given: Rec): WorkloadPart {
  const containers = containersOf(given)
  return partOf(intern, {
    name,
    type: 'model',
    roleArn: typeof given.ExecutionRoleArn === 'string' ? given.ExecutionRoleArn : undefined,
    vpc: vpcOf(intern, isRecord(given.VpcConfig) ? given.VpcConfig : undefined),
    networkIsolation: given.EnableNetworkIsolation === true,
    images: containers.flatMap((container) => container.image ?? []),
    inputs: containers.flatMap((container) => container.modelDataUrl ?? []),
    secrets: containers.flatMap((container) => container.secrets),
  })
}

/** Names the fields that depend on something that is only known when the pipeline runs. */
function marked(part: WorkloadPart, fields: Fields, open: readonly string[]): WorkloadPart {
  if (open.length === 0) return part
  const touches = (at: string) =>
    open.some((path) => path === at || path.startsWith(`${at}.`) || at.startsWith(`${path}.`))
  const unresolved = Object.entries(fields)
    .filter(([, paths]) => paths.some(touches))
    .map(([field]) => field)
  return unresolved.length === 0 ? part : { ...part, unresolved }
}
