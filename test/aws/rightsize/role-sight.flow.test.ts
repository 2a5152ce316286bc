import { CreateRoleCommand, PutRolePolicyCommand } from '@aws-sdk/client-iam'
import { DescribeEndpointCommand, ListModelsCommand } from '@aws-sdk/client-sagemaker'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { AwsAccount, AwsAccountOptions } from '../../../infra/local/aws/server.ts'
import { rightsize } from '../../../src/activity/rightsize/rightsize.ts'
import { createRoleSight, RIGHTSIZE_ACTIONS } from '../../../src/aws/rightsize/role-sight.ts'
import { clientOf, NOW, nameOfError, startAcme } from '../../local/aws/account.ts'
import { ADMIN, assume, iamAs, keyOf, sagemakerAs } from '../../local/aws/people.ts'

const DENIED = { kind: 'error', code: 'AccessDenied', status: 403 } as const
const policy = (...Statement: readonly object[]) => JSON.stringify({ Version: '2012-10-17', Statement })
let account: AwsAccount
let trouble: { faults?: NonNullable<AwsAccountOptions['faults']> }
beforeEach(async () => {
  trouble = {}
  account = await startAcme({ faults: (call) => trouble.faults?.(call) })
})
afterEach(() => account.close())

async function workingRole(): Promise<string> {
  const iam = iamAs(account, ADMIN)
  const { Role } = await iam.send(
    new CreateRoleCommand({
      Path: '/ml/',
      RoleName: 'nightly',
      AssumeRolePolicyDocument: policy({
        Effect: 'Allow',
        Principal: { AWS: 'arn:aws:iam::111122223333:user/bob.tanaka' },
        Action: 'sts:AssumeRole',
      }),
    }),
  )
  const PolicyDocument = policy({
    Effect: 'Allow',
    Action: [
      'sagemaker:Describe*',
      'sagemaker:InvokeEndpoint',
      'ec2:RunInstances',
      'iam:PassRole',
      'glue:GetTable',
    ],
    Resource: '*',
  })
  await iam.send(new PutRolePolicyCommand({ RoleName: 'nightly', PolicyName: 'work', PolicyDocument }))
  const arn = Role?.Arn ?? ''
  const as = await assume(account, keyOf('bob.tanaka'), arn, { RoleSessionName: 'bob' })
  await sagemakerAs(account, as).send(new DescribeEndpointCommand({ EndpointName: 'fraud-scoring' }))
  await nameOfError(sagemakerAs(account, as).send(new ListModelsCommand({})))
  return arn
}

const sight = () => {
  const { endpoint, credentials } = clientOf(account)
  return createRoleSight({
    clock: () => (NOW + 3600) * 1000,
    sleep: async () => {},
    random: () => 0,
    regions: ['eu-west-1'],
    partition: 'aws',
    account: '111122223333',
    aws: { endpoint, credentials },
  })
}

describe('a role, looked at', () => {
  it('shows what it may do and what it did', async () => {
    const arn = await workingRole()
    const role = await sight().readRole(arn)
    const evidence = await sight().readEvidence(arn, () => {})
    expect(role).toMatchObject({ ok: true, value: { name: 'nightly', boundary: null, awsOwned: false } })
    expect(evidence.gaps).toEqual([])
    expect(evidence.calls.map(({ action }) => action)).toEqual(['sagemaker:DescribeEndpoint'])
    expect(evidence.log).toMatchObject({ complete: true, sessions: 1, regions: ['eu-west-1', 'us-east-1'] })
    const used = evidence.services?.filter(({ lastAt }) => lastAt !== null).map(({ namespace }) => namespace)
    expect(used).toEqual(['sagemaker'])
  })

  it('leads to a policy of what it used and what nobody can see', async () => {
    const arn = await workingRole()
    const role = await sight().readRole(arn)
    if (!role.ok) throw new Error(role.error)
    const { document, check } = rightsize(role.value.policies, await sight().readEvidence(arn, () => {}))
    expect(check.differs).toBeUndefined()
    expect(document?.statements.map(({ actions }) => actions)).toEqual([
      ['sagemaker:DescribeEndpoint', 'sagemaker:InvokeEndpoint', 'iam:PassRole'],
    ])
  })

  it('is not there, and says so', async () => {
    const answer = await sight().readRole('arn:aws:iam::111122223333:role/ml/nobody')
    expect(answer.ok).toBe(false)
  })

  it.each([
    ['GenerateServiceLastAccessedDetails', 'iam:GenerateServiceLastAccessedDetails'],
    ['GetServiceLastAccessedDetails', 'iam:GetServiceLastAccessedDetails'],
  ])('keeps more, and names the gap, where %s is denied', async (denied, permission) => {
    const arn = await workingRole()
    trouble.faults = ({ operation }) => (operation === denied ? DENIED : undefined)
    const evidence = await sight().readEvidence(arn, () => {})
    expect(evidence.services).toBeNull()
    expect(evidence.gaps.join(' ')).toContain(`needs ${permission}`)
    expect(RIGHTSIZE_ACTIONS).toContain(permission)
  })

  it('takes nothing for unused where CloudTrail is denied', async () => {
    const arn = await workingRole()
    trouble.faults = ({ operation }) => (operation === 'LookupEvents' ? DENIED : undefined)
    const role = await sight().readRole(arn)
    if (!role.ok) throw new Error(role.error)
    const evidence = await sight().readEvidence(arn, () => {})
    expect(evidence.log.complete).toBe(false)
    const { document } = rightsize(role.value.policies, evidence)
    expect(document?.statements[0]?.actions).toContain('sagemaker:Describe*')
  })
})
