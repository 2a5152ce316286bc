import {
  CloudTrailClient,
  type Event,
  LookupEventsCommand,
  type LookupEventsCommandInput,
} from '@aws-sdk/client-cloudtrail'
import { CreateRoleCommand, PutRolePolicyCommand } from '@aws-sdk/client-iam'
import {
  DescribeEndpointCommand,
  DescribeNotebookInstanceCommand,
  ListDomainsCommand,
} from '@aws-sdk/client-sagemaker'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { AwsAccount } from '../../../infra/local/aws/server.ts'
import { startTrail } from '../../../infra/local/aws/trail/ring.ts'
import { clientOf, NOW, nameOfError, startAcme } from './account.ts'
import { ADMIN, assume, type Credentials, iamAs, keyOf, sagemakerAs } from './people.ts'

const GRANT = 'arn:aws:iam::111122223333:role/grants/g-1'
const policy = (...Statement: readonly object[]) => JSON.stringify({ Version: '2012-10-17', Statement })

let account: AwsAccount
let session: Credentials
beforeEach(async () => {
  account = await startAcme()
  const iam = iamAs(account, ADMIN)
  await iam.send(
    new CreateRoleCommand({
      Path: '/grants/',
      RoleName: 'g-1',
      AssumeRolePolicyDocument: policy({
        Effect: 'Allow',
        Principal: { AWS: 'arn:aws:iam::111122223333:user/bob.tanaka' },
        Action: 'sts:AssumeRole',
      }),
    }),
  )
  const PolicyDocument = policy({ Effect: 'Allow', Action: 'sagemaker:Describe*', Resource: '*' })
  await iam.send(new PutRolePolicyCommand({ RoleName: 'g-1', PolicyName: 'p', PolicyDocument }))
  session = await assume(account, keyOf('bob.tanaka'), GRANT, { RoleSessionName: 'bob' })
})
afterEach(() => account.close())

const look = async (input: LookupEventsCommandInput, region = 'eu-west-1') =>
  new CloudTrailClient(clientOf(account, region)).send(new LookupEventsCommand(input))
const by = (
  AttributeKey: 'EventName' | 'Username' | 'AccessKeyId' | 'ResourceName',
  AttributeValue: string,
) => ({
  LookupAttributes: [{ AttributeKey, AttributeValue }],
})
const names = ({ Events = [] }: { Events?: Event[] | undefined }) => Events.map((event) => event.EventName)
const recordIn = (event: Event | undefined): Record<string, unknown> =>
  JSON.parse(event?.CloudTrailEvent ?? '{}')
const describeNotebook = (NotebookInstanceName = 'fraud-research') =>
  sagemakerAs(account, session).send(new DescribeNotebookInstanceCommand({ NotebookInstanceName }))

