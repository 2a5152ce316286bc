import type { Kind } from './inventory/index.ts'

interface KindWords {
  /** `notebook instance` */
  readonly one: string
  /** `notebook instances` */
  readonly many: string
}

const words = (one: string, many = `${one}s`): KindWords => ({ one, many })

/** How each kind is called in sentences. The keys are the words that a scope accepts. */
export const KINDS: Readonly<Record<Kind, KindWords>> = {
  accounts: words('account'),
  regions: words('Region'),
  notebooks: words('notebook instance'),
  notebookLifecycleConfigs: words('notebook lifecycle configuration'),
  domains: words('Studio domain'),
  userProfiles: words('user profile'),
  spaces: words('Studio space'),
  studioLifecycleConfigs: words('Studio lifecycle configuration'),
  trainingJobs: words('training job'),
  tuningJobs: words('tuning job'),
  processingJobs: words('processing job'),
  transformJobs: words('transform job'),
  models: words('model'),
  endpointConfigs: words('endpoint configuration'),
  endpoints: words('endpoint'),
  featureGroups: words('feature group'),
  monitoringSchedules: words('monitoring schedule'),
  dataQualityDefinitions: words('data quality job definition'),
  modelQualityDefinitions: words('model quality job definition'),
  modelBiasDefinitions: words('model bias job definition'),
  modelExplainabilityDefinitions: words('model explainability job definition'),
  workforces: words('workforce'),
  workteams: words('work team'),
  pipelines: words('pipeline'),
  tags: words('tag set'),
  iamUsers: words('IAM user'),
  iamRoles: words('IAM role'),
  iamGroups: words('IAM group'),
  iamPolicies: words('IAM policy', 'IAM policies'),
  credentials: words('credential report row'),
  accountSummary: words('account summary', 'account summaries'),
  buckets: words('S3 bucket'),
  keys: words('KMS key'),
  vpcs: words('VPC'),
  subnets: words('subnet'),
  routeTables: words('route table'),
  securityGroups: words('security group'),
  networkAcls: words('network ACL'),
  vpcEndpoints: words('VPC endpoint'),
  flowLogs: words('flow log'),
  trails: words('trail'),
  logGroups: words('log group'),
  metricFilters: words('metric filter'),
  alarms: words('alarm'),
  eventRules: words('EventBridge rule'),
  topics: words('SNS topic'),
}
