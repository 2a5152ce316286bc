import { DAY_S } from '../../base/time.ts'
import { defineDetection, type WatchContext } from '../detection.ts'
import { type TrailEvent, text } from '../event.ts'
import { valuesSince } from '../memory.ts'

const KNOWN_FOR_S = 90 * DAY_S

/**
 * An execution role works somewhere else than in SageMaker: somebody took it, or its session is used from a public address
 * that it was never used from. Notebooks with direct internet access call from public addresses of AWS, so the first
 * addresses of a session that SageMaker named are learned.
 */
export const executionRoleOutside = defineDetection({
  id: 'execution-role-outside',
  title: 'A SageMaker execution role was used from outside',
  severity: 'critical',
  why: 'Credentials of an execution role belong inside a notebook or job. Used from elsewhere they were taken out, and carry everything the role may reach.',
  respond:
    'End the role’s sessions (deny by aws:TokenIssueTime), stop the notebook or job that had them, and look at what was read.',
  practice: 'identity',
  audit: 'iam-execution-role-no-external-trust',
  of: [{ names: ['AssumeRole'] }, { callers: ['AssumedRole'] }],
  remember: (event, context) =>
    isOutside(event, context) ? { key: keyOf(event), value: String(event.from) } : undefined,
  detect: (event, memory, context) => {
    const taken = takenRole(event, context)
    if (taken !== undefined) return { subject: taken, more: 'taken by somebody who is no AWS service' }
    if (!isOutside(event, context)) return undefined
    const subject = event.caller.principal
    if (!/^SageMaker/i.test(event.caller.name ?? ''))
      return { subject, more: 'a session that SageMaker did not name' }
    const known = valuesSince(memory, keyOf(event), event.at - KNOWN_FOR_S)
    if (known.length === 0 || known.includes(String(event.from))) return undefined
    return { subject, more: 'an address that the role was never used from' }
  },
})

function takenRole(
  { name, asked, errorCode, caller }: TrailEvent,
  context: WatchContext,
): string | undefined {
  if (name !== 'AssumeRole' || errorCode !== null || caller.type === 'AWSService' || caller.service !== null)
    return undefined
  const role = text(asked.roleArn)
  return role !== null && context.executionRoles.includes(role) ? role : undefined
}

function isOutside({ caller, from, viaVpcEndpoint }: TrailEvent, { executionRoles }: WatchContext): boolean {
  const isRole = caller.type === 'AssumedRole' && executionRoles.includes(caller.principal)
  return isRole && caller.service === null && !viaVpcEndpoint && from !== null && isPublicAddress(from)
}

const keyOf = ({ caller }: TrailEvent): string => `execution-role-outside ${caller.principal}`

/** A public IPv4 or IPv6 address. AWS services stand in records by their names. Source: RFC 6890. */
function isPublicAddress(from: string): boolean {
  if (from.includes(':')) return !/^(::1$|f[cd]|fe[89ab])/i.test(from)
  if (!/^\d{1,3}(\.\d{1,3}){3}$/.test(from)) return false
  return !/^(0|10|127|169\.254|192\.168|172\.(1[6-9]|2\d|3[01])|100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7]))\./.test(
    from,
  )
}
