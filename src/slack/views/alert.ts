import { plural } from '../../base/time.ts'
import type { Grant } from '../../grants/grant.ts'
import type { Alert, AlertEvent } from '../../watch/alert.ts'
import type { Detection } from '../../watch/detection.ts'
import type { Expectation } from '../../watch/expected.ts'
import { actions, type ButtonSpec, context, fields, type Message, section } from '../blocks/blocks.ts'
import { inlineCode, mrkdwn, shortenMiddle } from '../blocks/escape.ts'
import { targetValue } from '../grants/values.ts'
import { mention } from '../grants/words.ts'
import { SEVERITY_WORDS, when } from '../words.ts'
import { commandButton } from './trouble.ts'

/** Everything that the message of an alert says. */
export interface AlertScene {
  readonly alert: Alert
  readonly detection: Pick<Detection, 'title' | 'why' | 'respond' | 'audit' | 'rate'>
  readonly expectation?: Expectation | undefined
  /** The open grant under which the newest event was made. */
  readonly grant?: Grant | undefined
  /** It may stand in the channel twice. */
  readonly mayBeTwice?: boolean
  /** The channel that it was meant for, where it could not go there. */
  readonly insteadOf?: string | undefined
}

const MARKS = {
  critical: ':rotating_light:',
  high: ':warning:',
  medium: ':large_orange_circle:',
  low: ':large_blue_circle:',
  informational: ':information_source:',
} as const

/** The one message of an alert. It is edited as more of the same happens. */
export function alertMessage(scene: AlertScene): Message {
  const { alert, detection, expectation, mayBeTwice, insteadOf } = scene
  const { severity, newest } = alert
  const title = `${MARKS[severity]} *${SEVERITY_WORDS[severity]}: ${detection.title}*`
  const earlier = detection.rate ? [] : newest.slice(1)
  return {
    text: `${SEVERITY_WORDS[severity]} alert: ${detection.title} (${oftenOf(scene)})`,
    blocks: [
      section(title),
      fields(factsOf(scene)),
      context(timeAndPlace(scene)),
      section(`${detection.why}\n*What to do:* ${detection.respond}`),
      ...(earlier.length > 0 ? [context(earlierWords(alert, earlier))] : []),
      ...(expectation ? [section(expectedWords(expectation))] : []),
      actions(...buttonsOf(scene)),
      context(
        [
          `Alert \`${alert.id}\``,
          ...(mayBeTwice ? ['I was stopped while I posted this, so it may stand here twice.'] : []),
          ...(insteadOf === undefined
            ? []
            : [`It was meant for <#${insteadOf}>, which is shared, archived or closed to me.`]),
        ].join(' · '),
      ),
    ],
  }
}

/** How many there were: of what speaks from a number on, that number. */
function oftenOf({ alert: { count, newest }, detection }: AlertScene): string {
  const more = detection.rate ? newest[0]?.more : null
  return more ? mrkdwn(shortenMiddle(more, 80)) : plural(count, 'event')
}

/** What happened, by whom and how. */
function factsOf({ alert, detection }: AlertScene): ReadonlyArray<readonly [string, string]> {
  const { subject, newest, principals } = alert
  const [event] = newest
  const others = principals.length - 1
  const who = event ? inlineCode(event.caller.principal, 120) : '–'
  return [
    ...(subject === event?.caller.principal ? [] : [['What', inlineCode(subject, 120)] as const]),
    ['Who', others > 0 ? `${who} and ${plural(others, 'other')}` : who],
    ['Call', event ? callWords(detection.rate ? { ...event, more: null } : event) : '–'],
    ['From', event?.from ? inlineCode(event.from) : 'inside AWS'],
  ]
}

/** When, how often and where, in one line. */
function timeAndPlace(scene: AlertScene): string {
  const { firstAt, lastAt, newest, account, count } = scene.alert
  return [
    count === 1 || firstAt === lastAt ? when(lastAt) : `${when(firstAt)} to ${when(lastAt)}`,
    count === 1 && !scene.detection.rate ? 'once' : oftenOf(scene),
    `${inlineCode(newest[0]?.region ?? '–')} in account \`${account}\``,
  ].join(' · ')
}

function callWords({ name, on, more }: AlertEvent): string {
  const words = [inlineCode(name), on === null ? '' : `on ${inlineCode(on, 80)}`]
  return `${words.join(' ').trim()}${more === null || more === name ? '' : `, ${mrkdwn(shortenMiddle(more, 200))}`}`
}

function earlierWords({ count }: Alert, earlier: readonly AlertEvent[]): string {
  const lines = earlier.map(
    (event) =>
      `${when(event.at, '{time_secs}')} ${callWords(event)} by ${inlineCode(event.caller.principal, 80)}`,
  )
  const rest = count - earlier.length - 1
  return ['Before it:', ...lines, ...(rest > 0 ? [`and ${plural(rest, 'event')} more`] : [])].join('\n')
}

/** That somebody said it is expected. */
export function expectedWords({ by, until, reason }: Expectation, longest = 300): string {
  return `:mute: ${mention(by)} says this is expected until ${when(until)}: ${inlineCode(reason, longest)}`
}

function buttonsOf({ alert, detection, expectation, grant }: AlertScene): readonly ButtonSpec[] {
  const { id, topic, subject } = alert
  const says = (label: string) => `${label}: ${detection.title}, ${subject}`
  return [
    { label: 'Who is this?', action: 'alerts:who', value: id, says: says('Who is this?') },
    expectation
      ? { label: 'Not expected', action: 'alerts:unexpect', value: topic, says: says('Not expected') }
      : { label: 'Expected…', action: 'alerts:expect', value: id, says: says('Expected') },
    ...(grant ? [revokeButton(grant)] : []),
    commandButton('Open audit', `audit ${detection.audit}`, { says: says('Open audit') }),
  ]
}

function revokeButton({ id, current }: Grant): ButtonSpec {
  return {
    label: 'Revoke grant',
    action: 'grant:end',
    value: targetValue({ id, revision: current.number }),
    style: 'danger',
    says: `Revoke grant ${id}`,
    confirm: {
      title: 'End this access now?',
      text: `Access under ${id} stops working at once and cannot be resumed. They have to ask again.`,
      yes: 'End it now',
    },
  }
}
