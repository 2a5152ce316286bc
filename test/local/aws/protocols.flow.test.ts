import { CloudTrailClient, DescribeTrailsCommand, GetTrailStatusCommand } from '@aws-sdk/client-cloudtrail'
import { CloudWatchClient, DescribeAlarmsCommand } from '@aws-sdk/client-cloudwatch'
import { DescribeSubnetsCommand, DescribeVpcEndpointsCommand, EC2Client } from '@aws-sdk/client-ec2'
import {
  GetAccountAuthorizationDetailsCommand,
  GetAccountPasswordPolicyCommand,
  GetRoleCommand,
  IAMClient,
} from '@aws-sdk/client-iam'
import { DescribeKeyCommand, KMSClient } from '@aws-sdk/client-kms'
import {
  GetResourcesCommand,
  ResourceGroupsTaggingAPIClient,
} from '@aws-sdk/client-resource-groups-tagging-api'
import {
  GetBucketEncryptionCommand,
  GetBucketLifecycleConfigurationCommand,
  GetBucketLocationCommand,
  GetBucketPolicyCommand,
  GetPublicAccessBlockCommand,
  HeadBucketCommand,
  ListBucketsCommand,
  S3Client,
} from '@aws-sdk/client-s3'
import {
  GetPublicAccessBlockCommand as GetAccountPublicAccessBlockCommand,
  S3ControlClient,
} from '@aws-sdk/client-s3-control'
import {
  DescribeModelCommand,
  DescribeNotebookInstanceCommand,
  ListModelsCommand,
  ListTagsCommand,
} from '@aws-sdk/client-sagemaker'
import { GetTopicAttributesCommand, SNSClient } from '@aws-sdk/client-sns'
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts'
import { decode, encode, Tagged } from 'cborg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { acmeEstate } from '../../../infra/local/aws/estates/acme.ts'
import type { AwsAccount } from '../../../infra/local/aws/server.ts'
import { clientOf, NOW, nameOfError, sagemakerOf, startAcme } from './account.ts'

/** Asks for the block of a whole account; the SDK would put its number before the host, which 127.0.0.1 cannot bear. */
const accountBlock = ({ url }: AwsAccount, AccountId: string) =>
  new S3ControlClient({ ...clientOf({ url }), endpointProvider: () => ({ url: new URL(url) }) }).send(
    new GetAccountPublicAccessBlockCommand({ AccountId }),
  )

