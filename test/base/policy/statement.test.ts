import { describe, expect, it } from 'vitest'
import { requestContext } from '../../../src/base/policy/context.ts'
import { applies, namesAction } from '../../../src/base/policy/statement.ts'
import { policy } from '../../support/inventory.ts'

const statement = (fields: Record<string, unknown>) => {
  const [first] = policy({ Effect: 'Allow', Action: '*', Resource: '*', ...fields }).statements
  if (!first) throw new Error('no statement')
  return first
}
const context = requestContext({ 'aws:username': 'ana', 'aws:PrincipalTag/team': null })
const object = 'arn:aws:s3:::data/ana/x'
const about = (fields: Record<string, unknown>, action = 's3:GetObject', resource = object) =>
  applies(statement(fields), { action, resource, context }).truth

describe('the action of a statement', () => {
  it.each([
    ['s3:GetObject', 'yes'],
    ['S3:getobject', 'yes'],
    ['s3:Get*', 'yes'],
    ['*:GetObject', 'yes'],
    ['s3:Put*', 'no'],
    [['s3:Put*', '*'], 'yes'],
    [[], 'no'],
  ])('%j takes in s3:GetObject: %s', (Action, expected) => {
    expect(about({ Action })).toBe(expected)
  })

  it.each([
    [['iam:*'], 'yes'],
    [['S3:*'], 'no'],
    [['iam:*', 's3:GetObject'], 'no'],
  ])('left out by NotAction %j: %s', (NotAction, expected) => {
    expect(about({ Action: undefined, NotAction })).toBe(expected)
  })

  it('gives the same answer when asked again', () => {
    const same = statement({ Action: 's3:Get*' })
    const ask = () => [namesAction(same, 's3:GetObject'), namesAction(same, 's3:PutObject')]
    expect([ask(), ask()]).toEqual([
      [true, false],
      [true, false],
    ])
  })
})

describe('the resource of a statement', () => {
  it.each([
    ['*', 'yes'],
    ['arn:aws:s3:::data/*', 'yes'],
    ['arn:aws:s3:::DATA/*', 'no'],
    ['arn:aws:s3:::data', 'no'],
    [`arn:aws:s3:::data/\${aws:username}/*`, 'yes'],
    [`arn:aws:s3:::data/\${aws:PrincipalTag/team}/*`, 'no'],
    [`arn:aws:s3:::data/\${aws:userid}/*`, 'maybe'],
    [[`arn:aws:s3:::data/\${aws:userid}/*`, '*'], 'yes'],
  ])('%j takes in an object: %s', (Resource, expected) => {
    expect(about({ Resource })).toBe(expected)
  })

  it.each([
    ['arn:aws:s3:::data/*', 'no'],
    ['arn:aws:s3:::other/*', 'yes'],
    [`arn:aws:s3:::data/\${aws:userid}/*`, 'maybe'],
  ])('left out by NotResource %j: %s', (NotResource, expected) => {
    expect(about({ Resource: undefined, NotResource })).toBe(expected)
  })

  it('is the role itself in a trust policy', () => {
    expect(about({ Resource: undefined, Action: 'sts:AssumeRole' }, 'sts:AssumeRole')).toBe('yes')
  })
})

describe('the conditions of a statement', () => {
  it.each([
    [{ StringEquals: { 'aws:username': 'ana' } }, 'yes'],
    [{ StringEquals: { 'aws:username': 'bo' } }, 'no'],
    [{ StringEquals: { 'aws:SourceVpc': 'vpc-1' } }, 'maybe'],
  ])('%j: %s', (Condition, expected) => {
    expect(about({ Condition })).toBe(expected)
  })

  it('do not matter where the action is another', () => {
    const Condition = { StringEquals: { 'aws:SourceVpc': 'vpc-1' } }
    expect(about({ Action: 'iam:*', Condition })).toBe('no')
  })
})
