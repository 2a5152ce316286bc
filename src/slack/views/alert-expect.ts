import { DAY_S, HOUR_S } from '../../base/time.ts'
import type { Alert } from '../../watch/alert.ts'
import type { Detection } from '../../watch/detection.ts'
import { type ExpectRefusal, LONGEST_QUIET_S } from '../../watch/expected.ts'
import { alert as advice, type Message, type Modal, modal, section } from '../blocks/blocks.ts'
import { inlineCode } from '../blocks/escape.ts'
import type { Choice } from '../forms/form.ts'
import { field, formModal, select, textInput } from '../forms/inputs.ts'
import { loadingModal, note } from './trouble.ts'

export const EXPECT_FORM = 'alerts:expected'

const TIMES: readonly Choice[] = [
  { label: '1 hour', value: String(HOUR_S) },
  { label: '8 hours', value: String(8 * HOUR_S) },
  { label: '1 day', value: String(DAY_S) },
  { label: '7 days', value: String(7 * DAY_S) },
  { label: '30 days', value: String(30 * DAY_S) },
  { label: '90 days', value: String(90 * DAY_S) },
]

/** The form that stands until the alert has been read. */
export function expectLoading(): Modal {
  return loadingModal('Expected')
}

/** Asks why it is expected, and for how long. */
export function expectModal(alert: Alert, { title }: Pick<Detection, 'title'>): Modal {
  const longest = LONGEST_QUIET_S[alert.severity]
  const choices = TIMES.filter(({ value }) => Number(value) <= longest)
  return formModal({
    form: EXPECT_FORM,
    title: 'Expected',
    submit: 'Keep it quiet',
    about: alert.id,
    blocks: [
      section(
        `*${title}*: ${inlineCode(alert.subject, 120)}\nWhat is like it is still counted, and shown in \`/sagemaker alerts list\`; it is not announced. Your name and reason stand in the message.`,
      ),
      field(
        { block: 'reason', label: 'Why is it expected?' },
        textInput({ lines: true, least: 5, most: 300, example: 'Planned migration, change 4711' }),
      ),
      field({ block: 'for', label: 'For how long?' }, select({ choices, initial: choices[0]?.value })),
    ],
  })
}

/** The times that the form offers, in seconds. */
export function readSeconds(value: string | undefined): number | undefined {
  return TIMES.some((time) => time.value === value) ? Number(value) : undefined
}

const REFUSED: Readonly<Record<ExpectRefusal, string>> = {
  'own-doing': 'You did this yourself, so somebody else has to say that it is expected.',
  'not-in-charge':
    'Only people who approve or end access can say that an alert is expected. The access policy (`sagewarden.yml`) lists them.',
  'too-long': 'That is too long for an alert of this severity.',
  'no-reason': 'Say in a few words why it is expected.',
}

export function expectRefused(codes: readonly ExpectRefusal[]): Modal {
  return modal('Not done', [
    advice('warning', codes.map((code) => REFUSED[code]).join('\n')),
    section('Nothing was changed: the alert goes on.'),
  ])
}

const DONE = ':mute: Done. The message of the alert says so, with your name and reason.'

export function expectDone(): Modal {
  return modal('Expected', [section(DONE)])
}

/** The same for somebody who closed the form: that it was done, or why it was not. */
export function expectSaid(codes: readonly ExpectRefusal[]): Message {
  const words = codes.map((code) => REFUSED[code]).join('\n')
  return note(codes.length === 0 ? DONE : `:warning: ${words}\nNothing was changed: the alert goes on.`)
}

export function unexpectDone(was: boolean): Message {
  return note(
    was
      ? 'What is like this alert is announced again from now on.'
      : 'Nothing kept this alert quiet any more.',
  )
}
