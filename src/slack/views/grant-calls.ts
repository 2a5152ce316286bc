import { actions, type Message, section } from '../blocks/blocks.ts'
import { inlineCode, mrkdwn } from '../blocks/escape.ts'
import { lasting, mention, slotWords, whenAndLeft } from '../grants/words.ts'
import { when } from '../words.ts'
import { type GrantScene, missingOf, shownRevision, titleOf } from './grant-scene.ts'
import { note } from './trouble.ts'

/** In the thread of a message that is about more time now: an edit alone tells nobody. */
export function moreTimeCall(scene: GrantScene): Message {
  const { terms, lapsesAt } = shownRevision(scene.grant)
  const more = terms.durationSeconds - scene.grant.current.terms.durationSeconds
  return note(
    `:hand: ${mention(terms.requester)} asks for ${lasting(more)} more. The message above has the buttons; it lapses ${when(lapsesAt)}.`,
  )
}

/** In the thread of a request that waits. */
export function reminder(scene: GrantScene): Message {
  const { terms, lapsesAt, askedAt } = shownRevision(scene.grant)
  return note(
    `:alarm_clock: ${mention(terms.requester)} has waited since ${when(askedAt)}. Still needed: ${slotWords(missingOf(scene)) || 'nobody'}. It lapses ${whenAndLeft(lapsesAt)}.`,
  )
}

/** In the thread of a request that waits for the requester's own factor. */
export function ownReminder(scene: GrantScene): Message {
  return note(
    `:alarm_clock: Your request waits for your own second factor. Press *Confirm with second factor* above; it lapses ${whenAndLeft(shownRevision(scene.grant).lapsesAt)}.`,
  )
}

/** To somebody who may see to it that a request is decided. No buttons: it is not kept up to date. */
export function escalation(scene: GrantScene, permalink: string | undefined): Message {
  const { terms, lapsesAt, askedAt } = shownRevision(scene.grant)
  const text = `:mega: Nobody has decided yet: ${mention(terms.requester)} asks for *${mrkdwn(titleOf(scene))}* for ${lasting(terms.durationSeconds)}, and has waited since ${when(askedAt)}. Still needed: ${slotWords(missingOf(scene)) || 'nobody'}. It lapses ${whenAndLeft(lapsesAt)}. Request ${inlineCode(scene.grant.id)}.`
  return {
    text: text.replaceAll('*', ''),
    blocks: [
      section(text),
      ...(permalink === undefined
        ? []
        : [
            actions({
              label: 'Open the request',
              action: 'grant:open',
              value: scene.grant.id,
              url: permalink,
            }),
          ]),
    ],
  }
}

/** In the thread of a use of break-glass whose look back is owed. */
export function reviewCall({ grant, now }: GrantScene): Message {
  const dueAt = grant.review?.dueAt ?? now
  return note(
    now < dueAt
      ? `:mag: The look back at this is due ${whenAndLeft(dueAt)}. Press *Review* above.`
      : `:warning: The look back at this is late: it was due ${when(dueAt)}. Press *Review* above.`,
  )
}
