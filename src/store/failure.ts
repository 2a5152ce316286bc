/** The store could not do what it was asked. The message is one sentence for the person who runs the bot. */
export class StoreFailure extends Error {
  constructor(message: string, cause: unknown) {
    super(message, { cause })
    this.name = 'StoreFailure'
  }

  /** The failure that an error of the AWS SDK or of dynamoose stands for. */
  static of(tableName: string, error: unknown): StoreFailure {
    if (error instanceof StoreFailure) return error
    return new StoreFailure(sentence(tableName, error), error)
  }
}

/** Something in the table is not what the bot wrote there. */
export class SpoiltRecord extends StoreFailure {
  /** What it is of, e.g. `grant g1`. */
  readonly where: string

  constructor(where: string, message: string, cause: unknown) {
    super(message, cause)
    this.where = where
  }
}

function sentence(tableName: string, error: unknown): string {
  const name = error instanceof Error ? codeOf(error) : ''
  switch (name) {
    case 'ResourceNotFoundException':
      return `The DynamoDB table "${tableName}" does not exist in this account and Region.`
    case 'ValidationException':
      return `The DynamoDB table "${tableName}" refused the request; its keys must be the strings pk and sk.`
    case 'AccessDeniedException':
      return `The credentials may not use the DynamoDB table "${tableName}".`
    case 'CredentialsProviderError':
      return `There are no AWS credentials to reach the DynamoDB table "${tableName}" with.`
    case 'UnrecognizedClientException':
    case 'InvalidSignatureException':
    case 'ExpiredTokenException':
      return `AWS refused the credentials for the DynamoDB table "${tableName}".`
    default:
      return `The DynamoDB table "${tableName}" did not answer${name === '' ? '' : ` (${name})`}.`
  }
}

/** `ECONNREFUSED` and the like for errors of the system, else the name that AWS gave. */
function codeOf(error: Error): string {
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name
}
