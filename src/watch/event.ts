import type { EpochSeconds } from '../base/time.ts'

export type Fields = Readonly<Record<string, unknown>>

/** Who made a call. */
export interface Caller {
  /** As CloudTrail writes it: `Root`, `IAMUser`, `AssumedRole`, `AWSService`, `IdentityCenterUser`, … */
  readonly type: string
  /** The ARN of the user or of the role, not of its session; where there is none, what else CloudTrail tells. */
  readonly principal: string
  /** The user's name, or the session's. */
  readonly name: string | null
  readonly accessKeyId: string | null
  /** The AWS service that called, by itself or for somebody. */
  readonly service: string | null
}

/** One event of CloudTrail, as much of it as detections look at. */
export interface TrailEvent {
  readonly id: string
  readonly name: string
  /** e.g. `sagemaker.amazonaws.com`. */
  readonly source: string
  readonly at: EpochSeconds
  readonly region: string
  /** The account in whose trail it stands; twelve digits. */
  readonly account: string
  readonly caller: Caller
  /** `sourceIPAddress`: an address, or the name of an AWS service. */
  readonly from: string | null
  readonly viaVpcEndpoint: boolean
  readonly errorCode: string | null
  readonly asked: Fields
  readonly answered: Fields
}

/**
 * Reads a record; `undefined` where it is none. Nothing in it is trusted: names are what callers chose.
 * Source: CloudTrail User Guide, "CloudTrail record contents" and "userIdentity element".
 */
export function trailEvent(record: Fields): TrailEvent | undefined {
  const { eventID, eventName, eventSource, eventTime } = record
  const at = Math.floor(Date.parse(String(eventTime)) / 1000)
  if (!text(eventID) || !text(eventName) || !text(eventSource) || !Number.isFinite(at)) return undefined
  return {
    id: String(eventID),
    name: String(eventName),
    source: String(eventSource),
    at,
    region: text(record.awsRegion) ?? '',
    account: text(record.recipientAccountId) ?? '',
    caller: callerIn(fieldsIn(record.userIdentity)),
    from: text(record.sourceIPAddress),
    viaVpcEndpoint: text(record.vpcEndpointId) !== null,
    errorCode: text(record.errorCode),
    asked: fieldsIn(record.requestParameters),
    answered: fieldsIn(record.responseElements),
  }
}

function callerIn(identity: Fields): Caller {
  const issuer = fieldsIn(fieldsIn(identity.sessionContext).sessionIssuer)
  const type = text(identity.type) ?? 'Unknown'
  const arn = text(identity.arn)
  const service = text(identity.invokedBy)
  const principal = type === 'AssumedRole' ? (text(issuer.arn) ?? (arn === null ? null : roleOf(arn))) : arn
  return {
    type,
    principal: principal ?? service ?? text(identity.principalId) ?? text(identity.userName) ?? 'unknown',
    name: type === 'AssumedRole' ? sessionName(arn) : text(identity.userName),
    accessKeyId: text(identity.accessKeyId),
    service,
  }
}

/** The role of a session by the ARN of the session, which leaves the path out; any other ARN as it is. */
export function roleOf(arn: string): string {
  return arn.replace(/^(arn:[^:]+):sts:(:\d+):assumed-role\/([^/]+)\/.*$/, '$1:iam:$2:role/$3')
}

function sessionName(arn: string | null): string | null {
  return arn === null ? null : arn.slice(arn.lastIndexOf('/') + 1)
}

/** A non-empty text, or null. */
export function text(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null
}

/** An object, or an empty one. */
export function fieldsIn(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {}
}

/** Every text and flag in a value, however deep, with the name it stands under. */
export function leavesOf(value: unknown, under = ''): ReadonlyArray<readonly [name: string, value: unknown]> {
  if (Array.isArray(value)) return value.flatMap((item: unknown) => leavesOf(item, under))
  if (typeof value !== 'object' || value === null) return [[under, value]]
  return Object.entries(value).flatMap(([name, inner]) => leavesOf(inner, name))
}

/** Whether AWS refused the call for lack of rights. Source: CIS AWS Foundations, "unauthorized API calls". */
export function isDenied({ errorCode }: TrailEvent): boolean {
  return errorCode !== null && /AccessDenied|UnauthorizedOperation|NotAuthorized/.test(errorCode)
}
