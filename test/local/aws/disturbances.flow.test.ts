import { request } from 'node:http'
import { DescribeSubnetsCommand, EC2Client } from '@aws-sdk/client-ec2'
import { GetAccountSummaryCommand, IAMClient } from '@aws-sdk/client-iam'
import { GetBucketEncryptionCommand, S3Client } from '@aws-sdk/client-s3'
import { DescribeDomainCommand, ListDomainsCommand, ListModelsCommand } from '@aws-sdk/client-sagemaker'
import { ListTopicsCommand, SNSClient } from '@aws-sdk/client-sns'
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts'
import { afterEach, describe, expect, it } from 'vitest'
import type { AwsAccount, AwsAccountOptions } from '../../../infra/local/aws/server.ts'
import { clientOf, nameOfError, sagemakerOf, startAcme } from './account.ts'

let account: AwsAccount | undefined
const start = async (over: Partial<AwsAccountOptions>): Promise<AwsAccount> => {
  account = await startAcme(over)
  return account
}
afterEach(async () => {
  await account?.close()
  account = undefined
})

describe('an account in which some actions are denied', () => {
  const deny = [
    'sagemaker:ListDomains',
    's3:*',
    'ec2:Describe*',
    'iam:getaccountsummary',
    'sns:ListTopics',
    'sts:*',
  ]

  it('refuses each in the words and shape of its service', async () => {
    const here = await start({ deny })
    await expect(sagemakerOf(here).send(new ListDomainsCommand({}))).rejects.toMatchObject({
      name: 'AccessDeniedException',
      message:
        'User: arn:aws:sts::111122223333:assumed-role/OrganizationSecurityAudit/local is not authorized to perform: sagemaker:ListDomains on resource: arn:aws:sagemaker:eu-west-1:111122223333:domain/* because no identity-based policy allows the sagemaker:ListDomains action',
      $metadata: { httpStatusCode: 400 },
    })
    const names = await Promise.all([
      nameOfError(
        new S3Client(clientOf(here)).send(new GetBucketEncryptionCommand({ Bucket: 'acme-lab-scratch' })),
      ),
      nameOfError(new EC2Client(clientOf(here)).send(new DescribeSubnetsCommand({}))),
      nameOfError(new IAMClient(clientOf(here)).send(new GetAccountSummaryCommand({}))),
      nameOfError(new SNSClient(clientOf(here)).send(new ListTopicsCommand({}))),
    ])
    expect(names).toEqual([
      'AccessDenied',
      'UnauthorizedOperation',
      'AccessDenied',
      'AuthorizationErrorException',
    ])
  })

  it('names the IAM action, which is not always the operation', async () => {
    const here = await start({ deny: ['s3:GetEncryptionConfiguration'] })
    const call = new S3Client(clientOf(here)).send(
      new GetBucketEncryptionCommand({ Bucket: 'acme-lab-scratch' }),
    )
    await expect(call).rejects.toThrow(
      's3:GetEncryptionConfiguration on resource: arn:aws:s3:::acme-lab-scratch',
    )
  })

  it('leaves the others alone, and GetCallerIdentity free for everybody', async () => {
    const here = await start({ deny })
    const { Models = [] } = await sagemakerOf(here).send(new ListModelsCommand({}))
    expect(Models.length).toBeGreaterThan(0)
    const { Account } = await new STSClient(clientOf(here)).send(new GetCallerIdentityCommand({}))
    expect(Account).toBe('111122223333')
  })

  it('asks whoever decides instead of the list', async () => {
    const here = await start({
      authorize: ({ principal, action }) =>
        principal.arn.endsWith('/alice')
          ? { allowed: true }
          : { allowed: false, because: `nobody may ${action}` },
    })
    here.estate.principals.AKIAALICE = { arn: 'arn:aws:iam::111122223333:user/alice', userId: 'AIDAALICE' }
    await expect(sagemakerOf(here).send(new ListDomainsCommand({}))).rejects.toThrow(
      'nobody may sagemaker:ListDomains',
    )
    const alice = new S3Client({
      ...clientOf(here),
      credentials: { accessKeyId: 'AKIAALICE', secretAccessKey: 'x' },
    })
    await alice.send(new GetBucketEncryptionCommand({ Bucket: 'acme-lab-scratch' }))
  })
})

