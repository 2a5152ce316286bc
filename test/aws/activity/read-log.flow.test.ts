import { CreateRoleCommand, PutRolePolicyCommand } from '@aws-sdk/client-iam'
import { DescribeEndpointCommand, ListDomainsCommand, ListModelsCommand } from '@aws-sdk/client-sagemaker'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { AwsAccount, AwsAccountOptions } from '../../../infra/local/aws/server.ts'
import type { LogProgress, Trace } from '../../../src/activity/log.ts'
import { createDirectory, DIRECTORY_ACTIONS } from '../../../src/aws/activity/directory.ts'
import { createReadLog, READ_LOG_ACTIONS, type ReadLogOptions } from '../../../src/aws/activity/read-log.ts'
import { clientOf, NOW, nameOfError, startAcme } from '../../local/aws/account.ts'
import { ADMIN, assume, iamAs, keyOf, sagemakerAs } from '../../local/aws/people.ts'

const REGIONS = ['eu-west-1', 'us-east-1']
const DENIED = { kind: 'error', code: 'AccessDeniedException', status: 400 } as const
const THROTTLED = { kind: 'error', code: 'ThrottlingException', status: 400 } as const
let account: AwsAccount
let trouble: { faults?: NonNullable<AwsAccountOptions['faults']> }
beforeEach(async () => {
  trouble = {}
  account = await startAcme({ faults: (call) => trouble.faults?.(call) })
})
afterEach(() => account.close())

const options = (change: Partial<ReadLogOptions> = {}): ReadLogOptions => {
  const { endpoint, credentials } = clientOf(account)
  return {
    clock: () => (NOW + 3600) * 1000,
    sleep: async () => {},
    random: () => 0,
    regions: REGIONS,
    aws: { endpoint, credentials },
    ...change,
  }
}
const read = (traces: readonly Trace[], change: Partial<ReadLogOptions> = {}) => {
  const progress: LogProgress[] = []
  const reading = createReadLog(options(change))
  return reading(traces, { from: NOW - 86_400, to: NOW + 3600 }, (each) => progress.push(each)).then(
    (log) => ({
      ...log,
      progress,
    }),
  )
}
const SERVICE: Trace = { by: 'service' }

const asBob = () => sagemakerAs(account, keyOf('bob.tanaka'))
const bobLists = (times = 1) =>
  Promise.all(
    Array.from({ length: times }, () =>
      nameOfError(asBob().send(new ListDomainsCommand({}))).catch(() => ''),
    ),
  )

async function grantSession(name: string) {
  const iam = iamAs(account, ADMIN)
  const policy = (...Statement: readonly object[]) => JSON.stringify({ Version: '2012-10-17', Statement })
  const { Role } = await iam.send(
    new CreateRoleCommand({
      Path: '/sagewarden/',
      RoleName: name,
      AssumeRolePolicyDocument: policy({
        Effect: 'Allow',
        Principal: { AWS: 'arn:aws:iam::111122223333:user/bob.tanaka' },
        Action: 'sts:AssumeRole',
      }),
    }),
  )
  const PolicyDocument = policy({ Effect: 'Allow', Action: 'sagemaker:DescribeEndpoint', Resource: '*' })
  await iam.send(new PutRolePolicyCommand({ RoleName: name, PolicyName: 'grant', PolicyDocument }))
  const arn = Role?.Arn ?? ''
  return { arn, session: await assume(account, keyOf('bob.tanaka'), arn, { RoleSessionName: 'bob' }) }
}

describe('the access log', () => {
  it('tells who called SageMaker, from where and under which grant', async () => {
    const { session } = await grantSession('grant-a')
    await sagemakerAs(account, session).send(new DescribeEndpointCommand({ EndpointName: 'fraud-scoring' }))
    await nameOfError(sagemakerAs(account, session).send(new ListModelsCommand({})))
    await bobLists()
    const { events, gaps, completeFrom } = await read([SERVICE])
    const told = events.map(({ action, caller, grantId, denied, sourceIp }) => [
      action,
      caller.name,
      grantId,
      denied,
      sourceIp,
    ])
    expect(told).toContainEqual(['sagemaker:DescribeEndpoint', 'grant-a', 'a', false, '127.0.0.1'])
    expect(told).toContainEqual(['sagemaker:ListModels', 'grant-a', 'a', true, '127.0.0.1'])
    expect(told.filter(([, name]) => name === 'bob.tanaka')).toHaveLength(1)
    expect({ gaps, completeFrom }).toEqual({ gaps: [], completeFrom: NOW - 86_400 })
  })

  it('is followed by user and by role, each call once', async () => {
    const { arn, session } = await grantSession('grant-a')
    await sagemakerAs(account, session).send(new DescribeEndpointCommand({ EndpointName: 'fraud-scoring' }))
    await bobLists()
    const role: Trace = { by: 'role', arn, sessionNames: ['bob', 'bob.tanaka'] }
    const { events } = await read([{ by: 'user', name: 'bob.tanaka' }, role])
    const sagemaker = events.filter(({ action }) => action.startsWith('sagemaker:'))
    expect(sagemaker.map(({ grantId }) => grantId).toSorted()).toEqual(['a', null])
    expect(new Set(events.map(({ id }) => id)).size).toBe(events.length)
  })

  it('is read page by page, and tells how far it is', async () => {
    await bobLists(60)
    const { events, progress } = await read([SERVICE])
    expect(events).toHaveLength(60)
    expect(progress.at(-1)).toEqual({ events: 60, reached: NOW })
  })

  it('says from when on it is whole where there was too much to read', async () => {
    await bobLists(60)
    const { events, completeFrom } = await read([SERVICE], { mostRequests: 1, regions: ['eu-west-1'] })
    expect({ events: events.length, completeFrom }).toEqual({ events: 50, completeFrom: NOW + 1 })
  })

  it('names a Region in which it was denied, and does not count it as read', async () => {
    await bobLists()
    trouble.faults = ({ region, operation }) =>
      operation === 'LookupEvents' && region === 'us-east-1' ? DENIED : undefined
    const { events, gaps, regions } = await read([SERVICE])
    expect(events).toHaveLength(1)
    expect(regions).toEqual(['eu-west-1'])
    expect(gaps).toEqual([
      `CloudTrail in us-east-1 could not be read: LookupEvents was denied (needs ${READ_LOG_ACTIONS[0]}).`,
    ])
  })

  it('names that it was throttled, and never says that nothing happened', async () => {
    await bobLists()
    trouble.faults = ({ operation }) => (operation === 'LookupEvents' ? THROTTLED : undefined)
    const { events, gaps, regions } = await read([SERVICE])
    expect({ events, regions }).toEqual({ events: [], regions: [] })
    expect(gaps.join(' ')).toContain('LookupEvents was throttled')
  })
})

describe('the names of an account', () => {
  it('are those of all users and roles', async () => {
    const names = await createDirectory({ ...options(), region: 'eu-west-1' })()
    expect(names.users.map(({ name }) => name)).toContain('alice.meyer')
    expect(names.roles.length).toBeGreaterThan(5)
    expect(names.gap).toBeNull()
  })

  it('say which permission is missing', async () => {
    trouble.faults = ({ operation }) => (operation === 'ListRoles' ? DENIED : undefined)
    const names = await createDirectory({ ...options(), region: 'eu-west-1' })()
    expect(names.roles).toEqual([])
    expect(names.gap).toContain(`needs ${DIRECTORY_ACTIONS[1]}`)
  })
})
