import { SageMakerClient } from '@aws-sdk/client-sagemaker'
import { acmeEstate } from '../../../infra/local/aws/estates/acme.ts'
import { type AwsAccount, type AwsAccountOptions, startAwsAccount } from '../../../infra/local/aws/server.ts'

/** The present of every test: 2026-11-23T12:00:00Z, as epoch seconds. */
export const NOW = 1_795_435_200

/** The options of a client of the account: no retries, so that every answer is seen. */
export const clientOf = (account: { readonly url: string }, region = 'eu-west-1', maxAttempts = 1) => ({
  region,
  endpoint: account.url,
  credentials: { accessKeyId: 'AKIALOCAL', secretAccessKey: 'local' },
  maxAttempts,
})

/** A SageMaker client of the account. */
export const sagemakerOf = (account: { readonly url: string }, region = 'eu-west-1', maxAttempts = 1) =>
  new SageMakerClient(clientOf(account, region, maxAttempts))

/** An account on a free port that holds acme, with one thing changed. */
export const startAcme = (over: Partial<AwsAccountOptions> = {}): Promise<AwsAccount> =>
  startAwsAccount({ port: 0, estate: acmeEstate(NOW), clock: () => NOW * 1000, ...over })

/** The name of the error that a call ends with. Fails where the call succeeds. */
export const nameOfError = async (call: Promise<unknown>): Promise<string> => {
  try {
    await call
  } catch (error) {
    return error instanceof Error ? error.name : String(error)
  }
  throw new Error('the call succeeded')
}
