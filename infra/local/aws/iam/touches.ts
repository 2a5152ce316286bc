import type { ContextEntries } from '../../../../src/base/policy/context.ts'
import type { IamEstate, Rec } from '../estates/estate.ts'
import { resourceTagKeys } from '../judge/keys.ts'
import type { Call, Context, Touch } from '../services/service.ts'
import { isRec } from '../wire/json.ts'
import { newPolicyArn } from './managed-policies.ts'
import { newRoleArn } from './roles.ts'

/** The boundary that a call puts on a role, or that the role has already. */
const boundaryKey = (input: Rec, role: Rec | undefined): ContextEntries => {
  const held = isRec(role?.PermissionsBoundary) ? role.PermissionsBoundary.PermissionsBoundaryArn : undefined
  const arn = input.PermissionsBoundary ?? held
  return typeof arn === 'string' ? { 'iam:PermissionsBoundary': arn } : {}
}

const attachedKey = (input: Rec): ContextEntries =>
  typeof input.PolicyArn === 'string' ? { 'iam:PolicyARN': input.PolicyArn } : {}

const roleTouch = ({ action, input }: Call, { estate }: Context, iam: IamEstate): Touch => {
  const role = iam.roles.find((one) => one.RoleName === input.RoleName)
  return {
    action,
    resource: String(role?.Arn ?? newRoleArn(input, estate)),
    keys: { ...resourceTagKeys('iam', role), ...boundaryKey(input, role), ...attachedKey(input) },
  }
}

const userTouch = ({ action, input, identity }: Call, { estate }: Context, iam: IamEstate): Touch => {
  const name = input.UserName ?? (identity.kind === 'user' ? identity.name : '')
  const user = iam.users.find((one) => one.UserName === name)
  const path = typeof input.Path === 'string' ? input.Path : '/'
  return {
    action,
    resource: String(user?.Arn ?? `arn:aws:iam::${estate.account}:user${path}${String(name)}`),
    keys: { ...resourceTagKeys('iam', user), ...boundaryKey(input, user) },
  }
}

const USER_CALLS = new Set(['CreateUser', 'GetUser', 'CreateAccessKey', 'ListMFADevices'])

/** What an IAM call needs to be allowed: its action on the role, user or policy that it names. */
export const iamTouches = (call: Call, context: Context): readonly Touch[] => {
  const { operation, action, input } = call
  const { iam, account } = context.estate
  if (input.RoleName !== undefined) return [roleTouch(call, context, iam)]
  if (USER_CALLS.has(operation)) return [userTouch(call, context, iam)]
  if (operation === 'CreatePolicy') return [{ action, resource: newPolicyArn(input, account) }]
  const named = input.PolicyArn ?? input.PolicySourceArn ?? input.Arn
  return [{ action, resource: typeof named === 'string' ? named : '*' }]
}
