import type { Caller, LogEvent } from '../../activity/event.ts'
import { arnName, parseArn } from '../../base/arn.ts'
import { GRANT_PATH, grantIdOf } from '../../grants/grant-role.ts'
import { type Fields, fieldsIn, seenCall, type TrailRecord } from './record.ts'

/** Names that a record holds at the most; a longer list says nothing more. */
const MOST_MENTIONS = 40

/** A record in the terms of the access log. */
export function logEvent(record: TrailRecord): LogEvent {
  const { fields, id, at } = record
  const { action, resource, denied, sourceIp } = seenCall(record)
  const caller = callerOf(fields)
  return {
    id,
    at,
    action,
    region: text(fields.awsRegion) ?? '',
    caller,
    grantId: grantOf(caller.arn, text(fields.recipientAccountId)),
    resource,
    mentions: mentionsOf(fields),
    sourceIp,
    denied,
    error: text(fields.errorCode),
  }
}

/**
 * The grant whose role this is: the path, the name and the account are compared whole, as roles of other paths, other
 * accounts or longer names can look alike.
 */
export function grantOf(roleArn: string | null, account: string | null): string | null {
  const arn = parseArn(roleArn ?? '')
  if (arn?.service !== 'iam' || account === null || arn.account !== account) return null
  const prefix = `role${GRANT_PATH}`
  return arn.resource.startsWith(prefix) ? (grantIdOf(arn.resource.slice(prefix.length)) ?? null) : null
}

/** Source: CloudTrail User Guide, "CloudTrail userIdentity element". */
function callerOf(fields: Fields): Caller {
  const identity = fieldsIn(fields.userIdentity)
  const arn = text(identity.arn)
  const other = text(identity.userName) ?? text(identity.invokedBy) ?? text(identity.principalId)
  switch (identity.type) {
    case 'IAMUser':
      return { kind: 'user', arn, name: text(identity.userName) ?? arnName(arn ?? 'unknown'), session: null }
    case 'AssumedRole': {
      const issuer = text(fieldsIn(fieldsIn(identity.sessionContext).sessionIssuer).arn)
      const [, role = '', session = null] = parseArn(arn ?? '')?.resource.split('/') ?? []
      return { kind: 'role', arn: issuer, name: arnName(issuer ?? (role || 'unknown')), session }
    }
    case 'Root':
      return { kind: 'root', arn, name: 'root', session: null }
    case 'AWSService':
      return { kind: 'service', arn: null, name: text(identity.invokedBy) ?? 'AWS', session: null }
    default:
      return { kind: 'other', arn, name: other ?? text(identity.type) ?? 'unknown', session: null }
  }
}

/** Everything that is named in what was asked and answered. */
function mentionsOf(fields: Fields): readonly string[] {
  const listed = Array.isArray(fields.resources) ? fields.resources.map(fieldsIn) : []
  const arns = listed.flatMap(({ ARN }) => text(ARN) ?? [])
  const named = [fields.requestParameters, fields.responseElements]
    .flatMap((part) => Object.entries(fieldsIn(part)))
    .flatMap(([key, value]) => (/(?:Name|Arn|Id|Identifier)$/i.test(key) ? (text(value) ?? []) : []))
  return [...new Set([...arns, ...named])].slice(0, MOST_MENTIONS)
}

function text(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null
}
