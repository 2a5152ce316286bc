import type { EpochSeconds } from '../../base/time.ts'

/** A call that a role made and that was not denied. */
export interface UsedCall {
  /** As policies name it, e.g. `sagemaker:CreateModel`. */
  readonly action: string
  /** An ARN or a name, as the record says it first. */
  readonly resource: string | null
  readonly at: EpochSeconds
}

/** What IAM's service-last-accessed data says of a service. Attempts that were denied count in it. */
export interface ServiceUse {
  /** The prefix of its actions. */
  readonly namespace: string
  /** Null: not within the tracking period, which is 400 days, or shorter in some Regions. */
  readonly lastAt: EpochSeconds | null
  readonly lastRegion: string | null
  /** Its actions that IAM tracks one by one; empty where it tracks none. */
  readonly tracked: ReadonlyArray<{ readonly action: string; readonly lastAt: EpochSeconds | null }>
}

/** What is known of a role's use. */
export interface Evidence {
  readonly calls: readonly UsedCall[]
  /** Null: could not be read. */
  readonly services: readonly ServiceUse[] | null
  /** Whether the access log was read whole, from when, and where. */
  readonly log: {
    readonly complete: boolean
    readonly from: EpochSeconds
    readonly regions: readonly string[]
    readonly sessions: number
  }
  /** What could not be read, in a sentence each. */
  readonly gaps: readonly string[]
}

/** `used`; certainly `unused`; or `unseen`: nobody can say, so it stays. */
export type Use = 'used' | 'unused' | 'unseen'

/** What is known of the use of something, and the reason in a few words. */
export interface Finding {
  readonly use: Use
  readonly why: string
}

/** What the log and IAM say of one action, written without wildcards. */
export function findingOf(action: string, evidence: Evidence): Finding {
  const sought = action.toLowerCase()
  const namespace = serviceOf(sought)
  const service = serviceUse(namespace, evidence)
  const tracked = service?.tracked.find((each) => each.action.toLowerCase() === sought)
  if (evidence.calls.some((call) => call.action.toLowerCase() === sought))
    return { use: 'used', why: 'CloudTrail shows it' }
  if (tracked && tracked.lastAt !== null) return { use: 'used', why: 'IAM saw it being used' }
  if (UNTRACKED.has(sought)) return { use: 'unseen', why: 'no log shows this action' }
  if (service?.lastAt === null && !hasCalls(namespace, evidence))
    return { use: 'unused', why: 'IAM saw no use of the service' }
  if (tracked) return { use: 'unused', why: 'IAM saw no use of the action' }
  if (!isRecorded(sought)) return { use: 'unseen', why: 'CloudTrail does not record it, or not by this name' }
  if (!logTells(namespace, evidence)) return { use: 'unseen', why: whyNotTold(evidence) }
  return { use: 'unused', why: 'CloudTrail shows no use of it' }
}

/**
 * Whether what the log does not show of a service was not done: it was read whole, where the service was last used; and
 * where IAM saw a use in that time, the log shows one too. If it does not, sessions were not followed.
 */
export function logTells(namespace: string, evidence: Evidence): boolean {
  const { complete, regions, from } = evidence.log
  const { lastAt = null, lastRegion = null } = serviceUse(namespace, evidence) ?? {}
  const missed = lastAt !== null && lastAt >= from && !hasCalls(namespace, evidence)
  return complete && !missed && (lastRegion === null || regions.includes(lastRegion))
}

/** Why the log does not tell. */
export function whyNotTold({ log }: Evidence): string {
  return log.complete
    ? 'IAM saw the service being used where the log shows nothing of it'
    : 'the log was not read whole'
}

/** What IAM says of a service. */
export function serviceUse(namespace: string, { services }: Evidence): ServiceUse | undefined {
  return services?.find((each) => each.namespace === namespace)
}

/** Whether the log shows any call of a service. */
export function hasCalls(namespace: string, { calls }: Evidence): boolean {
  return calls.some(({ action }) => serviceOf(action.toLowerCase()) === namespace)
}

/** `sagemaker` of `sagemaker:CreateModel`. */
export function serviceOf(action: string): string {
  return action.slice(0, Math.max(0, action.indexOf(':')))
}

/** Actions that neither CloudTrail nor IAM ever shows. Source: IAM User Guide, "Refine permissions using last accessed information". */
const UNTRACKED = new Set(['iam:passrole'])

/**
 * Services whose management calls are recorded under the names of their actions, and the actions of each that are not
 * recorded: data events, and what is authorised as a part of another call. Of every other service nothing is assumed.
 * Sources: CloudTrail User Guide, "Logging data events"; "Logging … API calls" of each service.
 */
const UNRECORDED: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    sagemaker: [
      'InvokeEndpoint',
      'InvokeEndpointAsync',
      'InvokeEndpointWithResponseStream',
      'InvokeEndpointWithBidirectionalStream',
      'GetRecord',
      'BatchGetRecord',
      'PutRecord',
      'DeleteRecord',
      'BatchPutMetrics',
      'BatchGetMetrics',
      'CallPartnerAppApi',
      'AddTags',
    ],
    iam: ['PassRole'],
    sts: ['TagSession', 'SetSourceIdentity', 'SetContext'],
    ec2: ['CreateTags'],
    ecr: ['TagResource'],
    kms: ['ReEncryptFrom', 'ReEncryptTo', 'TagResource'],
    logs: [
      'PutLogEvents',
      'GetLogEvents',
      'FilterLogEvents',
      'GetLogRecord',
      'GetLogObject',
      'GetQueryResults',
      'StartLiveTail',
      'StopLiveTail',
      'Unmask',
      'TagResource',
      'TagLogGroup',
    ],
    cloudwatch: [
      'PutMetricData',
      'GetMetricData',
      'GetMetricStatistics',
      'GetMetricWidgetImage',
      'ListMetrics',
      'TagResource',
    ],
  }),
)

/** Whether the log would show an action if it were used. */
function isRecorded(action: string): boolean {
  const unrecorded = UNRECORDED.get(serviceOf(action))
  return unrecorded !== undefined && !unrecordedActions(serviceOf(action))?.includes(action)
}

/** The actions of a service that the log does not show, in lower case; undefined where nobody here knows. */
function unrecordedActions(namespace: string): readonly string[] | undefined {
  return UNRECORDED.get(namespace)?.map((name) => `${namespace}:${name}`.toLowerCase())
}

/** The actions of a service that no log shows, as they are written; undefined where nobody here knows. */
export function hiddenActions(namespace: string): readonly string[] | undefined {
  return UNRECORDED.get(namespace)?.map((name) => `${namespace}:${name}`)
}
