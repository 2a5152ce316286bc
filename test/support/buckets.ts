import type { Bucket } from '../../src/posture/inventory/storage.ts'
import { a, seen } from './inventory.ts'

/** A bucket without a policy and with nothing else set. */
export function aBucket(fields: Partial<Bucket> = {}): Bucket {
  const name = fields.name ?? 'data'
  return a('buckets', {
    name,
    arn: `arn:aws:s3:::${name}`,
    usedBy: [],
    purposes: ['data'],
    encryption: seen(null),
    policy: seen(null),
    policyPublic: seen(false),
    publicAccessBlock: seen(null),
    versioning: seen('Off'),
    lifecycle: seen([]),
    logging: seen(null),
    ...fields,
  })
}
