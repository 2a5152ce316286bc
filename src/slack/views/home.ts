import type { HomeView, KnownBlock } from '@slack/types'
import type { EpochSeconds } from '../../base/time.ts'
import { plural } from '../../base/time.ts'
import type { AuditRecord } from '../../posture/audit-record.ts'
import { SEVERITIES } from '../../posture/practice.ts'
import type { OwnFactor } from '../../services.ts'
import { actions, type ButtonSpec, context, divider, header, home, section } from '../blocks/blocks.ts'
import { inlineCode } from '../blocks/escape.ts'
import { pageValue } from '../button-values.ts'
import { listWords, whenAndLeft } from '../grants/words.ts'
import { joinWords } from '../receiving/typed.ts'
import { REFUSAL_WORDS, type Refusal, SEVERITY_WORDS, SLASH, when } from '../words.ts'
import { grantButtons } from './grant-buttons.ts'
import { headline } from './grant-headline.ts'
import type { GrantScene } from './grant-scene.ts'
import { type CommandLine, quickActions } from './help.ts'
import { scopePhrase } from './scope.ts'
import { commandButton } from './trouble.ts'
import { riskBlocks, type WaiverScene, waiverButtons } from './waiver.ts'

/** What somebody may approve, and as a member of which groups. */
export interface HomeDecision {
  readonly scene: GrantScene
  readonly groups: readonly string[]
}

/** What the Home tab of a person is made from. `undefined`: it could not be read just now. */
export interface HomeFacts {
  readonly commands: readonly CommandLine[]
  /** How many checks there are. */
  readonly checks: number
  /** The newest first. */
  readonly audits: readonly AuditRecord[] | undefined
  /** Accepted risks on which this person may decide. */
  readonly waivers: readonly WaiverScene[] | undefined
  /** `none`: no access policy is set up. */
  readonly access:
    | 'none'
    | {
        readonly decisions: readonly HomeDecision[] | undefined
        /** What this person asked for and has, or waits for. */
        readonly own: readonly GrantScene[] | undefined
        readonly factors: readonly OwnFactor[] | undefined
      }
  readonly now: EpochSeconds
}

const MOST_GRANTS = 5
const MOST_WAIVERS = 3
const MOST_AUDITS = 5
const TREND = 8

/** The Home tab: the score, what waits for this person, what they have, and the quickest ways in. */
export function homeTab(facts: HomeFacts): HomeView {
  return home([
    header('Is SageMaker set up securely?'),
    ...score(facts),
    ...quickActions(),
    ...decisions(facts),
    ...ownAccess(facts),
    ...audits(facts),
    ...factors(facts),
    divider(),
    section('*Commands*'),
    ...facts.commands.map(({ name, usage, summary }) =>
      section(`\`${`${SLASH} ${name} ${usage}`.trim()}\`\n${summary}`),
    ),
    context('Results come to you as direct messages. To share one, run the command in a channel.'),
  ])
}

const UNREADABLE = 'This could not be read just now. Open this tab again in a minute.'

/** The last audit of everything, and how the score moved. */
function score({ audits: records, checks }: HomeFacts): readonly KnownBlock[] {
  const whole = (records ?? []).filter(({ scope }) => scope.length === 0)
  const [last] = whole
  if (!records) return [section(UNREADABLE)]
  if (!last)
    return [
      section(
        `I judge notebooks, Studio, jobs, models and endpoints, and the IAM, network, keys and logs around them, by *${checks.toLocaleString('en-GB')} checks*. An audit only reads. Nobody has audited everything yet.`,
      ),
    ]
  return [
    section(
      `*Score ${last.score ?? 'none'}*${last.score === null ? '' : ' of 100'}, with ${percent(last.unknownShare)} unknown · ${failing(last)}\n${trend(whole)}`,
      findingsButton(last),
    ),
  ]
}

/** `64 → 70 → 72: up 8 since 21 Nov`, over the last audits of everything that had a score. */
function trend(whole: readonly AuditRecord[]): string {
  const scored = whole.filter(({ score: each }) => each !== null).slice(0, TREND)
  const [last] = scored
  const first = scored.at(-1)
  if (!last || !first) return 'There is no trend yet.'
  if (first === last) return `First audit ${when(last.finishedAt)}; there is no trend yet.`
  const change = Math.floor(last.score ?? 0) - Math.floor(first.score ?? 0)
  const moved = change === 0 ? 'the same as' : `${change > 0 ? 'up' : 'down'} ${Math.abs(change)} since`
  const points = scored.toReversed().map(({ score: each }) => Math.floor(each ?? 0))
  return `${points.join(' → ')} · ${moved} ${when(first.finishedAt, '{date_short}')}`
}

