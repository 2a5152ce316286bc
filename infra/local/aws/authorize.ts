import type { Call } from './services/service.ts'

/** Whether a call may go on, and if not, the reason as AWS words it after "because". */
type Decision = { readonly allowed: true } | { readonly allowed: false; readonly because: string }

/** Decides one call from everything that is known about it. */
export type Authorize = (call: Call) => Decision

const FREE = new Set(['sts:GetCallerIdentity'])

const escaped = (text: string): string => text.replace(/[.+^${}()|[\]\\]/g, '\\$&')

/** An IAM action pattern as a test: `*` and `?`, case-insensitive. */
const actionPattern = (pattern: string): RegExp =>
  new RegExp(`^${escaped(pattern).replaceAll('*', '.*').replaceAll('?', '.')}$`, 'i')

/** Allows everything but the listed actions; GetCallerIdentity needs no permission in AWS either. */
export const denyListed = (actions: readonly string[]): Authorize => {
  const patterns = actions.map(actionPattern)
  return (call) =>
    !FREE.has(call.action) && patterns.some((pattern) => pattern.test(call.action))
      ? { allowed: false, because: `no identity-based policy allows the ${call.action} action` }
      : { allowed: true }
}
