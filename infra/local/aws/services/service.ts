import type { ContextEntries } from '../../../../src/base/policy/context.ts'
import type { ResourcePolicy } from '../../../../src/base/policy/evaluate.ts'
import type { Estate, Principal, Rec, RegionEstate } from '../estates/estate.ts'
import type { Identity } from '../state/identity.ts'
import type { Live } from '../state/live.ts'

/** One authenticated call, before it is answered. */
export interface Call {
  /** The service's prefix in IAM actions, such as `sagemaker`. */
  readonly service: string
  readonly operation: string
  /** The IAM action that the call needs, such as `s3:GetEncryptionConfiguration`. */
  readonly action: string
  readonly region: string
  readonly accessKeyId: string
  readonly principal: Principal
  readonly identity: Identity
  /** The ARN that the call is about, or `*`. */
  readonly resource: string
  readonly input: Rec
}

/** The name of a role's trust policy among the policies of resources. */
export const TRUST = 'trust'

/** One thing that a call needs to be allowed. */
export interface Touch {
  readonly action: string
  /** An ARN, or `*` for an action that takes no resource. */
  readonly resource: string
  /** Condition keys about what is touched. */
  readonly keys?: ContextEntries
  /** The resource's own policy, where it has one that counts. */
  readonly policy?: ResourcePolicy
}

/** What an operation is answered from. */
export interface Context {
  readonly estate: Estate
  readonly here: RegionEstate
  readonly region: string
  readonly principal: Principal
  readonly identity: Identity
  /** The address that calls come from, as policies see it. */
  readonly sourceIp: string
  /** Where the account listens: scheme, host and port. */
  readonly origin: string
  /** Epoch seconds. */
  readonly now: number
  /** What calls left behind: sessions, the trail, pending changes. */
  readonly live: Live
  /** What the account remembers between calls beside the estate, such as when the credential report was made. */
  readonly memory: Map<string, number>
}

/** Answers one operation. Throws AwsError where AWS would answer an error. */
export type Handler = (input: Rec, context: Context) => Rec

/** An error code and HTTP status that a service uses for a common refusal. */
interface Refusal {
  readonly code: string
  readonly status: number
}

/** One AWS service: how it is addressed, how it refuses, what it can do. */
export interface Service {
  /** The service name in the credential scope. */
  readonly signingName: string
  readonly actionPrefix: string
  /** The part of X-Amz-Target before the operation, for JSON services. */
  readonly target?: string
  readonly dialect: 'json' | 'query' | 'ec2' | 's3' | 's3-control' | 'rest'
  readonly xmlNamespace?: string
  /** The paths of a service whose operations are told by path; it may share its signing name with another. */
  readonly path?: RegExp
  readonly denied: Refusal
  readonly throttled: Refusal
  /** The SDK client module, whose schemas say what each operation takes and gives. */
  readonly client: () => Promise<object>
  readonly operations: Readonly<Record<string, Handler>>
  /** IAM actions that are not named like their operation. */
  readonly actions?: Readonly<Record<string, string>>
  readonly resourceOf?: (operation: string, input: Rec, region: string, account: string) => string
  /** What a call needs to be allowed; by default its action on its resource. */
  readonly touches?: (call: Call, context: Context) => readonly Touch[]
  /**
   * What a call proves by itself before it is judged, such as a second factor, as condition keys. Throws where the proof
   * fails.
   */
  readonly proves?: (call: Call, context: Context) => ContextEntries
}
