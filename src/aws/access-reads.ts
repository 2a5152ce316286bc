import type { Entitlement } from '../grants/entitlement.ts'
import { OBSERVE_ACTIONS } from './activity/observe.ts'
import { RUNNING_ACTIONS } from './activity/running.ts'
import { COLLECTORS } from './collectors/index.ts'
import { lookingActions } from './prechecks/looking.ts'

/** Whose session of a permission set it is, and whether that user is still there; only where there is Identity Center. */
const IDENTITY_CENTER_ACTIONS: readonly string[] = [
  'iam:GetRole',
  'identitystore:DescribeUser',
  'identitystore:GetUserId',
]

/**
 * What temporary access reads beside what audits read: looks before a request, its use afterwards, and whose a session
 * is. As something that declares its actions, for `readOnlyPolicy`.
 */
export function accessReads(entitlements: readonly Entitlement[]): { readonly actions: readonly string[] } {
  const audited = new Set(COLLECTORS.flatMap(({ actions }) => actions))
  const all = [
    ...lookingActions(entitlements),
    ...OBSERVE_ACTIONS,
    ...RUNNING_ACTIONS,
    ...IDENTITY_CENTER_ACTIONS,
  ]
  return { actions: [...new Set(all)].filter((action) => !audited.has(action)) }
}
