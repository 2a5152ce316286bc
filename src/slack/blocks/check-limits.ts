import type { Button, HomeView, InputBlock, KnownBlock, ModalView } from '@slack/types'
import type { ChartBlock, Message, MessageBlock } from './blocks.ts'
import { characters, LIMITS, lengthOf } from './limits.ts'

type Surface = 'message' | 'modal' | 'home'

/** The block types this product uses, and where Slack draws them. */
const SURFACES: Partial<Record<MessageBlock['type'], readonly Surface[]>> = {
  section: ['message', 'modal', 'home'],
  header: ['message', 'modal', 'home'],
  context: ['message', 'modal', 'home'],
  divider: ['message', 'modal', 'home'],
  actions: ['message', 'modal', 'home'],
  rich_text: ['message', 'modal', 'home'],
  data_table: ['message'],
  data_visualization: ['message', 'home'],
  plan: ['message'],
  alert: ['modal'],
  input: ['modal'],
}

/** What Slack would refuse in a message, in words; empty: nothing. */
export function checkMessage({ text, blocks }: Message): readonly string[] {
  const { message } = LIMITS
  return [
    ...longer('text', text, message.text),
    ...(text.trim() === '' ? ['text: is empty'] : []),
    ...more('blocks', blocks.length, message.blocks),
    ...more('characters', characters(blocks), message.characters),
    ...more('tables', blocks.filter((block) => block.type === 'data_table').length, 1),
    ...more(
      'charts',
      blocks.filter(({ type }) => type === 'data_visualization').length,
      LIMITS.chart.perMessage,
    ),
    ...blocks.flatMap((block, i) => checkBlock(`blocks/${i}`, block, 'message')),
  ]
}

/** What Slack would refuse in a modal or Home tab, in words; empty: nothing. */
export function checkView(view: ModalView | HomeView): readonly string[] {
  const limits = LIMITS.view
  const blocks = view.blocks.filter((block): block is KnownBlock => block.type in SURFACES)
  return [
    ...more('blocks', view.blocks.length, limits.blocks),
    ...more('bytes', new TextEncoder().encode(JSON.stringify(view)).length, limits.bytes),
    ...longer('private_metadata', view.private_metadata ?? '', limits.privateMetadata),
    ...(view.type === 'modal' ? checkModal(view) : []),
    ...(blocks.length < view.blocks.length ? ['blocks: a type that this product does not use'] : []),
    ...blocks.flatMap((block, i) => checkBlock(`blocks/${i}`, block, view.type)),
  ]
}

function checkModal(view: ModalView): readonly string[] {
  const { title, close } = LIMITS.view
  const inputs = view.blocks.filter((block) => block.type === 'input')
  const ids = new Set(view.blocks.flatMap(({ block_id }) => block_id ?? []))
  return [
    ...longer('title', view.title.text, title),
    ...longer('close', view.close?.text ?? '', close),
    ...longer('submit', view.submit?.text ?? '', title),
    ...longer('callback_id', view.callback_id ?? '', LIMITS.id),
    ...(inputs.length > 0 && !view.submit ? ['submit: a form needs one'] : []),
    ...(ids.size < view.blocks.filter(({ block_id }) => block_id).length
      ? ['blocks: one block_id twice']
      : []),
  ]
}

function checkBlock(at: string, block: MessageBlock, surface: Surface): readonly string[] {
  if (!SURFACES[block.type]?.includes(surface)) return [`${at}: ${block.type} is not drawn in a ${surface}`]
  switch (block.type) {
    case 'section':
      return [
        ...(block.text ? sized(`${at}/text`, block.text.text, LIMITS.text) : []),
        ...more(`${at}/fields`, block.fields?.length ?? 0, LIMITS.section.fields),
        ...(block.fields ?? []).flatMap((f) => sized(`${at}/field`, f.text, LIMITS.section.field)),
        ...(block.accessory?.type === 'button' ? checkButton(`${at}/accessory`, block.accessory) : []),
      ]
    case 'header':
      return sized(`${at}/text`, block.text.text, LIMITS.header)
    case 'context':
      return [
        ...more(`${at}/elements`, block.elements.length, LIMITS.context),
        ...block.elements.flatMap((e) => ('text' in e ? sized(`${at}/text`, e.text ?? '', LIMITS.text) : [])),
      ]
    case 'actions': {
      const buttons = block.elements.filter((element) => element.type === 'button')
      const ids = new Set(buttons.map((each) => each.action_id))
      return [
        ...more(`${at}/elements`, block.elements.length, LIMITS.actions),
        ...(ids.size < buttons.length ? [`${at}: two buttons with one action_id`] : []),
        ...(buttons.filter((each) => each.style === 'primary').length > 1 ? [`${at}: two primary`] : []),
        ...buttons.flatMap((each) => checkButton(at, each)),
      ]
    }
    case 'rich_text':
      return emptyTexts(block).map((path) => `${at}${path}: is empty`)
    case 'data_table':
      return [
        ...sized(`${at}/caption`, block.caption, LIMITS.text),
        ...more(`${at}/rows`, block.rows.length, LIMITS.table.rows),
        ...more(`${at}/columns`, block.rows[0]?.length ?? 0, LIMITS.table.columns),
        ...more(`${at}/characters`, characters(block.rows), LIMITS.table.characters),
        ...(new Set(block.rows.map((row) => row.length)).size > 1 ? [`${at}: rows of unequal length`] : []),
        ...emptyTexts(block.rows).map((path) => `${at}${path}: is empty`),
      ]
    case 'data_visualization':
      return checkChart(at, block)
    case 'plan':
      return [
        ...sized(`${at}/title`, block.title, LIMITS.plan.title),
        ...more(`${at}/tasks`, block.tasks?.length ?? 0, LIMITS.plan.tasks),
        ...emptyTexts(block.tasks).map((path) => `${at}${path}: is empty`),
      ]
    case 'input':
      return checkInput(at, block)
    case 'alert':
      return sized(`${at}/text`, block.text.text, LIMITS.alert)
    default:
      return []
  }
}

