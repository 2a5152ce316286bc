import { CreateRoleCommand, PutRolePolicyCommand } from '@aws-sdk/client-iam'
import {
  DescribeNotebookInstanceCommand,
  ListDomainsCommand,
  StartNotebookInstanceCommand,
} from '@aws-sdk/client-sagemaker'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { AwsAccount, AwsAccountOptions } from '../../../infra/local/aws/server.ts'
import { createObserve, OBSERVE_ACTIONS, type ObserveOptions } from '../../../src/aws/activity/observe.ts'
import type { ObservedRole } from '../../../src/grants/request/looking.ts'
import { clientOf, NOW, nameOfError, startAcme } from '../../local/aws/account.ts'
import { ADMIN, assume, type Credentials, iamAs, keyOf, sagemakerAs } from '../../local/aws/people.ts'

const HOUR = 3600
const WINDOW = { startsAt: NOW, endsAt: NOW + HOUR }
const REGIONS = ['eu-west-1', 'us-east-1']
const policy = (...Statement: readonly object[]) => JSON.stringify({ Version: '2012-10-17', Statement })
const notebookArn = (name: string) => `arn:aws:sagemaker:eu-west-1:111122223333:notebook-instance/${name}`

let account: AwsAccount
let trouble: { faults?: NonNullable<AwsAccountOptions['faults']> }
beforeEach(async () => {
  trouble = {}
  account = await startAcme({ faults: (call) => trouble.faults?.(call) })
})
afterEach(() => account.close())

/** A role like that of a grant, for bob. */
async function grantRole(name: string): Promise<ObservedRole> {
  const iam = iamAs(account, ADMIN)
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
  const PolicyDocument = policy({
    Effect: 'Allow',
    Action: ['sagemaker:Describe*', 'sagemaker:StartNotebookInstance'],
    Resource: '*',
  })
  await iam.send(new PutRolePolicyCommand({ RoleName: name, PolicyName: 'grant', PolicyDocument }))
  return { arn: Role?.Arn ?? '', uniqueId: Role?.RoleId ?? null, sessionNames: [] }
}

const session = (role: ObservedRole): Promise<Credentials> =>
  assume(account, keyOf('bob.tanaka'), role.arn, { RoleSessionName: 'bob' })

const see = (as: Credentials, NotebookInstanceName: string) =>
  sagemakerAs(account, as).send(new DescribeNotebookInstanceCommand({ NotebookInstanceName }))

const observe = (
  role: ObservedRole,
  {
    at = NOW + 2 * HOUR,
    window = WINDOW,
    ...options
  }: Partial<ObserveOptions> & { at?: number; window?: typeof WINDOW } = {},
) => {
  const { endpoint, credentials } = clientOf(account)
  const observing = createObserve({
    clock: () => at * 1000,
    sleep: async () => {},
    random: () => 0,
    aws: { endpoint, credentials },
    ...options,
  })
  return observing(role, window, REGIONS)
}

