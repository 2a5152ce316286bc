import type { KnownBlock } from '@slack/types'
import type { ActivityReport } from '../../activity/activities.ts'
import type { LogProgress } from '../../activity/log.ts'
import { type Subject, whoName } from '../../activity/subject.ts'
import type { CallerSummary } from '../../activity/summary.ts'
import { arnName } from '../../base/arn.ts'
import { plural, spellDuration } from '../../base/time.ts'
import { context, header, type Message, section, table } from '../blocks/blocks.ts'
import { inlineCode, shortenMiddle, visible } from '../blocks/escape.ts'
import { bold, bullets, line, name, type Run, richText, words } from '../blocks/rich-text.ts'
import { mention } from '../grants/words.ts'
import { took, when } from '../words.ts'
import { unusualBlocks } from './activity-unusual.ts'

/** Callers, and items of a list, that a message shows; the file holds all. */
const MOST_CALLERS = 15
const MOST = 6

/** The first word, before anything is read. It stays true where nobody comes back to it. */
export function readingLog(about: string | null, at: number): Message {
  const text = 'Reading the access log'
  return {
    text: `${text}. The answer will stand in this message.`,
    blocks: [
      section(`:mag: *${text}*${about === null ? '' : ` about ${inlineCode(about)}`}`),
      context(
        `Asked for at ${when(at, '{time}')} · the answer will stand in this message; if that takes more than ten minutes, I was interrupted: ask again`,
      ),
    ],
  }
}

/** How far the reading is. */
export function readingProgress(
  about: string | null,
  { events, reached }: LogProgress,
  elapsed: number,
): Message {
  const back = reached === null ? '' : `, back to ${when(reached)}`
  const text = `Reading the access log: ${plural(events, 'event')} so far`
  return {
    text: `${text}. The answer will stand in this message.`,
    blocks: [
      section(
        `:mag: *Reading the access log*${about === null ? '' : ` about ${inlineCode(about)}`}\n${plural(events, 'event')} so far${back}`,
      ),
      context(`${took(elapsed)} so far · CloudTrail answers two questions a second, 50 events each`),
    ],
  }
}

/** Who did what, from where, under which grant; what was denied; what is unusual; what cannot be seen. */
export function activityMessage(report: ActivityReport): Message {
  const verdict = sentence(report)
  return {
    text: `${titleOf(report)}: ${verdict}`,
    blocks: [
      header(
        `${report.denied.length + report.comparison.unusual.length > 0 ? ':large_orange_circle:' : report.isPartial ? ':white_circle:' : ':large_green_circle:'} ${titleOf(report)}`,
      ),
      section(`${subjectWords(report.subject)}${verdict}`),
      ...callers(report),
      ...grants(report),
      ...denied(report),
      ...unusualBlocks(report),
      ...list('Could not be read', sentences(report.gaps), MOST),
      ...list('What this cannot show', sentences(report.blind), MOST),
      context(
        `${when(report.from)} to ${when(report.to)} · from CloudTrail's event history · hours in UTC${report.file ? ' · every call is in the file in the thread' : ''}`,
      ),
    ],
  }
}

/** Sentences of ours that hold names from outside. */
export function sentences(all: readonly string[]): ReadonlyArray<readonly Run[]> {
  return all.map((each) => [words(shortenMiddle(each, 300))])
}

function titleOf({ from, to }: ActivityReport): string {
  return `SageMaker activity, last ${spellDuration(to - from)}`
}

function subjectWords(subject: Subject): string {
  switch (subject.kind) {
    case 'everybody':
      return ''
    case 'person':
      return `${mention(subject.person)}${subject.principal ? `, ${inlineCode(arnName(subject.principal.arn))} in AWS` : ''}: `
    case 'grant':
      return `Grant ${inlineCode(subject.grant.id)} of ${mention(subject.grant.current.terms.requester)}: `
    case 'resource':
      return `${inlineCode(subject.text, 120)}: `
    default:
      return `${subject.kind === 'user' ? 'IAM user' : 'IAM role'} ${inlineCode(subject.name)}: `
  }
}

