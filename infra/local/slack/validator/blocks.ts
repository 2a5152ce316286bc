import { isObject, type JsonObject, objects } from '../json.ts'
import { dataVisualization } from './charts.ts'
import { all, array, bool, byType, type Check, oneOf, problem, rule, shape, str, url } from './check.ts'
import { button, elements, type Slot } from './elements.ts'
import { limits } from './limits.ts'
import { id, imageElement, picture, plain, textObject } from './objects.ts'
import { richText } from './rich-text.ts'
import { dataTable, table } from './tables.ts'

const blockId = { block_id: id }

/** An element that may stand in this slot. */
const elementIn = (slot: Slot): Check =>
  byType(
    Object.fromEntries(
      Object.entries(elements)
        .filter(([, element]) => element.slots.includes(slot))
        .map(([type, element]) => [type, element.check]),
    ),
  )

const uniqueActions = rule((block) => {
  const ids = objects(block.elements)
    .map((element) => element.action_id)
    .filter((each) => each !== undefined)
  return new Set(ids).size < ids.length ? 'action_id already exists for this block' : undefined
})

const contextElement: Check = (value, at) =>
  isObject(value) && value.type === 'image' ? imageElement(value, at) : textObject()(value, at)

const card: Check = all(
  shape({
    optional: {
      ...blockId,
      hero_image: imageElement,
      icon: imageElement,
      title: textObject(limits.card.title),
      subtitle: textObject(limits.card.subtitle),
      body: textObject(limits.card.body),
      actions: array(byType({ button }), {
        max: limits.card.buttons,
      }),
    },
  }),
  rule((block) =>
    ['hero_image', 'title', 'actions', 'body'].some((key) => key in block)
      ? undefined
      : 'at least one of hero_image, title, actions, body is required',
  ),
)

const task: Check = shape({
  required: {
    task_id: id,
    title: str(limits.plan.title),
    status: oneOf('pending', 'in_progress', 'complete', 'error'),
  },
  optional: {
    ...blockId,
    details: byType({ rich_text: richText }),
    output: byType({ rich_text: richText }),
    sources: array(byType({ url: shape({ required: { url: url(limits.url), text: str(limits.text) } }) }), {
      min: 0,
      max: 20,
    }),
  },
})

const simple: Readonly<Record<string, Check>> = {
  actions: all(
    shape({
      required: { elements: array(elementIn('actions'), { max: limits.actions }) },
      optional: blockId,
    }),
    uniqueActions,
  ),
  context: shape({
    required: { elements: array(contextElement, { max: limits.context }) },
    optional: blockId,
  }),
  divider: shape({ optional: blockId }),
  file: (_, at) => problem(at, 'unsupported type: file'),
  header: shape({
    required: { text: plain(limits.header) },
    optional: { ...blockId, level: oneOf(1, 2, 3, 4) },
  }),
  image: all(
    shape({
      required: { alt_text: str(limits.image.alt) },
      optional: { ...blockId, ...picture.optional, title: plain(limits.image.title) },
    }),
    picture.rule,
  ),
  input: shape({
    required: { label: plain(limits.input.label), element: elementIn('input') },
    optional: { ...blockId, hint: plain(limits.input.hint), optional: bool, dispatch_action: bool },
  }),
  rich_text: richText,
  section: all(
    shape({
      optional: {
        ...blockId,
        text: textObject(limits.text),
        fields: array(textObject(limits.section.field), { max: limits.section.fields }),
        accessory: elementIn('section'),
        expand: bool,
      },
    }),
    rule((block) =>
      'text' in block || 'fields' in block ? undefined : 'must define one of text and fields',
    ),
  ),
  table,
  video: shape({
    required: {
      video_url: url(limits.url, /^https:/i),
      thumbnail_url: url(limits.url, /^https?:/i),
      alt_text: str(limits.image.alt),
      title: plain(limits.video.title),
    },
    optional: {
      ...blockId,
      title_url: url(limits.url, /^https:/i),
      author_name: str(limits.video.author),
      provider_name: str(limits.text),
      provider_icon_url: url(limits.url),
      description: plain(limits.video.description),
    },
  }),
}

const container: Check = all(
  shape({
    required: { child_blocks: array(byType(simple), { max: limits.container.children }) },
    optional: {
      ...blockId,
      title: plain(limits.container.title),
      rich_text_title: byType({ rich_text: richText }),
      subtitle: textObject(limits.container.title),
      icon: imageElement,
      width: oneOf('narrow', 'standard', 'wide', 'full'),
      is_collapsible: bool,
      default_collapsed: bool,
      has_header_divider: bool,
    },
  }),
  rule((block) =>
    'title' in block || 'rich_text_title' in block ? undefined : 'missing required field: title',
  ),
)

/** Every block type and what it must look like, whatever the surface. */
export const blocks: Readonly<Record<string, Check>> = {
  ...simple,
  alert: shape({
    required: { text: textObject(limits.alert) },
    optional: { ...blockId, level: oneOf('default', 'info', 'warning', 'error', 'success') },
  }),
  card,
  carousel: shape({
    required: { elements: array(byType({ card }), { max: limits.carousel }) },
    optional: blockId,
  }),
  container,
  context_actions: all(
    shape({
      required: { elements: array(elementIn('context_actions'), { max: limits.contextActions }) },
      optional: blockId,
    }),
    uniqueActions,
  ),
  data_table: dataTable,
  data_visualization: dataVisualization,
  markdown: shape({ required: { text: str(limits.message.markdown) }, optional: blockId }),
  plan: shape({
    required: { title: str(limits.plan.title) },
    optional: { ...blockId, tasks: array(byType({ task_card: task }), { min: 0, max: limits.plan.tasks }) },
  }),
  task_card: task,
}

/** Blocks inside a block. */
export const childBlocks = (block: JsonObject): readonly JsonObject[] =>
  ['child_blocks', 'tasks'].flatMap((key) => objects(block[key]))
