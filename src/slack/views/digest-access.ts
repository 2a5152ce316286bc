import type { KnownBlock } from '@slack/types'
import { arnName } from '../../base/arn.ts'
import { plural } from '../../base/time.ts'
import type { Digest } from '../../digest/digest.ts'
import type { EndedLine, GrantLine, TemporaryAccess } from '../../digest/temporary-access.ts'
import { sinceWords } from '../../digest/verdict.ts'
import type { EndReason } from '../../grants/grant.ts'
import { section } from '../blocks/blocks.ts'
import { inlineCode } from '../blocks/escape.ts'
import { listWords, mention } from '../grants/words.ts'
import { when } from '../words.ts'

const MOST = 8

const REASON_WORDS: Readonly<Record<EndReason, string>> = {
  denied: 'was denied',
  withdrawn: 'was withdrawn',
  lapsed: 'lapsed',
  expired: 'ran out',
  revoked: 'was revoked',
  failed: 'failed',
}

/** `2 active · 1 ends today · 1 ended · 1 waits` */
export function accessWords(access: TemporaryAccess | 'unread'): string {
  if (access === 'unread') return 'could not be read'
  const { active, endingToday, ended, waiting } = access
  const counts = [
    [active.length, 'active'],
    [endingToday.length, endingToday.length === 1 ? 'ends today' : 'end today'],
    [ended.length, 'ended'],
    [waiting, waiting === 1 ? 'waits' : 'wait'],
  ] as const
  const shown = counts.filter(([count], i) => i === 0 || count > 0)
  return shown.map(([count, what]) => `${count.toLocaleString('en-GB')} ${what}`).join(' · ')
}

/** Who has access until when, and what was unused of what ended; numbers alone where names are not for the reader. */
export function accessBlocks({ access, day, since }: Digest): readonly KnownBlock[] {
  if (access === null) return []
  if (access === 'unread')
    return [section(':warning: *Temporary access could not be read*, so nothing is said of it today.')]
  const { active, endingToday, ended, named } = access
  if (active.length + ended.length === 0) return []
  if (!named)
    return [
      section(
        '*Temporary access* is only counted here: whoever set up this digest may not see everybody’s. An approver who subscribes the channel has it named.',
      ),
    ]
  const ending = new Set(endingToday.map(({ id }) => id))
  const staying = active.filter(({ id }) => !ending.has(id))
  return [
    ...group('Access that ends today', endingToday.map(openLine)),
    ...group('Access that is active', staying.map(openLine)),
    ...group(
      `Access that ended since ${since === undefined ? 'yesterday' : sinceWords(day, since)}`,
      ended.map(endedLine),
    ),
  ]
}

function group(title: string, lines: readonly string[]): readonly KnownBlock[] {
  if (lines.length === 0) return []
  const shown = lines.slice(0, MOST)
  const rest = lines.length - shown.length
  return [
    section(
      [`*${title}*`, ...shown, ...(rest > 0 ? [`and ${rest.toLocaleString('en-GB')} more`] : [])].join('\n'),
    ),
  ]
}

function openLine(grant: GrantLine): string {
  return `• ${what(grant)} until ${when(grant.endsAt)}`
}

function endedLine(grant: EndedLine): string {
  const { closeOut } = grant
  const reason = closeOut ? ` ${REASON_WORDS[closeOut.reason]}` : ' ended'
  return `• ${what(grant)}${reason} ${when(grant.endsAt)}: ${used(grant)}`
}

/** What AWS cannot show is never called unused. */
function used({ closeOut }: EndedLine): string {
  if (!closeOut) return 'what was used is not known yet'
  const { used: calls, unused, notObservable, outside, stillRunning, gaps } = closeOut
  const parts = [
    ...(outside.length > 0 ? [':rotating_light: *used outside its time*'] : []),
    calls.length > 0
      ? `${plural(
          calls.reduce((sum, { times }) => sum + times, 0),
          'call',
        )} seen`
      : gaps.length + notObservable.length > 0
        ? 'no call seen, but not all can be seen'
        : 'not used at all',
    ...(unused.length > 0
      ? [
          `unused ${listWords(
            unused.map((each) => inlineCode(each, 50)),
            2,
          )}`,
        ]
      : []),
    ...(stillRunning.length > 0 ? [`*${plural(stillRunning.length, 'thing')} it made still there*`] : []),
  ]
  return parts.join('; ')
}

function what({ requester, entitlement, resources }: GrantLine): string {
  const names = listWords(
    resources.map((each) => inlineCode(arnName(each), 40)),
    1,
  )
  return `${mention(requester)} ${inlineCode(entitlement, 40)}${names === '' ? '' : ` on ${names}`}`
}
