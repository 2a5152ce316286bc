import * as sdk from '@aws-sdk/client-iam'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { AwsAccount } from '../../../infra/local/aws/server.ts'
import { startAcme } from './account.ts'
import { ADMIN, iamAs } from './people.ts'

const ALICE = 'arn:aws:iam::111122223333:user/alice.meyer'
const BOUNDARY = 'arn:aws:iam::111122223333:policy/ml-permissions-boundary'
const trust = (AWS: string, more: object = {}) =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { AWS }, Action: 'sts:AssumeRole', ...more }],
  })
const permission = (statement: object = {}) =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: 'sagemaker:DescribeDomain', Resource: '*', ...statement }],
  })
const filler = (characters: number) => permission({ Resource: `arn:aws:sagemaker:${'x'.repeat(characters)}` })

let account: AwsAccount
let iam: sdk.IAMClient
beforeAll(async () => {
  account = await startAcme()
  iam = iamAs(account, ADMIN)
})
afterAll(() => account.close())

const create = (RoleName: string, more: Partial<sdk.CreateRoleCommandInput> = {}) =>
  iam.send(
    new sdk.CreateRoleCommand({
      Path: '/grants/',
      RoleName,
      AssumeRolePolicyDocument: trust(ALICE),
      PermissionsBoundary: BOUNDARY,
      Tags: [{ Key: 'grant', Value: RoleName }],
      ...more,
    }),
  )
const put = (RoleName: string, PolicyDocument = permission(), PolicyName = 'access') =>
  iam.send(new sdk.PutRolePolicyCommand({ RoleName, PolicyName, PolicyDocument }))

describe('IAM refuses', () => {
  beforeAll(async () => {
    await create('target')
  })

  it.each<[string, () => Promise<unknown>, string, string]>([
    [
      'a second role of a name, in any case',
      () => create('TARGET'),
      'EntityAlreadyExistsException',
      'already exists',
    ],
    ['a name with a space', () => create('a b'), 'ValidationError', 'roleName is invalid'],
    ['a name of 65 letters', () => create('n'.repeat(65)), 'ValidationError', 'less than or equal to 64'],
    [
      'a path without its slashes',
      () => create('p', { Path: 'grants' }),
      'ValidationError',
      'begin and end with /',
    ],
    ['a session of 13 hours', () => create('s', { MaxSessionDuration: 46_800 }), 'ValidationError', '43200'],
    [
      'a boundary that is not there',
      () => create('b', { PermissionsBoundary: `${BOUNDARY}-none` }),
      'NoSuchEntityException',
      'does not exist',
    ],
    [
      'two tags of one key',
      () =>
        create('t', {
          Tags: [
            { Key: 'a', Value: '1' },
            { Key: 'A', Value: '2' },
          ],
        }),
      'InvalidInputException',
      'Duplicate tag keys',
    ],
    [
      'trust in somebody who is not there',
      () => create('x', { AssumeRolePolicyDocument: trust(`${ALICE}.gone`) }),
      'MalformedPolicyDocumentException',
      'Invalid principal in policy',
    ],
    [
      'trust in a pattern of users',
      () => create('x', { AssumeRolePolicyDocument: trust('arn:aws:iam::111122223333:user/*') }),
      'MalformedPolicyDocumentException',
      'Invalid principal in policy',
    ],
    [
      'trust with a resource',
      () => create('x', { AssumeRolePolicyDocument: trust(ALICE, { Resource: '*' }) }),
      'MalformedPolicyDocumentException',
      'Has prohibited field Resource',
    ],
    [
      'trust of more than 2,048 characters',
      () => create('x', { AssumeRolePolicyDocument: trust(ALICE, { Sid: 'x'.repeat(2048) }) }),
      'LimitExceededException',
      'ACLSizePerRole: 2048',
    ],
    ['text that is no JSON', () => put('target', '{'), 'MalformedPolicyDocumentException', 'invalid Json'],
    [
      'a permission with a principal',
      () => put('target', permission({ Principal: '*' })),
      'MalformedPolicyDocumentException',
      'should not specify a principal',
    ],
    [
      'a permission without a resource',
      () => put('target', permission({ Resource: undefined })),
      'MalformedPolicyDocumentException',
      'must contain resources',
    ],
    [
      'an action without its service',
      () => put('target', permission({ Action: 'DescribeDomain' })),
      'MalformedPolicyDocumentException',
      'prefaced by a vendor',
    ],
    [
      'an operator that there is not',
      () => put('target', permission({ Condition: { DateBefore: { 'aws:CurrentTime': '2026-01-01' } } })),
      'MalformedPolicyDocumentException',
      'Invalid Condition type : DateBefore',
    ],
    [
      'a policy of more than 10,240 characters',
      () => put('target', filler(10_240)),
      'LimitExceededException',
      'Maximum policy size of 10240 bytes exceeded for role target',
    ],
    ['a policy for nobody', () => put('nobody'), 'NoSuchEntityException', 'role with name nobody'],
    [
      'a managed policy of more than 6,144 characters',
      () => iam.send(new sdk.CreatePolicyCommand({ PolicyName: 'big', PolicyDocument: filler(6144) })),
      'LimitExceededException',
      'PolicySize: 6144',
    ],
    [
      'to take off what is not attached',
      () => iam.send(new sdk.DetachRolePolicyCommand({ RoleName: 'target', PolicyArn: BOUNDARY })),
      'NoSuchEntityException',
      'cannot be found',
    ],
  ])('%s', async (_what, call, name, words) => {
    const error: unknown = await call().then(
      () => undefined,
      (reason: unknown) => reason,
    )
    expect(error).toMatchObject({ name })
    expect(String(error)).toContain(words)
  })

  it('inline policies that are too long together, white space not counted', async () => {
    await create('full')
    await put('full', filler(6000), 'first')
    await put('full', `${' '.repeat(5000)}${filler(3000)}`, 'second')
    await expect(put('full', filler(3000), 'third')).rejects.toMatchObject({ name: 'LimitExceededException' })
  })
})