describe('the AWS account, through the unmodified SDK', () => {
  let account: AwsAccount
  beforeAll(async () => {
    account = await startAcme()
  })
  afterAll(() => account.close())

  it('speaks JSON 1.1, with times as epoch seconds', async () => {
    const found = await sagemakerOf(account).send(
      new DescribeNotebookInstanceCommand({ NotebookInstanceName: 'fraud-research' }),
    )
    expect(found).toMatchObject({
      DirectInternetAccess: 'Disabled',
      InstanceMetadataServiceConfiguration: { MinimumInstanceMetadataServiceVersion: '2' },
      LastModifiedTime: new Date((NOW - 3 * 86_400) * 1000),
    })
  })

  it('speaks JSON 1.0 for alarms', async () => {
    const { MetricAlarms = [] } = await new CloudWatchClient(clientOf(account)).send(
      new DescribeAlarmsCommand({}),
    )
    expect(MetricAlarms[0]).toMatchObject({
      ActionsEnabled: true,
      Threshold: 1,
      StateUpdatedTimestamp: new Date((NOW - 6 * 86_400) * 1000),
    })
  })

  it('speaks Query for alarms as the AWS CLI may', async () => {
    const answer = await fetch(account.url, {
      method: 'POST',
      headers: {
        authorization:
          'AWS4-HMAC-SHA256 Credential=AKIALOCAL/20261123/eu-west-1/monitoring/aws4_request, Signature=x',
        'content-type': 'application/x-www-form-urlencoded',
      },
      body: 'Action=DescribeAlarms&Version=2010-08-01&AlarmNames.member.1=security-nacl-changes',
    })
    expect(await answer.text()).toMatch(
      /^<DescribeAlarmsResponse xmlns=.*<MetricAlarms><member>.*<AlarmName>security-nacl-changes<\/AlarmName>/,
    )
  })

  it('speaks CBOR for alarms, with tagged times', async () => {
    const call = (operation: string, body: Uint8Array) =>
      fetch(`${account.url}/service/GraniteServiceVersion20100801/operation/${operation}`, {
        method: 'POST',
        headers: {
          authorization:
            'AWS4-HMAC-SHA256 Credential=AKIALOCAL/20261123/eu-west-1/monitoring/aws4_request, Signature=x',
          'content-type': 'application/cbor',
          'smithy-protocol': 'rpc-v2-cbor',
        },
        body: Buffer.from(body),
      })
    const good = await call('DescribeAlarms', encode({ AlarmNames: ['security-nacl-changes'] }))
    expect(decode(Buffer.from(await good.arrayBuffer()), { tags: Tagged.preserve(1) })).toMatchObject({
      MetricAlarms: [
        { AlarmName: 'security-nacl-changes', StateUpdatedTimestamp: { tag: 1, value: NOW - 6 * 86_400 } },
      ],
    })
    const bad = await call('DescribeAlarms', Buffer.from([0xff]))
    expect(bad.status).toBe(400)
    expect(decode(Buffer.from(await bad.arrayBuffer()))).toMatchObject({ __type: 'SerializationException' })
  })

  it('speaks Query, with URL-encoded policy documents', async () => {
    const { Role } = await new IAMClient(clientOf(account)).send(
      new GetRoleCommand({ RoleName: 'fraud-training-exec' }),
    )
    expect(Role?.AssumeRolePolicyDocument).toMatch(/^%7B%22Version%22/)
    expect(JSON.parse(decodeURIComponent(Role?.AssumeRolePolicyDocument ?? ''))).toMatchObject({
      Statement: [{ Principal: { Service: 'sagemaker.amazonaws.com' } }],
    })
  })

  it('speaks EC2 Query, with filters and nested lists', async () => {
    const ec2 = new EC2Client(clientOf(account))
    const { VpcEndpoints = [] } = await ec2.send(
      new DescribeVpcEndpointsCommand({
        Filters: [{ Name: 'service-name', Values: ['com.amazonaws.eu-west-1.s3'] }],
      }),
    )
    expect(VpcEndpoints).toMatchObject([
      { VpcEndpointType: 'Gateway', RouteTableIds: ['rtb-0b2f3e4d5c6b7a802'], SubnetIds: [] },
    ])
  })

  it('speaks REST and XML, by path', async () => {
    const s3 = new S3Client(clientOf(account))
    const { Buckets = [] } = await s3.send(new ListBucketsCommand({}))
    expect(Buckets.map((bucket) => bucket.Name)).toContain('acme-ml-artifacts-eu')
    const { ServerSideEncryptionConfiguration } = await s3.send(
      new GetBucketEncryptionCommand({ Bucket: 'acme-lab-scratch' }),
    )
    expect(ServerSideEncryptionConfiguration?.Rules).toEqual([
      { ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' }, BucketKeyEnabled: false },
    ])
    const { LocationConstraint } = await s3.send(new GetBucketLocationCommand({ Bucket: 'acme-lab-scratch' }))
    expect(LocationConstraint).toBe('eu-west-1')
  })

  it('speaks S3 Control for what holds for the whole account', async () => {
    const whole = { BlockPublicAcls: true, IgnorePublicAcls: true }
    const estate = { ...acmeEstate(NOW), publicAccessBlock: whole }
    const blocked = await startAcme({ estate })
    const { PublicAccessBlockConfiguration } = await accountBlock(blocked, '111122223333')
    expect(PublicAccessBlockConfiguration).toEqual(whole)
    await blocked.close()
  })

  it('finds the bucket in the host name too', async () => {
    const authorization =
      'AWS4-HMAC-SHA256 Credential=AKIALOCAL/20261123/eu-west-1/s3/aws4_request, Signature=x'
    const { request } = await import('node:http')
    const body = await new Promise<string>((resolve, reject) => {
      const call = request(
        {
          port: account.port,
          path: '/?versioning',
          headers: { host: `acme-ml-artifacts-eu.localhost:${account.port}`, authorization },
        },
        async (answer) => resolve((await answer.toArray()).join('')),
      )
      call.on('error', reject).end()
    })
    expect(body).toContain('<Status>Enabled</Status>')
  })

  it('says who is calling', async () => {
    const identity = await new STSClient(clientOf(account)).send(new GetCallerIdentityCommand({}))
    expect(identity).toMatchObject({
      Account: '111122223333',
      Arn: 'arn:aws:sts::111122223333:assumed-role/OrganizationSecurityAudit/local',
    })
  })

  it('shows a multi-Region trail in every Region, but its status under its ARN alone', async () => {
    const away = new CloudTrailClient(clientOf(account, 'us-east-1'))
    const { trailList = [] } = await away.send(new DescribeTrailsCommand({}))
    expect(trailList.map((trail) => [trail.Name, trail.HomeRegion])).toEqual([
      ['acme-global-alerts', 'us-east-1'],
      ['legacy-us-trail', 'us-east-1'],
      ['pentest-2024', 'us-east-1'],
      ['acme-audit', 'eu-west-1'],
    ])
    expect(await nameOfError(away.send(new GetTrailStatusCommand({ Name: 'acme-audit' })))).toBe(
      'TrailNotFoundException',
    )
    const { IsLogging } = await away.send(new GetTrailStatusCommand({ Name: trailList.at(-1)?.TrailARN }))
    expect(IsLogging).toBe(true)
  })

  it('resolves keys by id, ARN, alias and alias ARN alike', async () => {
    const kms = new KMSClient(clientOf(account))
    const id = '0d5f8c1a-3b7e-4f62-9a41-5c2e7b9d1f01'
    const arn = `arn:aws:kms:eu-west-1:111122223333:key/${id}`
    for (const KeyId of [
      id,
      arn,
      'alias/acme-ml-data',
      'arn:aws:kms:eu-west-1:111122223333:alias/acme-ml-data',
    ]) {
      const { KeyMetadata } = await kms.send(new DescribeKeyCommand({ KeyId }))
      expect(KeyMetadata?.Arn).toBe(arn)
    }
  })

  it('gives the tags of a Region in one listing, and of one resource', async () => {
    const tagging = new ResourceGroupsTaggingAPIClient(clientOf(account))
    const { ResourceTagMappingList = [] } = await tagging.send(
      new GetResourcesCommand({
        ResourceTypeFilters: ['sagemaker:endpoint'],
        TagFilters: [{ Key: 'team', Values: ['fraud'] }],
      }),
    )
    const ResourceArn = 'arn:aws:sagemaker:eu-west-1:111122223333:endpoint/fraud-scoring'
    expect(ResourceTagMappingList.map((one) => one.ResourceARN)).toEqual([ResourceArn])
    const { Tags } = await sagemakerOf(account).send(new ListTagsCommand({ ResourceArn }))
    expect(Tags).toEqual(ResourceTagMappingList[0]?.Tags)
  })

  it('keeps names that would break a renderer as they are', async () => {
    const { Tags = [] } = await sagemakerOf(account).send(
      new ListTagsCommand({
        ResourceArn: 'arn:aws:sagemaker:eu-west-1:111122223333:notebook-instance/gpu-sandbox',
      }),
    )
    expect(Tags.map((tag) => tag.Value?.length)).toContain(256)
    const { UserDetailList = [] } = await new IAMClient(clientOf(account)).send(
      new GetAccountAuthorizationDetailsCommand({ Filter: ['User'] }),
    )
    const bob = UserDetailList.find((user) => user.UserName === 'bob.tanaka')
    expect(bob?.Tags?.[1]?.Value).toBe('<!channel> *urgent* `rm -rf` <https://evil.example|click>')
  })

  const missing: readonly (readonly [string, string, (account: AwsAccount) => Promise<unknown>])[] = [
    [
      'a model',
      'ValidationException',
      (a) => sagemakerOf(a).send(new DescribeModelCommand({ ModelName: 'gone' })),
    ],
    [
      'a bucket policy',
      'NoSuchBucketPolicy',
      (a) => new S3Client(clientOf(a)).send(new GetBucketPolicyCommand({ Bucket: 'acme-lab-scratch' })),
    ],
    [
      'a public access block',
      'NoSuchPublicAccessBlockConfiguration',
      (a) => new S3Client(clientOf(a)).send(new GetPublicAccessBlockCommand({ Bucket: 'acme-lab-scratch' })),
    ],
    [
      'a public access block of the account',
      'NoSuchPublicAccessBlockConfiguration',
      (a) => accountBlock(a, '111122223333'),
    ],
    [
      'lifecycle rules',
      'NoSuchLifecycleConfiguration',
      (a) =>
        new S3Client(clientOf(a)).send(
          new GetBucketLifecycleConfigurationCommand({ Bucket: 'acme-lab-scratch' }),
        ),
    ],
    [
      'a bucket',
      'NoSuchBucket',
      (a) => new S3Client(clientOf(a)).send(new GetBucketPolicyCommand({ Bucket: 'no-such-bucket' })),
    ],
    [
      'a topic',
      'NotFoundException',
      (a) =>
        new SNSClient(clientOf(a)).send(
          new GetTopicAttributesCommand({ TopicArn: 'arn:aws:sns:eu-west-1:111122223333:gone' }),
        ),
    ],
    [
      'a key',
      'NotFoundException',
      (a) => new KMSClient(clientOf(a)).send(new DescribeKeyCommand({ KeyId: 'alias/gone' })),
    ],
    [
      'a subnet',
      'InvalidSubnetID.NotFound',
      (a) => new EC2Client(clientOf(a)).send(new DescribeSubnetsCommand({ SubnetIds: ['subnet-00'] })),
    ],
    [
      'a role',
      'NoSuchEntityException',
      (a) => new IAMClient(clientOf(a)).send(new GetRoleCommand({ RoleName: 'gone' })),
    ],
  ]
  it.each(missing)('answers for %s that is not there with %s', async (_what, name, call) => {
    expect(await nameOfError(call(account))).toBe(name)
  })

  it('says that there is no password policy where none was set', async () => {
    const bare = await startAcme()
    delete bare.estate.iam.passwordPolicy
    const call = new IAMClient(clientOf(bare)).send(new GetAccountPasswordPolicyCommand({}))
    expect(await nameOfError(call)).toBe('NoSuchEntityException')
    await bare.close()
  })

  it('sends a caller in the wrong Region to the bucket', async () => {
    const s3 = new S3Client(clientOf(account))
    const Bucket = 'acme-ml-us-east-1'
    await expect(s3.send(new GetBucketEncryptionCommand({ Bucket }))).rejects.toMatchObject({
      name: 'PermanentRedirect',
      $metadata: { httpStatusCode: 301 },
    })
    const following = new S3Client({ ...clientOf(account), followRegionRedirects: true })
    const { BucketRegion } = await following.send(new HeadBucketCommand({ Bucket }))
    expect(BucketRegion).toBe('us-east-1')
  })

  it('refuses what belongs to others', async () => {
    const s3 = new S3Client(clientOf(account))
    expect(
      await nameOfError(s3.send(new GetBucketEncryptionCommand({ Bucket: 'acme-org-log-archive' }))),
    ).toBe('AccessDenied')
    expect(await nameOfError(accountBlock(account, '444455556666'))).toBe('AccessDenied')
    const kms = new KMSClient(clientOf(account))
    const KeyId = 'arn:aws:kms:eu-west-1:444455556666:key/a1f386b4-d518-430c-94eb-f6c81597b30b'
    expect(await nameOfError(kms.send(new DescribeKeyCommand({ KeyId })))).toBe('AccessDeniedException')
  })

  it('refuses a page larger than AWS gives', async () => {
    await expect(sagemakerOf(account).send(new ListModelsCommand({ MaxResults: 101 }))).rejects.toThrow(
      "Value '101' at 'maxResults' failed to satisfy constraint: Member must have value less than or equal to 100",
    )
  })

  it('refuses a token of another list', async () => {
    const sagemaker = sagemakerOf(account)
    const { NextToken } = await sagemaker.send(new ListModelsCommand({ MaxResults: 1 }))
    expect(NextToken).toBeTypeOf('string')
    expect(await nameOfError(sagemaker.send(new ListModelsCommand({ NextToken: 'c29tZXRoaW5n' })))).toBe(
      'ValidationException',
    )
  })

  it.each([
    ['JSON', { 'x-amz-target': 'SageMaker.ListDomains' }, '{}', 400, 'MissingAuthenticationTokenException'],
    [
      'Query',
      {},
      'Action=GetCallerIdentity&Version=2011-06-15',
      403,
      '<Code>MissingAuthenticationToken</Code>',
    ],
  ])('refuses an unsigned %s request', async (_protocol, headers, body, status, words) => {
    const answer = await fetch(account.url, { method: 'POST', headers: { ...headers }, body })
    expect(answer.status).toBe(status)
    expect(await answer.text()).toContain(words)
  })

  it.each([
    [
      'no such service',
      'AWS4-HMAC-SHA256 Credential=A/20261123/eu-west-1/braket/aws4_request, Signature=x',
      404,
    ],
    [
      'no such operation',
      'AWS4-HMAC-SHA256 Credential=A/20261123/eu-west-1/sagemaker/aws4_request, Signature=x',
      400,
    ],
  ])('says that there is %s', async (_what, authorization, status) => {
    const answer = await fetch(account.url, {
      method: 'POST',
      headers: { authorization, 'x-amz-target': 'SageMaker.InventSomething' },
      body: '{}',
    })
    expect(answer.status).toBe(status)
    expect(await answer.text()).toContain('UnknownOperationException')
  })
})
