import { describe, expect, it } from 'vitest'
import { executionRolePolicy } from '../../../src/watch/detections/execution-role-policy.ts'
import { anEvent, aSample, EXECUTION_ROLE, sightingsOf } from '../../support/trail.ts'

const IAM = { eventSource: 'iam.amazonaws.com', awsRegion: 'us-east-1' }

describe('the rights of an execution role', () => {
  it.each([
    [
      'PutRolePolicy',
      { roleName: 'fraud-training-exec', policyName: 'x' },
      { subject: EXECUTION_ROLE, on: 'x' },
    ],
    [
      'PutRolePolicy',
      { roleName: 'FRAUD-training-exec', policyName: 'x' },
      { subject: EXECUTION_ROLE, on: 'x' },
    ],
    [
      'AttachRolePolicy',
      {
        roleName: 'AmazonSageMaker-ExecutionRole-1',
        policyArn: 'arn:aws:iam::aws:policy/AdministratorAccess',
      },
      { subject: 'AmazonSageMaker-ExecutionRole-1', on: 'arn:aws:iam::aws:policy/AdministratorAccess' },
    ],
    ['UpdateAssumeRolePolicy', { roleName: 'fraud-training-exec' }, { subject: EXECUTION_ROLE }],
    ['DeleteRolePermissionsBoundary', { roleName: 'fraud-training-exec' }, { subject: EXECUTION_ROLE }],
  ])('are told when %s touches it', (name, asked, sighting) => {
    expect(sightingsOf(executionRolePolicy, [anEvent(name, asked, IAM)])).toEqual([sighting])
  })

  it.each([
    ['a role that SageMaker cannot take', anEvent('PutRolePolicy', { roleName: 'web' }, IAM)],
    ['the sample, which names another role', aSample('iam/PutRolePolicy')],
    ['a user', anEvent('PutUserPolicy', { userName: 'sagemaker-bob' }, IAM)],
    [
      'a refused call',
      anEvent('PutRolePolicy', { roleName: 'fraud-training-exec' }, { ...IAM, errorCode: 'AccessDenied' }),
    ],
    ['the same name in another service', anEvent('PutRolePolicy', { roleName: 'fraud-training-exec' })],
  ])('are not %s', (_, event) => {
    expect(sightingsOf(executionRolePolicy, [event])).toEqual([])
  })
})
