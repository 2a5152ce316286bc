import { type Rec, rowsOf } from '../estates/estate.ts'
import { keyTouches } from '../judge/resource-policies.ts'
import { AwsError } from '../wire/error.ts'
import { pageOf, sizeOf } from './page.ts'
import type { Context, Handler, Service } from './service.ts'

const badMarker = (): AwsError => new AwsError('InvalidMarkerException', 'The marker is not valid')

const notFound = (words: string): AwsError => new AwsError('NotFoundException', words)

const KEY_ARN = /^arn:[^:]+:kms:([^:]+):(\d{12}):(key|alias)\/(.+)$/

const byId = (id: string, { here, region, estate }: Context): Rec => {
  const key = rowsOf(here.kms, 'Keys').find((one) => one.KeyId === id)
  if (key) return key
  throw notFound(`Key 'arn:aws:kms:${region}:${estate.account}:key/${id}' does not exist`)
}

const byAlias = (name: string, context: Context): Rec => {
  const { here, region, estate } = context
  const alias = rowsOf(here.kms, 'Aliases').find((one) => one.AliasName === name)
  if (alias?.TargetKeyId) return byId(String(alias.TargetKeyId), context)
  throw notFound(`Alias arn:aws:kms:${region}:${estate.account}:${name} is not found.`)
}

/** The key behind an id, a key ARN, an alias name or an alias ARN; keys of other accounts are refused. */
const keyOf = (input: Rec, context: Context): Rec => {
  const asked = String(input.KeyId ?? '')
  const [, region, account, form, rest = ''] = KEY_ARN.exec(asked) ?? []
  if (!form) return asked.startsWith('alias/') ? byAlias(asked, context) : byId(asked, context)
  if (account !== context.estate.account)
    throw new AwsError(
      'AccessDeniedException',
      `User: ${context.principal.arn} is not authorized to perform this operation on resource: ${asked} because the resource does not exist in this Region, no resource-based policies allow access, or a resource-based policy explicitly denies access`,
    )
  if (region !== context.region) throw notFound(`Invalid arn ${region}`)
  return form === 'key' ? byId(rest, context) : byAlias(`alias/${rest}`, context)
}

const listing =
  (table: string, member: string): Handler =>
  (input, { here }) => {
    const rows = rowsOf(here.kms, table).filter(
      (row) => table !== 'Aliases' || input.KeyId === undefined || row.TargetKeyId === input.KeyId,
    )
    const page = pageOf(rows, table, sizeOf(input.Limit, 1000, 100, 'limit'), input.Marker, badMarker)
    return { [member]: page.items, NextMarker: page.next, Truncated: page.next !== undefined }
  }

const rotation: Handler = (input, context) => {
  const key = keyOf(input, context)
  if (key.KeySpec !== undefined && key.KeySpec !== 'SYMMETRIC_DEFAULT')
    throw new AwsError('UnsupportedOperationException', 'The operation is not supported for this key')
  const on = key.KeyRotationEnabled === true
  return { KeyId: key.KeyId, KeyRotationEnabled: on, ...(on ? { RotationPeriodInDays: 365 } : {}) }
}

/** Puts a key into a state. The table is replaced, as readers may hold the old one. */
const setKey = (key: Rec, over: Rec, { here }: Context): void => {
  here.kms.Keys = rowsOf(here.kms, 'Keys').map((one) => (one.KeyId === key.KeyId ? { ...one, ...over } : one))
}

const scheduleDeletion: Handler = (input, context) => {
  const key = keyOf(input, context)
  const days = Number(input.PendingWindowInDays ?? 30)
  if (key.KeyState === 'PendingDeletion')
    throw new AwsError('KMSInvalidStateException', `${String(key.Arn)} is pending deletion.`)
  const DeletionDate = context.now + days * 86_400
  setKey(key, { KeyState: 'PendingDeletion', Enabled: false, DeletionDate }, context)
  return { KeyId: key.Arn, DeletionDate, KeyState: 'PendingDeletion', PendingWindowInDays: days }
}

const cancelDeletion: Handler = (input, context) => {
  const key = keyOf(input, context)
  if (key.KeyState !== 'PendingDeletion')
    throw new AwsError('KMSInvalidStateException', `${String(key.Arn)} is not pending deletion.`)
  setKey(key, { KeyState: 'Disabled', DeletionDate: undefined }, context)
  return { KeyId: key.Arn }
}

const enabling =
  (on: boolean): Handler =>
  (input, context) => {
    setKey(keyOf(input, context), { Enabled: on, KeyState: on ? 'Enabled' : 'Disabled' }, context)
    return {}
  }

/** AWS Key Management Service, what can be read about keys, and what takes them out of use. https://docs.aws.amazon.com/kms/latest/APIReference/ */
export const kms: Service = {
  signingName: 'kms',
  actionPrefix: 'kms',
  target: 'TrentService',
  dialect: 'json',
  denied: { code: 'AccessDeniedException', status: 400 },
  throttled: { code: 'ThrottlingException', status: 400 },
  client: () => import('@aws-sdk/client-kms'),
  operations: {
    DescribeKey: (input, context) => ({ KeyMetadata: keyOf(input, context) }),
    ListKeys: (input, context) => {
      const answer = listing('Keys', 'Keys')(input, context)
      const keys = Array.isArray(answer.Keys) ? answer.Keys : []
      return { ...answer, Keys: keys.map((key: Rec) => ({ KeyId: key.KeyId, KeyArn: key.Arn })) }
    },
    ListAliases: listing('Aliases', 'Aliases'),
    GetKeyRotationStatus: rotation,
    ScheduleKeyDeletion: scheduleDeletion,
    CancelKeyDeletion: cancelDeletion,
    DisableKey: enabling(false),
    EnableKey: enabling(true),
    GetKeyPolicy: (input, context) => ({
      Policy: JSON.stringify(keyOf(input, context).Policy ?? {}),
      PolicyName: 'default',
    }),
    ListGrants: (input, context) => {
      const key = keyOf(input, context)
      const grants: readonly Rec[] = Array.isArray(key.Grants) ? key.Grants : []
      const page = pageOf(grants, 'grants', sizeOf(input.Limit, 100, 50, 'limit'), input.Marker, badMarker)
      return {
        Grants: page.items.map((grant) => ({ KeyId: key.Arn, ...grant })),
        NextMarker: page.next,
        Truncated: page.next !== undefined,
      }
    },
    ListResourceTags: (input, context) => {
      const key = keyOf(input, context)
      const all: readonly Rec[] = Array.isArray(key.Tags) ? key.Tags : []
      return { Tags: all.map((tag) => ({ TagKey: tag.Key, TagValue: tag.Value })), Truncated: false }
    },
  },
  touches: keyTouches,
  resourceOf: (_operation, input, region, account) => {
    const asked = String(input.KeyId ?? '*')
    return asked.startsWith('arn:') ? asked : `arn:aws:kms:${region}:${account}:key/${asked}`
  },
}
