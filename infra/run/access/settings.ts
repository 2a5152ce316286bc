import type { AccessPolicy, AccessRule, KnownPerson, Scope } from '../../../src/grants/rules/access-policy.ts'
import type { Network } from '../../../src/grants/rules/place.ts'
import { type PersonKey, type PrincipalRef, personKey } from '../../../src/grants/terms.ts'
import type { AccessFile } from './schema.ts'
import { METHODS, minutesOf, secondsOf, WEEKDAYS } from './words.ts'

/** What `sagewarden.yml` says, checked. */
export interface AccessSettings {
  readonly policy: AccessPolicy
  /** Ids of channels. */
  readonly channels: { readonly approvals: string; readonly announcements?: string }
  readonly reminders: {
    /** Counted from the request, the earliest first. */
    readonly afterSeconds: readonly number[]
    readonly escalateAfterSeconds?: number
    /** The id of a group of the policy. */
    readonly escalateTo?: string
  }
  /** From where grants may be used; absent: from anywhere. */
  readonly network?: Network
  /** Ids of entitlements that are off by default and were switched on. */
  readonly switchedOn: readonly string[]
  /** The name of the managed policy that bounds every grant. */
  readonly boundary: string
  /** Absent: people of Identity Center cannot prove who they are in AWS. */
  readonly identityCenter?: IdentityCenterSettings
}

/** Where people of Identity Center are told apart, and whether they may link themselves. */
export interface IdentityCenterSettings {
  readonly identityStoreId: string
  /** Absent: the first Region that is audited. */
  readonly region?: string
  /** Absent: nobody links themself. */
  readonly linking?: {
    /** Names; absent: any. */
    readonly permissionSets?: readonly string[]
  }
}

/** The settings of a file that was checked. */
export function settingsOf(file: AccessFile): AccessSettings {
  const { channels, reminders = {}, network, identityCenter, switchedOn = {} } = file
  const { after = [], escalateAfter, escalateTo } = reminders
  return {
    policy: policyOf(file),
    channels: present(channels),
    reminders: {
      afterSeconds: after.map(secondsOf).toSorted((a, b) => a - b),
      ...(escalateAfter !== undefined && { escalateAfterSeconds: secondsOf(escalateAfter) }),
      ...(escalateTo !== undefined && { escalateTo }),
    },
    ...(network?.addresses && { network: { kind: 'addresses', cidrs: network.addresses } }),
    ...(network?.vpcEndpoints && { network: { kind: 'vpc-endpoints', ids: network.vpcEndpoints } }),
    switchedOn: Object.keys(switchedOn),
    boundary: file.boundary ?? 'sagewarden-grant-boundary',
    ...(identityCenter && { identityCenter: identityCenterOf(identityCenter) }),
  }
}

function identityCenterOf({
  identityStoreId,
  region,
  linkPeople,
  permissionSets,
}: NonNullable<AccessFile['identityCenter']>): IdentityCenterSettings {
  return {
    identityStoreId,
    ...(region !== undefined && { region }),
    ...(linkPeople === true && { linking: permissionSets ? { permissionSets } : {} }),
  }
}

/** A person of the file, with the team that it leaves out. */
export function keyIn({ team }: Pick<AccessFile, 'team'>, person: string): PersonKey {
  const [first = '', second] = person.split('/')
  return second === undefined ? personKey(team, first) : personKey(first, second)
}

/** Who a person of the file is in each account. */
export function principalsOf({
  aws = {},
  identityCenter,
}: AccessFile['people'][number]): KnownPerson['principals'] {
  const users = Object.entries(aws).map(([account, user]): [string, PrincipalRef] => [
    account,
    typeof user === 'string'
      ? { kind: 'iam-user', arn: user, uniqueId: null }
      : { kind: 'iam-user', arn: user.user, uniqueId: user.uniqueId },
  ])
  const roles = Object.entries(identityCenter?.roles ?? {}).map(([account, arn]): [string, PrincipalRef] => [
    account,
    { kind: 'identity-center', arn, userId: identityCenter?.userId ?? '' },
  ])
  return Object.fromEntries([...users, ...roles])
}

