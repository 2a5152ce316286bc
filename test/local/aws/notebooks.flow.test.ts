import { CreateRoleCommand, DeleteRolePolicyCommand, PutRolePolicyCommand } from '@aws-sdk/client-iam'
import {
  CreatePresignedDomainUrlCommand,
  type CreatePresignedDomainUrlCommandInput,
  CreatePresignedNotebookInstanceUrlCommand,
  DescribeNotebookInstanceCommand,
  ListNotebookInstancesCommand,
  StartNotebookInstanceCommand,
  StopNotebookInstanceCommand,
} from '@aws-sdk/client-sagemaker'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { generateEstate } from '../../../infra/local/aws/estates/generated.ts'
import { type AwsAccount, startAwsAccount } from '../../../infra/local/aws/server.ts'
import { NOW, nameOfError, sagemakerOf, startAcme } from './account.ts'
import { ADMIN, assume, iamAs, keyOf, sagemakerAs } from './people.ts'

let account: AwsAccount
beforeEach(async () => {
  account = await startAcme()
})
afterEach(() => account.close())

const admin = () => sagemakerAs(account, ADMIN)
const status = async (NotebookInstanceName: string) =>
  (await admin().send(new DescribeNotebookInstanceCommand({ NotebookInstanceName }))).NotebookInstanceStatus
const stop = (NotebookInstanceName: string) =>
  admin().send(new StopNotebookInstanceCommand({ NotebookInstanceName }))
const start = (NotebookInstanceName: string) =>
  admin().send(new StartNotebookInstanceCommand({ NotebookInstanceName }))

describe('a notebook', () => {
  it('takes three minutes to start', async () => {
    await start('credit-risk-backtest')
    expect(await status('credit-risk-backtest')).toBe('Pending')
    account.clock.advance(179_999)
    expect(await status('credit-risk-backtest')).toBe('Pending')
    account.clock.advance(1)
    expect(await status('credit-risk-backtest')).toBe('InService')
  })

  it('takes a minute to stop, and is listed as what it is', async () => {
    await stop('fraud-research')
    const listed = async (StatusEquals: 'Stopping' | 'Stopped') => {
      const input = { NameContains: 'fraud-research', StatusEquals }
      const { NotebookInstances = [] } = await admin().send(new ListNotebookInstancesCommand(input))
      return NotebookInstances.length
    }
    expect([await listed('Stopping'), await listed('Stopped')]).toEqual([1, 0])
    account.clock.advance(60_000)
    expect([await listed('Stopping'), await listed('Stopped')]).toEqual([0, 1])
  })

  it.each([
    ['started while it runs', () => start('fraud-research'), 'Status (InService) not in ([Stopped, Failed])'],
    ['stopped while it is', () => stop('credit-risk-backtest'), 'Status (Stopped) not in ([InService])'],
    ['started where there is none', () => start('nothing'), 'RecordNotFound'],
  ])('is not %s', async (_what, call, words) => {
    await expect(call()).rejects.toMatchObject({ name: 'ValidationException' })
    await expect(call()).rejects.toThrow(words)
  })

  it('of a generated estate changes like any other, and the others stay', async () => {
    const estate = generateEstate({ resources: 300, seed: 1, now: NOW })
    const made = await startAwsAccount({ port: 0, estate, clock: () => NOW * 1000 })
    try {
      const client = sagemakerOf(made)
      const list = new ListNotebookInstancesCommand({ MaxResults: 100 })
      const { NotebookInstances: before = [] } = await client.send(list)
      const running = before.find((one) => one.NotebookInstanceStatus === 'InService')
      const NotebookInstanceName = running?.NotebookInstanceName
      await client.send(new StopNotebookInstanceCommand({ NotebookInstanceName }))
      made.clock.advance(60_000)
      const { NotebookInstances: after = [] } = await client.send(list)
      expect(after).toHaveLength(before.length)
      expect(after.filter((one) => one.NotebookInstanceStatus === 'Stopped')).toHaveLength(
        before.filter((one) => one.NotebookInstanceStatus === 'Stopped').length + 1,
      )
    } finally {
      await made.close()
    }
  })
})

