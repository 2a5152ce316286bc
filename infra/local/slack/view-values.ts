import { elementsOf } from './block-ids.ts'
import { isObject, type JsonObject, objects, text } from './json.ts'

/** What an element holds before anybody touched it, in the shape of view.state.values. */
const initialValue = (element: JsonObject): JsonObject => {
  const type = text(element.type) ?? ''
  const first = (key: string): unknown => element[key] ?? null
  switch (type) {
    case 'checkboxes':
    case 'multi_static_select':
    case 'multi_external_select':
      return { type, selected_options: first('initial_options') ?? [] }
    case 'static_select':
    case 'external_select':
    case 'radio_buttons':
      return { type, selected_option: first('initial_option') }
    case 'users_select':
      return { type, selected_user: first('initial_user') }
    case 'multi_users_select':
      return { type, selected_users: first('initial_users') ?? [] }
    case 'conversations_select':
      return { type, selected_conversation: first('initial_conversation') }
    case 'multi_conversations_select':
      return { type, selected_conversations: first('initial_conversations') ?? [] }
    case 'channels_select':
      return { type, selected_channel: first('initial_channel') }
    case 'multi_channels_select':
      return { type, selected_channels: first('initial_channels') ?? [] }
    case 'datepicker':
      return { type, selected_date: first('initial_date') }
    case 'timepicker':
      return { type, selected_time: first('initial_time') }
    case 'datetimepicker':
      return { type, selected_date_time: first('initial_date_time') }
    case 'file_input':
      return { type, files: [] }
    case 'rich_text_input':
      return { type, rich_text_value: first('initial_value') }
    default:
      return { type, value: first('initial_value') }
  }
}

const holdsValue = (type: unknown): boolean =>
  typeof type === 'string' && !/button|overflow/.test(type.replace('radio_buttons', 'radio'))

/** The values of a view: kept where the same input was there before, initial elsewhere. */
export const valuesOf = (
  blocks: readonly JsonObject[],
  before: Readonly<Record<string, JsonObject>> = {},
): Readonly<Record<string, JsonObject>> => {
  const values: Record<string, JsonObject> = {}
  for (const { block, element } of elementsOf(blocks)) {
    const blockId = text(block.block_id)
    const actionId = text(element.action_id)
    if (blockId === undefined || actionId === undefined || !holdsValue(element.type)) continue
    const old = before[blockId]?.[actionId]
    values[blockId] = {
      ...values[blockId],
      [actionId]: isObject(old) && old.type === element.type ? old : initialValue(element),
    }
  }
  return values
}

/** True when a value of view.state.values counts as filled in. */
const isFilledIn = (value: unknown): boolean => {
  if (!isObject(value)) return false
  return Object.entries(value).some(
    ([key, part]) =>
      key !== 'type' && part !== null && part !== '' && !(Array.isArray(part) && part.length === 0),
  )
}

/** block_ids of the inputs that must be filled in and are not, as Slack's client finds before it submits. */
export const missingInputs = (
  blocks: readonly JsonObject[],
  values: Readonly<Record<string, JsonObject>>,
): readonly string[] =>
  objects(blocks).flatMap((block) => {
    const blockId = text(block.block_id)
    const element = block.element
    if (block.type !== 'input' || block.optional === true || blockId === undefined) return []
    const actionId = isObject(element) ? text(element.action_id) : undefined
    return actionId !== undefined && isFilledIn(values[blockId]?.[actionId]) ? [] : [blockId]
  })
