import type { AccountSummary, Credential, IamGroup, IamPolicy, IamRole, IamUser } from './iam.ts'
import type { Endpoint, EndpointConfig, FeatureGroup, Model, Workforce, Workteam } from './models.ts'
import type { FlowLog, NetworkAcl, RouteTable, SecurityGroup, Subnet, Vpc, VpcEndpoint } from './network.ts'
import type { LifecycleConfig, Notebook } from './notebooks.ts'
import type { Resource } from './resource.ts'
import type { Bucket, Key } from './storage.ts'
import type { Domain, Space, UserProfile } from './studio.ts'
import type { Alarm, EventRule, LogGroup, MetricFilter, TagSet, Topic, Trail } from './watch.ts'
import type { MonitoringSchedule, Pipeline, TrainingJob, Workload } from './workloads.ts'

/** Every kind that can be read, and the type of its items. */
export interface Inventory {
  /** One item: the account (`global`). Never has gaps. */
  accounts: Resource
  /** One item per audited Region. Never has gaps. */
  regions: Resource
  notebooks: Notebook
  notebookLifecycleConfigs: LifecycleConfig
  domains: Domain
  userProfiles: UserProfile
  spaces: Space
  studioLifecycleConfigs: LifecycleConfig
  trainingJobs: TrainingJob
  tuningJobs: Workload
  processingJobs: Workload
  transformJobs: Workload
  models: Model
  endpointConfigs: EndpointConfig
  endpoints: Endpoint
  featureGroups: FeatureGroup
  monitoringSchedules: MonitoringSchedule
  dataQualityDefinitions: Workload
  modelQualityDefinitions: Workload
  modelBiasDefinitions: Workload
  modelExplainabilityDefinitions: Workload
  workforces: Workforce
  workteams: Workteam
  pipelines: Pipeline
  tags: TagSet
  iamUsers: IamUser
  iamRoles: IamRole
  iamGroups: IamGroup
  iamPolicies: IamPolicy
  credentials: Credential
  accountSummary: AccountSummary
  buckets: Bucket
  keys: Key
  vpcs: Vpc
  subnets: Subnet
  routeTables: RouteTable
  securityGroups: SecurityGroup
  networkAcls: NetworkAcl
  vpcEndpoints: VpcEndpoint
  flowLogs: FlowLog
  trails: Trail
  logGroups: LogGroup
  metricFilters: MetricFilter
  alarms: Alarm
  eventRules: EventRule
  topics: Topic
}

export type Kind = keyof Inventory

export type { Resource, ResourceRef } from './resource.ts'
