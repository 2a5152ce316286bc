import { IAMClient } from '@aws-sdk/client-iam'
import { SageMakerClient } from '@aws-sdk/client-sagemaker'
import {
  AssumeRoleCommand,
  type AssumeRoleCommandInput,
  GetSessionTokenCommand,
  STSClient,
} from '@aws-sdk/client-sts'
import { accessKeyOf } from '../../../infra/local/aws/acme/people.ts'
import type { AwsAccount } from '../../../infra/local/aws/server.ts'
import { deviceCode } from '../../../infra/local/aws/state/second-factors.ts'
import { clientOf } from './account.ts'

/** What a request is signed with. */
export interface Credentials {
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly sessionToken?: string
}

/** The plain access key of one of acme's users. */
export const keyOf = (user: string): Credentials => ({
  accessKeyId: accessKeyOf(user),
  secretAccessKey: 'any',
})

const options = (account: AwsAccount, credentials: Credentials, region?: string) => ({
  ...clientOf(account, region),
  credentials,
})

export const iamAs = (account: AwsAccount, credentials: Credentials) =>
  new IAMClient(options(account, credentials))
export const stsAs = (account: AwsAccount, credentials: Credentials) =>
  new STSClient(options(account, credentials))
export const sagemakerAs = (account: AwsAccount, credentials: Credentials) =>
  new SageMakerClient(options(account, credentials))

/** The principal that may do everything. */
export const ADMIN: Credentials = { accessKeyId: 'AKIALOCAL', secretAccessKey: 'local' }

/** The serial number of a user's virtual device. */
export const serialOf = (user: string): string => `arn:aws:iam::111122223333:mfa/${user}`

/** What a call carries to prove a user's second factor: the code of the account's present. */
export const factorOf = (account: AwsAccount, user: string) => ({
  SerialNumber: serialOf(user),
  TokenCode: deviceCode(serialOf(user), account.clock.seconds()),
})

interface Answered {
  readonly AccessKeyId?: string | undefined
  readonly SecretAccessKey?: string | undefined
  readonly SessionToken?: string | undefined
}

const credentialsIn = (answered: Answered | undefined): Credentials => {
  const { AccessKeyId, SecretAccessKey, SessionToken } = answered ?? {}
  if (!AccessKeyId || !SecretAccessKey || !SessionToken) throw new Error('no credentials in the answer')
  return { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken }
}

/** Assumes a role and answers the session's credentials. */
export const assume = async (
  account: AwsAccount,
  as: Credentials,
  RoleArn: string,
  more: Partial<AssumeRoleCommandInput> = {},
): Promise<Credentials> => {
  const input = { RoleArn, RoleSessionName: 'test-session', ...more }
  return credentialsIn((await stsAs(account, as).send(new AssumeRoleCommand(input))).Credentials)
}

/** A session of a user; with a second factor where one is given. */
export const sessionOf = async (
  account: AwsAccount,
  user: string,
  factor: { readonly SerialNumber?: string; readonly TokenCode?: string } = {},
): Promise<Credentials> =>
  credentialsIn((await stsAs(account, keyOf(user)).send(new GetSessionTokenCommand(factor))).Credentials)

/** A session of somebody who signs in through Identity Center. */
export const signedIn = async (account: AwsAccount, user: string): Promise<Credentials> => {
  const answer = await fetch(`${account.url}/_local/identity-center/${user}`, { method: 'POST' })
  if (!answer.ok) throw new Error(`${user} was answered ${answer.status}`)
  return (await answer.json()) as Credentials
}
