import type { Resource, VpcAttachment } from './resource.ts'

/** DescribeDomain: settings of the domain and the defaults for its users and spaces. */
export interface Domain extends Resource {
  readonly id: string
  readonly status: string
  /** True where SageMaker Unified Studio made and manages the domain; absent where it does not. */
  readonly unifiedStudio?: boolean
  /** `SSO` or `IAM`. */
  readonly authMode: string
  /** `VpcOnly` or `PublicInternetOnly` (API default). */
  readonly networkAccess: string
  readonly vpcId?: string
  readonly vpc?: VpcAttachment
  readonly kmsKeyId?: string
  readonly executionRoleArn?: string
  readonly spaceExecutionRoleArn?: string
  /** `USER_PROFILE_NAME` makes CloudTrail name the person; `DISABLED` or absent does not. */
  readonly executionRoleIdentity?: string
  /** DefaultUserSettings.StudioWebPortalSettings.ExecutionRoleSessionNameMode: `USER_IDENTITY` names the person as well. */
  readonly sessionNameMode?: string
  /** DockerSettings.EnableDockerAccess: `ENABLED`, `DISABLED`, absent means disabled. */
  readonly dockerAccess?: string
  /** DockerSettings.RootlessDocker: `ENABLED` keeps users from being root through Docker; absent means disabled. */
  readonly rootlessDocker?: string
  readonly dockerTrustedAccounts: readonly string[]
  readonly notebookOutput: NotebookOutputSharing
  /** Whether idle shutdown is on for JupyterLab and Code Editor apps; absent where not configured. */
  readonly idleShutdown: readonly IdleShutdown[]
}

/** SharingSettings of a domain or profile. `option` is `Allowed` or `Disabled` (API default). */
export interface NotebookOutputSharing {
  readonly option: string
  readonly s3Path?: string
  readonly kmsKeyId?: string
}

export interface IdleShutdown {
  readonly appType: 'JupyterLab' | 'CodeEditor'
  readonly enabled: boolean
  readonly timeoutMinutes?: number
}

/** DescribeUserProfile. */
export interface UserProfile extends Resource {
  readonly domainId: string
  readonly status: string
  /** Overrides the domain's default; absent means inherited. */
  readonly executionRoleArn?: string
  readonly securityGroupIds: readonly string[]
  readonly notebookOutput?: NotebookOutputSharing
  /** What overrides the domain's idle shutdown, by app type; absent means inherited. */
  readonly idleShutdown?: readonly IdleShutdown[]
}

/** ListSpaces carries all of it. */
export interface Space extends Resource {
  readonly domainId: string
  readonly status: string
  /** `Private` or `Shared`. */
  readonly sharingType?: string
  readonly owner?: string
  /** `ENABLED` opens the space to remote IDEs; absent means off. */
  readonly remoteAccess?: string
}
