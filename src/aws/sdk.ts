import { createRequire } from 'node:module'

/** The AWS services that are read, by the name used here, and the SDK module of each. Types only: nothing is loaded. */
interface Sdk {
  readonly sagemaker: typeof import('@aws-sdk/client-sagemaker')
  readonly iam: typeof import('@aws-sdk/client-iam')
  readonly sts: typeof import('@aws-sdk/client-sts')
  readonly s3: typeof import('@aws-sdk/client-s3')
  readonly s3control: typeof import('@aws-sdk/client-s3-control')
  readonly kms: typeof import('@aws-sdk/client-kms')
  readonly ec2: typeof import('@aws-sdk/client-ec2')
  readonly cloudtrail: typeof import('@aws-sdk/client-cloudtrail')
  readonly logs: typeof import('@aws-sdk/client-cloudwatch-logs')
  readonly cloudwatch: typeof import('@aws-sdk/client-cloudwatch')
  readonly events: typeof import('@aws-sdk/client-eventbridge')
  readonly sns: typeof import('@aws-sdk/client-sns')
  readonly sqs: typeof import('@aws-sdk/client-sqs')
  readonly ssm: typeof import('@aws-sdk/client-ssm')
  readonly tag: typeof import('@aws-sdk/client-resource-groups-tagging-api')
  readonly identitystore: typeof import('@aws-sdk/client-identitystore')
}

/** A service that is read; the name is also the prefix of its IAM actions, but for S3 Control, which shares that of S3. */
export type Service = keyof Sdk

/** The operations of a service, e.g. `ListNotebookInstances`. */
export type Operation<S extends Service> =
  Extract<keyof Sdk[S], `${string}Command`> extends `${infer Name}Command` ? Name : never

type CommandOf<S extends Service, O extends string> = `${O}Command` extends keyof Sdk[S]
  ? Sdk[S][`${O}Command`] extends abstract new (
      ...args: never
    ) => infer Command
    ? Command
    : never
  : never

/** What an operation takes. */
export type Input<S extends Service, O extends string> =
  CommandOf<S, O> extends { readonly input: infer I } ? I : never

/** What an operation gives. */
export type Output<S extends Service, O extends string> =
  CommandOf<S, O> extends {
    resolveMiddleware(...args: never): (...args: never) => Promise<{ output: infer R }>
  }
    ? R
    : never

/** How a service's client is loaded and how its lists are paged. */
interface ServiceRow {
  readonly load: () => Promise<object>
  readonly client: string
  /** The member of requests and answers that carries the paging token. */
  readonly token: string
  /** The member of the answer, where it has another name. */
  readonly nextToken?: string
}

/** The SDK is CommonJS: required, Node need not read megabytes of it first to find that out, as it does on an import. */
const require = createRequire(import.meta.url)

/** One row per service. A module is loaded when its first client is made: some weigh tens of megabytes. */
export const SERVICES: Readonly<Record<Service, ServiceRow>> = {
  sagemaker: {
    load: async () => require('@aws-sdk/client-sagemaker'),
    client: 'SageMakerClient',
    token: 'NextToken',
  },
  iam: { load: async () => require('@aws-sdk/client-iam'), client: 'IAMClient', token: 'Marker' },
  sts: { load: async () => require('@aws-sdk/client-sts'), client: 'STSClient', token: 'NextToken' },
  s3: { load: async () => require('@aws-sdk/client-s3'), client: 'S3Client', token: 'ContinuationToken' },
  s3control: {
    load: () => import('./s3-control.ts'),
    client: 'AccountS3Client',
    token: 'NextToken',
  },
  kms: {
    load: async () => require('@aws-sdk/client-kms'),
    client: 'KMSClient',
    token: 'Marker',
    nextToken: 'NextMarker',
  },
  ec2: {
    load: async () => (await import('./ec2/client.ts')).ec2Module,
    client: 'EC2Client',
    token: 'NextToken',
  },
  cloudtrail: {
    load: async () => require('@aws-sdk/client-cloudtrail'),
    client: 'CloudTrailClient',
    token: 'NextToken',
  },
  logs: {
    load: async () => require('@aws-sdk/client-cloudwatch-logs'),
    client: 'CloudWatchLogsClient',
    token: 'nextToken',
  },
  cloudwatch: {
    load: async () => require('@aws-sdk/client-cloudwatch'),
    client: 'CloudWatchClient',
    token: 'NextToken',
  },
  events: {
    load: async () => require('@aws-sdk/client-eventbridge'),
    client: 'EventBridgeClient',
    token: 'NextToken',
  },
  sns: { load: async () => require('@aws-sdk/client-sns'), client: 'SNSClient', token: 'NextToken' },
  sqs: { load: async () => require('@aws-sdk/client-sqs'), client: 'SQSClient', token: 'NextToken' },
  ssm: { load: async () => require('@aws-sdk/client-ssm'), client: 'SSMClient', token: 'NextToken' },
  tag: {
    load: async () => require('@aws-sdk/client-resource-groups-tagging-api'),
    client: 'ResourceGroupsTaggingAPIClient',
    token: 'PaginationToken',
  },
  identitystore: {
    load: async () => require('@aws-sdk/client-identitystore'),
    client: 'IdentitystoreClient',
    token: 'NextToken',
  },
}

/** Operations whose IAM action has another name. Source: Service Authorization Reference, Amazon S3. */
const OTHER_ACTIONS: Readonly<Record<string, string>> = {
  's3:GetBucketEncryption': 's3:GetEncryptionConfiguration',
  's3:GetBucketLifecycleConfiguration': 's3:GetLifecycleConfiguration',
  's3:GetPublicAccessBlock': 's3:GetBucketPublicAccessBlock',
  's3control:GetPublicAccessBlock': 's3:GetAccountPublicAccessBlock',
}

/** The IAM action that authorises an operation, e.g. `s3:GetEncryptionConfiguration` for GetBucketEncryption. */
export function actionOf(service: Service, operation: string): string {
  const plain = `${service}:${operation}`
  return OTHER_ACTIONS[plain] ?? plain
}
