import { describe, expect, it } from 'vitest'
import { arnName, bucketOf, parseArn } from '../../src/base/arn.ts'

describe('an ARN', () => {
  it('is taken apart with its case kept', () => {
    expect(parseArn('arn:aws:sagemaker:eu-west-1:111122223333:user-profile/d-1/Ana')).toEqual({
      partition: 'aws',
      service: 'sagemaker',
      region: 'eu-west-1',
      account: '111122223333',
      resource: 'user-profile/d-1/Ana',
    })
  })

  it.each([['nothing'], ['arn:aws'], ['arn:aws:s3:::'], ['urn:aws:s3:::b']])('is not «%s»', (text) => {
    expect(parseArn(text)).toBeUndefined()
  })

  it.each([
    ['arn:aws:iam::1:role/team/Train', 'Train'],
    ['arn:aws:sns:eu-west-1:1:alerts', 'alerts'],
    ['plain', 'plain'],
  ])('ends in a name: %s', (text, name) => {
    expect(arnName(text)).toBe(name)
  })

  it.each([
    ['s3://models/a/b', 'models'],
    ['S3://models', 'models'],
    ['https://example.com/x', undefined],
    [undefined, undefined],
  ])('and an S3 URI names a bucket: %s', (uri, bucket) => {
    expect(bucketOf(uri)).toBe(bucket)
  })
})
