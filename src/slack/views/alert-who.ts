import type { KnownBlock } from '@slack/types'
import type { Who } from '../../watch/alerting.ts'
import { isDenied, type TrailEvent } from '../../watch/event.ts'
import { actions, context, divider, fields, type Modal, modal, section } from '../blocks/blocks.ts'
import { inlineCode, mrkdwn } from '../blocks/escape.ts'
import { mention } from '../grants/words.ts'
import { when } from '../words.ts'
import { commandButton } from './trouble.ts'

const TITLE = 'Who is this?'
const MOST_CALLS = 15

/**
 * Who is behind an alert: the principal and the person; where the reader may see it, their grants and what they did lately.
 */
export function whoModal(who: Who, seesDoings: boolean): Modal {
  const { caller, person } = who
  return modal(TITLE, [
    fields([
      ['Principal', inlineCode(caller.principal, 150)],
      ['Kind', inlineCode(caller.type)],
      [
        caller.type === 'AssumedRole' ? 'Session' : 'Name',
        caller.name === null ? '–' : inlineCode(caller.name),
      ],
      ['Person', person === null ? 'Nobody in the access policy' : mention(person)],
    ]),
    divider(),
    ...(seesDoings ? doings(who) : [context(ONLY_OVERSEERS)]),
  ])
}

const ONLY_OVERSEERS =
  'Their grants and calls are shown to themselves, and to people who approve, review or end access.'

function doings({ grants, calls, trouble }: Who): readonly KnownBlock[] {
  return [
    section(`*Open grants*\n${grantLines(grants)}`),
    ...(grants.length > 0 ? [actions(commandButton('Show grants', 'grants active'))] : []),
    section(`*Calls of the last hour*\n${callLines(calls)}`),
    ...(trouble ? [context(mrkdwn(trouble))] : []),
    context(
      'CloudTrail shows no calls on the data plane, such as InvokeEndpoint, and new calls some minutes late.',
    ),
  ]
}

/** The alert is not kept any more. */
export function alertGoneModal(): Modal {
  return modal(TITLE, [section('This alert is no longer kept.')])
}

function grantLines(grants: Who['grants']): string {
  if (grants.length === 0) return 'None.'
  return grants
    .slice(0, 5)
    .map(({ id, current: { terms, window } }) => {
      const end = window ? `, ends ${when(window.endsAt)}` : ''
      return `${inlineCode(id)} ${inlineCode(terms.entitlement)} for ${mention(terms.requester)}${end}`
    })
    .join('\n')
}

function callLines(calls: readonly TrailEvent[]): string {
  if (calls.length === 0) return 'None that CloudTrail shows.'
  const lines = calls.slice(0, MOST_CALLS).map((event) => {
    const source = event.source.replace('.amazonaws.com', '')
    const refused = isDenied(event) ? ' *refused*' : ''
    return `${when(event.at, '{time_secs}')} ${inlineCode(`${source}:${event.name}`)} from ${inlineCode(event.from ?? '–')}${refused}`
  })
  const rest = calls.length - lines.length
  return [...lines, ...(rest > 0 ? [`and ${rest} more`] : [])].join('\n')
}
