import type { ResourcePolicy } from '../../../../src/base/policy/evaluate.ts'
import { type Rec, rowsOf } from '../estates/estate.ts'
import type { Call, Context, Touch } from '../services/service.ts'
import { isRec } from '../wire/json.ts'
import { resourceTagKeys } from './keys.ts'
import { documentOf } from './policies.ts'

const policy = (document: Rec, account: string, required: boolean): { policy: ResourcePolicy } => ({
  policy: { name: 'resource policy', document: documentOf(document), account, required },
})

/** What a call on a bucket needs: the caller's policies or the bucket's own. */
export const bucketTouches = ({ action, resource, input }: Call, { estate }: Context): readonly Touch[] => {
  const bucket = estate.buckets.find((one) => one.name === input.Bucket)
  return [{ action, resource, ...(bucket?.policy ? policy(bucket.policy, estate.account, false) : {}) }]
}

/** What a call on a key needs: a word of the key's own policy, which may leave the rest to the account's policies. */
export const keyTouches = (call: Call, { estate, here }: Context): readonly Touch[] => {
  const { action, input } = call
  if (input.KeyId === undefined) return [{ action, resource: '*' }]
  const asked = String(input.KeyId)
  const alias = rowsOf(here.kms, 'Aliases').find((one) => one.AliasName === asked || one.AliasArn === asked)
  const id = String(alias?.TargetKeyId ?? asked)
  const key = rowsOf(here.kms, 'Keys').find((one) => one.KeyId === id || one.Arn === id)
  if (!key) return [{ action, resource: call.resource }]
  return [
    {
      action,
      resource: String(key.Arn),
      keys: resourceTagKeys('kms', key),
      ...(isRec(key.Policy) ? policy(key.Policy, estate.account, true) : {}),
    },
  ]
}
