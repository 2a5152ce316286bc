import { useCallback } from 'react'
import { isObject, type JsonObject, object, objects, text } from '../json.ts'
import { type Choice, type ChoiceGroup, Select } from './select.tsx'
import { useSurface } from './surface.tsx'
import { plainWords } from './text.tsx'
import { useWorkspace } from './workspace-context.ts'

/** What differs between the kinds of select: where the chosen things are kept. */
const kept: Readonly<Record<string, { readonly key: string; readonly initial: string }>> = {
  static: { key: 'selected_option', initial: 'initial_option' },
  external: { key: 'selected_option', initial: 'initial_option' },
  users: { key: 'selected_user', initial: 'initial_user' },
  conversations: { key: 'selected_conversation', initial: 'initial_conversation' },
  channels: { key: 'selected_channel', initial: 'initial_channel' },
}

const choiceOf = (option: JsonObject): Choice => ({
  key: text(option.value) ?? '',
  label: plainWords(option.text),
  detail: plainWords(option.description) || undefined,
})

const optionOf = (choice: Choice): JsonObject => ({
  text: { type: 'plain_text', text: choice.label, emoji: true },
  value: choice.key,
  ...(choice.detail === undefined
    ? {}
    : { description: { type: 'plain_text', text: choice.detail, emoji: true } }),
})

const contains = (choice: Choice, query: string): boolean =>
  `${choice.label} ${choice.detail ?? ''}`.toLowerCase().includes(query.toLowerCase())

const staticGroups = (element: JsonObject): readonly ChoiceGroup[] =>
  Array.isArray(element.option_groups)
    ? objects(element.option_groups).map((group) => ({
        label: plainWords(group.label),
        choices: objects(group.options).map(choiceOf),
      }))
    : [{ choices: objects(element.options).map(choiceOf) }]

/** A choice for each person or place that the select offers. */
const useDirectoryChoices = (kind: string): readonly Choice[] => {
  const { state } = useWorkspace()
  if (kind === 'users')
    return state.people
      .filter((person) => person.standing !== 'deactivated')
      .map((person) => ({ key: person.id, label: person.realName, detail: person.title }))
  return state.places
    .filter((place) => place.kind !== 'im' && !place.isArchived)
    .map((place) => ({ key: place.id, label: `${place.kind === 'private' ? '🔒' : '#'} ${place.name}` }))
}

/** Any of Slack's select menus, for one choice or several. */
export const SelectElement = ({
  element,
  blockId,
  label,
  isQuiet,
}: {
  readonly element: JsonObject
  readonly blockId: string
  readonly label: string
  readonly isQuiet: boolean
}) => {
  const surface = useSurface()
  const type = text(element.type) ?? ''
  const isMulti = type.startsWith('multi_')
  const kind = type.replace('multi_', '').replace('_select', '')
  const names = kept[kind] ?? { key: 'selected_option', initial: 'initial_option' }
  const key = isMulti ? `${names.key}s` : names.key
  const initial = element[isMulti ? `${names.initial}s` : names.initial]
  const directory = useDirectoryChoices(kind)
  const isOptions = kind === 'static' || kind === 'external'
  const actionId = text(element.action_id) ?? ''

  const current = surface.heldBy(blockId, actionId)
  const value = current !== undefined && key in current ? current[key] : initial
  const choiceFor = (raw: unknown): readonly Choice[] => {
    if (isOptions) return isObject(raw) ? [choiceOf(raw)] : []
    return directory.filter((choice) => choice.key === raw)
  }
  const chosen = (Array.isArray(value) ? value : [value]).flatMap(choiceFor)

  const { suggest } = surface
  const find = useCallback(
    async (query: string): Promise<readonly ChoiceGroup[] | string> => {
      if (kind === 'external') {
        const outcome = await suggest(element, blockId, query)
        if (!outcome.ok) return outcome.error
        return outcome.groups.map((group) => ({ label: group.label, choices: group.options.map(choiceOf) }))
      }
      const groups = isOptions ? staticGroups(element) : [{ choices: directory }]
      return groups
        .map((group) => ({ ...group, choices: group.choices.filter((choice) => contains(choice, query)) }))
        .filter((group) => group.choices.length > 0)
    },
    [kind, isOptions, element, blockId, suggest, directory],
  )

  const choose = (choices: readonly Choice[]) => {
    const raw = choices.map((choice) => (isOptions ? optionOf(choice) : choice.key))
    const next = { type, [key]: isMulti ? raw : (raw[0] ?? null) }
    if (isQuiet) surface.fill(element, blockId, next)
    else void surface.touch(element, blockId, next)
  }

  return (
    <Select
      label={label}
      placeholder={plainWords(element.placeholder) || 'Select an option'}
      chosen={chosen}
      isMulti={isMulti}
      find={find}
      minQuery={kind === 'external' ? Number(object(element).min_query_length ?? 3) : 0}
      isBusy={surface.busy === `${blockId}/${actionId}/`}
      onChoose={choose}
    />
  )
}
