import type { Bucket, Estate, Rec } from '../estates/estate.ts'
import { bucketTouches } from '../judge/resource-policies.ts'
import { AwsError } from '../wire/error.ts'
import type { Request } from '../wire/route.ts'
import { pageOf, sizeOf } from './page.ts'
import type { Context, Handler, Service } from './service.ts'

const SUBRESOURCES: readonly (readonly [string, string])[] = [
  ['location', 'GetBucketLocation'],
  ['encryption', 'GetBucketEncryption'],
  ['policyStatus', 'GetBucketPolicyStatus'],
  ['policy', 'GetBucketPolicy'],
  ['publicAccessBlock', 'GetPublicAccessBlock'],
  ['versioning', 'GetBucketVersioning'],
  ['lifecycle', 'GetBucketLifecycleConfiguration'],
  ['logging', 'GetBucketLogging'],
  ['ownershipControls', 'GetBucketOwnershipControls'],
  ['acl', 'GetBucketAcl'],
  ['tagging', 'GetBucketTagging'],
]

const HOSTED = /^(.+?)\.(?:localhost|s3[.-].*|127\.0\.0\.1)(?::\d+)?$/

/** The operation and bucket of an S3 request, by path (`/bucket`) or by host (`bucket.localhost`). */
export const operationOfS3 = (request: Request): { operation: string; bucket: string | undefined } => {
  const hosted = HOSTED.exec(request.headers.host ?? '')?.[1]
  const [first, ...key] = request.url.pathname.split('/').filter(Boolean)
  const bucket = hosted ?? (first === undefined ? undefined : decodeURIComponent(first))
  if (bucket === undefined) return { operation: 'ListBuckets', bucket }
  if (request.method === 'HEAD') return { operation: 'HeadBucket', bucket }
  const onObject = hosted ? first !== undefined : key.length > 0
  if (onObject || request.method !== 'GET') return { operation: 'GetObject', bucket }
  const found = SUBRESOURCES.find(([name]) => request.url.searchParams.has(name))
  return { operation: found?.[1] ?? 'ListObjectsV2', bucket }
}

const bucketOf = (input: Rec, { estate, region }: Context, anywhere = false): Bucket => {
  const name = String(input.Bucket)
  if (estate.foreignBuckets.includes(name)) throw new AwsError('AccessDenied', 'Access Denied', 403)
  const bucket = estate.buckets.find((one) => one.name === name)
  if (!bucket)
    throw new AwsError('NoSuchBucket', 'The specified bucket does not exist', 404, { BucketName: name })
  if (anywhere || bucket.region === region) return bucket
  throw new AwsError(
    'PermanentRedirect',
    'The bucket you are attempting to access must be addressed using the specified endpoint. Please send all future requests to this endpoint.',
    301,
    { Bucket: name, Endpoint: `${name}.s3.${bucket.region}.amazonaws.com` },
    { 'x-amz-bucket-region': bucket.region },
  )
}

const part =
  (read: (bucket: Bucket) => Rec | undefined, code: string, words: string): Handler =>
  (input, context) => {
    const bucket = bucketOf(input, context)
    const found = read(bucket)
    if (found) return found
    throw new AwsError(code, words, 404, { BucketName: bucket.name })
  }

const wrapped = (member: string, value: Rec | undefined): Rec | undefined => value && { [member]: value }

const listBuckets: Handler = (input, { estate }) => {
  const prefix = String(input.prefix ?? '')
  const region = input['bucket-region']
  const rows = estate.buckets
    .filter((one) => one.name.startsWith(prefix) && (region === undefined || one.region === region))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
  const badToken = (): AwsError => new AwsError('InvalidArgument', 'The continuation token is not valid', 400)
  const size = sizeOf(input['max-buckets'], 10_000, 10_000, 'max-buckets')
  const page = pageOf(rows, 'buckets', size, input['continuation-token'], badToken)
  return {
    Buckets: page.items.map((one) => ({
      Name: one.name,
      CreationDate: one.created,
      BucketRegion: one.region,
      BucketArn: `arn:aws:s3:::${one.name}`,
    })),
    Owner: { ID: owner(estate) },
    ContinuationToken: page.next,
  }
}

