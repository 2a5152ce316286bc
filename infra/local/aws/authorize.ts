import type { Call } from './services/service.ts'

/** Whether a call may go on. */
export type Decision = { readonly allowed: true } | Denial

/** Why a call may not go on: AWS names the reason after "because" or "with", or keeps it to itself. */
export interface Denial {
  readonly allowed: false
  readonly because?: string
  readonly with?: string
  /** What was refused, where it is not the call's own action on its own resource. */
  readonly action?: string
  readonly resource?: string
}

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
