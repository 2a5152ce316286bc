import type { KnownBlock } from '@slack/types'
import type { ActivityReport } from '../../activity/activities.ts'
import { whoName } from '../../activity/subject.ts'
import { LEAST_CALLS, LEAST_DAYS, type Unusual } from '../../activity/unusual.ts'
import { DAY_S, plural } from '../../base/time.ts'
import { context } from '../blocks/blocks.ts'
import { shortenMiddle } from '../blocks/escape.ts'
import { bold, bullets, line, name, type Run, richText, words } from '../blocks/rich-text.ts'

const MOST = 8

/** What is unusual for whom, and how that was decided: also where nothing is, and where nothing could be compared. */
export function unusualBlocks(report: ActivityReport): readonly KnownBlock[] {
  const { events, comparison } = report
  if (events.length === 0) return []
  const { unusual } = comparison
  const rest = unusual.length - MOST
  const items = unusual.slice(0, MOST).map((each) => item(each, report))
  const listed =
    items.length === 0
      ? []
      : [
          richText(
            line(bold('Unusual for them')),
            bullets([
              ...items,
              ...(rest > 0 ? [[words(`and ${rest.toLocaleString('en-GB')} more, marked in the file`)]] : []),
            ]),
          ),
        ]
  return [...listed, context(howDecided(report))]
}

function item({ what, value, events }: Unusual, { grants }: ActivityReport): readonly Run[] {
  const [first] = events
  const who = words(`${shortenMiddle(first ? whoName(first, grants) : '', 60)}: `)
  const times = words(`, ${plural(events.length, 'call')}`)
  switch (what) {
    case 'newcomer':
      return [who, words('not seen in the 30 days before'), times]
    case 'action':
      return [who, words('new action '), name(value), times]
    case 'address':
      return [who, words('new address '), name(value), times]
    case 'hour':
      return [who, words(`at an hour without calls before, ${value}:00 to ${value}:59 UTC`), times]
  }
}

/** The rule in words, and on how much it stands. */
function howDecided({ comparison: { compared, tooLittle, unusual } }: ActivityReport): string {
  const days = Math.floor(compared / DAY_S)
  if (compared < DAY_S * LEAST_DAYS)
    return 'What is unusual was not decided: too little of the log before could be read to compare with.'
  const with30 = days >= 30 ? 'the 30 days before' : `the ${days} days before, as far as the log was read`
  const left =
    tooLittle.size > 0
      ? ` ${plural(tooLittle.size, 'caller')} had fewer than ${LEAST_CALLS} calls or ${LEAST_DAYS} days of calls in it: nothing was called unusual there.`
      : ''
  return `${unusual.length === 0 ? 'Nothing unusual. ' : ''}Unusual means: compared with ${with30} of the same person, an action they did not use, an address they did not come from, or an hour of the day with no call within an hour of it.${left}`
}
