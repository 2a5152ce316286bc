import type { Filled } from './form.ts'

type Body = Readonly<Record<string, unknown>>

const isRecord = (value: unknown): value is Body =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The keys under which elements of Block Kit hold what somebody chose. */
const SINGLE = [
  'value',
  'selected_date',
  'selected_time',
  'selected_date_time',
  'selected_user',
  'selected_channel',
  'selected_conversation',
]
const SEVERAL = ['selected_options', 'selected_users', 'selected_channels', 'selected_conversations']

/** What one element holds: see `Filled`. Undefined where it holds nothing. */
export function chosenIn(element: unknown): string | undefined {
  if (!isRecord(element)) return undefined
  const option = optionValue(element.selected_option)
  if (option !== undefined) return option
  for (const key of SEVERAL) {
    const list = element[key]
    if (!Array.isArray(list)) continue
    const texts = list.flatMap((each: unknown) => optionValue(each) ?? [])
    return texts.length > 0 ? texts.join(',') : undefined
  }
  for (const key of SINGLE) {
    const value = element[key]
    if (typeof value === 'number') return String(value)
    if (typeof value === 'string' && value !== '') return value
  }
  return undefined
}

/** What stands in the inputs of a view: `view.state.values` of its payload, one input to a block. */
export function filledIn(values: unknown): Filled {
  if (!isRecord(values)) return {}
  return Object.fromEntries(
    Object.entries(values).flatMap(([block, elements]) => {
      const chosen = isRecord(elements) ? Object.values(elements).map(chosenIn) : []
      const first = chosen.find((each) => each !== undefined)
      return first === undefined ? [] : [[block, first]]
    }),
  )
}

function optionValue(option: unknown): string | undefined {
  if (typeof option === 'string') return option
  return isRecord(option) && typeof option.value === 'string' ? option.value : undefined
}
