import { describe, expect, it } from 'vitest'
import { conditionHolds, conditionsHold } from '../../../src/base/policy/conditions.ts'
import { requestContext } from '../../../src/base/policy/context.ts'

const context = requestContext({
  'aws:username': 'ana',
  'aws:PrincipalTag/team': 'fraud',
  'aws:PrincipalTag/*': null,
  'aws:MultiFactorAuthPresent': null,
  'aws:SecureTransport': 'true',
  'aws:SourceIp': '203.0.113.9',
  'aws:TagKeys': ['team', 'cost'],
  'aws:CalledVia': [],
})
const USER = `\${aws:username}`
const DESK = `\${aws:PrincipalTag/desk}`

const hold = (operator: string, key: string, ...values: string[]) =>
  conditionHolds({ operator, key, values }, context).truth

describe('a condition on a key that is there', () => {
  it.each([
    ['StringEquals', 'aws:username', ['bo', 'ana'], 'yes'],
    ['StringEquals', 'AWS:UserName', ['bo'], 'no'],
    ['stringequals', 'aws:username', ['ana'], 'yes'],
    ['StringNotEquals', 'aws:username', ['bo', 'ana'], 'no'],
    ['StringNotEquals', 'aws:username', ['bo', 'cy'], 'yes'],
    ['StringNotLike', 'aws:username', ['b*', 'a*'], 'no'],
    ['StringEquals', 'aws:username', [], 'no'],
    ['StringLike', 'aws:username', [USER], 'yes'],
    ['StringEquals', 'aws:username', [DESK], 'no'],
    ['StringNotEquals', 'aws:username', [DESK], 'maybe'],
    ['IpAddress', 'aws:SourceIp', ['10.0.0.0/8', '203.0.113.0/24'], 'yes'],
    ['NotIpAddress', 'aws:SourceIp', ['10.0.0.0/8', '203.0.113.0/24'], 'no'],
    ['Bool', 'aws:SecureTransport', ['false'], 'no'],
    ['StringResembles', 'aws:username', ['ana'], 'maybe'],
  ])('%s %s %j: %s', (operator, key, values, expected) => {
    expect(hold(operator, key, ...values)).toBe(expected)
  })
})

describe('a condition on a key that is absent', () => {
  it.each([
    ['Bool', 'true', 'no'],
    ['Bool', 'false', 'no'],
    ['BoolIfExists', 'true', 'yes'],
    ['BoolIfExists', 'false', 'yes'],
    ['StringEquals', 'x', 'no'],
    ['StringNotEquals', 'x', 'yes'],
    ['StringNotLike', 'x', 'yes'],
    ['ArnNotEquals', 'x', 'yes'],
    ['NotIpAddress', '10.0.0.0/8', 'yes'],
    ['NumericLessThan', '3600', 'no'],
    ['NumericLessThanIfExists', '3600', 'yes'],
    ['Null', 'true', 'yes'],
    ['Null', 'false', 'no'],
    ['ForAllValues:StringEquals', 'x', 'yes'],
    ['ForAnyValue:StringEquals', 'x', 'no'],
    ['ForAnyValue:StringNotEquals', 'x', 'no'],
    ['ForAnyValue:StringEqualsIfExists', 'x', 'yes'],
  ])('%s %s: %s', (operator, value, expected) => {
    expect(hold(operator, 'aws:MultiFactorAuthPresent', value)).toBe(expected)
  })
})

describe('a condition on a key with several values', () => {
  it.each([
    ['ForAllValues:StringEquals', ['team', 'cost', 'owner'], 'yes'],
    ['ForAllValues:StringEquals', ['team'], 'no'],
    ['ForAnyValue:StringEquals', ['team'], 'yes'],
    ['ForAnyValue:StringEquals', ['owner'], 'no'],
    ['ForAllValues:StringNotEquals', ['owner'], 'yes'],
    ['ForAllValues:StringNotEquals', ['team'], 'no'],
    ['ForAnyValue:StringNotEquals', ['team'], 'yes'],
    ['ForAnyValue:StringNotEquals', ['team', 'cost'], 'no'],
    ['ForAllValues:StringLike', ['t*', 'c*'], 'yes'],
    ['StringEquals', ['team'], 'yes'],
    ['StringNotEquals', ['team'], 'no'],
  ])('%s %j: %s', (operator, values, expected) => {
    expect(hold(operator, 'aws:TagKeys', ...values)).toBe(expected)
  })

  it('treats an empty list as nothing to compare', () => {
    expect(hold('ForAllValues:StringEquals', 'aws:CalledVia', 'x')).toBe('yes')
    expect(hold('ForAnyValue:StringEquals', 'aws:CalledVia', 'x')).toBe('no')
    expect(hold('Null', 'aws:CalledVia', 'false')).toBe('yes')
  })
})

describe('a condition on a key that nobody knows', () => {
  it.each(['StringEquals', 'StringNotEquals', 'BoolIfExists', 'Null', 'ForAllValues:StringEquals'])(
    '%s may hold, and says which key decides',
    (operator) => {
      const holding = conditionHolds({ operator, key: 'aws:SourceVpce', values: ['true'] }, context)
      expect(holding).toEqual({ truth: 'maybe', unknownKeys: ['aws:SourceVpce'] })
    },
  )

  it('names the variable whose value is not known', () => {
    const values = [`\${aws:userid}`]
    expect(conditionHolds({ operator: 'StringLike', key: 'aws:username', values }, context)).toEqual({
      truth: 'maybe',
      unknownKeys: ['aws:userid'],
    })
  })
})

describe('several conditions', () => {
  const yes = { operator: 'StringEquals', key: 'aws:username', values: ['ana'] }
  const no = { operator: 'StringEquals', key: 'aws:username', values: ['bo'] }
  const maybe = { operator: 'StringEquals', key: 'aws:SourceVpc', values: ['vpc-1'] }

  it.each([
    ['none', [], 'yes', []],
    ['all that hold', [yes, yes], 'yes', []],
    ['one that does not', [yes, maybe, no], 'no', []],
    ['one that nobody knows', [yes, maybe], 'maybe', ['aws:SourceVpc']],
  ])('%s', (_which, conditions, truth, unknownKeys) => {
    expect(conditionsHold(conditions, context)).toEqual({ truth, unknownKeys })
  })
})
