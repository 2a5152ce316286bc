import { parseArn } from '../../base/arn.ts'
import { type Answer, required } from '../call.ts'
import type { Listed, PageReader, Reading } from '../collector.ts'
import type { Input, Operation, Output } from '../sdk.ts'
import { answered, type Look } from './look.ts'

/** Where a resource is looked for: by its ARN, or by names, whose case the ARN may have lost. */
interface At {
  readonly arn: string
  readonly name: string
  /** The domain of a profile or space. */
  readonly domain: string
}

type Describer = 'sagemaker'

const describing =
  <O extends Operation<Describer>>(
    operation: O,
    input: (at: At) => Input<Describer, O>,
    arn: (raw: Output<Describer, O>) => string | undefined,
  ) =>
  (reading: Reading, at: At) =>
    reading.read('sagemaker', operation, input(at), (raw) => ({ arn: required(arn(raw), 'ARN'), raw }))

/** How each kind of SageMaker resource is described. The raw answer never leaves this folder. */
const DESCRIBERS = {
  userProfiles: describing(
    'DescribeUserProfile',
    ({ domain, name }) => ({ DomainId: domain, UserProfileName: name }),
    (raw) => raw.UserProfileArn,
  ),
  spaces: describing(
    'DescribeSpace',
    ({ domain, name }) => ({ DomainId: domain, SpaceName: name }),
    (raw) => raw.SpaceArn,
  ),
  notebooks: describing(
    'DescribeNotebookInstance',
    ({ name }) => ({ NotebookInstanceName: name }),
    (raw) => raw.NotebookInstanceArn,
  ),
  endpoints: describing(
    'DescribeEndpoint',
    ({ name }) => ({ EndpointName: name }),
    (raw) => raw.EndpointArn,
  ),
  endpointConfigs: describing(
    'DescribeEndpointConfig',
    ({ name }) => ({ EndpointConfigName: name }),
    (raw) => raw.EndpointConfigArn,
  ),
  inferenceComponents: describing(
    'DescribeInferenceComponent',
    ({ name }) => ({ InferenceComponentName: name }),
    (raw) => raw.InferenceComponentArn,
  ),
  models: describing(
    'DescribeModel',
    ({ name }) => ({ ModelName: name }),
    (raw) => raw.ModelArn,
  ),
  modelPackages: describing(
    'DescribeModelPackage',
    ({ arn }) => ({ ModelPackageName: arn }),
    (raw) => raw.ModelPackageArn,
  ),
  trainingJobs: describing(
    'DescribeTrainingJob',
    ({ name }) => ({ TrainingJobName: name }),
    (raw) => raw.TrainingJobArn,
  ),
  processingJobs: describing(
    'DescribeProcessingJob',
    ({ name }) => ({ ProcessingJobName: name }),
    (raw) => raw.ProcessingJobArn,
  ),
  transformJobs: describing(
    'DescribeTransformJob',
    ({ name }) => ({ TransformJobName: name }),
    (raw) => raw.TransformJobArn,
  ),
  pipelineExecutions: describing(
    'DescribePipelineExecution',
    ({ arn }) => ({ PipelineExecutionArn: arn }),
    (raw) => raw.PipelineExecutionArn,
  ),
  featureGroups: describing(
    'DescribeFeatureGroup',
    ({ arn }) => ({ FeatureGroupName: arn }),
    (raw) => raw.FeatureGroupArn,
  ),
  pipelines: describing(
    'DescribePipeline',
    ({ arn }) => ({ PipelineName: arn }),
    (raw) => raw.PipelineArn,
  ),
  mlflowServers: describing(
    'DescribeMlflowTrackingServer',
    ({ name }) => ({ TrackingServerName: name }),
    (raw) => raw.TrackingServerArn,
  ),
  clusters: describing(
    'DescribeCluster',
    ({ arn }) => ({ ClusterName: arn }),
    (raw) => raw.ClusterArn,
  ),
}

export type SageMakerKind = keyof typeof DESCRIBERS

type Value<A> = A extends { readonly outcome: 'value'; readonly value: infer T } ? T : never

/** A resource as Describe shows it, and the ARN that AWS returned with it. */
export type Described<K extends SageMakerKind> = Value<Awaited<ReturnType<(typeof DESCRIBERS)[K]>>>

/** The IAM actions that it takes to describe a kind, and to find it where the case of its name is lost. */
export const DESCRIBE_ACTIONS: Readonly<Record<SageMakerKind, readonly string[]>> = {
  userProfiles: ['sagemaker:DescribeUserProfile', 'sagemaker:ListUserProfiles'],
  spaces: ['sagemaker:DescribeSpace', 'sagemaker:ListSpaces'],
  notebooks: ['sagemaker:DescribeNotebookInstance', 'sagemaker:ListNotebookInstances'],
  endpoints: ['sagemaker:DescribeEndpoint', 'sagemaker:ListEndpoints'],
  endpointConfigs: ['sagemaker:DescribeEndpointConfig', 'sagemaker:ListEndpointConfigs'],
  inferenceComponents: ['sagemaker:DescribeInferenceComponent', 'sagemaker:ListInferenceComponents'],
  models: ['sagemaker:DescribeModel', 'sagemaker:ListModels'],
  modelPackages: ['sagemaker:DescribeModelPackage'],
  trainingJobs: ['sagemaker:DescribeTrainingJob', 'sagemaker:ListTrainingJobs'],
  processingJobs: ['sagemaker:DescribeProcessingJob', 'sagemaker:ListProcessingJobs'],
  transformJobs: ['sagemaker:DescribeTransformJob', 'sagemaker:ListTransformJobs'],
  pipelineExecutions: ['sagemaker:DescribePipelineExecution'],
  featureGroups: ['sagemaker:DescribeFeatureGroup'],
  pipelines: ['sagemaker:DescribePipeline'],
  mlflowServers: ['sagemaker:DescribeMlflowTrackingServer'],
  clusters: ['sagemaker:DescribeCluster'],
}

