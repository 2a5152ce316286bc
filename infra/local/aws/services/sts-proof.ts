import type { ContextEntries } from '../../../../src/base/policy/context.ts'
import type { Rec } from '../estates/estate.ts'
import { recsOf } from '../iam/fields.ts'
import { trustOf } from '../iam/trusted.ts'
import { resourceTagKeys } from '../judge/keys.ts'
import { AwsError } from '../wire/error.ts'
import { isRec } from '../wire/json.ts'
import type { Call, Context, Touch } from './service.ts'
import { TRUST } from './service.ts'

const refused = (words: string): AwsError =>
  new AwsError('AccessDenied', `MultiFactorAuthentication failed, ${words}`, 403)

/**
 * Whether the caller gave a code of its own virtual MFA device; false where it gave none. Throws for a device that is
 * not its own, and for a wrong code or one that was used.
 */
const provedFactor = (input: Rec, { identity, estate, live }: Context): boolean => {
  const { SerialNumber: serial, TokenCode: code } = input
  if (serial === undefined && code === undefined) return false
  if (typeof serial !== 'string' || typeof code !== 'string')
    throw refused('must provide both MFA serial number and one time pass code.')
  const own =
    identity.kind === 'user' &&
    estate.iam.virtualMfaDevices.some(
      (device) =>
        device.SerialNumber === serial && isRec(device.User) && device.User.UserId === identity.holder.id,
    )
  if (!own)
    throw refused(
      'unable to validate MFA code.  Please verify your MFA serial number is valid and associated with this user.',
    )
  if (!live.factors.accept(serial, code)) throw refused('invalid MFA one time pass code.')
  return true
}

/** The second factor that is given with a call, as condition keys. */
export const proves = (call: Call, context: Context): ContextEntries =>
  provedFactor(call.input, context)
    ? { 'aws:MultiFactorAuthPresent': 'true', 'aws:MultiFactorAuthAge': '0' }
    : {}

const text = (input: Rec, member: string, key: string): ContextEntries =>
  typeof input[member] === 'string' ? { [key]: input[member] } : {}

/** What assuming a role needs: the role's trust, for the session's tags and source identity too. */
export const assumeRoleTouches = ({ input }: Call, { estate, live }: Context): readonly Touch[] => {
  const iam = live.iam.inForce()
  const role = iam.roles.find((one) => one.Arn === input.RoleArn)
  const document = role ? trustOf(role, iam, estate.account) : { statements: [] }
  const touch = {
    resource: String(input.RoleArn),
    policy: { name: TRUST, document, account: estate.account, required: true },
    keys: {
      ...resourceTagKeys('iam', role),
      ...text(input, 'RoleSessionName', 'sts:RoleSessionName'),
      ...text(input, 'SourceIdentity', 'sts:SourceIdentity'),
      ...text(input, 'ExternalId', 'sts:ExternalId'),
    },
  }
  return [
    { action: 'sts:AssumeRole', ...touch },
    ...(input.SourceIdentity === undefined ? [] : [{ action: 'sts:SetSourceIdentity', ...touch }]),
    ...(recsOf(input.Tags).length === 0 ? [] : [{ action: 'sts:TagSession', ...touch }]),
  ]
}
