import type { FactorMethod } from '../grant.ts'
import type { PersonKey, PrincipalRef, Risk } from '../terms.ts'
import type { QuietHours } from './quiet-hours.ts'

/** Who somebody in Slack is in AWS. People who are not listed may have linked themselves: see `linked.ts`. */
export interface KnownPerson {
  readonly slack: PersonKey
  /** By account id. */
  readonly principals: Readonly<Record<string, PrincipalRef>>
}

/** A group of people: listed, or a Slack user group. Never a channel: whoever may enter it could approve. */
export type Group =
  | { readonly id: string; readonly people: readonly PersonKey[] }
  | { readonly id: string; readonly userGroup: string }

/** What a rule is about. Absent: anything. All that are present must fit. */
export interface Scope {
  /** Entitlement ids. */
  readonly entitlements?: readonly string[]
  /** ARNs, where `*` stands for any run of characters; case does not matter. */
  readonly resources?: readonly string[]
  readonly accounts?: readonly string[]
  readonly risks?: readonly Risk[]
}

/**
 * One rule about asking and approving. All rules that fit a request hold together: every group must approve, the
 * shortest duration counts, and one that denies wins. So their order means nothing, and a lenient rule never softens a
 * strict one. A resource that no allowing rule fits cannot be asked for.
 */
export type AccessRule =
  | { readonly id: string; readonly for: Scope; readonly deny: true }
  | {
      readonly id: string
      readonly for: Scope
      /** Groups whose members may ask; absent: everybody. */
      readonly askers?: readonly string[]
      /** Approvals from each of these groups. A person counts for one of them. */
      readonly approvals: ReadonlyArray<{ readonly group: string; readonly count: number }>
      /** Approving people in total, where that is more. */
      readonly approvalsInTotal?: number
      readonly longestSeconds?: number
      /** Second factors that suffice; only ever fewer than `factors` allows for the risk. */
      readonly factors?: readonly FactorMethod[]
    }

/** Requests that need nobody else, but always the requester's own second factor. Not in quiet hours. */
export interface AutoApproval {
  readonly id: string
  readonly for: Scope
  readonly askers: readonly string[]
  readonly longestSeconds: number
}

/** Access in an emergency on one's own second factor, announced loudly and reviewed afterwards. */
export interface BreakGlass {
  readonly for: Scope
  readonly askers: readonly string[]
  readonly longestSeconds: number
  readonly factors: readonly FactorMethod[]
  readonly reviewers: readonly string[]
  readonly reviewWithinSeconds: number
}

/** The organisation's policy on temporary access: what `sagewarden.yml` holds, already checked. */
export interface AccessPolicy {
  /** The one Slack team that people may come from. */
  readonly team: string
  readonly people: readonly KnownPerson[]
  readonly groups: readonly Group[]
  readonly rules: readonly AccessRule[]
  readonly longestSeconds: Readonly<Record<Risk, number>>
  /** The second factors that suffice for a risk. */
  readonly factors: Readonly<Record<Risk, readonly FactorMethod[]>>
  /** For these risks, a factor counts only once it was enrolled this long ago. */
  readonly newFactors: { readonly risks: readonly Risk[]; readonly waitSeconds: number }
  /** How old a proof may be when it is used. */
  readonly proofSeconds: number
  /** A request that nobody decides lapses after this long. */
  readonly requestLapsesAfterSeconds: number
  /** How far ahead access may be asked for. */
  readonly furthestStartSeconds: number
  readonly ticketFor: readonly Risk[]
  readonly quietHours?: QuietHours
  readonly autoApprovals: readonly AutoApproval[]
  readonly breakGlass?: BreakGlass
  /** Groups that may end any grant, such as on-call. */
  readonly revokers: readonly string[]
}

/** The members of each group by its id. A group that could not be read has none. */
export type Members = ReadonlyMap<string, readonly PersonKey[]>

/** Who is in which group, given the members of Slack's user groups by their id. */
export function membersOf(
  policy: AccessPolicy,
  userGroups: ReadonlyMap<string, readonly PersonKey[]>,
): Members {
  return new Map(
    policy.groups.map((group) => [
      group.id,
      'people' in group ? group.people : (userGroups.get(group.userGroup) ?? []),
    ]),
  )
}

/** Which of these groups a person is in. */
export function groupsOf(person: PersonKey, groups: readonly string[], members: Members): readonly string[] {
  return groups.filter((group) => members.get(group)?.includes(person))
}

/** Who a listed person is in an account. */
export function principalIn(
  policy: AccessPolicy,
  person: PersonKey,
  account: string,
): PrincipalRef | undefined {
  return policy.people.find(({ slack }) => slack === person)?.principals[account]
}
