import { describe, expect, it } from 'vitest'
import { COLLECTORS } from '../../src/aws/collectors/index.ts'
import { readOnlyPolicy } from '../../src/aws/read-only-policy.ts'

describe('the policy of the auditor', () => {
  it('allows what collectors declare, once, in order, one statement for each service', () => {
    const policy = readOnlyPolicy([
      { actions: ['sagemaker:Search', 's3:GetBucketPolicy'] },
      { actions: ['sagemaker:ListModels', 'sagemaker:Search'] },
    ])
    expect(policy).toEqual({
      Version: '2012-10-17',
      Statement: [
        { Sid: 'ReadS3', Effect: 'Allow', Action: ['s3:GetBucketPolicy'], Resource: '*' },
        {
          Sid: 'ReadSagemaker',
          Effect: 'Allow',
          Action: ['sagemaker:ListModels', 'sagemaker:Search'],
          Resource: '*',
        },
      ],
    })
  })

  it('lets the auditor neither write, nor read data, nor decrypt', () => {
    const actions = readOnlyPolicy(COLLECTORS).Statement.flatMap((statement) => statement.Action)
    const harmless = /:(List|Describe|Get|Search|Test)|^iam:GenerateCredentialReport$/
    expect(actions.filter((action) => !harmless.test(action))).toEqual([])
    const data = ['s3:GetObject', 'kms:Decrypt', 'secretsmanager:GetSecretValue', 'logs:GetLogEvents']
    expect(actions.filter((action) => data.includes(action) || action.includes('*'))).toEqual([])
  })

  it('fits into one managed policy of 6,144 characters', () => {
    expect(JSON.stringify(readOnlyPolicy(COLLECTORS)).length).toBeLessThan(6144)
  })
})
