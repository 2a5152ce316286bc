import { parseArn } from '../base/arn.ts'
import type { Place } from './rules/place.ts'

interface KindSpec {
  /** In a sentence: `the notebook instance`. */
  readonly noun: string
  /** The service in the ARN. */
  readonly service: string
  /** Whether the ARN names a Region. */
  readonly regional: boolean
  /** The whole resource part of the ARN. */
  readonly form: RegExp
  readonly example: string
}

function sagemaker(noun: string, form: RegExp, example: string): KindSpec {
  return { noun, service: 'sagemaker', regional: true, form, example }
}

/**
 * What a person can choose, by the name that the inventory has for it where audits read it. The forms are those of the
 * service authorization reference, narrowed to the characters that each name may have. Case is as AWS returns it.
 */
export const RESOURCE_KINDS = {
  userProfiles: sagemaker(
    'user profile',
    /^user-profile\/d-[a-z0-9]{1,61}\/[A-Za-z0-9][A-Za-z0-9-]{0,62}$/,
    'user-profile/d-abc123/ann',
  ),
  spaces: sagemaker(
    'space',
    /^space\/d-[a-z0-9]{1,61}\/[A-Za-z0-9][A-Za-z0-9-]{0,62}$/,
    'space/d-abc123/lab',
  ),
  notebooks: sagemaker(
    'notebook instance',
    /^notebook-instance\/[A-Za-z0-9][A-Za-z0-9-]{0,62}$/,
    'notebook-instance/lab',
  ),
  endpoints: sagemaker('endpoint', /^endpoint\/[A-Za-z0-9][A-Za-z0-9-]{0,62}$/, 'endpoint/churn'),
  endpointConfigs: sagemaker(
    'endpoint configuration',
    /^endpoint-config\/[A-Za-z0-9][A-Za-z0-9-]{0,62}$/,
    'endpoint-config/churn-v3',
  ),
  inferenceComponents: sagemaker(
    'inference component',
    /^inference-component\/[A-Za-z0-9][A-Za-z0-9-]{0,62}$/,
    'inference-component/churn-a',
  ),
  models: sagemaker('model', /^model\/[A-Za-z0-9][A-Za-z0-9-]{0,62}$/, 'model/churn-v3'),
  modelPackages: sagemaker(
    'model version',
    /^model-package\/[A-Za-z0-9][A-Za-z0-9-]{0,62}\/[1-9][0-9]{0,8}$/,
    'model-package/churn/7',
  ),
  trainingJobs: sagemaker(
    'training job',
    /^training-job\/[A-Za-z0-9][A-Za-z0-9-]{0,62}$/,
    'training-job/churn-2026-11-23',
  ),
  featureGroups: sagemaker(
    'feature group',
    /^feature-group\/[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/,
    'feature-group/customers',
  ),
  pipelines: sagemaker('pipeline', /^pipeline\/[A-Za-z0-9][A-Za-z0-9-]{0,255}$/, 'pipeline/churn-nightly'),
  mlflowServers: sagemaker(
    'MLflow tracking server',
    /^mlflow-tracking-server\/[A-Za-z0-9][A-Za-z0-9-]{0,255}$/,
    'mlflow-tracking-server/research',
  ),
  clusters: sagemaker('HyperPod cluster', /^cluster\/[a-z0-9]{12}$/, 'cluster/abcdef123456'),
  iamRoles: {
    noun: 'execution role',
    service: 'iam',
    regional: false,
    form: /^role\/(?:[\w+=,.@-]+\/){0,20}[\w+=,.@-]{1,64}$/,
    example: 'role/ml/training',
  },
  keys: {
    noun: 'KMS key',
    service: 'kms',
    regional: true,
    form: /^key\/(?:mrk-[0-9a-f]{32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/,
    example: 'key/1234abcd-12ab-34cd-56ef-1234567890ab',
  },
  accounts: { noun: 'account', service: 'iam', regional: false, form: /^root$/, example: 'root' },
} satisfies Record<string, KindSpec>

export type ResourceKind = keyof typeof RESOURCE_KINDS

/** A resource that was chosen, by the ARN that AWS returned for it. */
export interface Chosen {
  readonly arn: string
  /** The parts of its resource: `user-profile`, `d-abc123`, `ann`. */
  readonly path: readonly string[]
  /** The last part: its name as the ARN spells it, which may be in lower case where the name is not. */
  readonly name: string
}

/** The resource of a kind that an ARN names in this place; why not, otherwise. */
export function chosen(arn: string, kind: ResourceKind, place: Place): Chosen | 'malformed' | 'elsewhere' {
  const { service, regional, form } = RESOURCE_KINDS[kind]
  const parts = parseArn(arn)
  if (parts?.service !== service || !form.test(parts.resource)) return 'malformed'
  const here =
    parts.partition === place.partition &&
    parts.account === place.account &&
    parts.region === (regional ? place.region : '')
  if (!here) return 'elsewhere'
  const path = parts.resource.split('/')
  return { arn, path, name: path.at(-1) ?? '' }
}

/** An ARN of a kind in a place, to show what one looks like. */
export function exampleArn(kind: ResourceKind, { partition, region, account }: Place): string {
  const { service, regional, example } = RESOURCE_KINDS[kind]
  return `arn:${partition}:${service}:${regional ? region : ''}:${account}:${example}`
}
