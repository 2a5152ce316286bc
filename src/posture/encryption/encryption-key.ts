import { bucketOf, parseArn } from '../../base/arn.ts'
import { fail, notApplicable, pass, type Sight, type Verdict } from '../check.ts'
import type { Bucket, Key } from '../inventory/storage.ts'
import { known } from '../snapshot.ts'
import { verdictOfAll } from '../verdicts/verdict-of-all.ts'

/** Where keys are looked up: those that a check may see. */
export interface KeyView {
  readonly keys: Sight<Key>
}

export interface BucketView extends KeyView {
  readonly buckets: Sight<Bucket>
}

/** What a key that cannot be used is, by its state. Source: KMS Developer Guide, "Key states of AWS KMS keys". */
const UNUSABLE: Readonly<Record<string, string>> = {
  Disabled: 'is disabled',
  PendingDeletion: 'is scheduled for deletion',
  PendingReplicaDeletion: 'is scheduled for deletion',
  PendingImport: 'has no key material',
  Unavailable: 'is unavailable',
}

/** `is disabled` for a key that KMS refuses to use, or `undefined`. A state that nobody knows counts as unusable. */
export function unusable(state: string): string | undefined {
  const usable = state === 'Enabled' || state === 'Creating' || state === 'Updating'
  return usable ? undefined : (UNUSABLE[state] ?? `is in the state ${state}`)
}

/** A reference as evidence shows it: the ARN without account and Region, the rest as it is. */
export function keyName(reference: string): string {
  return parseArn(reference)?.resource ?? reference
}

/**
 * Whether a field names a usable key; `level` says whether an AWS managed key will do. References come as key id,
 * ARN, alias and alias ARN, so only KMS's own answer tells what they mean; all but the ARNs mean the Region of `keys`.
 * Throws `Unseen` where KMS did not answer.
 */
export function keyVerdict(
  what: string,
  reference: string | undefined,
  { keys }: KeyView,
  level: 'customer-managed' | 'any' = 'customer-managed',
): Verdict {
  if (!reference) return fail(`No customer-managed ${what} is set`)
  const shown = `${capital(what)} ${keyName(reference)}`
  const region = parseArn(reference)?.region
  const there = region ? keys.in(region) : keys
  const key = there.find((one) => one.references.includes(reference), reference)
  if (!key) return fail(`${shown} was not found in KMS`)
  const problem = unusable(key.state)
  if (problem) return fail(`${shown} ${problem}`)
  if (key.manager === 'CUSTOMER') return pass(`${shown} is an enabled customer-managed key`)
  return level === 'any'
    ? pass(`${shown} is an enabled AWS managed key`)
    : fail(`${shown} is an AWS managed key`)
}

/** Whether a bucket encrypts by default with a usable customer-managed key. Throws `Unseen` where it cannot be seen. */
export function bucketKeyVerdict(bucket: Bucket, see: KeyView): Verdict {
  const encryption = known(bucket.encryption)
  if (!encryption?.algorithm.startsWith('aws:kms')) return fail(`Bucket ${bucket.name} defaults to SSE-S3`)
  if (!encryption.kmsKeyId) return fail(`Bucket ${bucket.name} defaults to the AWS managed key aws/s3`)
  return keyVerdict(`bucket ${bucket.name}'s default key`, encryption.kmsKeyId, {
    keys: see.keys.in(bucket.region),
  })
}

/** What is written, where to, and with which key. */
export interface Output {
  readonly what: string
  readonly kmsKeyId?: string | undefined
  readonly uris: ReadonlyArray<string | undefined>
}

/**
 * Whether output is written with a usable customer-managed key: the one that the writer names, or else the default
 * key of every bucket that it writes to.
 */
export function outputVerdict({ what, kmsKeyId, uris }: Output, see: BucketView): Verdict {
  if (kmsKeyId) return keyVerdict(what, kmsKeyId, see)
  const names = [...new Set(uris.map(bucketOf))].filter((name) => name !== undefined)
  if (names.length === 0) return notApplicable('Nothing is written to S3.')
  return verdictOfAll(names.map((name) => () => defaultKeyVerdict(name, what, see)))
}

function defaultKeyVerdict(name: string, what: string, see: BucketView): Verdict {
  const bucket = see.buckets.find((one) => one.name === name, name)
  if (!bucket) return notApplicable(`No ${what} is set, and bucket ${name} is not there to look at.`)
  const verdict = bucketKeyVerdict(bucket, see)
  return verdict.status === 'fail' ? fail(`No ${what} is set: ${lower(verdict.evidence)}`) : verdict
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

function lower(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1)
}
