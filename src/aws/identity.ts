import { parseArn } from '../base/arn.ts'
import { detailOf, required, saysNoAccess } from './call.ts'

/** Who is asking: the account that is read. */
export interface Identity {
  readonly account: string
  /** `aws`, `aws-cn`, `aws-us-gov`, … */
  readonly partition: string
}

/** Thrown where nothing at all can be read: no usable credentials, or AWS cannot be reached. */
export class AwsAccessError extends Error {
  override readonly name = 'AwsAccessError'
}

/** The account behind the credentials. `ask` sends sts:GetCallerIdentity. Throws `AwsAccessError`. */
export async function identify(
  ask: () => Promise<{ readonly Account?: string | undefined; readonly Arn?: string | undefined }>,
): Promise<Identity> {
  try {
    const answer = await ask()
    const account = required(answer.Account, 'Account')
    return { account, partition: parseArn(answer.Arn ?? '')?.partition ?? 'aws' }
  } catch (cause) {
    const what = saysNoAccess(cause)
      ? 'There are no AWS credentials that work'
      : 'AWS could not say whose account this is'
    throw new AwsAccessError(`${what}: ${detailOf(cause)}`, { cause })
  }
}
