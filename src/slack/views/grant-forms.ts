import type { ModalView } from '@slack/types'
import type { Grant } from '../../grants/grant.ts'
import type { Target } from '../../grants/lifecycle/answering.ts'
import { alert, context, section } from '../blocks/blocks.ts'
import { inlineCode } from '../blocks/escape.ts'
import type { Filled } from '../forms/form.ts'
import { dateTimeInput, field, formModal, select, textInput } from '../forms/inputs.ts'
import { targetValue } from '../grants/values.ts'
import { when } from '../words.ts'

/** Slack takes no more than this from one input, and the record no longer reason. */
const LONGEST_REASON = 3000

/** A modal that waits for a look at the record, or that says again what was wrong. */
interface Shown {
  /** What stands above the form: the request as the record has it. Mrkdwn. */
  readonly about?: string | undefined
  /** What was wrong with the last try. */
  readonly problem?: string | undefined
}

function opening({ about, problem }: Shown) {
  return [
    // An alert takes 200 characters; what was wrong is never cut.
    ...(problem === undefined
      ? []
      : [problem.length <= 180 ? alert('error', problem) : section(`:warning: ${problem}`)]),
    ...(about === undefined ? [] : [section(about)]),
  ]
}

/** Deny, with a reason that the requester reads. */
export function denyForm(target: Target, shown: Shown = {}): ModalView {
  return formModal({
    form: 'grant:deny',
    title: 'Deny this request',
    submit: 'Deny',
    about: targetValue(target),
    blocks: [
      ...opening(shown),
      field(
        {
          block: 'reason',
          label: 'Why?',
          hint: 'The requester reads this, and it stays in the record. Say what would be fine instead.',
        },
        textInput({ lines: true, least: 1, most: LONGEST_REASON }),
      ),
      context(`Request ${inlineCode(target.id)}`),
    ],
  })
}

/** A code where no page is there to type it on. It is never kept. */
export function codeForm(target: Target, action: 'approve' | 'confirm', shown: Shown = {}): ModalView {
  return formModal({
    form: 'grant:code',
    title: 'Confirm with a code',
    submit: action === 'approve' ? 'Approve' : 'Confirm',
    about: `${action} ${targetValue(target)}`,
    blocks: [
      ...opening(shown),
      field(
        {
          block: 'code',
          label: 'Code',
          hint: 'Six digits from your authenticator app, or a backup code where one suffices. Each works once.',
        },
        textInput({ least: 6, most: 40, example: '123456' }),
      ),
      context(
        `Request ${inlineCode(target.id)}. A wrong code changes nothing; after several, codes are locked for a while.`,
      ),
    ],
  })
}

/** More time for the same thing. `filled`: what was typed before. */
export function moreTimeForm(
  target: Target,
  shown: Shown & { readonly filled?: Filled; readonly grant?: Grant } = {},
): ModalView {
  const { filled = {}, grant } = shown
  const endsAt = grant?.current.window?.endsAt
  return formModal({
    form: 'grant:more',
    title: 'More time',
    submit: 'Ask for it',
    about: targetValue(target),
    blocks: [
      ...opening({
        ...shown,
        about:
          endsAt === undefined
            ? shown.about
            : `Your access ends ${when(endsAt)}. It goes on until then, whatever is decided.`,
      }),
      field(
        {
          block: 'until',
          label: 'Until when?',
          hint: 'A later end for the same thing. It is decided like a new request.',
        },
        dateTimeInput(filled.until ?? (endsAt === undefined ? undefined : String(endsAt + 3600))),
      ),
      field(
        { block: 'reason', label: 'Why do you need longer?' },
        textInput({ lines: true, least: 1, most: LONGEST_REASON, initial: filled.reason }),
      ),
      field(
        { block: 'ticket', label: 'Ticket', optional: true },
        textInput({ most: 200, initial: filled.ticket ?? grant?.current.terms.ticket ?? undefined }),
      ),
      context(`Request ${inlineCode(target.id)}`),
    ],
  })
}

/** The look back at a use of break-glass. */
export function reviewForm(target: Target, shown: Shown = {}): ModalView {
  return formModal({
    form: 'grant:review',
    title: 'Look back',
    submit: 'Record it',
    about: targetValue(target),
    blocks: [
      ...opening(shown),
      field(
        { block: 'verdict', label: 'Was it justified?' },
        select({
          placeholder: 'Choose',
          choices: [
            { label: 'Justified', value: 'justified' },
            { label: 'Not justified', value: 'unjustified' },
          ],
        }),
      ),
      field(
        { block: 'note', label: 'What did you find?', hint: 'Stays in the record.' },
        textInput({ lines: true, least: 1, most: LONGEST_REASON }),
      ),
      context(`Request ${inlineCode(target.id)}`),
    ],
  })
}
