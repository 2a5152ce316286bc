import { parseArn } from '../../base/arn.ts'
import { requestContext } from '../../base/policy/context.ts'
import { evaluate } from '../../base/policy/evaluate.ts'
import type { EpochSeconds } from '../../base/time.ts'
import type { Sight } from '../check.ts'
import type { IamRole } from '../inventory/iam.ts'
import type { Key } from '../inventory/storage.ts'
import { policiesOf } from '../permissions/effective-permission.ts'
import { principalContext } from '../permissions/principal-context.ts'
import { seenAnyway } from '../verdicts/seen-anyway.ts'

/**
 * The seen keys with which a role may decrypt, now that both its policies and the key's own have been asked: a `*` in
 * IAM opens no key whose policy does not leave the decision to IAM. For evidence only.
 */
export function keysOpenTo(
  role: IamRole,
  see: { readonly keys: Sight<Key>; readonly now: EpochSeconds },
): readonly string[] {
  return seenAnyway(see.keys)
    .filter((key) => key.manager === 'CUSTOMER' && opens(key, role, see.now))
    .map((key) => key.name)
}

function opens(key: Key, role: IamRole, now: EpochSeconds): boolean {
  if (!('value' in key.policy)) return false
  const resource = {
    name: key.name,
    document: key.policy.value,
    account: parseArn(key.arn)?.account ?? key.account,
    required: true,
  }
  const request = {
    action: 'kms:Decrypt',
    resource: key.arn,
    caller: { type: 'AWS', arn: role.arn } as const,
    context: requestContext(principalContext(role, key.arn, now)),
  }
  return evaluate(request, { ...policiesOf(role).policies, resource }).decision === 'allowed'
}
