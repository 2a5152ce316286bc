import {
  GetPublicAccessBlockCommand,
  S3ControlClient,
  type S3ControlClientConfig,
} from '@aws-sdk/client-s3-control'

/**
 * S3 Control, which AWS serves at `ACCOUNT.s3-control.REGION.amazonaws.com`. The SDK puts the account before an endpoint
 * of one's own as well, whatever `disableHostPrefix` says, and `111122223333.127.0.0.1` is no host: there it is left out,
 * and the header with the account has to do.
 */
export class AccountS3Client extends S3ControlClient {
  constructor(config: S3ControlClientConfig) {
    super(config)
    const whereverAwsSays = this.config.endpointProvider
    this.config.endpointProvider = (place, context) =>
      whereverAwsSays(place.Endpoint === undefined ? place : withoutAccount(place), context)
  }
}

type Place = Parameters<S3ControlClient['config']['endpointProvider']>[0]

function withoutAccount({ AccountId: _, ...place }: Place): Place {
  return { ...place, RequiresAccountId: false }
}

export { GetPublicAccessBlockCommand }
