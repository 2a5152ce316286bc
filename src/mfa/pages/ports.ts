import type { Result } from '../../base/result.ts'
import type { EpochSeconds } from '../../base/time.ts'
import type { FactorMethod } from '../../grants/grant.ts'
import type { DirectoryUser } from '../../grants/identity/link.ts'
import type { Mode, PersonKey, Risk } from '../../grants/terms.ts'
import type { Factor, Link, Proof } from '../ports.ts'

/** Everything that a yes would mean, in words, as it stands in the record. All texts are plain; the page escapes them. */
export interface RequestView {
  /** Who asks, as people call them. */
  readonly requester: string
  /** The entitlement in a user's words. */
  readonly title: string
  readonly mode: Mode
  readonly risk: Risk
  readonly riskWhy: string
  readonly account: string
  readonly region: string
  /** Calls, the ARNs they are allowed on, and conditions beside the window, in words. */
  readonly permissions: ReadonlyArray<{
    readonly actions: readonly string[]
    readonly resources: readonly string[]
    readonly conditions: readonly string[]
  }>
  /** Null: as soon as it is approved. */
  readonly startsAt: EpochSeconds | null
  readonly durationSeconds: number
  readonly lapsesAt: EpochSeconds
  readonly reason: string
  readonly ticket: string | null
  /** What the access really reaches; `role`: the execution role it goes through, or null. */
  readonly reach: { readonly words: string; readonly role: string | null }
  /** What may go on or stay after the end. */
  readonly remains: string | null
  /** The line on how the generated policy was proved. */
  readonly proof: string
  /** Who has said yes, and who must do so beside the reader, one phrase each. */
  readonly approved: readonly string[]
  readonly stillNeeded: readonly string[]
  /** Must be the link's `subjectHash`; else nothing is shown. */
  readonly requestHash: string
}

/** Why a request cannot be answered any more, or not by this person. */
export interface Closed {
  /** A short sentence, e.g. `Already denied`. */
  readonly heading: string
  /** What happened, what it means, what to do. */
  readonly words: readonly string[]
}

/** What came of an answer. */
export type Outcome =
  | { readonly kind: 'done' }
  /** Taken, and others must agree as well: one phrase for each who is missing. */
  | { readonly kind: 'still-needed'; readonly needed: readonly string[] }
  | { readonly kind: 'refused'; readonly words: readonly string[] }
  /** `what`: `approved`, `denied`, `withdrawn`, …; `by`: a name, or null where nobody did it. */
  | {
      readonly kind: 'already-decided'
      readonly what: string
      readonly by: string | null
      readonly at: EpochSeconds
    }

/** Why a signed caller identity does not show that somebody is this person. `no-answer`: AWS could not be asked. */
export type IdentityRefusal =
  | 'malformed'
  | 'wrong-nonce'
  | 'stale'
  | 'other-principal'
  | 'not-accepted'
  | 'no-answer'

/** Why a signed caller identity shows no user of Identity Center: see `DirectoryRefusal`. */
export type DirectoryRefusal =
  | Exclude<IdentityRefusal, 'other-principal'>
  | 'not-identity-center'
  | 'other-account'
  | 'permission-set'
  | 'user-unknown'

/** How people link themselves to their user of Identity Center. */
export interface IdentityPorts {
  /** Which user made the pasted text with this nonce. */
  readonly prove: (nonce: string, pasted: string) => Promise<Result<DirectoryUser, DirectoryRefusal>>
  /** Links the person to the user that they proved to be, and tells others; or why not, in words. */
  readonly link: (person: PersonKey, user: DirectoryUser) => Promise<Result<void, readonly string[]>>
}

/** That a person's factors changed. Holds no secret. */
export interface FactorChange {
  readonly change: 'added' | 'removed'
  readonly factor: Pick<Factor, 'id' | 'method' | 'label' | 'enrolledAt'>
}

/** What the pages need from outside. */
export interface PagePorts {
  /** What an `approve` or `confirm` link is about, fresh from the record, or why it cannot be answered. */
  readonly requestOf: (link: Link) => Promise<Result<RequestView, Closed>>
  /** The methods that suffice for it. None: nobody can answer it here. */
  readonly methodsFor: (link: Link) => Promise<readonly FactorMethod[]>
  /** Takes the yes of the link's person. Decides anew; the proof is of this link's `subjectHash`. */
  readonly answer: (link: Link, proof: Proof) => Promise<Outcome>
  /** The person's name, for them to see whom they act as. */
  readonly nameOf: (person: PersonKey) => Promise<string>
  /** How long a new factor does not suffice, and for which risks. 0 seconds: not at all. */
  readonly newFactors: () => { readonly waitSeconds: number; readonly risks: readonly Risk[] }
  /**
   * Announces a change of somebody's factors to others. A factor whose addition cannot be announced (this throws) is taken
   * away again.
   */
  readonly announce: (person: PersonKey, change: FactorChange) => Promise<void>
  /**
   * Whether pasted text shows that whoever made it holds the AWS principal of this person, made with this nonce. Absent
   * where there is no such proof.
   */
  readonly proveIdentity?: (
    person: PersonKey,
    nonce: string,
    pasted: string,
  ) => Promise<Result<void, IdentityRefusal>>
  /** Absent where nobody may link themself. */
  readonly identity?: IdentityPorts
  /** The command that makes that text, e.g. `npm run -s cli -- prove NONCE`. */
  readonly proveCommand: (nonce: string) => string
  /** Told of what nobody expected. Never given a token. */
  readonly onFailure: (what: 'page' | 'announce', error: unknown) => void
}
