import type { Rec, Table, Tables } from '../estates/estate.ts'
import type { Breaks } from './decide.ts'
import { BUCKETS, GROUP, KEY_ARN, named, REGION, roleArn, SUBNETS, smArn, VPC_ID } from './place.ts'
import type { Mix } from './plan.ts'
import { numbered } from './table.ts'

const VPC: Rec = { SecurityGroupIds: [GROUP], Subnets: [...SUBNETS] }
const [MODELS] = BUCKETS
const DAY = 86_400

const standing = (now: number, index: number): Rec => ({
  CreationTime: now - 200 * DAY - index,
  LastModifiedTime: now - 40 * DAY - index,
})

/** A notebook outside a VPC always reaches the internet directly; AWS allows nothing else. */
export const notebookOutsideVpc = (breaks: Breaks, index: number): boolean =>
  breaks('notebook-direct-internet', index) && breaks('notebook-vpc', index)

const notebooks = (breaks: Breaks, now: number, count: number): Table =>
  numbered('notebook', count, (name, i) => ({
    NotebookInstanceName: name,
    NotebookInstanceArn: smArn(`notebook-instance/${name}`),
    NotebookInstanceStatus: i % 3 === 0 ? 'Stopped' : 'InService',
    Url: `${name}.notebook.${REGION}.sagemaker.aws`,
    InstanceType: 'ml.t3.medium',
    RoleArn: roleArn(i),
    DirectInternetAccess: breaks('notebook-direct-internet', i) ? 'Enabled' : 'Disabled',
    ...(notebookOutsideVpc(breaks, i) ? {} : { SubnetId: SUBNETS[0], SecurityGroups: [GROUP] }),
    RootAccess: breaks('notebook-root-access', i) ? 'Enabled' : 'Disabled',
    KmsKeyId: breaks('notebook-volume-key', i) ? undefined : KEY_ARN,
    VolumeSizeInGB: 20,
    PlatformIdentifier: 'notebook-al2023-v1',
    InstanceMetadataServiceConfiguration: {
      MinimumInstanceMetadataServiceVersion: breaks('notebook-imds', i) ? '1' : '2',
    },
    ...standing(now, i),
  }))

const models = (breaks: Breaks, now: number, count: number): Table =>
  numbered('model', count, (name, i) => ({
    ModelName: name,
    ModelArn: smArn(`model/${name}`),
    CreationTime: now - 100 * DAY - i,
    PrimaryContainer: {
      Image: `141502667606.dkr.ecr.${REGION}.amazonaws.com/sagemaker-xgboost:1.7-1`,
      ModelDataUrl: `s3://${MODELS}/${name}/model.tar.gz`,
    },
    ExecutionRoleArn: roleArn(i),
    VpcConfig: breaks('model-vpc', i) ? undefined : VPC,
    EnableNetworkIsolation: !breaks('model-network-isolation', i),
  }))

const endpointConfigs = (breaks: Breaks, now: number, mix: Mix): Table =>
  numbered('config', mix.endpointConfigs, (name, i) => ({
    EndpointConfigName: name,
    EndpointConfigArn: smArn(`endpoint-config/${name}`),
    CreationTime: now - 90 * DAY - i,
    KmsKeyId: breaks('endpoint-config-volume-key', i) ? undefined : KEY_ARN,
    ProductionVariants: [
      {
        VariantName: 'AllTraffic',
        ModelName: named('model', i % Math.max(mix.models, 1)),
        InitialInstanceCount: 2,
        InstanceType: 'ml.m5.large',
        InitialVariantWeight: 1,
      },
    ],
  }))

const endpoints = (now: number, mix: Mix): Table =>
  numbered('endpoint', mix.endpoints, (name, i) => ({
    EndpointName: name,
    EndpointArn: smArn(`endpoint/${name}`),
    EndpointConfigName: named('config', i % Math.max(mix.endpointConfigs, 1)),
    EndpointStatus: 'InService',
    ProductionVariants: [{ VariantName: 'AllTraffic', CurrentInstanceCount: 2, DesiredInstanceCount: 2 }],
    ...standing(now, i),
  }))

const domainId = (index: number): string => `d-${index.toString(36).padStart(12, '0')}`

const domain = (breaks: Breaks, now: number, i: number): Rec => ({
  DomainId: domainId(i),
  DomainArn: smArn(`domain/${domainId(i)}`),
  DomainName: named('domain', i),
  Status: 'InService',
  AuthMode: 'SSO',
  AppNetworkAccessType: breaks('domain-vpc-only', i) ? 'PublicInternetOnly' : 'VpcOnly',
  KmsKeyId: breaks('domain-volume-key', i) ? undefined : KEY_ARN,
  SubnetIds: [...SUBNETS],
  VpcId: VPC_ID,
  Url: `https://${domainId(i)}.studio.${REGION}.sagemaker.aws`,
  DefaultUserSettings: { ExecutionRole: roleArn(i), SecurityGroups: [GROUP] },
  ...standing(now, i),
})

const domains = (breaks: Breaks, now: number, count: number): Table => ({
  length: count,
  at: (index) => (index < count ? domain(breaks, now, index) : undefined),
  locate: (id) => {
    const index = Number.parseInt(id.slice(2), 36)
    return domainId(index) === id && index < count ? index : undefined
  },
})

/** Everything that stands: notebooks, models, endpoints and their configurations, domains. */
export const resources = (breaks: Breaks, now: number, mix: Mix): Tables => ({
  NotebookInstance: notebooks(breaks, now, mix.notebooks),
  Model: models(breaks, now, mix.models),
  EndpointConfig: endpointConfigs(breaks, now, mix),
  Endpoint: endpoints(now, mix),
  Domain: domains(breaks, now, mix.domains),
})
