import type { Entitlement } from './entitlement.ts'
import type { Place } from './place.ts'
import type { PrecheckCode } from './precheck.ts'
import type { PrincipalRef } from './terms.ts'

/** One thing that was looked at before anybody is asked. */
export interface Looked {
  /** `exists`, `no-like-grant` and `mfa-on` are looked at for every request; the rest is declared by the entitlement. */
  readonly code: PrecheckCode | 'exists' | 'no-like-grant' | 'mfa-on'
  /** The parameter that it is about; empty for the request as a whole. */
  readonly about: string
  /** `unknown`: could not be seen. Never taken for `ok`. */
  readonly outcome: 'ok' | 'not-so' | 'unknown'
  /** Whether the request cannot be made unless this is `ok`. */
  readonly stops: boolean
  /** What was seen, or which permission is missing, in one sentence. */
  readonly words: string
}

/** What somebody holding the grant can really reach, as AWS has it now. */
export interface ReachSeen {
  /** The execution role behind what was chosen; null: there is none, or it could not be seen. */
  readonly roleArn: string | null
  /** What that role can do, a few words each: `anything`, `read every bucket`. */
  readonly can: readonly string[]
  /** Why it is not known; null: it is. */
  readonly unknown: string | null
}

export interface Looking {
  readonly looked: readonly Looked[]
  readonly reach: ReachSeen
}

/** Looks at AWS before anybody is asked. Does not throw for what AWS refuses: that is `unknown`. */
export type LookBefore = (
  entitlement: Entitlement,
  parameters: Readonly<Record<string, string>>,
  place: Place,
  principal: PrincipalRef,
) => Promise<Looking>
