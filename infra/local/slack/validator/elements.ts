import {
  all,
  array,
  bool,
  type Check,
  integer,
  matching,
  number,
  oneOf,
  rule,
  shape,
  str,
  url,
} from './check.ts'
import { limits } from './limits.ts'
import {
  choiceOption,
  clockTime,
  confirm,
  conversationFilter,
  dispatchConfig,
  id,
  image,
  isoDate,
  optionsOrGroups,
  overflowOption,
  placeholder,
  plain,
  selectOption,
} from './objects.ts'
import { richText } from './rich-text.ts'

/** Where an element may stand. */
export type Slot = 'actions' | 'section' | 'input' | 'context' | 'context_actions'

interface Element {
  readonly check: Check
  readonly slots: readonly Slot[]
  /** Slack shows it in modals only. */
  readonly modalOnly?: boolean
}

const focus = { focus_on_load: bool }
const action = { action_id: id, confirm }
const menu = { ...action, ...focus, placeholder }
const many = { max_selected_items: integer(1, 1000) }
const everywhere: readonly Slot[] = ['actions', 'section', 'input']
const style = oneOf('primary', 'danger')
const label = str(limits.button.accessibilityLabel)

const options = (item: Check, max: number) => array(item, { max })

const single = (optional: Readonly<Record<string, Check>>): Element => ({
  slots: everywhere,
  check: shape({ optional: { ...menu, ...optional } }),
})

const multi = (optional: Readonly<Record<string, Check>>): Element => ({
  slots: ['section', 'input', 'actions'],
  check: shape({ optional: { ...menu, ...many, ...optional } }),
})

const withOptions = (initial: Readonly<Record<string, Check>>): Check =>
  all(shape({ optional: { ...menu, ...optionsOrGroups.optional, ...initial } }), optionsOrGroups.rule)

const writing = (optional: Readonly<Record<string, Check>>): Check =>
  shape({
    optional: { action_id: id, ...focus, placeholder, dispatch_action_config: dispatchConfig, ...optional },
  })

const ids = array(id, { max: 1000 })
const feedback = shape({
  required: { text: plain(limits.button.text), value: str(limits.button.value) },
  optional: { accessibility_label: label },
})

/** A button; cards hold it too. */
export const button: Check = shape({
  required: { text: plain(limits.button.text) },
  optional: {
    ...action,
    url: url(limits.url),
    value: str(limits.button.value),
    style,
    accessibility_label: label,
  },
})

/** Every element of Block Kit: its fields, where it may stand, on which surface. */
export const elements: Readonly<Record<string, Element>> = {
  button: { slots: ['actions', 'section'], check: button },
  workflow_button: {
    slots: ['actions', 'section'],
    check: shape({
      required: { text: plain(limits.button.text), workflow: () => [] },
      optional: { ...action, style, accessibility_label: label },
    }),
  },
  overflow: {
    slots: ['actions', 'section'],
    check: shape({ required: { options: options(overflowOption, limits.overflow) }, optional: action }),
  },
  checkboxes: {
    slots: everywhere,
    check: shape({
      required: { options: options(choiceOption, limits.checkboxes) },
      optional: { ...action, ...focus, initial_options: options(choiceOption, limits.checkboxes) },
    }),
  },
  radio_buttons: {
    slots: everywhere,
    check: shape({
      required: { options: options(choiceOption, limits.radioButtons) },
      optional: { ...action, ...focus, initial_option: choiceOption },
    }),
  },
  static_select: { slots: everywhere, check: withOptions({ initial_option: selectOption }) },
  multi_static_select: {
    slots: everywhere,
    check: withOptions({ ...many, initial_options: options(selectOption, limits.select.options) }),
  },
  external_select: single({ initial_option: selectOption, min_query_length: integer(0, 1000) }),
  multi_external_select: multi({
    initial_options: options(selectOption, limits.select.options),
    min_query_length: integer(0, 1000),
  }),
  users_select: single({ initial_user: id }),
  multi_users_select: multi({ initial_users: ids }),
  conversations_select: single({
    initial_conversation: id,
    default_to_current_conversation: bool,
    response_url_enabled: bool,
    filter: conversationFilter,
  }),
  multi_conversations_select: multi({
    initial_conversations: ids,
    default_to_current_conversation: bool,
    filter: conversationFilter,
  }),
  channels_select: single({ initial_channel: id, response_url_enabled: bool }),
  multi_channels_select: multi({ initial_channels: ids }),
  datepicker: single({ initial_date: isoDate }),
  timepicker: single({ initial_time: clockTime, timezone: str(100) }),
  datetimepicker: {
    slots: ['actions', 'input'],
    check: shape({ optional: { ...action, ...focus, initial_date_time: integer(1e9, 9_999_999_999) } }),
  },
  plain_text_input: {
    slots: ['input'],
    check: all(
      writing({
        initial_value: str(limits.input.value, 0),
        multiline: bool,
        min_length: integer(0, limits.input.value),
        max_length: integer(1, limits.input.value),
      }),
      rule((value) =>
        Number(value.min_length ?? 0) > Number(value.max_length ?? limits.input.value)
          ? 'min_length must not be greater than max_length'
          : undefined,
      ),
    ),
  },
  number_input: {
    slots: ['input'],
    modalOnly: true,
    check: all(
      writing({
        is_decimal_allowed: bool,
        initial_value: matching(/^-?\d+(\.\d+)?$/, 'a number as a string'),
        min_value: matching(/^-?\d+(\.\d+)?$/, 'a number as a string'),
        max_value: matching(/^-?\d+(\.\d+)?$/, 'a number as a string'),
      }),
      rule((value) =>
        'is_decimal_allowed' in value ? undefined : 'missing required field: is_decimal_allowed',
      ),
    ),
  },
  email_text_input: { slots: ['input'], modalOnly: true, check: writing({ initial_value: str(3000, 0) }) },
  url_text_input: { slots: ['input'], modalOnly: true, check: writing({ initial_value: str(3000, 0) }) },
  rich_text_input: {
    slots: ['input'],
    check: writing({ initial_value: richText, min_lines: number, max_lines: number }),
  },
  file_input: {
    slots: ['input'],
    modalOnly: true,
    check: shape({
      optional: { action_id: id, filetypes: array(str(20), { max: 100 }), max_files: integer(1, 10) },
    }),
  },
  feedback_buttons: {
    slots: ['context_actions'],
    check: shape({
      required: { positive_button: feedback, negative_button: feedback },
      optional: { action_id: id },
    }),
  },
  icon_button: {
    slots: ['context_actions'],
    check: shape({
      required: { icon: oneOf('trash'), text: plain(limits.button.text) },
      optional: {
        ...action,
        value: str(limits.button.value),
        accessibility_label: label,
        visible_to_user_ids: array(id, { max: limits.iconButton.users }),
      },
    }),
  },
  image: { slots: ['section', 'context'], check: image },
}
