import type { Estate, Principal, Rec, RegionEstate } from '../estates/estate.ts'

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
  /** The ARN that the call is about, or `*`. */
  readonly resource: string
  readonly input: Rec
}

/** What an operation is answered from. */
export interface Context {
  readonly estate: Estate
  readonly here: RegionEstate
  readonly region: string
  readonly principal: Principal
  /** Epoch seconds. */
  readonly now: number
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
  readonly dialect: 'json' | 'query' | 'ec2' | 's3'
  readonly xmlNamespace?: string
  readonly denied: Refusal
  readonly throttled: Refusal
  /** The SDK client module, whose schemas say what each operation takes and gives. */
  readonly client: () => Promise<object>
  readonly operations: Readonly<Record<string, Handler>>
  /** IAM actions that are not named like their operation. */
  readonly actions?: Readonly<Record<string, string>>
  readonly resourceOf?: (operation: string, input: Rec, region: string, account: string) => string
}
