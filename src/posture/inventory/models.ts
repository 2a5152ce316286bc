import type { Resource, Sighting, VpcAttachment } from './resource.ts'

/** Search(Model) or DescribeModel. */
export interface Model extends Resource {
  readonly roleArn?: string
  readonly vpc?: VpcAttachment
  readonly networkIsolation: boolean
  /** The primary container first, or all of a multi-container model. */
  readonly containers: readonly ModelContainer[]
  readonly multiContainer: boolean
}

export interface ModelContainer {
  readonly name: string
  readonly image?: string
  /** ImageConfig.RepositoryAccessMode: `Platform` or `Vpc`; absent means Platform. */
  readonly repositoryAccess?: string
  readonly modelDataUrl?: string
  readonly modelPackage?: string
  readonly secrets: readonly Sighting[]
}

/** DescribeEndpointConfig. */
export interface EndpointConfig extends Resource {
  readonly variants: readonly ProductionVariant[]
  readonly kmsKeyId?: string
  readonly dataCapture?: DataCapture
  readonly asyncInference?: AsyncInference
  /** Inference-component endpoints set these here rather than on a model. */
  readonly roleArn?: string
  readonly vpc?: VpcAttachment
  readonly networkIsolation?: boolean
}

export interface ProductionVariant {
  readonly name: string
  /** Absent on endpoints made of inference components. */
  readonly modelName?: string
  readonly instanceType?: string
  readonly instanceCount?: number
  readonly serverless: boolean
  /** ManagedInstanceScaling.MinInstanceCount, where that is on. */
  readonly minInstanceCount?: number
  readonly ssmAccess: boolean
}

/** `enabled` is true when the field is absent but the block is there (API default). */
export interface DataCapture {
  readonly enabled: boolean
  readonly samplingPercent?: number
  readonly destinationS3Uri?: string
  readonly kmsKeyId?: string
}

export interface AsyncInference {
  readonly outputS3Uri?: string
  readonly failureS3Uri?: string
  readonly kmsKeyId?: string
  readonly topics: readonly string[]
}

/** Search(Endpoint) or DescribeEndpoint. */
export interface Endpoint extends Resource {
  readonly status: string
  readonly configName?: string
  readonly dataCapture?: DataCapture
}

/** Search(FeatureGroup) or DescribeFeatureGroup. */
export interface FeatureGroup extends Resource {
  readonly status?: string
  readonly roleArn?: string
  readonly online?: { readonly kmsKeyId?: string; readonly storageType?: string; readonly ttl?: string }
  readonly offline?: { readonly s3Uri?: string; readonly kmsKeyId?: string }
}

/** ListWorkforces carries all of it. */
export interface Workforce extends Resource {
  /** SourceIpConfig.Cidrs; absent means no restriction. */
  readonly cidrs?: readonly string[]
  /** The VPC to which the labelling portal is confined; absent means reachable from the internet. */
  readonly vpcId?: string
  readonly cognitoUserPool?: string
  /** OIDC endpoints by field name, e.g. `AuthorizationEndpoint`. */
  readonly oidc?: { readonly issuer: string; readonly endpoints: Readonly<Record<string, string>> }
}

/** ListWorkteams carries all of it. */
export interface Workteam extends Resource {
  readonly workforceArn?: string
  /** WorkerAccessConfiguration.S3Presign.IamPolicyConstraints: `Enabled` or `Disabled`; absent means none. */
  readonly presignSourceIp?: string
  readonly presignVpcSourceIp?: string
}
