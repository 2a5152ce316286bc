import type { DescribeDomainResponse, SharingSettings, UserSettings } from '@aws-sdk/client-sagemaker'
import type { IdleShutdown, NotebookOutputSharing } from '../../posture/inventory/studio.ts'
import { required } from '../call.ts'
import { defineCollector, itemsOf } from '../collector.ts'
import { describeEach, versionOf } from '../describe.ts'
import { present, texts } from '../fields.ts'
import { vpcOf } from '../parts/part.ts'

/** Studio domains, described when they changed. */
export const domains = defineCollector({
  kind: 'domains',
  actions: ['sagemaker:ListDomains', 'sagemaker:DescribeDomain'],
  regional: true,
  async collect(reading) {
    const listed = await reading.pages(
      'sagemaker',
      'ListDomains',
      { MaxResults: 100 },
      {
        items: (page) => page.Domains,
        map: (raw) => ({
          id: required(raw.DomainId, 'DomainId'),
          name: raw.DomainName ?? required(raw.DomainId, 'DomainId'),
          arn: required(raw.DomainArn, 'DomainArn'),
          ...versionOf(raw.LastModifiedTime),
        }),
      },
    )
    return describeEach(reading, itemsOf(reading, listed), ({ id, name, arn }) =>
      reading.read('sagemaker', 'DescribeDomain', { DomainId: id }, (raw) => ({
        ...reading.identity(name, arn, raw.CreationTime),
        id: required(raw.DomainId, 'DomainId'),
        vpc: vpcOf(reading.intern, { Subnets: raw.SubnetIds ?? [], SecurityGroupIds: groupsOf(raw) }),
        ...settingsOf(raw),
      })),
    ).then((items) => items.map((item) => present(item)))
  },
})

function settingsOf(raw: DescribeDomainResponse) {
  const users = raw.DefaultUserSettings
  const docker = raw.DomainSettings?.DockerSettings
  return {
    status: raw.Status ?? 'Unknown',
    authMode: raw.AuthMode ?? 'IAM',
    networkAccess: raw.AppNetworkAccessType ?? 'PublicInternetOnly',
    unifiedStudio: raw.DomainSettings?.UnifiedStudioSettings?.DomainId ? true : undefined,
    vpcId: raw.VpcId,
    kmsKeyId: raw.KmsKeyId ?? raw.HomeEfsFileSystemKmsKeyId,
    executionRoleArn: users?.ExecutionRole,
    spaceExecutionRoleArn: raw.DefaultSpaceSettings?.ExecutionRole,
    executionRoleIdentity: raw.DomainSettings?.ExecutionRoleIdentityConfig,
    sessionNameMode: users?.StudioWebPortalSettings?.ExecutionRoleSessionNameMode,
    dockerAccess: docker?.EnableDockerAccess,
    rootlessDocker: docker?.RootlessDocker,
    dockerTrustedAccounts: docker?.VpcOnlyTrustedAccounts ?? [],
    notebookOutput: sharingOf(users?.SharingSettings),
    idleShutdown: idleShutdownOf(users),
  }
}

function groupsOf(raw: DescribeDomainResponse): string[] {
  return [
    ...texts([
      ...(raw.DefaultUserSettings?.SecurityGroups ?? []),
      ...(raw.DefaultSpaceSettings?.SecurityGroups ?? []),
      ...(raw.DomainSettings?.SecurityGroupIds ?? []),
    ]),
  ]
}

/** SharingSettings with the API's default, which is not to share. */
export function sharingOf(raw: SharingSettings | undefined): NotebookOutputSharing {
  return present({
    option: raw?.NotebookOutputOption ?? 'Disabled',
    s3Path: raw?.S3OutputPath,
    kmsKeyId: raw?.S3KmsKeyId,
  })
}

/** The idle shutdown of each app type that configures one. */
export function idleShutdownOf(users: UserSettings | undefined): readonly IdleShutdown[] {
  const apps = [
    { appType: 'JupyterLab', settings: users?.JupyterLabAppSettings },
    { appType: 'CodeEditor', settings: users?.CodeEditorAppSettings },
  ] as const
  return apps.flatMap(({ appType, settings }) => {
    const idle = settings?.AppLifecycleManagement?.IdleSettings
    if (!idle) return []
    const enabled = idle.LifecycleManagement === 'ENABLED'
    return [present({ appType, enabled, timeoutMinutes: idle.IdleTimeoutInMinutes })]
  })
}
