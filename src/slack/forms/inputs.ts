import type {
  Checkboxes,
  Datepicker,
  DateTimepicker,
  ExternalSelect,
  InputBlock,
  ModalView,
  NumberInput,
  PlainTextInput,
  PlainTextOption,
  StaticSelect,
} from '@slack/types'
import { modal, plain } from '../blocks/blocks.ts'
import { LIMITS } from '../blocks/limits.ts'
import type { Choice } from './form.ts'

type Blocks = readonly ModalView['blocks'][number][]

/** A field of a form: one input. */
export interface FieldSpec {
  /** Its block id: the key of what is filled in, and of what is wrong with it. */
  readonly block: string
  readonly label: string
  readonly hint?: string | undefined
  readonly optional?: boolean | undefined
  /** Whether a choice is told at once, as a press of the element's action. */
  readonly tells?: boolean
}

/** One field of a form. Labels and hints may hold text from outside: they are plain. */
export function field(spec: FieldSpec, element: InputBlock['element']): InputBlock {
  const { block, label, hint, optional, tells } = spec
  return {
    type: 'input',
    block_id: block,
    label: plain(label, LIMITS.input.label),
    element,
    ...(hint ? { hint: plain(hint, LIMITS.input.label) } : {}),
    ...(optional ? { optional: true } : {}),
    ...(tells ? { dispatch_action: true } : {}),
  }
}

/** A line of text, or several. What was typed before stands in it; it is cut at `most`. */
export function textInput(given: {
  readonly initial?: string | undefined
  readonly example?: string | undefined
  readonly lines?: boolean
  readonly least?: number
  readonly most?: number
}): PlainTextInput {
  const { initial, example, lines, least, most = LIMITS.input.value } = given
  return {
    type: 'plain_text_input',
    action_id: 'typed',
    multiline: lines === true,
    ...(least === undefined ? {} : { min_length: least }),
    max_length: most,
    ...(initial ? { initial_value: [...initial].slice(0, most).join('') } : {}),
    ...(example ? { placeholder: plain(example, LIMITS.select.placeholder) } : {}),
  }
}

/** A whole number. */
export function numberInput(given: {
  readonly from: number
  readonly to: number
  readonly initial?: string | undefined
  readonly example?: string | undefined
}): NumberInput {
  const { from, to, initial, example } = given
  return {
    type: 'number_input',
    action_id: 'typed',
    is_decimal_allowed: false,
    min_value: String(from),
    max_value: String(to),
    ...(initial !== undefined && /^-?\d{1,15}$/.test(initial) ? { initial_value: initial } : {}),
    ...(example ? { placeholder: plain(example, LIMITS.select.placeholder) } : {}),
  }
}

/** A choice among at most a hundred. A value that is none of them is left out. */
export function select(given: {
  readonly action?: string
  readonly choices: readonly Choice[]
  readonly initial?: string | undefined
  readonly placeholder?: string
}): StaticSelect {
  const { action = 'chosen', choices, initial, placeholder } = given
  const options = choices.slice(0, LIMITS.select.options).map(option)
  const chosen = options.find(({ value }) => value === initial)
  return {
    type: 'static_select',
    action_id: action,
    options,
    ...(chosen ? { initial_option: chosen } : {}),
    ...(placeholder ? { placeholder: plain(placeholder, LIMITS.select.placeholder) } : {}),
  }
}

/** A choice that is looked up while somebody types; `action`: the id of the `Options` behind it. */
export function externalSelect(given: {
  readonly action: string
  readonly initial?: Choice | undefined
  readonly placeholder?: string
}): ExternalSelect {
  const { action, initial, placeholder } = given
  return {
    type: 'external_select',
    action_id: action,
    min_query_length: 0,
    ...(initial ? { initial_option: option(initial) } : {}),
    ...(placeholder ? { placeholder: plain(placeholder, LIMITS.select.placeholder) } : {}),
  }
}

/** A date and a time of the reader's own zone, as an instant. `initial`: epoch seconds as text. */
export function dateTimeInput(initial: string | undefined): DateTimepicker {
  const isInstant = initial !== undefined && /^[1-9]\d{9}$/.test(initial)
  return {
    type: 'datetimepicker',
    action_id: 'chosen',
    ...(isInstant ? { initial_date_time: Number(initial) } : {}),
  }
}

/** A day. `initial`: `2026-11-28`. */
export function dateInput(initial: string): Datepicker {
  return { type: 'datepicker', action_id: 'chosen', initial_date: initial }
}

/** Boxes to tick, ten at most. `initial`: values joined by commas. */
export function checkboxes(choices: readonly Choice[], initial = ''): Checkboxes {
  const options = choices.slice(0, LIMITS.checkboxes).map(option)
  const ticked = options.filter(({ value }) => value !== undefined && initial.split(',').includes(value))
  return {
    type: 'checkboxes',
    action_id: 'chosen',
    options,
    ...(ticked.length > 0 ? { initial_options: ticked } : {}),
  }
}

/** An entry of a select, as Slack takes it. Its value must not be cut: a choice that is too long is a mistake. */
export function option({ label, value, describe }: Choice): PlainTextOption & { readonly value: string } {
  return {
    text: plain(label, LIMITS.option.text),
    value,
    ...(describe ? { description: plain(describe, LIMITS.option.text) } : {}),
  }
}

/** A modal that is submitted. `about`: ids that it remembers; see `FormState`. */
export function formModal(given: {
  /** The id of its `Form`. */
  readonly form: string
  readonly title: string
  readonly submit: string
  readonly about?: string
  readonly close?: string
  readonly blocks: Blocks
}): ModalView {
  const { form, title, submit, about = '', close = 'Cancel', blocks } = given
  return {
    ...modal(title, blocks),
    callback_id: form,
    submit: plain(submit, LIMITS.view.title),
    close: plain(close, LIMITS.view.close),
    ...(about === '' ? {} : { private_metadata: about }),
  }
}