const listing =
  <O extends Operation<Describer>, Raw>(
    operation: O,
    input: (at: At) => Input<Describer, O>,
    items: PageReader<Output<Describer, O>, Raw, string>['items'],
    name: (raw: Raw) => string | undefined,
  ) =>
  (reading: Reading, at: At): Promise<Listed<string>> => {
    const map = (raw: Raw) => {
      const found = name(raw)
      return found?.toLowerCase() === at.name.toLowerCase() ? found : undefined
    }
    return reading.pages('sagemaker', operation, input(at), { items, map })
  }

/** Lists that find a name by the same letters in another case. Kinds that are described by ARN need none. */
const LISTERS: { readonly [K in SageMakerKind]?: (reading: Reading, at: At) => Promise<Listed<string>> } = {
  userProfiles: listing(
    'ListUserProfiles',
    ({ domain, name }) => ({ DomainIdEquals: domain, UserProfileNameContains: name, MaxResults: 100 }),
    (page) => page.UserProfiles,
    (raw) => raw.UserProfileName,
  ),
  spaces: listing(
    'ListSpaces',
    ({ domain, name }) => ({ DomainIdEquals: domain, SpaceNameContains: name, MaxResults: 100 }),
    (page) => page.Spaces,
    (raw) => raw.SpaceName,
  ),
  notebooks: listing(
    'ListNotebookInstances',
    ({ name }) => ({ NameContains: name, MaxResults: 100 }),
    (page) => page.NotebookInstances,
    (raw) => raw.NotebookInstanceName,
  ),
  endpoints: listing(
    'ListEndpoints',
    ({ name }) => ({ NameContains: name, MaxResults: 100 }),
    (page) => page.Endpoints,
    (raw) => raw.EndpointName,
  ),
  endpointConfigs: listing(
    'ListEndpointConfigs',
    ({ name }) => ({ NameContains: name, MaxResults: 100 }),
    (page) => page.EndpointConfigs,
    (raw) => raw.EndpointConfigName,
  ),
  inferenceComponents: listing(
    'ListInferenceComponents',
    ({ name }) => ({ NameContains: name, MaxResults: 100 }),
    (page) => page.InferenceComponents,
    (raw) => raw.InferenceComponentName,
  ),
  models: listing(
    'ListModels',
    ({ name }) => ({ NameContains: name, MaxResults: 100 }),
    (page) => page.Models,
    (raw) => raw.ModelName,
  ),
  trainingJobs: listing(
    'ListTrainingJobs',
    ({ name }) => ({ NameContains: name, MaxResults: 100 }),
    (page) => page.TrainingJobSummaries,
    (raw) => raw.TrainingJobName,
  ),
  processingJobs: listing(
    'ListProcessingJobs',
    ({ name }) => ({ NameContains: name, MaxResults: 100 }),
    (page) => page.ProcessingJobSummaries,
    (raw) => raw.ProcessingJobName,
  ),
  transformJobs: listing(
    'ListTransformJobs',
    ({ name }) => ({ NameContains: name, MaxResults: 100 }),
    (page) => page.TransformJobSummaries,
    (raw) => raw.TransformJobName,
  ),
}

/**
 * Describes what an ARN names. `given`: its name in its own case, where somebody knows it. Where nothing has that name,
 * it is looked for by the same letters, because SageMaker writes many ARNs in lower case.
 */
export async function describe<K extends SageMakerKind>(
  reading: Reading,
  kind: K,
  arn: string,
  given?: string,
): Promise<Answer<Described<K>>> {
  const path = parseArn(arn)?.resource.split('/') ?? []
  const at = { arn, name: given ?? path.at(-1) ?? '', domain: path[1] ?? '' }
  const ask = DESCRIBERS[kind] as (reading: Reading, at: At) => Promise<Answer<Described<K>>>
  const answer = await ask(reading, at)
  if (answer.outcome !== 'gone') return answer
  const listed = await LISTERS[kind]?.(reading, at)
  if (listed?.refusal) return { outcome: 'refused', refusal: listed.refusal }
  const name = listed?.items[0]
  return name === undefined || name === at.name ? answer : ask(reading, { ...at, name })
}

/** Describes the resource that a parameter chose. */
export function describeChosen<K extends SageMakerKind>(
  look: Look,
  kind: K,
  about: string,
): Promise<Answer<Described<K>>> {
  const { entitlement, parameters, reading } = look
  const arn = parameters[about] ?? ''
  const named = Object.entries(entitlement.parameters).find(
    ([, parameter]) => parameter.type === 'name' && parameter.of === about,
  )
  return describe(reading, kind, arn, named && parameters[named[0]])
}

/** The same; throws `NotSeen` where it is not there or could not be seen. */
export async function described<K extends SageMakerKind>(
  look: Look,
  kind: K,
  about: string,
): Promise<Described<K>['raw']> {
  return answered(await describeChosen(look, kind, about)).raw
}