function failing({ failing: counts, waived }: AuditRecord): string {
  const severe = SEVERITIES.filter((severity) => counts[severity] > 0).map(
    (severity) => `${counts[severity].toLocaleString('en-GB')} ${SEVERITY_WORDS[severity].toLowerCase()}`,
  )
  const fails = severe.length > 0 ? severe.join(', ') : 'nothing fails'
  return waived > 0 ? `${fails}, ${waived.toLocaleString('en-GB')} waived` : fails
}

/** A share that is 0% or 100% only where it is exactly that. */
function percent(share: number): string {
  if (share <= 0 || share >= 1) return share <= 0 ? '0%' : '100%'
  return `${Math.min(99, Math.max(1, Math.round(share * 100)))}%`
}

function findingsButton(record: AuditRecord): ButtonSpec {
  const what = record.scope.length === 0 ? 'everything' : joinWords(record.scope)
  return {
    label: 'All findings',
    action: 'audit:findings',
    value: pageValue(record.id, 0),
    says: `All findings of the audit of ${what}`,
  }
}

function decisions({ access, waivers }: HomeFacts): readonly KnownBlock[] {
  const grants = access === 'none' ? [] : access.decisions
  const title = section('*Waits for your decision*')
  if (!grants || !waivers) return [divider(), title, section(UNREADABLE)]
  const count = grants.length + waivers.length
  if (count === 0) return [divider(), title, section('Nothing.')]
  const more = [
    ...(grants.length > MOST_GRANTS ? [commandButton('All requests', 'grants active')] : []),
    ...(waivers.length > MOST_WAIVERS ? [commandButton('All accepted risks', 'waivers')] : []),
  ]
  return [
    divider(),
    title,
    ...grants
      .slice(0, MOST_GRANTS)
      .flatMap(({ scene, groups }) => [
        section(grantLine(scene)),
        actions(...grantButtons(scene, { kind: 'approver', groups })),
      ]),
    ...waivers
      .slice(0, MOST_WAIVERS)
      .flatMap((scene) => [...riskBlocks(scene, 300), actions(...waiverButtons(scene))]),
    ...(more.length > 0 ? [context(`${plural(count, 'thing')} in all.`), actions(...more)] : []),
  ]
}

function ownAccess({ access }: HomeFacts): readonly KnownBlock[] {
  if (access === 'none') return []
  const title = section('*Your access*')
  const { own } = access
  if (!own) return [divider(), title, section(UNREADABLE)]
  if (own.length === 0)
    return [
      divider(),
      title,
      section(`You have none, and none is on its way. \`${SLASH} request\` asks for some.`),
    ]
  return [
    divider(),
    title,
    ...own
      .slice(0, MOST_GRANTS)
      .flatMap((scene) => [
        section(grantLine(scene)),
        actions(...grantButtons(scene, { kind: 'requester' })),
      ]),
    ...(own.length > MOST_GRANTS ? [actions(commandButton('All of yours', 'grants mine'))] : []),
  ]
}

function grantLine(scene: GrantScene): string {
  const { grant } = scene
  const { light, words } = headline(scene)
  const end =
    grant.state === 'active' && grant.current.window
      ? ` · ends ${whenAndLeft(grant.current.window.endsAt)}`
      : ''
  return `${light} ${words}\nRequest ${inlineCode(grant.id)}${end}`
}

function audits({ audits: records }: HomeFacts): readonly KnownBlock[] {
  if (!records || records.length === 0) return []
  return [
    divider(),
    section('*Recent audits*'),
    ...records
      .slice(0, MOST_AUDITS)
      .map((record) =>
        section(
          `${scopePhrase(record.scope)} · ${when(record.finishedAt)}\n${record.score === null ? 'No score' : `Score ${Math.floor(record.score)}`}, ${percent(record.unknownShare)} unknown · ${failing(record)}`,
          findingsButton(record),
        ),
      ),
  ]
}

function factors({ access }: HomeFacts): readonly KnownBlock[] {
  if (access === 'none') return []
  const button = commandButton('Second factors', 'mfa')
  const own = access.factors
  const words = !own
    ? UNREADABLE
    : own.length === 0
      ? 'You have none. Approving, and some requests of your own, want one.'
      : listWords(own.map(({ label }) => inlineCode(label, 40)))
  return [divider(), section(`*Your second factors*\n${words}`, button)]
}

/** What somebody sees who may not use the bot. */
export function homeRefused(refusal: Refusal): HomeView {
  return home([section(`:lock: ${REFUSAL_WORDS[refusal]}`)])
}
