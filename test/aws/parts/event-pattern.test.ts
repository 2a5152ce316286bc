import { describe, expect, it } from 'vitest'
import { couldMatch } from '../../../src/aws/parts/event-pattern.ts'

const EVENT = {
  source: 'aws.iam',
  'detail-type': 'AWS API Call via CloudTrail',
  resources: ['arn:one', 'arn:two'],
  detail: { eventName: 'PutRolePolicy', eventSource: 'iam.amazonaws.com' },
}

describe('whether a pattern is worth asking about', () => {
  it.each([
    ['its source is listed', { source: ['aws.iam', 'aws.kms'] }, true],
    ['another source is listed', { source: ['aws.kms'] }, false],
    ['the event name is listed', { detail: { eventName: ['PutRolePolicy'] } }, true],
    ['another event name is listed', { detail: { eventName: ['DeleteTrail'] } }, false],
    ['a field that the event lacks is listed', { detail: { errorCode: ['AccessDenied'] } }, false],
    ['one of several values is listed', { resources: ['arn:two'] }, true],
    ['a prefix is wanted, which only AWS can judge', { source: [{ prefix: 'aws.' }] }, true],
    ['a text stands beside a rule', { source: ['aws.kms', { 'anything-but': 'aws.s3' }] }, true],
    ['there are alternatives', { $or: [{ source: ['aws.kms'] }, { source: ['aws.iam'] }] }, true],
  ])('when %s', (_, pattern, could) => {
    expect(couldMatch(JSON.stringify(pattern), EVENT)).toBe(could)
  })

  it('is left to AWS where the pattern is no JSON', () => {
    expect(couldMatch('{', EVENT)).toBe(true)
  })
})
