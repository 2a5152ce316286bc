import { IDENTITY_SAMPLES } from './identity.ts'
import { callRecord, signInRecord } from './record.ts'
import type { SampleRow } from './row.ts'
import { SAGEMAKER_SAMPLES } from './sagemaker.ts'
import { SURROUNDINGS_SAMPLES } from './surroundings.ts'

/** An event that somebody should hear of, as CloudTrail would record it. */
export interface SampleEvent {
  /** Stable, e.g. `iam/PutRolePolicy`. */
  readonly id: string
  /** The source as EventBridge names it, e.g. `aws.iam`. */
  readonly source: string
  /** EventBridge's detail type. */
  readonly detailType: string
  /** The CloudTrail record. It is invented: no such call was made. */
  readonly record: Record<string, unknown>
}

const ROWS: readonly SampleRow[] = [...IDENTITY_SAMPLES, ...SURROUNDINGS_SAMPLES, ...SAGEMAKER_SAMPLES]

/** Services whose events are recorded once, in one Region of the partition, wherever the call came from. */
const GLOBAL_SERVICES: ReadonlySet<string> = new Set(['iam', 'signin', 'organizations'])

/** The Region in which a partition records the events of its global services. Source: CloudTrail User Guide. */
export function homeOfGlobalEvents(region: string): string {
  if (region.startsWith('cn-')) return 'cn-north-1'
  if (region.startsWith('us-gov-')) return 'us-gov-west-1'
  return 'us-east-1'
}

/** Every sample event, as if it had happened in this account and Region (global services: in the Region of theirs). */
export function sampleEvents(account: string, region: string): readonly SampleEvent[] {
  return ROWS.map((row) => {
    const at = GLOBAL_SERVICES.has(row.service) ? homeOfGlobalEvents(region) : region
    return {
      id: row.id,
      source: `aws.${row.service}`,
      detailType: row.signIn ? 'AWS Console Sign In via CloudTrail' : 'AWS API Call via CloudTrail',
      record: row.signIn ? signInRecord(row, row.signIn, account, at) : callRecord(row, account, at),
    }
  })
}

/** The event as EventBridge would deliver it; what `events:TestEventPattern` takes. */
export function eventBridgeEnvelope(sample: SampleEvent): Record<string, unknown> {
  return {
    version: '0',
    id: '00000000-0000-0000-0000-000000000000',
    'detail-type': sample.detailType,
    source: sample.source,
    account: sample.record.recipientAccountId,
    time: sample.record.eventTime,
    region: sample.record.awsRegion,
    resources: [],
    detail: sample.record,
  }
}

/** What decides whether a trail records a sample event, and where EventBridge sees it. */
export interface SampleTraits {
  readonly id: string
  readonly eventName: string
  /** e.g. `kms.amazonaws.com`, as selectors name it. */
  readonly eventSource: string
  readonly readOnly: boolean
  readonly global: boolean
}

/** The traits of a sample event by id. Throws for an id that no table has: that is a misspelt check. */
export function sampleTraits(id: string): SampleTraits {
  const row = ROWS.find((row) => row.id === id)
  if (!row) throw new Error(`There is no sample event ${id}.`)
  const { eventName, readOnly, service } = row
  return {
    id,
    eventName,
    eventSource: `${service}.amazonaws.com`,
    readOnly,
    global: GLOBAL_SERVICES.has(service),
  }
}
