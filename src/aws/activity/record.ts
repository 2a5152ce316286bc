import { parseArn } from '../../base/arn.ts'
import type { ObservedCall, ObservedRole } from '../../grants/request/looking.ts'

/** The members of a record. */
export type Fields = Readonly<Record<string, unknown>>

/** One call as CloudTrail keeps it, as much of it as is needed. */
export interface TrailRecord {
  readonly id: string
  readonly name: string
  /** e.g. `sagemaker.amazonaws.com`. */
  readonly source: string
  /** Epoch seconds. */
  readonly at: number
  readonly fields: Fields
}

/** Reads the text of an event; undefined where it is none. Source: CloudTrail User Guide, "CloudTrail record contents". */
export function readRecord(text: string | undefined): TrailRecord | undefined {
  try {
    const fields = fieldsIn(JSON.parse(text ?? ''))
    const { eventID: id, eventName: name, eventSource: source, eventTime } = fields
    const at = typeof eventTime === 'string' ? Math.floor(Date.parse(eventTime) / 1000) : Number.NaN
    if (typeof id !== 'string' || typeof name !== 'string' || typeof source !== 'string') return undefined
    return Number.isFinite(at) ? { id, name, source, at, fields } : undefined
  } catch {
    return undefined
  }
}

/** Whether a call was made with a session of exactly this role. */
export function madeWith({ fields }: TrailRecord, role: ObservedRole): boolean {
  const identity = fieldsIn(fields.userIdentity)
  const issuer = fieldsIn(fieldsIn(identity.sessionContext).sessionIssuer)
  const sameId = role.uniqueId === null || issuer.principalId === role.uniqueId
  return identity.type === 'AssumedRole' && issuer.arn === role.arn && sameId
}

/** The session that a successful AssumeRole of exactly this role gave out. */
export function sessionFrom(
  record: TrailRecord,
  role: ObservedRole,
): { readonly accessKeyId: string } | undefined {
  const { name, fields } = record
  if (name !== 'AssumeRole' || fields.errorCode !== undefined) return undefined
  if (fieldsIn(fields.requestParameters).roleArn !== role.arn) return undefined
  const response = fieldsIn(fields.responseElements)
  const id = fieldsIn(response.assumedRoleUser).assumedRoleId
  if (role.uniqueId !== null && typeof id === 'string' && id.split(':')[0] !== role.uniqueId) return undefined
  const accessKeyId = fieldsIn(response.credentials).accessKeyId
  return typeof accessKeyId === 'string' ? { accessKeyId } : undefined
}

/** Event sources whose name is not the prefix of their actions. Source: Service Authorization Reference. */
const PREFIXES: Readonly<Record<string, string>> = { monitoring: 'cloudwatch' }

const DENIED = /AccessDenied|Unauthorized|NotAuthorized/

/** A record in the terms of a close-out. */
export function seenCall({ name, source, at, fields }: TrailRecord): ObservedCall {
  const service = source.replace(/\.amazonaws\.com(\.cn)?$/, '')
  const failed = typeof fields.errorCode === 'string'
  return {
    action: `${PREFIXES[service] ?? service}:${name}`,
    resource: resourceOf(fields),
    at,
    denied: failed && DENIED.test(String(fields.errorCode)),
    created: failed ? null : createdBy(name, fields),
    sourceIp: typeof fields.sourceIPAddress === 'string' ? fields.sourceIPAddress : null,
  }
}

/** The ARN that the record names, else the first name among what was asked. */
function resourceOf(fields: Fields): string | null {
  const listed = Array.isArray(fields.resources) ? fields.resources.map(fieldsIn) : []
  const arn = listed.map(({ ARN }) => ARN).find((one) => typeof one === 'string' && parseArn(one))
  if (typeof arn === 'string') return arn
  const asked = fieldsIn(fields.requestParameters)
  return arnIn(asked) ?? textUnder(asked, /(?:Name|Id|Identifier)$/)
}

const MAKES = /^(?:Create(?!Presigned)|Start(?!Session))/

/** What a call made or started: the ARN in its answer; of a start that answers nothing, what it named. */
function createdBy(name: string, fields: Fields): string | null {
  if (!MAKES.test(name)) return null
  const answered = arnIn(fieldsIn(fields.responseElements))
  if (answered !== null) return answered
  const notebook = fieldsIn(fields.requestParameters).notebookInstanceName
  if (name !== 'StartNotebookInstance' || typeof notebook !== 'string') return null
  const issuer = fieldsIn(fieldsIn(fieldsIn(fields.userIdentity).sessionContext).sessionIssuer).arn
  const partition = parseArn(String(issuer))?.partition ?? 'aws'
  const { awsRegion, recipientAccountId } = fields
  // SageMaker writes these ARNs in lower case.
  return `arn:${partition}:sagemaker:${awsRegion}:${recipientAccountId}:notebook-instance/${notebook.toLowerCase()}`
}

function arnIn(fields: Fields): string | null {
  const found = Object.entries(fields).find(
    ([key, value]) => /arn$/i.test(key) && typeof value === 'string' && parseArn(value),
  )
  return typeof found?.[1] === 'string' ? found[1] : null
}

function textUnder(fields: Fields, keys: RegExp): string | null {
  const found = Object.entries(fields).find(([key, value]) => keys.test(key) && typeof value === 'string')
  return typeof found?.[1] === 'string' ? found[1] : null
}

/** A value as members; none where it has none. */
export function fieldsIn(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {}
}
