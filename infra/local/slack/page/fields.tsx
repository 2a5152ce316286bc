import { type KeyboardEvent, useState } from 'react'
import { type JsonObject, list, object, text } from '../json.ts'
import { instantOf, wallTime } from './dates.ts'
import type { ElementProps } from './elements.tsx'
import { useSurface } from './surface.tsx'
import { plainWords } from './text.tsx'
import { useWorkspace } from './workspace-context.ts'

interface Kind {
  /** The type of the browser's own input. */
  readonly input: string
  /** Where the value is kept in view.state.values, and where it starts. */
  readonly key: string
  readonly initial: string
}

const kinds: Readonly<Record<string, Kind>> = {
  datepicker: { input: 'date', key: 'selected_date', initial: 'initial_date' },
  datetimepicker: { input: 'datetime-local', key: 'selected_date_time', initial: 'initial_date_time' },
  email_text_input: { input: 'email', key: 'value', initial: 'initial_value' },
  number_input: { input: 'number', key: 'value', initial: 'initial_value' },
  timepicker: { input: 'time', key: 'selected_time', initial: 'initial_time' },
  url_text_input: { input: 'url', key: 'value', initial: 'initial_value' },
}

const textKind: Kind = { input: 'text', key: 'value', initial: 'initial_value' }

const richWords = (value: unknown): string =>
  list(object(value).elements)
    .flatMap((part) => list(object(part).elements))
    .map((run) => text(object(run).text) ?? '')
    .join('')

const asRichText = (words: string): JsonObject => ({
  type: 'rich_text',
  elements: [{ type: 'rich_text_section', elements: words === '' ? [] : [{ type: 'text', text: words }] }],
})

const dispatches = (element: JsonObject, on: string): boolean => {
  const wanted = list(object(element.dispatch_action_config).trigger_actions_on)
  return wanted.length === 0 ? on === 'on_enter_pressed' : wanted.includes(on)
}

/** Text, number, date and time inputs. */
export const FieldElement = ({ element, blockId, label, isQuiet }: ElementProps) => {
  const { heldBy, fill, touch } = useSurface()
  const { tz } = useWorkspace().state.me
  const type = text(element.type) ?? ''
  const kind = kinds[type] ?? textKind
  const isRich = type === 'rich_text_input'
  const key = isRich ? 'rich_text_value' : kind.key
  const held = heldBy(blockId, text(element.action_id) ?? '')
  const raw = held !== undefined && key in held ? held[key] : element[kind.initial]
  const [draft, setDraft] = useState<string | undefined>(undefined)
  const dateTime = (seconds: unknown) => (typeof seconds === 'number' ? wallTime(seconds, tz) : '')
  const shown =
    draft ?? (isRich ? richWords(raw) : type === 'datetimepicker' ? dateTime(raw) : String(raw ?? ''))
  const isPicker = key.startsWith('selected_')

  const valueFor = (words: string): JsonObject => {
    if (isRich) return { type, [key]: asRichText(words) }
    if (type === 'datetimepicker') return { type, [key]: words === '' ? null : instantOf(words, tz) }
    return { type, [key]: words === '' ? null : words }
  }
  const change = (words: string) => {
    setDraft(words)
    if (!isQuiet && (isPicker || dispatches(element, 'on_character_entered')))
      void touch(element, blockId, valueFor(words))
    else fill(element, blockId, valueFor(words))
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || isQuiet || isPicker || !dispatches(element, 'on_enter_pressed')) return
    event.preventDefault()
    void touch(element, blockId, valueFor(shown))
  }
  const common = {
    className: 'field',
    'aria-label': label,
    placeholder: plainWords(element.placeholder) || undefined,
    value: shown,
    autoFocus: element.focus_on_load === true,
    onKeyDown,
  }
  if (isRich || element.multiline === true)
    return <textarea {...common} rows={4} onChange={(event) => change(event.target.value)} />
  return (
    <input
      {...common}
      type={kind.input}
      step={element.is_decimal_allowed === true ? 'any' : undefined}
      maxLength={typeof element.max_length === 'number' ? element.max_length : undefined}
      onChange={(event) => change(event.target.value)}
    />
  )
}