describe('what was done with a grant', () => {
  it('is every call of every session of its role, oldest first, refused ones too', async () => {
    const role = await grantRole('grant-a')
    await see(await session(role), 'fraud-research')
    account.clock.advance(60_000)
    const second = await session(role)
    await nameOfError(sagemakerAs(account, second).send(new ListDomainsCommand({})))
    await sagemakerAs(account, second).send(
      new StartNotebookInstanceCommand({ NotebookInstanceName: 'credit-risk-backtest' }),
    )
    const activity = await observe(role)
    expect(activity).toEqual({
      seen: [
        {
          action: 'sagemaker:DescribeNotebookInstance',
          resource: notebookArn('fraud-research'),
          at: NOW,
          denied: false,
          created: null,
          sourceIp: '127.0.0.1',
        },
        {
          action: 'sagemaker:ListDomains',
          resource: null,
          at: NOW + 60,
          denied: true,
          created: null,
          sourceIp: '127.0.0.1',
        },
        {
          action: 'sagemaker:StartNotebookInstance',
          resource: notebookArn('credit-risk-backtest'),
          at: NOW + 60,
          denied: false,
          created: notebookArn('credit-risk-backtest'),
          sourceIp: '127.0.0.1',
        },
      ],
      sessions: 2,
      gaps: [],
      truncated: false,
      asOf: NOW + 2 * HOUR,
    })
  })

  it('is nothing of another grant, whose name begins alike and whose session has the same name', async () => {
    const [one, other] = [await grantRole('grant-a'), await grantRole('grant-a1')]
    await see(await session(other), 'fraud-research')
    expect(await observe({ ...one, sessionNames: ['bob'] })).toMatchObject({
      seen: [],
      sessions: 0,
      gaps: [],
    })
    expect((await observe(other)).seen).toHaveLength(1)
  })

  it('is found by the name of the session too, once, and without the calls of others of that name', async () => {
    const role = await grantRole('grant-a')
    await see(await session(role), 'fraud-research')
    await see(keyOf('bob.tanaka'), 'churn-lab')
    const named = { ...role, sessionNames: ['bob', 'bob.tanaka'] }
    expect((await observe(named)).seen.map(({ resource }) => resource)).toEqual([
      notebookArn('fraud-research'),
    ])
  })

  it('is read to the end, however many pages that takes', async () => {
    const role = await grantRole('grant-a')
    const as = await session(role)
    for (let i = 0; i < 60; i++) await see(as, 'fraud-research')
    expect((await observe(role)).seen).toHaveLength(60)
    const cut = await observe(role, { mostRequests: 3 })
    expect({ seen: cut.seen.length, truncated: cut.truncated }).toEqual({ seen: 50, truncated: true })
  })

  it('does not hold what lies outside the window', async () => {
    const role = await grantRole('grant-a')
    const as = await session(role)
    await see(as, 'fraud-research')
    account.clock.advance(600_000)
    await see(as, 'churn-lab')
    const { seen } = await observe(role, { window: { startsAt: NOW, endsAt: NOW + 300 } })
    expect(seen.map(({ resource }) => resource)).toEqual([notebookArn('fraud-research')])
  })
})

describe('what could not be seen of a grant’s use', () => {
  it('is a gap that names the Region and the permission, and leaves what was seen', async () => {
    const role = await grantRole('grant-a')
    await see(await session(role), 'fraud-research')
    trouble.faults = ({ operation, region }) =>
      operation === 'LookupEvents' && region === 'us-east-1'
        ? { kind: 'error', code: 'AccessDeniedException', status: 400 }
        : undefined
    const { seen, gaps } = await observe(role)
    expect(seen).toHaveLength(1)
    expect(gaps).toEqual([
      `CloudTrail in us-east-1 could not be read: LookupEvents was denied (needs ${OBSERVE_ACTIONS[0]}).`,
    ])
  })

  it('is said where CloudTrail may still be late', async () => {
    const role = await grantRole('grant-a')
    const { gaps } = await observe(role, { at: NOW + HOUR + 60 })
    expect(gaps).toEqual(['CloudTrail may not show calls after 2026-11-23T12:46:00Z yet.'])
    expect((await observe(role, { at: NOW + HOUR + 900 })).gaps).toEqual([])
  })

  it('is said where CloudTrail has forgotten', async () => {
    const { gaps } = await observe(await grantRole('grant-a'), { at: NOW + 91 * 24 * HOUR })
    expect(gaps).toEqual(['CloudTrail no longer keeps calls before 2026-11-24T12:00:00Z.'])
  })

  it('is waited for where CloudTrail throttles', async () => {
    const role = await grantRole('grant-a')
    await see(await session(role), 'fraud-research')
    let refused = 0
    trouble.faults = ({ operation }) => {
      if (operation !== 'LookupEvents' || refused >= 3) return undefined
      refused += 1
      return { kind: 'error', code: 'ThrottlingException', status: 400, message: 'Rate exceeded' }
    }
    expect(await observe(role)).toMatchObject({
      seen: [{ action: 'sagemaker:DescribeNotebookInstance' }],
      gaps: [],
    })
  })
})

it('waits half a second between two lookups in one Region', async () => {
  const slept: number[] = []
  const role = { ...(await grantRole('grant-a')), sessionNames: ['ann', 'ben'] }
  await observe(role, { sleep: async (ms) => void slept.push(ms) })
  // Three lookups in each of two Regions: no wait before the first of a Region.
  expect(slept).toEqual([500, 500, 500, 500])
  expect(account.calls().byOperation['cloudtrail:LookupEvents']).toBe(6)
})
