import type { KnownBlock } from '@slack/types'
import { parseArn } from '../../base/arn.ts'
import { plural } from '../../base/time.ts'
import type { CloseOut, StillRunning } from '../../grants/ending/close-out.ts'
import { context, type Message, section } from '../blocks/blocks.ts'
import { inlineCode, shortenMiddle } from '../blocks/escape.ts'
import { bold, line, name, type Run, richText, words } from '../blocks/rich-text.ts'
import { when } from '../words.ts'

const MOST = 8

/**
 * What was granted against what was used. Nothing seen is called nothing only where all of it could have been seen; what
 * the trail does not show stands under its own heading and is never counted as unused.
 */
export function closeOutMessage(closeOut: CloseOut): Message {
  const { grantId, asOf, used, unused, notObservable, denied, created, stillRunning, gaps } = closeOut
  const { besides, outside } = closeOut
  return {
    text: `Close-out of request ${grantId}: ${summary(closeOut)}`,
    blocks: [
      section(
        `:bar_chart: *Close-out* of request ${inlineCode(grantId)}\n${summary(closeOut)}${outside.length > 0 ? '\n:rotating_light: *Something was done outside its time. Look at this now.*' : ''}${stillRunning.length > 0 ? `\n:warning: *${plural(stillRunning.length, 'thing')} that it made still ${stillRunning.length === 1 ? 'runs' : 'run'}.*` : ''}`,
      ),
      ...group('Still running', stillRunning.map(running)),
      ...group('Outside the window, which should never be', outside.map(counted)),
      ...group('Used', used.map(counted)),
      ...group('Made besides, without needing a permission', besides.map(counted)),
      ...group('Granted and not used', unused.map(code)),
      ...group('Used or not, nobody can say: the trail does not show these', notObservable.map(code)),
      ...group('Tried and denied', denied.map(counted)),
      ...group('Made', created.map(resource)),
      ...group(
        'Could not be seen',
        gaps.map((gap): readonly Run[] => [words(shortenMiddle(gap, 200))]),
      ),
      context(`As CloudTrail showed it ${when(asOf)}. Calls may arrive there late.`),
    ],
  }
}

function summary({ used, unused, notObservable, denied, gaps }: CloseOut): string {
  const calls = used.reduce((sum, { times }) => sum + times, 0)
  const seen =
    used.length > 0
      ? `${plural(calls, 'call')} seen, of ${plural(used.length, 'kind')}.`
      : gaps.length + notObservable.length > 0
        ? 'No call was seen, but not everything could be seen.'
        : 'It was not used.'
  return [
    seen,
    ...(unused.length > 0 ? [`${plural(unused.length, 'permission')} not used.`] : []),
    ...(denied.length > 0
      ? [
          `${plural(
            denied.reduce((sum, { times }) => sum + times, 0),
            'call',
          )} denied.`,
        ]
      : []),
    ...(gaps.length > 0 ? [`${plural(gaps.length, 'thing')} could not be seen.`] : []),
  ].join(' ')
}

function group(title: string, items: ReadonlyArray<readonly Run[]>): readonly KnownBlock[] {
  if (items.length === 0) return []
  const shown = items.slice(0, MOST)
  const rest = items.length - shown.length
  const runs = shown.flatMap((item, i) => [...(i > 0 ? [words('\n')] : []), ...item])
  return [
    richText(
      line(
        bold(`${title}\n`),
        ...runs,
        ...(rest > 0 ? [words(`\nand ${rest.toLocaleString('en-GB')} more`)] : []),
      ),
    ),
  ]
}

function counted({ action, times }: { readonly action: string; readonly times: number }): readonly Run[] {
  return [name(action), words(` ${plural(times, 'time')}`)]
}

function code(action: string): readonly Run[] {
  return [name(action)]
}

function running({ arn, status }: StillRunning): readonly Run[] {
  return [...resource(arn), words(` ${status}`)]
}

function resource(arn: string): readonly Run[] {
  return [name(parseArn(arn)?.resource ?? arn, 120)]
}
