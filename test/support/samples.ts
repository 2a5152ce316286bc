import type { Check } from '../../src/posture/check.ts'
import type { Kind } from '../../src/posture/inventory/index.ts'
import type { EndpointConfig, Model, ProductionVariant } from '../../src/posture/inventory/models.ts'
import type {
  FlowLog,
  NetworkAcl,
  RouteTable,
  SecurityGroup,
  Subnet,
  Vpc,
  VpcEndpoint,
} from '../../src/posture/inventory/network.ts'
import type { Bucket, Key } from '../../src/posture/inventory/storage.ts'
import type { Domain } from '../../src/posture/inventory/studio.ts'
import type { Pipeline, Workload, WorkloadPart } from '../../src/posture/inventory/workloads.ts'
import { a, policy, seen } from './inventory.ts'

/** One piece of compute that nobody secured: two m5 instances outside any VPC, writing to `ml-output`. */
export function aPart(fields: Partial<WorkloadPart> = {}): WorkloadPart {
  return {
    name: 'sample',
    type: 'training',
    networkIsolation: false,
    interContainerEncryption: false,
    instanceTypes: ['ml.m5.xlarge'],
    instanceCount: 2,
    outputs: ['s3://ml-output/models/'],
    inputs: [],
    images: [],
    secrets: [],
    unresolved: [],
    ...fields,
  }
}

/** Kinds whose items are a workload and nothing more. */
export type PlainWorkloadKind =
  | 'tuningJobs'
  | 'processingJobs'
  | 'transformJobs'
  | 'dataQualityDefinitions'
  | 'modelQualityDefinitions'
  | 'modelBiasDefinitions'
  | 'modelExplainabilityDefinitions'

/** A workload of any kind, with these parts; schedules carry them inline, pipelines can be read. */
export function aWorkload(
  kind: PlainWorkloadKind | 'trainingJobs' | 'monitoringSchedules' | 'pipelines',
  parts: readonly WorkloadPart[],
  fields: Partial<Workload> & Record<string, unknown> = {},
): Pipeline & { readonly status: string } {
  const rest = { status: 'Completed', secrets: [], definitionReadable: true, ...fields }
  return { ...a<'processingJobs'>('processingJobs', { parts }), ...rest, kind }
}

/** An enabled customer-managed key that is named `key-1`, plus whatever else it is called by. */
export function aKey(fields: Partial<Key> = {}): Key {
  return a('keys', {
    name: 'key-1',
    keyId: 'key-1',
    references: ['key-1', ...(fields.references ?? [])],
    manager: 'CUSTOMER',
    state: 'Enabled',
    symmetric: true,
    origin: 'AWS_KMS',
    usedBy: [],
    rotation: seen(true),
    policy: seen(policy()),
    ...withoutReferences(fields),
  })
}

function withoutReferences({ references: _, ...rest }: Partial<Key>): Partial<Key> {
  return rest
}

/** A private bucket `ml-output` with SSE-S3, no policy and all public access blocked. */
export function aBucket(fields: Partial<Bucket> = {}): Bucket {
  return a('buckets', {
    name: 'ml-output',
    usedBy: [],
    purposes: ['output'],
    encryption: seen({ algorithm: 'AES256' }),
    policy: seen(null),
    policyPublic: seen(false),
    publicAccessBlock: seen({
      blockPublicAcls: true,
      ignorePublicAcls: true,
      blockPublicPolicy: true,
      restrictPublicBuckets: true,
    }),
    versioning: seen('Off'),
    lifecycle: seen([]),
    logging: seen(null),
    ...fields,
  })
}

export function aVariant(fields: Partial<ProductionVariant> = {}): ProductionVariant {
  return {
    name: 'AllTraffic',
    modelName: 'churn',
    instanceType: 'ml.m5.large',
    instanceCount: 1,
    serverless: false,
    ssmAccess: false,
    ...fields,
  }
}

/** An endpoint configuration `config` that runs the model `churn` on one instance. */
export function aConfig(fields: Partial<EndpointConfig> = {}): EndpointConfig {
  return a('endpointConfigs', { name: 'config', variants: [aVariant()], ...fields })
}

/** A model `churn` from ECR, outside any VPC. */
export function aModel(fields: Partial<Model> = {}): Model {
  return a('models', {
    name: 'churn',
    networkIsolation: false,
    containers: [],
    multiContainer: false,
    ...fields,
  })
}

