import type { KnownBlock, ModalView } from '@slack/types'
import { plural } from '../../base/time.ts'
import { type BlindSpot, blindSpots, closingPolicy } from '../../posture/blind-spots.ts'
import type { Report } from '../../posture/report.ts'
import { type Message, modal, section } from '../blocks/blocks.ts'
import { shortenMiddle } from '../blocks/escape.ts'
import { bold, bullets, line, name, preformatted, type Run, richText, words } from '../blocks/rich-text.ts'
import { CAUSE_WORDS, kindList } from '../words.ts'

/** `iam:ListMFADevices is not allowed (kept 4 checks from a verdict)` */
export function gapLine(spot: BlindSpot): readonly Run[] {
  return [name(spot.action), words(` ${CAUSE_WORDS[spot.cause]}: hides ${hides(spot)}`)]
}

function hides({ checks, kinds }: BlindSpot): string {
  return checks.length === 0 ? kindList(kinds) : plural(checks.length, 'check')
}

const MOST_SPOTS = 25

/** Everything that could not be seen, and the policy statement that would close it. */
function gapBlocks(report: Report): readonly KnownBlock[] {
  const spots = blindSpots(report)
  const rest = spots.length - MOST_SPOTS
  return [
    section(
      `*Not everything could be seen*\n${plural(report.totals.unknown, 'verdict')} unknown, because of ${plural(spots.length, 'cause')}. Unknown is never counted as passed.`,
    ),
    richText(
      bullets([
        ...spots.slice(0, MOST_SPOTS).map(gapDetail),
        ...(rest > 0 ? [[words(`and ${rest} more causes`)]] : []),
      ]),
    ),
    ...policyBlocks(report),
  ]
}

function gapDetail(spot: BlindSpot): readonly Run[] {
  const { checks, regions, detail } = spot
  const named = checks.slice(0, 3).join(', ')
  const others = checks.length > 3 ? ` and ${checks.length - 3} more` : ''
  return [
    ...gapLine(spot),
    words(checks.length > 0 ? ` (${named}${others})` : ''),
    words(` in ${regions.slice(0, 4).join(', ')}${regions.length > 4 ? '…' : ''}`),
    ...(spot.cause === 'denied' || detail === '' ? [] : [words(`. ${shortenMiddle(detail, 160)}`)]),
  ]
}

function policyBlocks(report: Report): readonly KnownBlock[] {
  const policy = closingPolicy(report)
  if (!policy) return []
  return [
    richText(
      line(bold('The policy that would close it'), words(' (attach it to the role I run as; it only reads)')),
      preformatted(JSON.stringify(policy, null, 2)),
    ),
  ]
}

/** For the thread. */
export function gapMessage(report: Report): Message {
  return {
    text: `Not everything could be seen: ${plural(report.totals.unknown, 'verdict')} unknown. The missing permissions are listed here.`,
    blocks: gapBlocks(report),
  }
}

export function gapModal(report: Report): ModalView {
  return modal('Not seen', gapBlocks(report))
}
