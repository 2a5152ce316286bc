import { plural } from '../../base/time.ts'
import type { Alert } from '../../watch/alert.ts'
import { type Alerting, detectionOf, type WatchedRegion } from '../../watch/alerting.ts'
import type { Expectation } from '../../watch/expected.ts'
import type { AlertChannel } from '../../watch/ports.ts'
import { actions, context, type Message, section } from '../blocks/blocks.ts'
import { inlineCode, mrkdwn, shortenMiddle } from '../blocks/escape.ts'
import { mention } from '../grants/words.ts'
import { SEVERITY_WORDS, SLASH, when } from '../words.ts'
import { expectedWords } from './alert.ts'
import { note } from './trouble.ts'

const MOST = 10
const MOST_EXPECTED = 5

/** Where alerts go, how far the watch sees, what happened lately, and what is kept quiet. */
export function alertList(given: {
  readonly detections: Alerting['detections']
  readonly channels: readonly AlertChannel[]
  readonly watched: readonly WatchedRegion[]
  readonly recent: readonly Alert[]
  readonly expectations: readonly Expectation[]
}): Message {
  const { detections, channels, watched, recent, expectations } = given
  const titleOf = (detection: string) => detectionOf({ detections }, { detection })?.title ?? detection
  const shown = expectations.slice(0, MOST_EXPECTED)
  return {
    text: `${plural(recent.length, 'alert')} in the last seven days.`,
    blocks: [
      section(`*Alerts go to*\n${channels.length === 0 ? nowhere() : channels.map(channelLine).join('\n')}`),
      section(`*Last seven days*\n${recentLines(recent, titleOf)}`),
      ...(shown.length > 0 ? [section('*Expected, so kept quiet*')] : []),
      ...shown.flatMap((each) => [
        section(`${titleOf(each.detection)}: ${inlineCode(each.subject, 80)}\n${expectedWords(each, 100)}`),
        actions({
          label: 'Not expected',
          action: 'alerts:unexpect',
          value: each.topic,
          says: `Not expected: ${each.subject}`,
        }),
      ]),
      ...(expectations.length > shown.length
        ? [context(`and ${plural(expectations.length - shown.length, 'more topic')} that are expected`)]
        : []),
      context(...watched.slice(0, MOST).map(regionLine)),
    ],
  }
}

const nowhere = (): string => `Nowhere yet. In a channel, type \`${SLASH} alerts here\`.`

const channelLine = ({ channel, by, at }: AlertChannel): string =>
  `<#${channel}>, since ${when(at)}, by ${mention(by)}`

function recentLines(recent: readonly Alert[], titleOf: (id: string) => string): string {
  if (recent.length === 0) return 'Nothing.'
  const lines = recent.slice(0, MOST).map(({ severity, detection, subject, count, lastAt, quiet }) => {
    const often = count === 1 ? '' : `, ${plural(count, 'event')}`
    return `${when(lastAt)} *${SEVERITY_WORDS[severity]}* ${titleOf(detection)}: ${inlineCode(subject, 60)}${often}${quiet ? ' (expected)' : ''}`
  })
  const rest = recent.length - lines.length
  return [...lines, ...(rest > 0 ? [`and ${plural(rest, 'more alert')}`] : [])].join('\n')
}

function regionLine({ region, readAt, trouble }: WatchedRegion): string {
  const read = readAt === null ? 'not read yet' : `read ${when(readAt, '{time_secs}')}`
  return `${inlineCode(region)}: ${trouble === null ? read : `:warning: ${mrkdwn(shortenMiddle(trouble, 120))} Last ${read}.`}`
}

/** Alerts come here from now on; `detections`: how many things are watched for. */
export function alertsOn(by: string, detections: number): Message {
  return note(
    `:bell: <@${by}> turned alerts on here. I watch CloudTrail for ${plural(detections, 'thing')} that should not happen and tell this channel within a minute of seeing one. \`${SLASH} alerts off\` turns them off.`,
  )
}

/** Said where everybody sees it, so that nobody silences a channel unnoticed. */
export function alertsOff(by: string): Message {
  return note(`:mute: <@${by}> turned alerts off here.`)
}

export const ALERTS_WERE_OFF = 'There are no alerts here to turn off.'
export const ALERTS_NO_CHANNEL = 'Alerts go to channels. Type this in the channel that should hear them.'
export const ALERTS_SHARED =
  'This channel is, or may be, shared with another organisation, archived, or I am not in it. Alerts stay inside your own: choose another channel, or invite me here first.'
export const ALERTS_NOT_SET_UP = 'The watch is not set up in this process.'
