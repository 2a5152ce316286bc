import type { Json } from '../estates/estate.ts'
import { AwsError } from '../wire/error.ts'

/** IAM's errors. https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html#API_CreateRole_Errors */

export const noSuch = (kind: string, name: Json): AwsError =>
  new AwsError('NoSuchEntity', `The ${kind} with name ${String(name)} cannot be found.`, 404)

export const noSuchPolicy = (arn: Json): AwsError =>
  new AwsError('NoSuchEntity', `Policy ${String(arn)} does not exist or is not attachable.`, 404)

export const exists = (kind: string, name: string): AwsError =>
  new AwsError('EntityAlreadyExists', `${kind} with name ${name} already exists.`, 409)

export const conflict = (words: string): AwsError => new AwsError('DeleteConflict', words, 409)

export const beyondQuota = (quota: string, limit: number): AwsError =>
  new AwsError('LimitExceeded', `Cannot exceed quota for ${quota}: ${limit}`, 409)

export const tooLong = (bytes: number, kind: string, name: string): AwsError =>
  new AwsError('LimitExceeded', `Maximum policy size of ${bytes} bytes exceeded for ${kind} ${name}`, 409)

export const malformed = (words: string): AwsError => new AwsError('MalformedPolicyDocument', words)

export const invalidInput = (words: string): AwsError => new AwsError('InvalidInput', words)

export const broken = (words: string): AwsError => new AwsError('ValidationError', words)
