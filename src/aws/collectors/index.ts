import type { Kind } from '../../posture/inventory/index.ts'
import type { Collector } from '../collector.ts'
import { accountSummary } from './account-summary.ts'
import { accounts, regions } from './accounts.ts'
import { alarms } from './alarms.ts'
import { buckets } from './buckets.ts'
import { credentials } from './credentials.ts'
import { domains } from './domains.ts'
import { endpointConfigs } from './endpoint-configs.ts'
import { endpoints } from './endpoints.ts'
import { eventRules } from './event-rules.ts'
import { featureGroups } from './feature-groups.ts'
import { iamGroups, iamPolicies, iamRoles, iamUsers } from './iam.ts'
import { keys } from './keys.ts'
import { logGroups } from './log-groups.ts'
import { metricFilters } from './metric-filters.ts'
import { models } from './models.ts'
import {
  dataQualityDefinitions,
  modelBiasDefinitions,
  modelExplainabilityDefinitions,
  modelQualityDefinitions,
} from './monitoring-definitions.ts'
import { monitoringSchedules } from './monitoring-schedules.ts'
import { flowLogs, networkAcls, routeTables, subnets, vpcEndpoints, vpcs } from './networks.ts'
import { notebookLifecycleConfigs } from './notebook-lifecycle-configs.ts'
import { notebooks } from './notebooks.ts'
import { pipelines } from './pipelines.ts'
import { processingJobs } from './processing-jobs.ts'
import { securityGroups } from './security-groups.ts'
import { spaces } from './spaces.ts'
import { studioLifecycleConfigs } from './studio-lifecycle-configs.ts'
import { tags } from './tags.ts'
import { topics } from './topics.ts'
import { trails } from './trails.ts'
import { trainingJobs } from './training-jobs.ts'
import { transformJobs } from './transform-jobs.ts'
import { tuningJobs } from './tuning-jobs.ts'
import { userProfiles } from './user-profiles.ts'
import { workforces } from './workforces.ts'
import { workteams } from './workteams.ts'

/** A collector for every kind. */
export type Collectors = { readonly [K in Kind]: Collector<K> }

export const COLLECTOR_OF: Collectors = {
  accounts,
  regions,
  notebooks,
  notebookLifecycleConfigs,
  domains,
  userProfiles,
  spaces,
  studioLifecycleConfigs,
  trainingJobs,
  tuningJobs,
  processingJobs,
  transformJobs,
  models,
  endpointConfigs,
  endpoints,
  featureGroups,
  monitoringSchedules,
  dataQualityDefinitions,
  modelQualityDefinitions,
  modelBiasDefinitions,
  modelExplainabilityDefinitions,
  workforces,
  workteams,
  pipelines,
  tags,
  iamUsers,
  iamRoles,
  iamGroups,
  iamPolicies,
  credentials,
  accountSummary,
  buckets,
  keys,
  vpcs,
  subnets,
  routeTables,
  securityGroups,
  networkAcls,
  vpcEndpoints,
  flowLogs,
  trails,
  logGroups,
  metricFilters,
  alarms,
  eventRules,
  topics,
}

/** All of them, as a list. */
export const COLLECTORS: readonly Collector[] = Object.values(COLLECTOR_OF)