const open = async (url: string | undefined) => {
  const answer = await fetch(url ?? '')
  return `${answer.status} ${(await answer.text()).trim()}`
}
const studio = (more: Partial<CreatePresignedDomainUrlCommandInput> = {}) =>
  new CreatePresignedDomainUrlCommand({ DomainId: 'd-lab7q2wkzx1p', UserProfileName: 'grace', ...more })

describe('a presigned link', () => {
  it('opens Studio within its time, and stays open for its session', async () => {
    const { AuthorizedUrl: late } = await admin().send(studio({ ExpiresInSeconds: 60 }))
    const input = { ExpiresInSeconds: 60, SessionExpirationDurationInSeconds: 1800 }
    const { AuthorizedUrl } = await admin().send(studio(input))
    expect(AuthorizedUrl).toMatch(new RegExp(`^${account.url}/`))
    account.clock.advance(59_000)
    expect(await open(AuthorizedUrl)).toBe('200 Studio of grace in domain ml-lab')
    account.clock.advance(1000)
    expect(await open(late)).toBe('403 The link is too old to be opened.')
    account.clock.advance(1_798_000)
    expect(await open(AuthorizedUrl)).toBe('200 Studio of grace in domain ml-lab')
    account.clock.advance(1000)
    expect(await open(AuthorizedUrl)).toBe('403 The session has ended.')
  })

  it('closes when its maker may no longer make it', async () => {
    const iam = iamAs(account, ADMIN)
    const document = (statement: object) => JSON.stringify({ Version: '2012-10-17', Statement: [statement] })
    await iam.send(
      new CreateRoleCommand({
        RoleName: 'opens',
        AssumeRolePolicyDocument: document({
          Effect: 'Allow',
          Principal: { AWS: 'arn:aws:iam::111122223333:user/bob.tanaka' },
          Action: 'sts:AssumeRole',
        }),
      }),
    )
    const policy = { RoleName: 'opens', PolicyName: 'p' }
    await iam.send(
      new PutRolePolicyCommand({
        ...policy,
        PolicyDocument: document({
          Effect: 'Allow',
          Action: 'sagemaker:CreatePresignedNotebookInstanceUrl',
          Resource: 'arn:aws:sagemaker:eu-west-1:111122223333:notebook-instance/fraud-research',
        }),
      }),
    )
    const session = await assume(account, keyOf('bob.tanaka'), 'arn:aws:iam::111122223333:role/opens')
    const { AuthorizedUrl } = await sagemakerAs(account, session).send(
      new CreatePresignedNotebookInstanceUrlCommand({ NotebookInstanceName: 'fraud-research' }),
    )
    expect(await open(AuthorizedUrl)).toBe('200 Notebook fraud-research')
    await iam.send(new DeleteRolePolicyCommand(policy))
    expect(await open(AuthorizedUrl)).toContain('403 arn:aws:sts::111122223333:assumed-role/opens')
  })

  it.each([
    ['a profile that is not there', studio({ UserProfileName: 'nobody' }), 'ResourceNotFound'],
    [
      'a domain in SSO mode',
      studio({ DomainId: 'd-risk4m9vth8c', UserProfileName: 'alice' }),
      'ValidationException',
    ],
    ['a session of a minute', studio({ SessionExpirationDurationInSeconds: 60 }), 'ValidationException'],
  ])('is not made for %s', async (_what, command, name) => {
    expect(await nameOfError(admin().send(command))).toBe(name)
  })

  it('is not made for a notebook that does not run, nor opened by guessing', async () => {
    const command = new CreatePresignedNotebookInstanceUrlCommand({
      NotebookInstanceName: 'credit-risk-backtest',
    })
    await expect(admin().send(command)).rejects.toThrow('is not in service: Stopped')
    expect(await open(`${account.url}/_local/open/guess`)).toBe('403 There is no such link.')
  })
})
