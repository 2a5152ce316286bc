import type { ResourceKind } from '../../grants/resource-kind.ts'
import { texts } from '../fields.ts'
import { DESCRIBE_ACTIONS, describe, described } from './described.ts'
import { answered, type Look } from './look.ts'
import { domainOf } from './studio.ts'

type Finder = (look: Look, about: string) => Promise<ReadonlyArray<string | undefined>>

const SPACE_OWNER: Finder = async (look, about) => {
  const space = await described(look, 'spaces', about)
  const arn = look.parameters[about] ?? ''
  const domain = await domainOf(look, arn)
  const owner = space.OwnershipSettings?.OwnerUserProfileName
  // Shared spaces have a role of their own; a private one runs as its owner does.
  if (space.SpaceSharingSettings?.SharingType !== 'Private' || owner === undefined)
    return [domain.DefaultSpaceSettings?.ExecutionRole]
  const { partition, region, account } = look.place
  const owners = `arn:${partition}:sagemaker:${region}:${account}:user-profile/${space.DomainId}/${owner}`
  const profile = answered(await describe(look.reading, 'userProfiles', owners)).raw
  return [profile.UserSettings?.ExecutionRole ?? domain.DefaultUserSettings?.ExecutionRole]
}

const MODELS_OF_ENDPOINT: Finder = async (look, about) => {
  const endpoint = await described(look, 'endpoints', about)
  const { reading } = look
  const config = answered(
    await reading.read(
      'sagemaker',
      'DescribeEndpointConfig',
      { EndpointConfigName: endpoint.EndpointConfigName },
      (raw) => raw,
    ),
  )
  const variants = [...(config.ProductionVariants ?? []), ...(config.ShadowProductionVariants ?? [])]
  const roles = texts(variants.map(({ ModelName }) => ModelName)).map(async (name) =>
    answered(
      await reading.read('sagemaker', 'DescribeModel', { ModelName: name }, (raw) => raw.ExecutionRoleArn),
    ),
  )
  return [config.ExecutionRoleArn, ...(await Promise.all(roles))]
}

/** How the role behind each kind of resource is found. Kinds that run nothing are left out. */
const FINDERS: { readonly [K in ResourceKind]?: Finder } = {
  userProfiles: async (look, about) => {
    const profile = await described(look, 'userProfiles', about)
    const own = profile.UserSettings?.ExecutionRole
    if (own !== undefined) return [own]
    return [(await domainOf(look, look.parameters[about] ?? '')).DefaultUserSettings?.ExecutionRole]
  },
  spaces: SPACE_OWNER,
  notebooks: async (look, about) => [(await described(look, 'notebooks', about)).RoleArn],
  endpoints: MODELS_OF_ENDPOINT,
  models: async (look, about) => [(await described(look, 'models', about)).ExecutionRoleArn],
  trainingJobs: async (look, about) => [(await described(look, 'trainingJobs', about)).RoleArn],
  featureGroups: async (look, about) => [(await described(look, 'featureGroups', about)).RoleArn],
  pipelines: async (look, about) => [(await described(look, 'pipelines', about)).RoleArn],
  mlflowServers: async (look, about) => [(await described(look, 'mlflowServers', about)).RoleArn],
  clusters: async (look, about) => {
    const cluster = await described(look, 'clusters', about)
    const groups = cluster.InstanceGroups ?? []
    const chosen = groups.filter(
      ({ InstanceGroupName }) => InstanceGroupName === look.parameters.instanceGroup,
    )
    return (chosen.length > 0 ? chosen : groups).map(({ ExecutionRole }) => ExecutionRole)
  },
  iamRoles: async (look, about) => [look.parameters[about]],
}

/** What it may take to find the role. */
export const BEHIND_ACTIONS: readonly string[] = [
  'sagemaker:DescribeDomain',
  ...[
    'userProfiles',
    'spaces',
    'notebooks',
    'endpoints',
    'endpointConfigs',
    'models',
    'trainingJobs',
    'featureGroups',
    'pipelines',
    'mlflowServers',
    'clusters',
  ].flatMap((kind) => DESCRIBE_ACTIONS[kind as keyof typeof DESCRIBE_ACTIONS]),
]

/** The ARNs of the roles that run the code behind a parameter's resource, each once. Throws `NotSeen`. */
export async function rolesBehind(look: Look, about: string): Promise<readonly string[]> {
  const parameter = look.entitlement.parameters[about]
  const finder = parameter?.type === 'resource' ? FINDERS[parameter.kind] : undefined
  return texts((await finder?.(look, about)) ?? [])
}
