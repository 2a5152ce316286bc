import {
  CreateRoleCommand,
  DeleteRoleCommand,
  DeleteRolePolicyCommand,
  GetAccountSummaryCommand,
  GetRoleCommand,
  PutRolePolicyCommand,
} from '@aws-sdk/client-iam'
import {
  CreatePresignedNotebookInstanceUrlCommand,
  DescribeNotebookInstanceCommand,
  ListDomainsCommand,
  StartNotebookInstanceCommand,
} from '@aws-sdk/client-sagemaker'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { AwsAccount } from '../../../infra/local/aws/server.ts'
import { NOW, nameOfError, startAcme } from './account.ts'
import { ADMIN, assume, type Credentials, factorOf, iamAs, keyOf, sagemakerAs, sessionOf } from './people.ts'

const ACCOUNT = '111122223333'
const ALICE = `arn:aws:iam::${ACCOUNT}:user/alice.meyer`
const GRANT = `arn:aws:iam::${ACCOUNT}:role/grants/g-1`
const BOUNDARY = `arn:aws:iam::${ACCOUNT}:policy/ml-permissions-boundary`
const notebook = (name: string) => `arn:aws:sagemaker:eu-west-1:${ACCOUNT}:notebook-instance/${name}`
const MINUTE = 60_000
const iso = (seconds: number) => new Date(seconds * 1000).toISOString().replace('.000', '')

/** The grant's window: from ten minutes from now, for an hour. */
const START = NOW + 600
const END = START + 3600
const WINDOW = {
  DateGreaterThanEquals: { 'aws:CurrentTime': iso(START) },
  DateLessThan: { 'aws:CurrentTime': iso(END) },
}
const TRUST = {
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Principal: { AWS: ALICE },
      Action: 'sts:AssumeRole',
      Condition: {
        ...WINDOW,
        Bool: { 'aws:MultiFactorAuthPresent': 'true' },
        NumericLessThan: { 'aws:MultiFactorAuthAge': '900' },
      },
    },
  ],
}
const PERMISSION = {
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Action: ['sagemaker:DescribeNotebookInstance', 'sagemaker:CreatePresignedNotebookInstanceUrl'],
      Resource: notebook('fraud-research'),
      Condition: WINDOW,
    },
  ],
}

let account: AwsAccount
const start = async (iamDelayMs = 0): Promise<void> => {
  account = await startAcme({ iamDelayMs })
}
beforeEach(() => start())
afterEach(() => account.close())

const iam = () => iamAs(account, ADMIN)
const put = (PolicyName: string, document: object) =>
  iam().send(
    new PutRolePolicyCommand({ RoleName: 'g-1', PolicyName, PolicyDocument: JSON.stringify(document) }),
  )
const grant = async (PermissionsBoundary?: string): Promise<void> => {
  await iam().send(
    new CreateRoleCommand({
      Path: '/grants/',
      RoleName: 'g-1',
      AssumeRolePolicyDocument: JSON.stringify(TRUST),
      MaxSessionDuration: 7200,
      ...(PermissionsBoundary ? { PermissionsBoundary } : {}),
    }),
  )
  await put('access', PERMISSION)
}
const enter = () =>
  assume(account, keyOf('alice.meyer'), GRANT, {
    ...factorOf(account, 'alice.meyer'),
    DurationSeconds: 7200,
  })
const describeNotebook = (as: Credentials, NotebookInstanceName = 'fraud-research') =>
  sagemakerAs(account, as).send(new DescribeNotebookInstanceCommand({ NotebookInstanceName }))
const denied = { name: 'AccessDeniedException' }

