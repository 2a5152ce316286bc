import { describe, expect, it } from 'vitest'
import { executionRolePolicy } from '../../../src/watch/detections/execution-role-policy.ts'
import {
  anEvent,
  aSample,
  EXECUTION_POLICY,
  EXECUTION_ROLE,
  SHARED_POLICY,
  sightingsOf,
} from '../../support/trail.ts'

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
    [
      'CreatePolicyVersion',
      { policyArn: EXECUTION_POLICY, policyDocument: '{}', setAsDefault: true },
      { subject: EXECUTION_ROLE, on: EXECUTION_POLICY },
    ],
    [
      'SetDefaultPolicyVersion',
      { policyArn: EXECUTION_POLICY, versionId: 'v3' },
      { subject: EXECUTION_ROLE, on: EXECUTION_POLICY },
    ],
    [
      'SetDefaultPolicyVersion',
      { policyArn: SHARED_POLICY, versionId: 'v3' },
      { subject: SHARED_POLICY, more: '2 execution roles hold it' },
    ],
  ])('are told when %s touches it', (name, asked, sighting) => {
    expect(sightingsOf(executionRolePolicy, [anEvent(name, asked, IAM)])).toEqual([sighting])
  })

  it.each([
    ['a role that SageMaker cannot take', anEvent('PutRolePolicy', { roleName: 'web' }, IAM)],
    ['the sample, which names another role', aSample('iam/PutRolePolicy')],
    [
      'a version that is not in force',
      anEvent('CreatePolicyVersion', { policyArn: EXECUTION_POLICY, policyDocument: '{}' }, IAM),
    ],
    [
      'a version of a policy that no execution role holds',
      anEvent('SetDefaultPolicyVersion', { policyArn: 'arn:aws:iam::111122223333:policy/web' }, IAM),
    ],
    [
      'a version that was refused',
      anEvent(
        'SetDefaultPolicyVersion',
        { policyArn: EXECUTION_POLICY, versionId: 'v3' },
        { ...IAM, errorCode: 'AccessDenied' },
      ),
    ],
    [
      'another role that takes the same policy',
      anEvent('AttachRolePolicy', { roleName: 'web', policyArn: EXECUTION_POLICY }, IAM),
    ],
    ['the sample, whose policy nobody holds', aSample('iam/CreatePolicyVersion')],
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
