import { describe, expect, it } from 'vitest'
import { Nonsense } from '../../src/aws/call.ts'
import { checkBody } from '../../src/aws/wire-check.ts'

describe('the body of an answer', () => {
  it.each([
    ['sagemaker', 'ListDomains', 'application/x-amz-json-1.1', '{"Domains":[]}'],
    ['iam', 'ListRoles', 'text/xml', '<ListRolesResponse xmlns="x">'],
    ['ec2', 'DescribeSubnets', 'text/xml', '<?xml version="1.0"?>\n<DescribeSubnetsResponse>'],
    ['s3', 'GetBucketVersioning', 'application/xml', '<VersioningConfiguration xmlns="x"/>'],
    ['s3', 'GetBucketPolicy', 'application/json', '{"Version":"2012-10-17"}'],
    ['s3control', 'GetPublicAccessBlock', 'application/xml', '<PublicAccessBlockConfiguration xmlns="x"/>'],
  ] as const)('of %s %s passes', (service, operation, type, body) => {
    expect(() => checkBody(service, operation, type, body)).not.toThrow()
  })

  it.each([
    ['sagemaker', 'ListDomains', 'a page', '<html>It works!</html>'],
    ['sagemaker', 'ListDomains', 'nothing', ''],
    ['ec2', 'DescribeSubnets', 'a page', '<!DOCTYPE html><html>'],
    ['ec2', 'DescribeSubnets', 'another answer', '<DescribeVpcsResponse/>'],
    ['s3', 'GetBucketVersioning', 'a page', '<html></html>'],
    ['s3', 'GetBucketPolicy', 'a page', '<html></html>'],
    ['s3control', 'GetPublicAccessBlock', 'an error', '<ErrorResponse/>'],
  ] as const)('of %s %s is nonsense where it is %s', (service, operation, _, body) => {
    expect(() => checkBody(service, operation, 'text/html', body)).toThrow(Nonsense)
  })
})