describe('a grant of one notebook for an hour', () => {
  it('cannot be entered before its start', async () => {
    await grant()
    account.clock.advance(9 * MINUTE)
    const alice = await sessionOf(account, 'alice.meyer', factorOf(account, 'alice.meyer'))
    account.clock.advance(MINUTE - 1000)
    await expect(assume(account, alice, GRANT)).rejects.toMatchObject({ name: 'AccessDenied' })
    account.clock.advance(1000)
    await assume(account, alice, GRANT)
  })

  it('lets its holder in from the start to the last second', async () => {
    await grant()
    account.clock.advance(10 * MINUTE)
    const session = await enter()
    expect((await describeNotebook(session)).NotebookInstanceName).toBe('fraud-research')
    account.clock.advance(60 * MINUTE - 1000)
    await describeNotebook(session)
    account.clock.advance(1000)
    await expect(describeNotebook(session)).rejects.toMatchObject({
      ...denied,
      message: `User: arn:aws:sts::${ACCOUNT}:assumed-role/g-1/test-session is not authorized to perform: sagemaker:DescribeNotebookInstance on resource: ${notebook('fraud-research')} because no identity-based policy allows the sagemaker:DescribeNotebookInstance action`,
    })
    await expect(enter()).rejects.toMatchObject({ name: 'AccessDenied' })
  })

  it('is a grant of that notebook and of those calls alone', async () => {
    await grant()
    account.clock.advance(10 * MINUTE)
    const session = await enter()
    await expect(describeNotebook(session, 'credit-risk-backtest')).rejects.toMatchObject(denied)
    const client = sagemakerAs(account, session)
    const other = { NotebookInstanceName: 'fraud-research' }
    await expect(client.send(new StartNotebookInstanceCommand(other))).rejects.toMatchObject(denied)
    await expect(client.send(new ListDomainsCommand({}))).rejects.toMatchObject(denied)
    expect(await nameOfError(iamAs(account, session).send(new GetAccountSummaryCommand({})))).toBe(
      'AccessDenied',
    )
  })

  it.each([
    ['without a second factor', () => assume(account, keyOf('alice.meyer'), GRANT)],
    [
      'by somebody else with one',
      () => assume(account, keyOf('carol.admin'), GRANT, factorOf(account, 'carol.admin')),
    ],
    ['by a user with a policy that allows everything', () => assume(account, keyOf('dave.ops'), GRANT)],
    ['by the principal that made it', () => assume(account, ADMIN, GRANT)],
  ])('is not entered %s', async (_how, call) => {
    await grant()
    account.clock.advance(10 * MINUTE)
    await expect(call()).rejects.toMatchObject({ name: 'AccessDenied' })
  })

  it('ends at once for sessions that are older than a deny by issue time', async () => {
    await grant()
    account.clock.advance(10 * MINUTE)
    const old = await enter()
    account.clock.advance(MINUTE)
    const now = iso(account.clock.seconds())
    await put('revoked', {
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Deny',
          Action: '*',
          Resource: '*',
          Condition: { DateLessThan: { 'aws:TokenIssueTime': now } },
        },
      ],
    })
    await expect(describeNotebook(old)).rejects.toThrow('with an explicit deny in an identity-based policy')
    await describeNotebook(await enter())
  })

  it('is narrowed by its boundary', async () => {
    await grant(BOUNDARY)
    account.clock.advance(10 * MINUTE)
    const session = await enter()
    await describeNotebook(session)
    const url = new CreatePresignedNotebookInstanceUrlCommand({ NotebookInstanceName: 'fraud-research' })
    await expect(sagemakerAs(account, session).send(url)).rejects.toThrow(
      'because no permissions boundary allows the sagemaker:CreatePresignedNotebookInstanceUrl action',
    )
  })

  it('is dead once the user whom it names was deleted and made again', async () => {
    await grant()
    account.clock.advance(10 * MINUTE)
    account.estate.iam.users = account.estate.iam.users.map((user) =>
      user.Arn === ALICE ? { ...user, UserId: 'AIDAANOTHERALICE00000' } : user,
    )
    account.estate.iam.virtualMfaDevices = account.estate.iam.virtualMfaDevices.map((device) => ({
      ...device,
      User: { UserId: 'AIDAANOTHERALICE00000' },
    }))
    await expect(enter()).rejects.toThrow('not authorized to perform: sts:AssumeRole')
  })
})

describe('an account in which IAM takes ten seconds to spread', () => {
  beforeEach(async () => {
    await account.close()
    await start(10_000)
    account.clock.advance(10 * MINUTE)
    await grant()
  })

  it('shows a new role at once, and lets nobody in until it has spread', async () => {
    await iam().send(new GetRoleCommand({ RoleName: 'g-1' }))
    const alice = await sessionOf(account, 'alice.meyer', factorOf(account, 'alice.meyer'))
    account.clock.advance(9_999)
    await expect(assume(account, alice, GRANT)).rejects.toMatchObject({ name: 'AccessDenied' })
    account.clock.advance(1)
    await describeNotebook(await assume(account, alice, GRANT))
  })

  it('keeps a deleted role alive until the deletion has spread', async () => {
    account.clock.advance(MINUTE)
    const session = await enter()
    await iam().send(new DeleteRolePolicyCommand({ RoleName: 'g-1', PolicyName: 'access' }))
    await iam().send(new DeleteRoleCommand({ RoleName: 'g-1' }))
    account.clock.advance(9_999)
    await describeNotebook(session)
    account.clock.advance(1)
    expect(await nameOfError(describeNotebook(session))).toBe('UnrecognizedClientException')
  })
})
