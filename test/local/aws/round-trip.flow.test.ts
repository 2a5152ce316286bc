import {
  DescribeNetworkAclsCommand,
  DescribeRouteTablesCommand,
  DescribeSecurityGroupRulesCommand,
  DescribeSecurityGroupsCommand,
  DescribeSubnetsCommand,
  DescribeVpcEndpointsCommand,
  EC2Client,
} from '@aws-sdk/client-ec2'
import { GetAccountAuthorizationDetailsCommand, IAMClient } from '@aws-sdk/client-iam'
import * as sdk from '@aws-sdk/client-sagemaker'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Rec, regionOf, rowsOf, tableOf } from '../../../infra/local/aws/estates/estate.ts'
import type { AwsAccount } from '../../../infra/local/aws/server.ts'
import { type ResourceType, resourceTypes } from '../../../infra/local/aws/services/sagemaker-types.ts'
import { isRec } from '../../../infra/local/aws/wire/json.ts'
import { clientOf, sagemakerOf, startAcme } from './account.ts'

/** A value as the estate holds it: dates as epoch seconds, nothing undefined. */
const held = (value: unknown): unknown => {
  if (value instanceof Date) return value.getTime() / 1000
  if (Array.isArray(value)) return value.map(held)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name, inner]) => inner !== undefined && name !== '$metadata')
      .map(([name, inner]) => [name, held(inner)]),
  )
}

const without = (record: unknown, ...names: readonly string[]): unknown =>
  isRec(record)
    ? Object.fromEntries(Object.entries(record).filter(([name]) => !names.includes(name)))
    : record

type Send = (input: Rec) => Promise<object>

const senderOf = (account: AwsAccount, operation: string): Send => {
  const client = sagemakerOf(account)
  const Command: unknown = Reflect.get(sdk, `${operation}Command`)
  if (typeof Command !== 'function') throw new Error(`the SDK has no ${operation}`)
  return (input) => client.send(Reflect.construct(Command, [input]))
}

const records = (account: AwsAccount, type: string): Rec[] =>
  rowsOf(regionOf(account.estate, 'eu-west-1').sagemaker, type)

