import { isObject, type JsonObject, objects, text } from './json.ts'

/** What a test or script gives as the value of an element: an option's value, an id, a date, a text, or several. */
export type Pick = string | number | readonly string[] | JsonObject

const optionsIn = (element: JsonObject): readonly JsonObject[] => [
  ...objects(element.options),
  ...objects(element.option_groups).flatMap((group) => objects(group.options)),
]

const option = (element: JsonObject, value: string): JsonObject => {
  const found = optionsIn(element).find((each) => each.value === value)
  if (found === undefined) {
    const there = optionsIn(element).map((each) => text(each.value))
    throw new Error(`No option ${value}; there are ${there.join(', ')}`)
  }
  return found
}

const keys: Readonly<Record<string, string>> = {
  channels_select: 'selected_channel',
  conversations_select: 'selected_conversation',
  datepicker: 'selected_date',
  datetimepicker: 'selected_date_time',
  multi_channels_select: 'selected_channels',
  multi_conversations_select: 'selected_conversations',
  multi_users_select: 'selected_users',
  timepicker: 'selected_time',
  users_select: 'selected_user',
}

const many = (pick: Pick): readonly string[] => (Array.isArray(pick) ? pick : [String(pick)])

/** The value in the shape of view.state.values. An object is taken as an option, or as the value itself if it has a type. */
export const pickedValue = (element: JsonObject, pick: Pick | undefined): JsonObject => {
  const type = text(element.type) ?? ''
  if (pick === undefined) return {}
  if (isObject(pick) && 'type' in pick) return pick
  if (['static_select', 'radio_buttons', 'overflow', 'external_select'].includes(type))
    return { type, selected_option: isObject(pick) ? pick : option(element, String(pick)) }
  if (['checkboxes', 'multi_static_select'].includes(type))
    return { type, selected_options: many(pick).map((each) => option(element, each)) }
  const key = keys[type]
  if (key === undefined) return { type, value: String(pick) }
  return { type, [key]: key.endsWith('s') ? many(pick) : pick }
}
