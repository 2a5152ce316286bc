import type { PolicyDocument } from '../../base/policy/document.ts'
import { namesAction } from '../../base/policy/statement.ts'
import { notApplicable, type Sight, type Verdict } from '../check.ts'
import type { IamRole } from '../inventory/iam.ts'
import type { EndpointConfig, FeatureGroup, Model } from '../inventory/models.ts'
import type { Notebook } from '../inventory/notebooks.ts'
import type { Domain, UserProfile } from '../inventory/studio.ts'
import type { MonitoringSchedule, Pipeline, Workload } from '../inventory/workloads.ts'
import { known } from '../snapshot.ts'
import { seenAnyway } from '../verdicts/seen-anyway.ts'
import { anySeen } from '../verdicts/verdict-of-all.ts'

export const SAGEMAKER = 'sagemaker.amazonaws.com'

/** Every kind that names a role for SageMaker to run as. */
export const ROLE_CARRIERS = [
  'notebooks',
  'domains',
  'userProfiles',
  'trainingJobs',
  'tuningJobs',
  'processingJobs',
  'transformJobs',
  'models',
  'endpointConfigs',
  'featureGroups',
  'monitoringSchedules',
  'dataQualityDefinitions',
  'modelQualityDefinitions',
  'modelBiasDefinitions',
  'modelExplainabilityDefinitions',
  'pipelines',
] as const

type Carrier = (typeof ROLE_CARRIERS)[number]

/** What a role carrier can be; each names its roles in fields of its own. */
type Carrying =
  | Notebook
  | Domain
  | UserProfile
  | Workload
  | Model
  | EndpointConfig
  | FeatureGroup
  | MonitoringSchedule
  | Pipeline

/** The sight of every kind that names a role. */
export type RoleCarrierView = { readonly [K in Carrier]: Sight<Carrying> }

/** The roles that one resource names, in every field that takes one. */
export function rolesOf(resource: Carrying): readonly string[] {
  const roles = [
    'roleArn' in resource ? resource.roleArn : undefined,
    'executionRoleArn' in resource ? resource.executionRoleArn : undefined,
    'spaceExecutionRoleArn' in resource ? resource.spaceExecutionRoleArn : undefined,
    ...('parts' in resource ? resource.parts.map((part) => part.roleArn) : []),
  ]
  return roles.filter((role) => role !== undefined)
}

/**
 * Whether SageMaker uses a role: its trust lets the service in, or a SageMaker resource names it. Throws `Unseen` where
 * neither is seen and a resource that could name it is hidden.
 */
function usedBySageMaker(role: IamRole, see: RoleCarrierView): boolean {
  return anySeen([
    () => trustsService(known(role.trust), SAGEMAKER),
    ...ROLE_CARRIERS.map((kind) => () => isNamedBy(see[kind], role.arn)),
  ])
}

/** Judges the roles that SageMaker uses and people can edit; says of all others why they are left out. */
export function ofExecutionRole<V extends RoleCarrierView>(
  judge: (role: IamRole, see: V) => Verdict,
): (role: IamRole, see: V) => Verdict {
  return (role, see) => {
    if (role.awsOwned) return notApplicable('AWS owns this role; nobody here can edit it.')
    if (!usedBySageMaker(role, see)) return notApplicable('SageMaker does not use this role.')
    return judge(role, see)
  }
}

/** Whether a trust policy lets a service assume the role, under whatever condition. */
export function trustsService(trust: PolicyDocument, service: string): boolean {
  return trust.statements.some(
    (statement) =>
      statement.effect === 'Allow' &&
      namesAction(statement, 'sts:AssumeRole') &&
      statement.principals?.some(({ type, id }) => type === 'Service' && id === service),
  )
}

interface Named {
  readonly roles: ReadonlySet<string>
  /** Why more could be named than was seen. */
  readonly unseen?: unknown
}

const named = new WeakMap<Sight<Carrying>, Named>()

/** Whether a resource of a kind names a role. The names are gathered once: there can be a hundred thousand jobs. */
function isNamedBy(sight: Sight<Carrying>, role: string): boolean {
  const { roles, unseen } = named.get(sight) ?? gather(sight)
  if (!roles.has(role) && unseen) throw unseen
  return roles.has(role)
}

function gather(sight: Sight<Carrying>): Named {
  const roles = new Set<string>()
  const result: { roles: Set<string>; unseen?: unknown } = { roles }
  for (const resource of seenAnyway(sight)) for (const role of rolesOf(resource)) roles.add(role)
  try {
    sight.all()
  } catch (unseen) {
    result.unseen = unseen
  }
  named.set(sight, result)
  return result
}
