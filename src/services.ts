import type { Activities } from './activity/activities.ts'
import type { Rightsizing } from './activity/rightsize/rightsizing.ts'
import type { Result } from './base/result.ts'
import type { EpochSeconds } from './base/time.ts'
import type { Digest } from './digest/digest.ts'
import type { DigestStore, Subscription } from './digest/ports.ts'
import type { Access } from './grants/access.ts'
import type { CloseOut } from './grants/ending/close-out.ts'
import type { FactorMethod, Grant } from './grants/grant.ts'
import type { Linking } from './grants/identity/linking.ts'
import type { Target } from './grants/lifecycle/answering.ts'
import type { Refused } from './grants/lifecycle/move.ts'
import type { Actor } from './grants/rules/circumstances.ts'
import type { Vouchings } from './grants/rules/vouching.ts'
import type { PersonKey, PrincipalRef } from './grants/terms.ts'
import type { Audits } from './posture/audit.ts'
import type { AuditRecord } from './posture/audit-record.ts'
import type { Check } from './posture/check.ts'
import type { ResourceRef } from './posture/inventory/index.ts'
import type { Waivers } from './posture/waivers/waivers.ts'
import type { Alerting } from './watch/alerting.ts'

/** A piece of work that a message in Slack waits for. Kept, so that a killed process can repair its message. */
export interface OpenJob {
  readonly id: string
  /** The command line as it was typed, e.g. `audit notebooks`. */
  readonly text: string
  readonly userId: string
  /** Where it is shown, or where it was asked; absent before there is a message for what was asked outside a channel. */
  readonly channelId?: string
  /** Timestamp of the message that shows the progress; absent until Slack has told it. */
  readonly messageTs?: string
  /** Epoch seconds. */
  readonly startedAt: number
}

/** Remembers open jobs across a crash. */
export interface OpenJobs {
  open(job: OpenJob): Promise<void>
  close(id: string): Promise<void>
  /** Jobs that were open when an earlier process ended. */
  leftovers(): Promise<readonly OpenJob[]>
}

/** A message about a grant, so that it can be edited through the grant's life. */
export interface NoticePlace {
  /**
   * Kept up to date: `channel`, the approvals channel; `approver`, a direct message to somebody who may act; `requester`,
   * theirs; `announcement`, break-glass in the announcements channel. `once`: said once and left as it is.
   */
  readonly kind: 'channel' | 'approver' | 'requester' | 'announcement' | 'once'
  /** Whose direct message it is; null for a channel. */
  readonly person: PersonKey | null
  readonly channel: string
  readonly ts: string
  /** What was said once, e.g. `reminder 1 900`. */
  readonly about?: string
}

/** Where the messages about grants stand. */
export interface NoticePlaces {
  of(grantId: string): Promise<readonly NoticePlace[]>
  /** Adds one. The same again changes nothing. */
  add(grantId: string, place: NoticePlace): Promise<void>
  /** Forgets one that is lost, such as a deleted message. */
  remove(grantId: string, place: NoticePlace): Promise<void>
}

/** A second factor as its owner sees it in a list. Holds no secret. */
export interface OwnFactor {
  readonly id: string
  readonly method: FactorMethod
  readonly label: string
  readonly enrolledAt: EpochSeconds
  readonly lastUsedAt: EpochSeconds | null
  /** Codes that are left; for backup codes only. */
  readonly left: number | null
}

/** Why a code that was typed in Slack did not confirm. `factor` refusals have the words of `mfa`. */
export type CodeRefusal =
  | { readonly kind: 'factor'; readonly code: string; readonly lockedUntil: EpochSeconds | null }
  | { readonly kind: 'refused'; readonly refused: Refused }

/** Second factors, as far as Slack has to do with them. Enrolment, removal and passkeys live on one-time pages. */
export interface SecondFactors {
  /** Whether there is an address at which people reach the pages. */
  readonly hasPages: boolean
  factorsOf(person: PersonKey): Promise<readonly OwnFactor[]>
  /** A one-time address (five minutes) for this person alone; undefined without a public address. */
  page(
    person: PersonKey,
    what: /** `first-factor`: whoever asks for it has seen proof of who the person is. */
      | { readonly purpose: 'factors' | 'enrol' | 'first-factor' | 'identity' }
      | { readonly purpose: 'approve'; readonly target: Target; readonly requestHash: string },
  ): Promise<string | undefined>
  /** Confirms a pending request by a code typed into a modal, and answers it. */
  answerByCode(
    actor: Actor,
    target: Target,
    action: 'approve' | 'confirm',
    code: string,
  ): Promise<Result<Grant, CodeRefusal>>
}

/** Temporary access and what belongs to it. */
export interface AccessServices {
  readonly access: Access
  readonly factors: SecondFactors
  readonly notices: NoticePlaces
  /** Who lets somebody enrol a first factor whom AWS cannot tell apart. */
  readonly vouchings: Vouchings
  /** How people say who they are in AWS whom the policy does not list; absent where it lets nobody. */
  readonly linking?: Pick<Linking, 'mayLink' | 'linkOf' | 'end'>
  /** Who a person is in the account, by the policy or by a link. */
  principalOf(person: PersonKey): Promise<PrincipalRef | undefined>
  /** The ids of the policy's groups that a person is in now. */
  groupsOf(person: PersonKey): Promise<readonly string[]>
  /** Shows in every message about a grant that somebody has a page open to confirm it, until then (epoch seconds). */
  confirming(grant: Grant, person: PersonKey, until: EpochSeconds): Promise<void>
  /** What was granted against what was used. Undefined before the end, or while CloudTrail may still be late. */
  closeOut(grant: Grant): Promise<CloseOut | undefined>
  /** Where requests are shown, and whom to remind when. */
  readonly channels: { readonly approvals: string; readonly announcements: string }
}

/** Accepting risks, and what belongs to it. */
export interface WaiverServices {
  readonly waivers: Waivers
  /** Where the messages about waivers stand; under ids of their own kind. */
  readonly places: NoticePlaces
  /** The tags of a resource right now, as audits see them. Throws where AWS does not say. */
  tagsOf(resource: ResourceRef): Promise<Readonly<Record<string, string>>>
}

/** The daily digest. */
export interface DigestServices {
  readonly subscriptions: Pick<DigestStore, 'subscribe' | 'unsubscribe' | 'subscription' | 'subscriptions'>
  /** Today's digest as that channel would get it, or of everything; for one person, and nothing of it is kept. */
  preview(person: PersonKey, subscription: Subscription | undefined): Promise<Digest>
}

/** Everything the bot can do, in one screen. Commands see only this. */
export interface Services {
  readonly checks: readonly Check[]
  /** The Regions that are audited where a scope names none, and the only ones that it may name. */
  readonly regions: readonly string[]
  readonly audits: Audits
  readonly openJobs: OpenJobs
  /** What the last audits came to, the newest first. */
  recentAudits(most: number): Promise<readonly AuditRecord[]>
  readonly waiving: WaiverServices
  /** Who did what, as the access log shows it. */
  readonly activities: Activities
  /** Smaller policies for roles. */
  readonly rightsizing: Rightsizing
  /** Absent where no access policy (`sagewarden.yml`) is set up. */
  readonly access?: AccessServices
  /** Absent where nothing is sent by itself, as in an audit on the terminal. */
  readonly digests?: DigestServices
  /** The watch over CloudTrail; absent in a process that only audits. */
  readonly alerts?: Alerting
}
