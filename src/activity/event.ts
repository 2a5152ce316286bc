import type { EpochSeconds } from '../base/time.ts'

/** Who made a call, as CloudTrail tells it. */
export interface Caller {
  /** `other`: federated users, other accounts and whatever else the log knows. */
  readonly kind: 'user' | 'role' | 'root' | 'service' | 'other'
  /** Of a user or of the role, never of the session; null where the log names none. */
  readonly arn: string | null
  /** The name of the user, the role or the service. From outside, not escaped. */
  readonly name: string
  /** The name of a role's session, which whoever took the role chose. */
  readonly session: string | null
}

/** One call, as the access log keeps it. Everything of it comes from outside and is not escaped. */
export interface LogEvent {
  readonly id: string
  readonly at: EpochSeconds
  /** As policies name it, e.g. `sagemaker:CreateTrainingJob`. */
  readonly action: string
  readonly region: string
  readonly caller: Caller
  /** The grant under whose role it was made: exact, from the role's ARN. Null: under none. */
  readonly grantId: string | null
  /** What it was about first; an ARN or a name. */
  readonly resource: string | null
  /** Every ARN and name that the record mentions. */
  readonly mentions: readonly string[]
  /** An address, or the AWS service that called for somebody. */
  readonly sourceIp: string | null
  readonly denied: boolean
  /** AWS's code where the call failed. */
  readonly error: string | null
}

/** Whether a call was made on SageMaker. */
export function isSageMaker({ action }: LogEvent): boolean {
  return /^sagemaker(?:-[a-z]+)?:/.test(action)
}

/** Roles of Identity Center, whose sessions AWS itself names after people. */
const OF_IDENTITY_CENTER = /:role\/aws-reserved\/sso\.amazonaws\.com\//

/**
 * Tells callers apart: users and roles by their ARN. Sessions of one role are one caller, because whoever takes a role
 * chooses the name of the session; only those of Identity Center are named by AWS, and stand for people.
 */
export function callerKey({ kind, arn, name, session }: Caller): string {
  const named = arn !== null && OF_IDENTITY_CENTER.test(arn)
  return JSON.stringify([kind, arn ?? name, named ? session : null])
}

/** The service that a call was made through; null where somebody called from an address. */
export function viaService({ sourceIp }: LogEvent): string | null {
  return sourceIp !== null && /^[a-z0-9.-]+\.amazonaws\.com(?:\.cn)?$|^AWS Internal$/i.test(sourceIp)
    ? sourceIp
    : null
}
