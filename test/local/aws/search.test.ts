import { describe, expect, it } from 'vitest'
import { matchesExpression } from '../../../infra/local/aws/services/sagemaker-search.ts'

const job = {
  TrainingJobName: 'fraud-7',
  CreationTime: 1_790_000_000,
  EnableNetworkIsolation: false,
  BillableTimeInSeconds: 100,
  ResourceConfig: { InstanceCount: 2, InstanceType: 'ml.m5.xlarge' },
  InputDataConfig: [{ ChannelName: 'train' }, { ChannelName: 'test' }],
  Tags: [{ Key: 'team', Value: 'fraud' }],
}

const filter = (Name: string, Operator: string, Value?: string) => ({
  Name,
  Operator,
  ...(Value === undefined ? {} : { Value }),
})

describe('a search filter', () => {
  it.each<readonly [string, string, string | undefined, boolean]>([
    ['TrainingJobName', 'Equals', 'fraud-7', true],
    ['TrainingJobName', 'NotEquals', 'fraud-7', false],
    ['TrainingJobName', 'Contains', 'raud', true],
    ['TrainingJobName', 'In', 'a,fraud-7, b', true],
    ['TrainingJobName', 'In', 'a,b', false],
    ['EnableNetworkIsolation', 'Equals', 'false', true],
    ['BillableTimeInSeconds', 'GreaterThan', '99', true],
    ['BillableTimeInSeconds', 'GreaterThan', '100', false],
    ['BillableTimeInSeconds', 'GreaterThanOrEqualTo', '100', true],
    ['BillableTimeInSeconds', 'LessThan', '100', false],
    ['BillableTimeInSeconds', 'LessThanOrEqualTo', '100', true],
    ['CreationTime', 'GreaterThan', '2026-09-21T14:13:19Z', true],
    ['CreationTime', 'GreaterThan', '2026-09-21T14:13:21Z', false],
    ['ResourceConfig.InstanceCount', 'Equals', '2', true],
    ['VpcConfig', 'NotExists', undefined, true],
    ['VpcConfig', 'Exists', undefined, false],
    ['VpcConfig.Subnets', 'Equals', 'x', false],
    ['ResourceConfig', 'Exists', undefined, true],
    ['Tags.team', 'Equals', 'fraud', true],
    ['Tags.owner', 'Equals', 'fraud', false],
  ])('%s %s %s → %s', (name, operator, value, expected) => {
    expect(matchesExpression(job, { Filters: [filter(name, operator, value)] })).toBe(expected)
  })

  const yes = filter('TrainingJobName', 'Equals', 'fraud-7')
  const no = filter('TrainingJobName', 'Equals', 'other')

  it.each([
    ['all by default', { Filters: [yes, no] }, false],
    ['any when asked', { Operator: 'Or', Filters: [yes, no] }, true],
    ['expressions inside', { SubExpressions: [{ Operator: 'Or', Filters: [no, yes] }] }, true],
    [
      'items of a list',
      {
        NestedFilters: [
          {
            NestedPropertyName: 'InputDataConfig',
            Filters: [filter('InputDataConfig.ChannelName', 'Equals', 'test')],
          },
        ],
      },
      true,
    ],
  ])('joins %s', (_how, expression, expected) => {
    expect(matchesExpression(job, expression)).toBe(expected)
  })

  it('refuses an operator that does not exist', () => {
    expect(() => matchesExpression(job, { Filters: [filter('TrainingJobName', 'Like', 'x')] })).toThrow(
      'Unknown operator: Like',
    )
  })
})