/** A Studio domain that was set up quickly: public internet, no key. */
export function aDomain(fields: Partial<Domain> = {}): Domain {
  return a('domains', {
    name: 'studio',
    id: 'd-1',
    status: 'InService',
    authMode: 'IAM',
    networkAccess: 'PublicInternetOnly',
    vpcId: 'vpc-1',
    dockerTrustedAccounts: [],
    notebookOutput: { option: 'Disabled' },
    idleShutdown: [],
    ...fields,
  })
}

/** A reference to a resource of a kind, for gaps that hide just that one. */
export function refOf(kind: Kind, name: string, region = 'eu-west-1') {
  return { kind, name, region, arn: `arn:aws:sample:${region}:111122223333:${name}`, account: '111122223333' }
}

/** The check of a table that has this id. */
export function named(checks: readonly Check[], id: string): Check {
  const check = checks.find((one) => one.id === id)
  if (!check) throw new Error(`There is no check ${id} here.`)
  return check
}

/** An available interface endpoint `vpce-1` for the SageMaker API in `vpc-1`. */
export function anEndpoint(fields: Partial<VpcEndpoint> = {}): VpcEndpoint {
  return a('vpcEndpoints', {
    name: 'vpce-1',
    id: fields.name ?? 'vpce-1',
    vpcId: 'vpc-1',
    serviceName: 'com.amazonaws.eu-west-1.sagemaker.api',
    type: 'Interface',
    state: 'available',
    privateDns: true,
    subnetIds: ['subnet-1'],
    routeTableIds: [],
    securityGroupIds: ['sg-1'],
    ...fields,
  })
}

export function aVpc(fields: Partial<Vpc> = {}): Vpc {
  return a('vpcs', { name: 'vpc-1', id: fields.name ?? 'vpc-1', usedBy: ['notebook nb'], ...fields })
}

export function aSubnet(fields: Partial<Subnet> = {}): Subnet {
  const id = fields.name ?? 'subnet-1'
  return a('subnets', {
    name: id,
    id,
    vpcId: 'vpc-1',
    autoPublicIp: false,
    usedBy: ['notebook nb'],
    ...fields,
  })
}

/** The main route table `rtb-main` of `vpc-1`, with these routes besides the local one: `destination target`. */
export function aTable(routes: readonly string[], fields: Partial<RouteTable> = {}): RouteTable {
  const id = fields.name ?? 'rtb-main'
  const all = ['10.0.0.0/16 local', ...routes].map((text) => {
    const [destination = '', target = '', state] = text.split(' ')
    return { destination, target, ...(state && { state }) }
  })
  return a('routeTables', { name: id, id, vpcId: 'vpc-1', main: true, subnetIds: [], routes: all, ...fields })
}

/** A group `sg-1` that SageMaker uses, without rules. */
export function aGroup(fields: Partial<SecurityGroup> = {}): SecurityGroup {
  const id = fields.name ?? 'sg-1'
  return a('securityGroups', {
    name: id,
    id,
    vpcId: 'vpc-1',
    isDefault: false,
    inUse: true,
    usedBy: ['notebook nb'],
    ingress: [],
    egress: [],
    ...fields,
  })
}

/** A network ACL `acl-1` of `subnet-1` with these inbound rules: `number allow|deny protocol cidr [from-to]`. */
export function anAcl(entries: readonly string[], fields: Partial<NetworkAcl> = {}): NetworkAcl {
  const inbound = entries.map((text) => {
    const [ruleNumber, action, protocol = '', cidr = '', ports] = text.split(' ')
    const [fromPort, toPort] = ports?.split('-').map(Number) ?? []
    return {
      ruleNumber: Number(ruleNumber),
      egress: false,
      action: action === 'allow' ? ('allow' as const) : ('deny' as const),
      protocol,
      cidr,
      ...(fromPort !== undefined && toPort !== undefined && { fromPort, toPort }),
    }
  })
  const rest = { name: 'acl-1', id: 'acl-1', vpcId: 'vpc-1', subnetIds: ['subnet-1'], ...fields }
  return a('networkAcls', { entries: inbound, ...rest })
}

/** A flow log of `vpc-1` that records everything and is delivered. */
export function aFlowLog(fields: Partial<FlowLog> = {}): FlowLog {
  const rest = { resourceId: 'vpc-1', trafficType: 'ALL', active: true, delivery: 'SUCCESS', ...fields }
  return a('flowLogs', { name: 'fl-1', ...rest })
}