/** Nothing seen is called nothing only where all of it could have been seen. */
function sentence({ events, callers, denied, comparison, isPartial }: ActivityReport): string {
  if (events.length === 0)
    return isPartial ? 'No call was seen, but not everything could be read.' : 'No call was seen.'
  const under = events.filter(({ grantId }) => grantId !== null).length
  const refused = denied.reduce((sum, { times }) => sum + times, 0)
  return [
    `${plural(events.length, 'call')} by ${plural(callers.length, 'caller')}: ${under === 0 ? 'none' : under.toLocaleString('en-GB')} under a grant, ${(events.length - under).toLocaleString('en-GB')} without.`,
    refused > 0 ? `${plural(refused, 'call')} denied.` : 'Nothing was denied.',
    comparison.unusual.length > 0 ? `${plural(comparison.unusual.length, 'thing')} unusual.` : '',
    isPartial ? 'Not everything could be read.' : '',
  ]
    .filter((each) => each !== '')
    .join(' ')
}

function callers({ callers, grants }: ActivityReport): readonly KnownBlock[] {
  if (callers.length === 0) return []
  const row = ({ example, calls, denied, underGrants, actions, addresses }: CallerSummary) => [
    cell(whoName(example, grants)),
    calls,
    denied,
    underGrants,
    cell(
      actions
        .slice(0, 2)
        .map(([action]) => action.replace(/^sagemaker:/, ''))
        .join(', '),
      actions.length - 2,
    ),
    cell(addresses.slice(0, 2).join(', '), addresses.length - 2),
  ]
  const rest = callers.length - MOST_CALLERS
  return [
    table(
      'Who called',
      ['Who', 'Calls', 'Denied', 'Granted', 'Mostly', 'From'],
      callers.slice(0, MOST_CALLERS).map(row),
    ),
    ...(rest > 0 ? [context(`and ${plural(rest, 'more caller')} in the file`)] : []),
  ]
}

/** Slack reads no mention in a cell, but whoever copies it on might. */
function cell(text: string, more = 0): string {
  const shown = shortenMiddle(visible(text).replace(/<(?=[!@#])/g, '‹'), 80)
  return `${shown || '–'}${more > 0 ? ` and ${more} more` : ''}`
}

/** The grants under which calls were made; one that the records do not hold is a reason to look at once. */
function grants({ callers, events, grants }: ActivityReport): readonly KnownBlock[] {
  const ids = [...new Set(callers.flatMap(({ grantIds }) => grantIds))]
  const counts = Map.groupBy(events, ({ grantId }) => grantId)
  const item = (id: string): readonly Run[] => {
    const grant = grants.get(id)
    const calls = plural(counts.get(id)?.length ?? 0, 'call')
    if (!grant) return [name(id), words(`: ${calls}. The records hold no such grant. Look at this now.`)]
    const { requester, entitlement } = grant.current.terms
    const [, user_id = ''] = requester.split('/')
    return [name(id), words(': '), { type: 'user', user_id }, words(`, ${entitlement}, ${calls}`)]
  }
  return list('Under grants', ids.map(item), MOST)
}

function denied({ denied, grants }: ActivityReport): readonly KnownBlock[] {
  return list(
    'Denied',
    denied.map(({ example, times, resources }) => [
      name(example.action),
      words(` to ${shortenMiddle(whoName(example, grants), 60)}, ${plural(times, 'time')}`),
      ...(resources[0] === undefined ? [] : [words(' on '), name(resources[0], 70)]),
      ...(resources.length > 1 ? [words(` and ${resources.length - 1} more`)] : []),
    ]),
    MOST,
  )
}

/** A heading and what belongs to it, with how many more there are. */
export function list(
  title: string,
  items: ReadonlyArray<readonly Run[]>,
  most: number,
): readonly KnownBlock[] {
  if (items.length === 0) return []
  const rest = items.length - most
  return [
    richText(
      line(bold(title)),
      bullets([
        ...items.slice(0, most),
        ...(rest > 0 ? [[words(`and ${rest.toLocaleString('en-GB')} more`)]] : []),
      ]),
    ),
  ]
}
