import { all, array, bool, byType, type Check, matching, oneOf, rule, shape, str, url } from './check.ts'
import { limits } from './limits.ts'

const plainShape = (max: number): Check => shape({ required: { text: str(max) }, optional: { emoji: bool } })

const mrkdwnShape = (max: number): Check =>
  shape({ required: { text: str(max) }, optional: { verbatim: bool } })

/** A plain_text object. */
export const plain = (max: number): Check => byType({ plain_text: plainShape(max) })

/** A plain_text or mrkdwn object. */
export const textObject = (max: number = limits.text): Check =>
  byType({ plain_text: plainShape(max), mrkdwn: mrkdwnShape(max) })

export const id = str(limits.id)

export const confirm: Check = shape({
  required: { text: textObject(limits.confirm.text) },
  optional: {
    title: plain(limits.confirm.title),
    confirm: plain(limits.confirm.button),
    deny: plain(limits.confirm.button),
    style: oneOf('primary', 'danger'),
  },
})

export const placeholder = plain(limits.select.placeholder)

const optionWith = (text: (max: number) => Check, withUrl: boolean): Check =>
  shape({
    required: { text: text(limits.option.text), value: str(limits.option.value) },
    optional: {
      description: text(limits.option.description),
      ...(withUrl ? { url: url(limits.url) } : {}),
    },
  })

/** An option of a select menu. */
export const selectOption = optionWith(plain, false)
/** An option of an overflow menu; it may carry a url. */
export const overflowOption = optionWith(plain, true)
/** An option of checkboxes or radio buttons; it may be mrkdwn. */
export const choiceOption = optionWith((max) => textObject(max), false)

const optionGroup: Check = shape({
  required: {
    label: plain(limits.select.groupLabel),
    options: array(selectOption, { max: limits.select.options }),
  },
})

/** Either `options` or `option_groups`, not both. */
export const optionsOrGroups = {
  optional: {
    options: array(selectOption, { max: limits.select.options }),
    option_groups: array(optionGroup, { max: limits.select.groups }),
  },
  rule: rule((value) =>
    'options' in value === 'option_groups' in value
      ? 'exactly one of options and option_groups is required'
      : undefined,
  ),
}

/** What an app answers to a request for options. */
export const optionsAnswer: Check = all(
  shape({
    optional: {
      options: array(selectOption, { min: 0, max: limits.select.options }),
      option_groups: array(optionGroup, { min: 0, max: limits.select.groups }),
    },
  }),
  rule((value) =>
    'options' in value || 'option_groups' in value ? undefined : 'missing required field: options',
  ),
)

const slackFile: Check = all(
  shape({ optional: { id, url: url(limits.url) } }),
  rule((value) => ('id' in value === 'url' in value ? 'exactly one of id and url is required' : undefined)),
)

/** The fields that say which picture: exactly one of image_url and slack_file. */
export const picture = {
  optional: { image_url: url(limits.url, /^https?:/i), slack_file: slackFile },
  rule: rule((value) =>
    'image_url' in value === 'slack_file' in value
      ? 'exactly one of image_url and slack_file is required'
      : undefined,
  ),
}

export const image: Check = all(
  shape({ required: { alt_text: str(limits.image.alt, 0) }, optional: picture.optional }),
  picture.rule,
)

export const imageElement = byType({ image })

export const dispatchConfig: Check = shape({
  optional: { trigger_actions_on: array(oneOf('on_enter_pressed', 'on_character_entered'), { max: 2 }) },
})

export const conversationFilter: Check = shape({
  optional: {
    include: array(oneOf('im', 'mpim', 'private', 'public'), { max: 4 }),
    exclude_external_shared_channels: bool,
    exclude_bot_users: bool,
  },
})

export const isoDate = matching(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, 'a date as YYYY-MM-DD')
export const clockTime = matching(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time as HH:mm')
