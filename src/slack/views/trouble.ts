import type { ModalView } from '@slack/types'
import { actions, alert, type ButtonSpec, context, type Message, modal, section } from '../blocks/blocks.ts'
import { DETOUR_WORDS, type Detour, REFUSAL_WORDS, type Refusal, SLASH } from '../words.ts'

/** One sentence or two, from our own words only, and perhaps buttons. */
export function note(text: string, ...buttons: readonly ButtonSpec[]): Message {
  return { text, blocks: [section(text), ...(buttons.length > 0 ? [actions(...buttons)] : [])] }
}

/** A button that does what typing `/sagemaker <line>` does. */
export function commandButton(label: string, line: string, more: Partial<ButtonSpec> = {}): ButtonSpec {
  return { label, action: 'run:command', value: line, ...more }
}

export function refused(refusal: Refusal): Message {
  return note(`:lock: ${REFUSAL_WORDS[refusal]}`)
}

export function detour(why: Detour): Message {
  return note(DETOUR_WORDS[why])
}

/** Something broke. The id is in the log, with the reason. */
export function trouble(what: string, id: string): Message {
  const text = `:warning: ${what} Nothing was changed. Try again; if it happens again, give your administrator the id below.`
  return { text: `${what} (id ${id})`, blocks: [section(text), context(`id \`${id}\``)] }
}

export function troubleModal(what: string, id: string): ModalView {
  return modal('Something went wrong', [alert('error', what), context(`id \`${id}\``)])
}

/** What somebody sees who may not use the bot, in the place of a form. */
export function refusedModal(refusal: Refusal): ModalView {
  return modal('Not for you', [section(`:lock: ${REFUSAL_WORDS[refusal]}`)])
}

/** A form that nothing stands behind, such as one of an older version. */
export function deadFormModal(): ModalView {
  return modal('Too old', [
    section('This form does not work any more. Run the command again for a fresh one.'),
  ])
}

/** The modal that stands while a slow answer is on its way. */
export function loadingModal(title: string): ModalView {
  return modal(title, [section(':hourglass_flowing_sand: One moment…')])
}

/** A button of an audit that is not kept any more. */
export function goneModal(): ModalView {
  return modal('Audit not kept', [
    alert('info', 'This audit is no longer kept, so its findings cannot be shown.'),
    section(`Run it again to see where things stand now: \`${SLASH} audit\`.`),
    actions(commandButton('Run a new audit', 'audit', { style: 'primary' })),
  ])
}

/** An audit whose process ended before it did. */
export function interrupted(line: string): Message {
  const text = 'This audit was interrupted: I was restarted before it was done. Nothing was changed in AWS.'
  return {
    text,
    blocks: [
      section(`:warning: *${text}*`),
      actions(commandButton('Run again', line, { style: 'primary' })),
      context(`Audits only read. The one before this is still kept.`),
    ],
  }
}
