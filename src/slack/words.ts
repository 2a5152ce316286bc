import { type EpochSeconds, isoTime, plural } from '../base/time.ts'
import type { Fix } from '../posture/check.ts'
import type { Finding } from '../posture/finding.ts'
import type { Kind } from '../posture/inventory/index.ts'
import { KINDS } from '../posture/kinds.ts'
import { PRACTICES, type Practice, type Severity, type Tier } from '../posture/practice.ts'
import type { GapCause } from '../posture/snapshot.ts'

/** The product's name and slash command, as people see them. */
export const BOT = 'Sagewarden'
export const SLASH = '/sagemaker'

export const SEVERITY_WORDS: Readonly<Record<Severity, string>> = {
  critical: 'Critical',
  high: 'High',
  medium: 'Medium',
  low: 'Low',
  informational: 'Informational',
}

export const TIER_WORDS: Readonly<Record<Tier, string>> = {
  core: 'core check',
  extended: 'extended check',
  advisory: 'advice only, never fails an audit',
}

/** What a fix does to the resource. */
export const EFFECT_WORDS: Readonly<Record<Fix['effect'], string>> = {
  'in-place': 'Changed in place; nothing stops.',
  'stop-start': 'The resource must be stopped for the change and started again.',
  recreate: 'The setting cannot be changed: the resource must be created anew.',
  redeploy: 'Needs a new configuration and an update of what uses it.',
  'next-run': 'Jobs are history: only their next run can differ.',
}

/** Why a call gave no answer. */
export const CAUSE_WORDS: Readonly<Record<GapCause, string>> = {
  denied: 'not allowed',
  throttled: 'throttled by AWS',
  unsupported: 'not offered in this Region',
  unavailable: 'no usable answer in time',
}

/** Why a request is turned down before anything of it is read. */
export type Refusal =
  | 'other-team'
  | 'other-app'
  | 'guest'
  | 'external'
  | 'bot'
  | 'deactivated'
  | 'not-verified'

export const REFUSAL_WORDS: Readonly<Record<Refusal, string>> = {
  'other-team': 'Only people of the workspace that installed me can use me. Ask somebody there.',
  'other-app': 'This request belongs to another app.',
  guest: 'Guests cannot use me or read audits. Ask a full member of this workspace.',
  external: 'People from other organisations cannot use me or read audits. Ask a member of this workspace.',
  bot: 'Bots cannot use me.',
  deactivated: 'This account is deactivated.',
  'not-verified': 'I could not check with Slack who you are, so I did nothing. Try again in a minute.',
}

/** Why a message did not go where it was asked for. */
export type Detour = 'not-member' | 'shared' | 'archived' | 'not-allowed'

export const DETOUR_WORDS: Readonly<Record<Detour, string>> = {
  'not-member': `I am not in this channel, so the answer is in our direct message. To have it here, invite me with \`/invite @${BOT}\` and ask again.`,
  shared:
    'This channel may be shared with another organisation, so the answer is in our direct message. Findings stay inside your own.',
  archived: 'This channel is archived, so the answer is in our direct message.',
  'not-allowed': 'Slack does not let me write in this channel, so the answer is in our direct message.',
}

const MOST_KINDS = 3

/** `notebook instances, IAM roles and 3 more`. */
export function kindList(kinds: readonly Kind[], most = MOST_KINDS): string {
  const names = kinds.slice(0, most).map((kind) => KINDS[kind].many)
  const rest = kinds.length - names.length
  if (rest > 0) return `${names.join(', ')} and ${rest} more`
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`
}

/** `97 more training jobs`, `5 more IAM roles and IAM users`: findings that are counted, by what they are about. */
export function moreOf(findings: readonly Finding[]): string {
  const kinds = [...new Set(findings.map(({ resource }) => resource.kind))]
  const named = kinds.filter(isKind)
  const [only] = named
  if (only === undefined || named.length < kinds.length || named.length > MOST_KINDS)
    return plural(findings.length, 'more resource')
  const { one, many } = KINDS[only]
  return plural(findings.length, `more ${one}`, `more ${named.length === 1 ? many : kindList(named)}`)
}

/** `notebook instance` for `notebooks`. */
export function kindOne(kind: string): string {
  return isKind(kind) ? KINDS[kind].one : kind
}

function isKind(kind: string): kind is Kind {
  return Object.hasOwn(KINDS, kind)
}

/** `3a VPC and network isolation` */
export function practiceTitle(practice: Practice): string {
  const found = PRACTICES.find(({ id }) => id === practice)
  return found ? `${found.section} ${found.title}` : practice
}

/** An instant in the reader's own zone and habit; UTC where a client cannot draw it. */
export function when(at: EpochSeconds, format = '{date_short_pretty} at {time}'): string {
  return `<!date^${Math.floor(at)}^${format}|${isoTime(at).replace('T', ' ').replace('Z', ' UTC')}>`
}

/** `under 1 s`, `2.4 s`, `41 s`, `3 min 5 s`: how long something took, in seconds. */
export function took(seconds: number): string {
  if (seconds <= 0) return 'under 1 s'
  if (seconds < 10) return `${Math.max(0, seconds).toFixed(1).replace('.0', '')} s`
  const whole = Math.round(seconds)
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`
}
