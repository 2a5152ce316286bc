import { CloudWatchClient, DescribeAlarmsCommand } from '@aws-sdk/client-cloudwatch'
import { CloudWatchLogsClient, DescribeMetricFiltersCommand } from '@aws-sdk/client-cloudwatch-logs'
import { DescribeSecurityGroupRulesCommand, EC2Client } from '@aws-sdk/client-ec2'
import { GetAccountAuthorizationDetailsCommand, IAMClient } from '@aws-sdk/client-iam'
import {
  GetResourcesCommand,
  ResourceGroupsTaggingAPIClient,
} from '@aws-sdk/client-resource-groups-tagging-api'
import { ListTrainingJobsCommand, SearchCommand } from '@aws-sdk/client-sagemaker'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { generateEstate } from '../../../infra/local/aws/estates/generated.ts'
import { type AwsAccount, startAwsAccount } from '../../../infra/local/aws/server.ts'
import { clientOf, NOW, sagemakerOf, startAcme } from './account.ts'

interface Part {
  readonly items: readonly unknown[]
  readonly next: string | undefined
}

type Read = (size: number, token: string | undefined) => Promise<Part>

const readAll = async (read: Read, size: number): Promise<{ items: unknown[]; sizes: number[] }> => {
  const items: unknown[] = []
  const sizes: number[] = []
  let token: string | undefined
  do {
    const part: Part = await read(size, token)
    items.push(...part.items)
    sizes.push(part.items.length)
    token = part.next === '' ? undefined : part.next
  } while (token !== undefined)
  return { items, sizes }
}

const optional = (token: string | undefined) => (token === undefined ? {} : { NextToken: token })

describe('paging, whatever the page size', () => {
  let acme: AwsAccount
  let made: AwsAccount
  beforeAll(async () => {
    acme = await startAcme()
    const estate = generateEstate({ resources: 1_000, seed: 3, now: NOW })
    made = await startAwsAccount({ port: 0, estate, clock: () => NOW * 1000 })
  })
  afterAll(() => Promise.all([acme.close(), made.close()]))

  const lists: readonly (readonly [string, number, number, () => Read])[] = [
    [
      'of a SageMaker list',
      1,
      100,
      () => {
        const client = sagemakerOf(made)
        return async (MaxResults, token) => {
          const got = await client.send(new ListTrainingJobsCommand({ MaxResults, ...optional(token) }))
          return {
            items: (got.TrainingJobSummaries ?? []).map((job) => job.TrainingJobName),
            next: got.NextToken,
          }
        }
      },
    ],
    [
      'of a Search with a filter',
      1,
      100,
      () => {
        const client = sagemakerOf(made)
        return async (MaxResults, token) => {
          const got = await client.send(
            new SearchCommand({
              Resource: 'TrainingJob',
              MaxResults,
              SearchExpression: {
                Filters: [{ Name: 'EnableNetworkIsolation', Operator: 'Equals', Value: 'true' }],
              },
              ...optional(token),
            }),
          )
          return {
            items: (got.Results ?? []).map((one) => one.TrainingJob?.TrainingJobName),
            next: got.NextToken,
          }
        }
      },
    ],
    [
      'of everything in IAM',
      1,
      1000,
      () => {
        const client = new IAMClient(clientOf(acme))
        return async (MaxItems, token) => {
          const got = await client.send(
            new GetAccountAuthorizationDetailsCommand({ MaxItems, ...(token ? { Marker: token } : {}) }),
          )
          expect(got.IsTruncated).toBe(got.Marker !== undefined)
          const { UserDetailList = [], GroupDetailList = [], RoleDetailList = [], Policies = [] } = got
          return {
            items: [...UserDetailList, ...GroupDetailList, ...RoleDetailList, ...Policies].map(
              (one) => one.Arn,
            ),
            next: got.Marker,
          }
        }
      },
    ],
    [
      'of EC2',
      5,
      1000,
      () => {
        const client = new EC2Client(clientOf(acme))
        return async (MaxResults, token) => {
          const got = await client.send(
            new DescribeSecurityGroupRulesCommand({ MaxResults, ...optional(token) }),
          )
          return {
            items: (got.SecurityGroupRules ?? []).map((rule) => rule.SecurityGroupRuleId),
            next: got.NextToken,
          }
        }
      },
    ],
    [
      'of alarms',
      1,
      100,
      () => {
        const client = new CloudWatchClient(clientOf(acme))
        return async (MaxRecords, token) => {
          const got = await client.send(new DescribeAlarmsCommand({ MaxRecords, ...optional(token) }))
          return { items: (got.MetricAlarms ?? []).map((alarm) => alarm.AlarmName), next: got.NextToken }
        }
      },
    ],
    [
      'of metric filters',
      1,
      50,
      () => {
        const client = new CloudWatchLogsClient(clientOf(acme))
        return async (limit, token) => {
          const got = await client.send(
            new DescribeMetricFiltersCommand({ limit, ...(token ? { nextToken: token } : {}) }),
          )
          return { items: (got.metricFilters ?? []).map((filter) => filter.filterName), next: got.nextToken }
        }
      },
    ],
    [
      'of tagged resources',
      1,
      100,
      () => {
        const client = new ResourceGroupsTaggingAPIClient(clientOf(acme))
        return async (ResourcesPerPage, token) => {
          const got = await client.send(
            new GetResourcesCommand({ ResourcesPerPage, ...(token ? { PaginationToken: token } : {}) }),
          )
          return {
            items: (got.ResourceTagMappingList ?? []).map((one) => one.ResourceARN),
            next: got.PaginationToken,
          }
        }
      },
    ],
  ]

  it.each(lists)('%s gives every item exactly once, in the same order', async (_what, low, high, reader) => {
    const read = reader()
    const whole = await readAll(read, high)
    expect(whole.items.length).toBeGreaterThan(10)
    expect(new Set(whole.items).size).toBe(whole.items.length)
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: Math.max(low, 4), max: high }), async (size) => {
        const paged = await readAll(read, size)
        expect(paged.items).toEqual(whole.items)
        expect(paged.sizes.slice(0, -1).every((length) => length === size)).toBe(true)
      }),
      { numRuns: 8, seed: 7 },
    )
  })

  it('is ten to a page where nobody asked', async () => {
    const got = await sagemakerOf(made).send(new ListTrainingJobsCommand({}))
    expect(got.TrainingJobSummaries).toHaveLength(10)
    expect(got.NextToken).toBeTypeOf('string')
  })
})
