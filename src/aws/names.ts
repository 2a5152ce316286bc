import { bucketOf, parseArn } from '../base/arn.ts'
import type { Inventory, Kind, Resource } from '../posture/inventory/index.ts'
import type { VpcAttachment } from '../posture/inventory/resource.ts'
import type { Bucket } from '../posture/inventory/storage.ts'
import type { Workload } from '../posture/inventory/workloads.ts'
import { KINDS } from '../posture/kinds.ts'
import type { Reading } from './collector.ts'
import { texts } from './fields.ts'

type Purpose = Bucket['purposes'][number]

/** What a resource names of its surroundings. */
export interface Names {
  readonly keys?: ReadonlyArray<string | undefined>
  /** S3 URIs or bucket names, and what they are for. */
  readonly storage?: ReadonlyArray<{ readonly at: string | undefined; readonly purpose: Purpose }>
  readonly vpcs?: ReadonlyArray<VpcAttachment | undefined>
  readonly securityGroupIds?: readonly string[]
  readonly vpcIds?: ReadonlyArray<string | undefined>
}

const all = (purpose: Purpose, uris: readonly (string | undefined)[]) => uris.map((at) => ({ at, purpose }))

function workload({ parts }: Workload): Names {
  return {
    keys: parts.flatMap((part) => [part.volumeKmsKeyId, part.outputKmsKeyId]),
    storage: parts.flatMap((part) => [...all('data', part.inputs), ...all('output', part.outputs)]),
    vpcs: parts.map((part) => part.vpc),
  }
}

type Namers = { readonly [K in Kind]?: (item: Inventory[K]) => Names }

/** The kinds that name buckets, keys and networks, and where in them the names stand. */
const NAMERS = {
  notebooks: (item) => ({ keys: [item.kmsKeyId], vpcs: [item.vpc] }),
  domains: (item) => ({
    keys: [item.kmsKeyId, item.notebookOutput.kmsKeyId],
    storage: all('sharing', [item.notebookOutput.s3Path]),
    vpcs: [item.vpc],
    vpcIds: [item.vpcId],
  }),
  userProfiles: (item) => ({
    keys: [item.notebookOutput?.kmsKeyId],
    storage: all('sharing', [item.notebookOutput?.s3Path]),
    securityGroupIds: item.securityGroupIds,
  }),
  trainingJobs: workload,
  tuningJobs: workload,
  processingJobs: workload,
  transformJobs: workload,
  dataQualityDefinitions: workload,
  modelQualityDefinitions: workload,
  modelBiasDefinitions: workload,
  modelExplainabilityDefinitions: workload,
  monitoringSchedules: workload,
  pipelines: workload,
  models: (item) => ({
    storage: all(
      'model',
      item.containers.map((container) => container.modelDataUrl),
    ),
    vpcs: [item.vpc],
  }),
  endpointConfigs: (item) => ({
    keys: [item.kmsKeyId, item.dataCapture?.kmsKeyId, item.asyncInference?.kmsKeyId],
    storage: [
      ...all('capture', [item.dataCapture?.destinationS3Uri]),
      ...all('output', [item.asyncInference?.outputS3Uri, item.asyncInference?.failureS3Uri]),
    ],
    vpcs: [item.vpc],
  }),
  endpoints: (item) => ({
    keys: [item.dataCapture?.kmsKeyId],
    storage: all('capture', [item.dataCapture?.destinationS3Uri]),
  }),
  featureGroups: (item) => ({
    keys: [item.online?.kmsKeyId, item.offline?.kmsKeyId],
    storage: all('feature-store', [item.offline?.s3Uri]),
  }),
  trails: (item) => ({ keys: [item.kmsKeyId], storage: all('trail', [item.bucketName]) }),
  // Read only where the audit reads them anyway: their keys are looked up by checks on them alone.
  buckets: (item) => ({
    keys: ['value' in item.encryption ? item.encryption.value?.kmsKeyId : undefined],
  }),
  logGroups: (item) => ({ keys: [item.kmsKeyId] }),
  topics: (item) => ({ keys: [item.kmsKeyId] }),
} satisfies Namers