describe('the trail', () => {
  it('shows what a session did, newest first, and nothing of others', async () => {
    await describeNotebook()
    account.clock.advance(60_000)
    await nameOfError(sagemakerAs(account, session).send(new ListDomainsCommand({})))
    await sagemakerAs(account, ADMIN).send(new ListDomainsCommand({}))
    const found = await look(by('AccessKeyId', session.accessKeyId))
    expect(names(found)).toEqual(['ListDomains', 'DescribeNotebookInstance'])
    expect(found.Events?.[0]).toMatchObject({
      Username: 'bob',
      EventSource: 'sagemaker.amazonaws.com',
      ReadOnly: 'true',
    })
    expect(found.Events?.[0]?.EventTime?.getTime()).toBe((NOW + 60) * 1000)
  })

  it('tells who a session is, and why it was refused', async () => {
    await nameOfError(sagemakerAs(account, session).send(new ListDomainsCommand({})))
    const { Events } = await look(by('Username', 'bob'))
    expect(recordIn(Events?.[0])).toMatchObject({
      eventName: 'ListDomains',
      errorCode: 'AccessDeniedException',
      awsRegion: 'eu-west-1',
      eventCategory: 'Management',
      userIdentity: {
        type: 'AssumedRole',
        arn: 'arn:aws:sts::111122223333:assumed-role/g-1/bob',
        accessKeyId: session.accessKeyId,
        sessionContext: {
          sessionIssuer: { arn: GRANT, userName: 'g-1' },
          attributes: { mfaAuthenticated: 'false' },
        },
      },
    })
  })

  it('leads from a role to the credentials that were got with it, and keeps their secrets', async () => {
    const { Events = [] } = await look(by('ResourceName', GRANT))
    expect(names({ Events })).toEqual(['AssumeRole'])
    expect(recordIn(Events[0])).toMatchObject({
      responseElements: { credentials: { accessKeyId: session.accessKeyId } },
      requestParameters: { roleArn: GRANT, roleSessionName: 'bob' },
    })
    const text = JSON.stringify(Events)
    expect(text).not.toContain(session.sessionToken)
    expect(text).not.toContain(session.secretAccessKey)
  })

  it('shows what was done to IAM in the one Region that has it', async () => {
    expect(names(await look(by('ResourceName', 'g-1'), 'us-east-1'))).toEqual(['PutRolePolicy', 'CreateRole'])
    expect(names(await look(by('EventName', 'CreateRole')))).toEqual([])
  })

  it('never shows calls of endpoints', async () => {
    const PolicyDocument = policy({ Effect: 'Allow', Action: 'sagemaker:*', Resource: '*' })
    await iamAs(account, ADMIN).send(
      new PutRolePolicyCommand({ RoleName: 'g-1', PolicyName: 'p', PolicyDocument }),
    )
    await sagemakerAs(account, session).send(new DescribeEndpointCommand({ EndpointName: 'fraud-scoring' }))
    const answer = await fetch(`${account.url}/endpoints/fraud-scoring/invocations`, {
      method: 'POST',
      headers: {
        authorization: `AWS4-HMAC-SHA256 Credential=${session.accessKeyId}/20261123/eu-west-1/sagemaker/aws4_request, SignedHeaders=host, Signature=0`,
        'x-amz-security-token': session.sessionToken ?? '',
      },
      body: '1,2,3',
    })
    expect(await answer.json()).toEqual({ endpoint: 'fraud-scoring', received: '1,2,3' })
    expect(names(await look(by('AccessKeyId', session.accessKeyId)))).toEqual(['DescribeEndpoint'])
  })

  it('is read in parts of fifty, between two moments', async () => {
    for (let i = 0; i < 60; i++) await describeNotebook()
    account.clock.advance(10_000)
    await describeNotebook()
    const wanted = by('EventName', 'DescribeNotebookInstance')
    const first = await look(wanted)
    expect(first.Events).toHaveLength(50)
    const second = await look({ ...wanted, NextToken: first.NextToken })
    expect(second.Events).toHaveLength(11)
    expect(second.NextToken).toBeUndefined()
    const late = await look({ ...wanted, StartTime: new Date((NOW + 1) * 1000) })
    expect(late.Events).toHaveLength(1)
    const early = await look({ ...wanted, EndTime: new Date((NOW + 1) * 1000) })
    expect(early.Events).toHaveLength(50)
  })

  it('is asked for one attribute at a time, and for times in their order', async () => {
    const two = [...by('EventName', 'a').LookupAttributes, ...by('Username', 'b').LookupAttributes]
    expect(await nameOfError(look({ LookupAttributes: two }))).toBe('InvalidLookupAttributesException')
    const backwards = { StartTime: new Date(NOW * 1000), EndTime: new Date((NOW - 1) * 1000) }
    expect(await nameOfError(look(backwards))).toBe('InvalidTimeRangeException')
  })

  it('forgets the oldest calls once it is full', () => {
    const trail = startTrail(3)
    for (const name of ['a', 'b', 'c', 'd'])
      trail.record({
        id: name,
        requestId: name,
        at: NOW,
        region: 'eu-west-1',
        source: 'sagemaker.amazonaws.com',
        name,
        identity: { kind: 'trusted', principal: account.estate.caller },
        accessKeyId: 'AKIALOCAL',
        sourceIp: '127.0.0.1',
        userAgent: '',
        input: {},
        output: {},
        resources: [],
        error: undefined,
      })
    expect(trail.entries().map((entry) => entry.name)).toEqual(['d', 'c', 'b'])
  })
})