describe('what the SDK reads', () => {
  let account: AwsAccount
  beforeAll(async () => {
    account = await startAcme()
  })
  afterAll(() => account.close())

  it.each(resourceTypes.map((type): readonly [string, ResourceType] => [type.describe, type]))(
    '%s is what the estate holds',
    async (operation, type) => {
      const send = senderOf(account, operation)
      const all = records(account, type.type)
      expect(all.length).toBeGreaterThan(0)
      for (const record of all) {
        const input = Object.fromEntries(
          type.keys.filter((key) => record[key] !== undefined).map((key) => [key, record[key]]),
        )
        const answer = held(await send(input))
        const found = type.wrap && isRec(answer) ? answer[type.wrap] : answer
        // tags and two joins are not part of the Describe answer
        const beside = type.type.endsWith('Definition') ? ['Tags', 'EndpointName'] : ['Tags']
        const absent = type.type === 'TransformJob' ? [...beside, 'LastModifiedTime'] : beside
        expect(found).toEqual(without(held(record), ...absent))
      }
    },
  )

  it.each(resourceTypes.map((type): readonly [string, ResourceType] => [type.list, type]))(
    '%s lists each of them, in brief',
    async (operation, type) => {
      const answer = await senderOf(account, operation)({ MaxResults: 100 })
      const items: unknown = Reflect.get(answer, type.items)
      expect(items).toHaveLength(tableOf(regionOf(account.estate, 'eu-west-1').sagemaker, type.type).length)
      const whole = JSON.stringify(records(account, type.type)[0])
      const brief = JSON.stringify(Array.isArray(items) ? items[0] : undefined)
      if (!type.wrap) expect(brief.length).toBeLessThan(whole.length)
    },
  )

  it('lists no notebook settings, as AWS does not', async () => {
    const answer = await senderOf(account, 'ListNotebookInstances')({ MaxResults: 100 })
    expect(JSON.stringify(answer)).not.toMatch(/DirectInternetAccess|KmsKeyId|RootAccess/)
  })

  it('finds whole training jobs by Search, but not their remote debugging', async () => {
    const { Results = [], TotalHits } = await sagemakerOf(account).send(
      new sdk.SearchCommand({
        Resource: 'TrainingJob',
        MaxResults: 100,
        SearchExpression: {
          Filters: [{ Name: 'EnableNetworkIsolation', Operator: 'Equals', Value: 'false' }],
        },
      }),
    )
    expect(TotalHits).toEqual({ Value: 4, Relation: 'EqualTo' })
    const found = Results.map((one) => held(one.TrainingJob))
    const expected = records(account, 'TrainingJob').filter((job) => job.EnableNetworkIsolation === false)
    expect(found).toHaveLength(4)
    for (const job of expected) expect(found).toContainEqual(without(held(job), 'RemoteDebugConfig'))
  })

  it('finds jobs behind trial components, and misses those that nobody tracked', async () => {
    const { Results = [] } = await sagemakerOf(account).send(
      new sdk.SearchCommand({ Resource: 'ExperimentTrialComponent', MaxResults: 100 }),
    )
    const details = Results.map((one) => one.TrialComponent?.SourceDetail)
    const jobs = details.flatMap((one) => (one?.ProcessingJob ? [held(one.ProcessingJob)] : []))
    const [first, second, ...untracked] = records(account, 'ProcessingJob')
    expect(jobs).toEqual(expect.arrayContaining([held(first), held(second)]))
    expect(jobs).toHaveLength(2)
    expect(untracked.length).toBeGreaterThan(0)
    expect(details.filter((one) => one?.TransformJob)).toHaveLength(2)
  })

  it('joins endpoints and schedules to models, and schedules to endpoints', async () => {
    const client = sagemakerOf(account)
    const models = await client.send(new sdk.SearchCommand({ Resource: 'Model', MaxResults: 100 }))
    const scoring = models.Results?.find((one) => one.Model?.Model?.ModelName === 'fraud-scoring-v12')?.Model
    expect(scoring?.Endpoints?.map((one) => one.EndpointName)).toEqual([
      'fraud-scoring',
      'scoring-serverless',
    ])
    expect(scoring?.MonitoringSchedules).toHaveLength(2)
    const endpoints = await client.send(new sdk.SearchCommand({ Resource: 'Endpoint', MaxResults: 100 }))
    const one = endpoints.Results?.find((result) => result.Endpoint?.EndpointName === 'churn-lab')?.Endpoint
    expect(one?.MonitoringSchedules?.map((schedule) => schedule.MonitoringScheduleName)).toEqual([
      'churn-hourly',
    ])
    expect(one).not.toHaveProperty('AsyncInferenceConfig')
  })

  it('networks survive XML', async () => {
    const ec2 = new EC2Client(clientOf(account))
    const answers = {
      ...(await ec2.send(new DescribeSubnetsCommand({}))),
      ...(await ec2.send(new DescribeRouteTablesCommand({}))),
      ...(await ec2.send(new DescribeNetworkAclsCommand({}))),
      ...(await ec2.send(new DescribeSecurityGroupRulesCommand({}))),
      ...(await ec2.send(new DescribeVpcEndpointsCommand({}))),
    }
    const { Subnets, RouteTables, NetworkAcls, SecurityGroupRules, VpcEndpoints } = answers
    const read = { Subnets, RouteTables, NetworkAcls, SecurityGroupRules, VpcEndpoints }
    const estate = regionOf(account.estate, 'eu-west-1').ec2
    const kept = Object.fromEntries(Object.keys(read).map((table) => [table, estate[table]]))
    expect(held(read)).toEqual(held(kept))
  })

  it('security groups carry their rules as permissions', async () => {
    const { SecurityGroups = [] } = await new EC2Client(clientOf(account)).send(
      new DescribeSecurityGroupsCommand({ Filters: [{ Name: 'group-name', Values: ['ml-lab-open'] }] }),
    )
    expect(SecurityGroups[0]?.IpPermissions).toMatchObject([
      { FromPort: 8888, IpRanges: [{ CidrIp: '0.0.0.0/0' }] },
      { FromPort: 22, Ipv6Ranges: [{ CidrIpv6: '::/0' }] },
    ])
    expect(SecurityGroups[0]?.IpPermissionsEgress).toMatchObject([{ IpProtocol: '-1' }])
  })

  it('roles survive XML with their documents', async () => {
    const { RoleDetailList = [] } = await new IAMClient(clientOf(account)).send(
      new GetAccountAuthorizationDetailsCommand({ MaxItems: 1000 }),
    )
    const decoded = JSON.parse(JSON.stringify(held(RoleDetailList)), (key, value: unknown) =>
      /Document$/.test(key) ? JSON.parse(decodeURIComponent(String(value))) : value,
    )
    expect(decoded).toEqual(held(account.estate.iam.roles))
  })
})