type NamingKind = keyof typeof NAMERS

/** Kinds that name something in these fields. */
export const NAMING = {
  keys: [
    'notebooks',
    'domains',
    'userProfiles',
    'trainingJobs',
    'tuningJobs',
    'processingJobs',
    'transformJobs',
    'dataQualityDefinitions',
    'modelQualityDefinitions',
    'modelBiasDefinitions',
    'modelExplainabilityDefinitions',
    'monitoringSchedules',
    'pipelines',
    'endpointConfigs',
    'endpoints',
    'featureGroups',
    'trails',
  ],
  keysBesides: ['buckets', 'logGroups', 'topics'],
  buckets: [
    'domains',
    'userProfiles',
    'trainingJobs',
    'tuningJobs',
    'processingJobs',
    'transformJobs',
    'dataQualityDefinitions',
    'modelQualityDefinitions',
    'modelBiasDefinitions',
    'modelExplainabilityDefinitions',
    'monitoringSchedules',
    'pipelines',
    'models',
    'endpointConfigs',
    'endpoints',
    'featureGroups',
    'trails',
  ],
  networks: [
    'notebooks',
    'domains',
    'userProfiles',
    'trainingJobs',
    'tuningJobs',
    'processingJobs',
    'dataQualityDefinitions',
    'modelQualityDefinitions',
    'modelBiasDefinitions',
    'modelExplainabilityDefinitions',
    'monitoringSchedules',
    'pipelines',
    'models',
    'endpointConfigs',
  ],
} as const satisfies Record<string, readonly NamingKind[]>

/** A resource and what it names. */
export interface Naming {
  readonly by: Resource
  readonly names: Names
}

/**
 * Everything that the given kinds name, as far as it was seen. Made anew while it is walked through, and as often as it
 * is: a hundred thousand jobs name the same few things, and a list of all of it would outweigh them.
 */
export async function namings(reading: Reading, kinds: readonly NamingKind[]): Promise<Iterable<Naming>> {
  const found = await Promise.all(
    kinds.map(async (kind) => {
      const items: readonly Resource[] = await reading.seen(kind)
      return { namesOf: NAMERS[kind] as (item: Resource) => Names, items }
    }),
  )
  return {
    *[Symbol.iterator]() {
      for (const { namesOf, items } of found) for (const by of items) yield { by, names: namesOf(by) }
    },
  }
}

const MOST_USERS = 5

/** Gathers who uses a thing: its key, and the words for a handful of users, e.g. `notebook instance lab`. */
export class Users {
  readonly #byKey = new Map<string, Set<string>>()

  add(key: string, by: Resource): void {
    const users = this.#byKey.get(key) ?? new Set()
    this.#byKey.set(key, users)
    if (users.size < MOST_USERS) users.add(`${KINDS[by.kind as Kind].one} ${by.name}`)
  }

  has(key: string): boolean {
    return this.#byKey.has(key)
  }

  keys(): readonly string[] {
    return [...this.#byKey.keys()]
  }

  of(key: string): readonly string[] {
    return [...(this.#byKey.get(key) ?? [])]
  }
}

/** The bucket of an S3 URI, of an S3 ARN or of a plain bucket name. */
export function bucketName(at: string | undefined): string | undefined {
  if (at === undefined || at === '') return undefined
  const named = bucketOf(at) ?? parseArn(at)?.resource.split('/')[0] ?? at
  return /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(named) ? named : undefined
}

/** Ids of subnets that are named, with their users. */
export function subnetUsers(found: Iterable<Naming>): Users {
  const users = new Users()
  for (const { by, names } of found)
    for (const vpc of names.vpcs ?? []) for (const id of vpc?.subnetIds ?? []) users.add(id, by)
  return users
}

/** Ids of security groups that are named, with their users. */
export function groupUsers(found: Iterable<Naming>): Users {
  const users = new Users()
  for (const { by, names } of found) {
    const attached = (names.vpcs ?? []).flatMap((vpc) => vpc?.securityGroupIds ?? [])
    for (const id of texts([...attached, ...(names.securityGroupIds ?? [])])) users.add(id, by)
  }
  return users
}