/** The second factors that suffice for each risk. */
export function factorsOf({ factors = {} }: Pick<AccessFile, 'factors'>): AccessPolicy['factors'] {
  const { low = METHODS, medium = ['passkey'], high = ['passkey'], critical = ['passkey'] } = factors
  return { low, medium, high, critical }
}

/** After so many seconds an undecided request lapses. */
function lapseOf({ requestsLapseAfter = '4h' }: Pick<AccessFile, 'requestsLapseAfter'>): number {
  return secondsOf(requestsLapseAfter)
}

function policyOf(file: AccessFile): AccessPolicy {
  const { longest = {}, newFactors = {}, quietHours, breakGlass } = file
  const { low = '12h', medium = '8h', high = '4h', critical = '1h' } = longest
  return {
    team: file.team,
    people: file.people.map((person) => ({
      slack: keyIn(file, person.slack),
      principals: principalsOf(person),
    })),
    groups: Object.entries(file.groups).map(([id, { people = [], userGroup }]) =>
      userGroup === undefined ? { id, people: people.map((each) => keyIn(file, each)) } : { id, userGroup },
    ),
    rules: file.rules.map(ruleOf),
    longestSeconds: {
      low: secondsOf(low),
      medium: secondsOf(medium),
      high: secondsOf(high),
      critical: secondsOf(critical),
    },
    factors: factorsOf(file),
    newFactors: {
      risks: newFactors.risks ?? ['high', 'critical'],
      waitSeconds: secondsOf(newFactors.wait ?? '24h'),
    },
    proofSeconds: secondsOf(file.proofLasts ?? '5m'),
    requestLapsesAfterSeconds: lapseOf(file),
    furthestStartSeconds: secondsOf(file.furthestStart ?? '7d'),
    ticketFor: file.ticketFor ?? [],
    ...(quietHours && { quietHours: quietHoursOf(quietHours) }),
    autoApprovals: (file.autoApprovals ?? []).map((auto) => ({
      id: auto.id,
      for: present<Scope>(auto.for),
      askers: auto.askers,
      longestSeconds: secondsOf(auto.longest),
    })),
    ...(breakGlass && {
      breakGlass: {
        for: present<Scope>(breakGlass.for),
        askers: breakGlass.askers,
        longestSeconds: secondsOf(breakGlass.longest),
        factors: breakGlass.factors ?? ['passkey'],
        reviewers: breakGlass.reviewers,
        reviewWithinSeconds: secondsOf(breakGlass.reviewWithin ?? '24h'),
      },
    }),
    revokers: file.revokers ?? [],
  }
}

function quietHoursOf({ zone, from, to, days = [] }: NonNullable<AccessFile['quietHours']>) {
  return {
    timeZone: zone,
    from: minutesOf(from),
    to: minutesOf(to),
    days: days.map((day) => WEEKDAYS.indexOf(day)),
  }
}

function ruleOf(rule: AccessFile['rules'][number]): AccessRule {
  const { id, approvals = [], askers, approvalsInTotal, longest, factors } = rule
  const scope = present<Scope>(rule.for)
  if (rule.deny) return { id, for: scope, deny: true }
  return {
    id,
    for: scope,
    ...(askers && { askers }),
    approvals,
    ...(approvalsInTotal !== undefined && { approvalsInTotal }),
    ...(longest !== undefined && { longestSeconds: secondsOf(longest) }),
    ...(factors && { factors }),
  }
}

/** The same without the members that are undefined. */
function present<T extends object>(of: { readonly [K in keyof T]: T[K] | undefined }): T {
  return Object.fromEntries(Object.entries(of).filter(([, value]) => value !== undefined)) as T
}