function checkChart(at: string, { title, chart }: ChartBlock): readonly string[] {
  const { chart: limits } = LIMITS
  const { categories, x_label, y_label } = chart.axis_config
  return [
    ...sized(`${at}/title`, title, limits.title),
    ...more(`${at}/series`, chart.series.length, limits.series),
    ...more(`${at}/categories`, categories.length, limits.points),
    ...(new Set(categories).size < categories.length ? [`${at}/categories: one label twice`] : []),
    ...[...categories, ...chart.series.map(({ name }) => name)].flatMap((label) =>
      sized(`${at}/label`, label, limits.label),
    ),
    ...[x_label, y_label].flatMap((label) => sized(`${at}/axis`, label, limits.axis)),
  ]
}

function checkInput(at: string, { label, hint, block_id, element }: InputBlock): readonly string[] {
  const { input, select, option, checkboxes, id } = LIMITS
  const options = 'options' in element && Array.isArray(element.options) ? element.options : []
  const choices = element.type === 'checkboxes' || element.type === 'static_select' ? options : []
  return [
    ...sized(`${at}/label`, label.text, input.label),
    ...longer(`${at}/hint`, hint?.text ?? '', input.label),
    ...sized(`${at}/block_id`, block_id ?? '', id),
    ...('placeholder' in element
      ? longer(`${at}/placeholder`, element.placeholder?.text ?? '', select.placeholder)
      : []),
    ...('initial_value' in element
      ? longer(`${at}/initial`, String(element.initial_value ?? ''), input.value)
      : []),
    ...(element.type === 'static_select' && choices.length === 0 ? [`${at}: nothing to choose`] : []),
    ...more(`${at}/options`, choices.length, element.type === 'checkboxes' ? checkboxes : select.options),
    ...(new Set(choices.map(({ value }) => value)).size < choices.length
      ? [`${at}: two options with one value`]
      : []),
    ...choices.flatMap(({ text, value = '', description }) => [
      ...sized(`${at}/option`, text.text, option.text),
      ...longer(`${at}/option`, description?.text ?? '', option.text),
      ...sized(`${at}/option value`, value, option.value),
    ]),
  ]
}

function checkButton(at: string, button: Button): readonly string[] {
  return [
    ...sized(`${at}/button`, button.text.text, LIMITS.button.text),
    ...sized(`${at}/value`, button.value ?? '', LIMITS.button.value),
    ...longer(`${at}/accessibility_label`, button.accessibility_label ?? '', LIMITS.button.label),
    ...sized(`${at}/action_id`, button.action_id ?? '', LIMITS.id),
    ...longer(`${at}/url`, button.url ?? '', LIMITS.button.url),
    ...(button.confirm
      ? [
          ...sized(`${at}/confirm/title`, button.confirm.title?.text ?? '', LIMITS.confirm.title),
          ...sized(`${at}/confirm/text`, button.confirm.text.text, LIMITS.confirm.text),
          ...sized(`${at}/confirm/confirm`, button.confirm.confirm?.text ?? '', LIMITS.confirm.button),
        ]
      : []),
  ]
}

function sized(at: string, text: string, limit: number): readonly string[] {
  return text === '' ? [`${at}: is empty`] : longer(at, text, limit)
}

function longer(at: string, text: string, limit: number): readonly string[] {
  return more(`${at}: characters`, lengthOf(text), limit)
}

function more(at: string, count: number, limit: number): readonly string[] {
  return count > limit ? [`${at}: ${count} of at most ${limit}`] : []
}

function emptyTexts(value: unknown, path = ''): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((each, i) => emptyTexts(each, `${path}/${i}`))
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, each]) =>
    key === 'text' && each === '' ? [`${path}/text`] : emptyTexts(each, `${path}/${key}`),
  )
}