/** The canonical user id of the account: 64 hex digits. */
const owner = (estate: Estate): string => estate.account.padStart(64, '0')

/** Amazon S3, the settings of buckets. https://docs.aws.amazon.com/AmazonS3/latest/API/ */
export const s3: Service = {
  signingName: 's3',
  actionPrefix: 's3',
  dialect: 's3',
  denied: { code: 'AccessDenied', status: 403 },
  throttled: { code: 'SlowDown', status: 503 },
  client: () => import('@aws-sdk/client-s3'),
  actions: {
    ListBuckets: 's3:ListAllMyBuckets',
    HeadBucket: 's3:ListBucket',
    GetBucketEncryption: 's3:GetEncryptionConfiguration',
    GetPublicAccessBlock: 's3:GetBucketPublicAccessBlock',
    GetBucketLifecycleConfiguration: 's3:GetLifecycleConfiguration',
  },
  operations: {
    ListBuckets: listBuckets,
    HeadBucket: (input, context) => {
      const { region, name } = bucketOf(input, context)
      return { BucketRegion: region, BucketArn: `arn:aws:s3:::${name}`, AccessPointAlias: false }
    },
    GetBucketLocation: (input, context) => {
      const { region } = bucketOf(input, context, true)
      return region === 'us-east-1' ? {} : { LocationConstraint: region }
    },
    GetBucketEncryption: part(
      (bucket) => wrapped('ServerSideEncryptionConfiguration', bucket.encryption),
      'ServerSideEncryptionConfigurationNotFoundError',
      'The server side encryption configuration was not found',
    ),
    GetBucketPolicy: part(
      (bucket) => bucket.policy && { Policy: JSON.stringify(bucket.policy) },
      'NoSuchBucketPolicy',
      'The bucket policy does not exist',
    ),
    GetBucketPolicyStatus: part(
      (bucket) => bucket.policy && { PolicyStatus: { IsPublic: bucket.isPublic ?? false } },
      'NoSuchBucketPolicy',
      'The bucket policy does not exist',
    ),
    GetPublicAccessBlock: part(
      (bucket) => wrapped('PublicAccessBlockConfiguration', bucket.publicAccessBlock),
      'NoSuchPublicAccessBlockConfiguration',
      'The public access block configuration was not found',
    ),
    GetBucketVersioning: (input, context) => bucketOf(input, context).versioning ?? {},
    GetBucketLifecycleConfiguration: part(
      (bucket) => bucket.lifecycle,
      'NoSuchLifecycleConfiguration',
      'The lifecycle configuration does not exist',
    ),
    GetBucketLogging: (input, context) => bucketOf(input, context).logging ?? {},
    GetBucketOwnershipControls: part(
      (bucket) => wrapped('OwnershipControls', bucket.ownership),
      'OwnershipControlsNotFoundError',
      'The bucket ownership controls were not found',
    ),
    GetBucketAcl: (input, context) => {
      const bucket = bucketOf(input, context)
      const self = { ID: owner(context.estate) }
      const full = { Grantee: { Type: 'CanonicalUser', ...self }, Permission: 'FULL_CONTROL' }
      return { Owner: self, Grants: [full, ...(bucket.grants ?? [])] }
    },
    GetBucketTagging: part(
      (bucket) => (bucket.tags && bucket.tags.length > 0 ? { TagSet: bucket.tags } : undefined),
      'NoSuchTagSet',
      'The TagSet does not exist',
    ),
  },
  touches: bucketTouches,
  resourceOf: (_operation, input) =>
    typeof input.Bucket === 'string' ? `arn:aws:s3:::${input.Bucket}` : 'arn:aws:s3:::*',
}