describe('an account that throttles', () => {
  it('refuses every call where the rate is 1, in the shape that clients retry', async () => {
    const here = await start({ throttleRate: 1 })
    await expect(sagemakerOf(here).send(new ListDomainsCommand({}))).rejects.toMatchObject({
      name: 'ThrottlingException',
      message: 'Rate exceeded',
    })
    const ec2 = new EC2Client(clientOf(here)).send(new DescribeSubnetsCommand({}))
    await expect(ec2).rejects.toMatchObject({
      name: 'RequestLimitExceeded',
      $metadata: { httpStatusCode: 503 },
    })
  })

  it('lets the SDK through when it tries again', async () => {
    const draws = [0.1, 0.9]
    const here = await start({ throttleRate: 0.5, random: () => draws.shift() ?? 0.9 })
    const { Domains = [], $metadata } = await sagemakerOf(here, 'eu-west-1', 3).send(
      new ListDomainsCommand({}),
    )
    expect(Domains.length).toBeGreaterThan(0)
    expect($metadata.attempts).toBe(2)
    expect(here.calls().byOperation['sagemaker:ListDomains']).toBe(2)
  })

  it('throttles the same calls in every run', async () => {
    const outcomes = async (): Promise<string[]> => {
      const here = await start({ throttleRate: 0.5 })
      const seen: string[] = []
      for (let i = 0; i < 12; i++)
        seen.push(
          await sagemakerOf(here)
            .send(new ListDomainsCommand({}))
            .then(
              () => 'ok',
              () => 'throttled',
            ),
        )
      await here.close()
      return seen
    }
    const first = await outcomes()
    expect(new Set(first)).toEqual(new Set(['ok', 'throttled']))
    expect(await outcomes()).toEqual(first)
  })
})

describe('a call that goes wrong', () => {
  const describing = new DescribeDomainCommand({ DomainId: 'd-risk4m9vth8c' })

  it('may vanish between List and Describe', async () => {
    const here = await start({
      faults: ({ operation }) =>
        operation === 'DescribeDomain' ? { kind: 'error', code: 'ResourceNotFound', status: 400 } : undefined,
    })
    const sagemaker = sagemakerOf(here)
    expect((await sagemaker.send(new ListDomainsCommand({}))).Domains?.length).toBeGreaterThan(0)
    expect(await nameOfError(sagemaker.send(describing))).toBe('ResourceNotFound')
  })

  it('may be cut, answered with nonsense, or fail inside AWS', async () => {
    const kinds = [
      { kind: 'cut' },
      { kind: 'nonsense' },
      { kind: 'error', code: 'InternalFailure', status: 500 },
    ] as const
    let next = 0
    const here = await start({ faults: () => kinds[next++] })
    const names: string[] = []
    for (const _ of kinds) names.push(await nameOfError(sagemakerOf(here).send(describing)))
    expect(names).toEqual(['Error', 'SyntaxError', 'InternalFailure'])
    expect((await sagemakerOf(here).send(describing)).DomainName).toBe('risk-and-fraud')
  })

  it('may be slow, and shows that to a client with a deadline', async () => {
    const here = await start({ faults: () => ({ kind: 'slow', ms: 60_000 }) })
    const signal = AbortSignal.timeout(50)
    expect(await nameOfError(sagemakerOf(here).send(describing, { abortSignal: signal }))).toBe('AbortError')
  })

  it('costs the latency that was asked for', async () => {
    const here = await start({ latencyMs: 80 })
    const began = performance.now()
    await sagemakerOf(here).send(describing)
    expect(performance.now() - began).toBeGreaterThanOrEqual(75)
  })
})

describe('the counter', () => {
  it('counts every call by operation, over HTTP too, and starts again when asked', async () => {
    const here = await start({})
    await sagemakerOf(here).send(new ListDomainsCommand({}))
    await sagemakerOf(here).send(new ListModelsCommand({}))
    expect(here.calls()).toEqual({
      total: 2,
      byOperation: { 'sagemaker:ListDomains': 1, 'sagemaker:ListModels': 1 },
    })
    const counted = await fetch(`${here.url}/_local/calls`)
    expect(await counted.json()).toEqual(here.calls())
    await fetch(`${here.url}/_local/calls`, { method: 'DELETE' })
    expect(here.calls().total).toBe(0)
  })

  it('answers no request that is not HTTP for it', async () => {
    const here = await start({})
    const status = await new Promise<number | undefined>((resolve, reject) => {
      request({ port: here.port, method: 'POST', path: '/' }, (answer) => resolve(answer.statusCode))
        .on('error', reject)
        .end('not a form')
    })
    expect(status).toBeGreaterThanOrEqual(400)
  })
})
