import { newSecret } from './ids.ts'
import { isObject, type JsonObject, objects, text } from './json.ts'

/** Blocks that may be nested in a block, under which key. */
const nested = ['child_blocks', 'tasks'] as const

/** The same blocks, each with a block_id and each interactive element with an action_id, as Slack adds them. */
export const withIds = (blocks: readonly JsonObject[]): readonly JsonObject[] => blocks.map(blockWithIds)

const elementWithId = (element: JsonObject): JsonObject =>
  typeof element.type !== 'string' || 'action_id' in element || !isInteractive(element.type)
    ? element
    : { ...element, action_id: newSecret(4) }

const isInteractive = (type: string): boolean =>
  /button|select|picker|overflow|checkboxes|input$/.test(type) && !type.startsWith('rich_text_s')

const blockWithIds = (block: JsonObject): JsonObject => {
  const copy: JsonObject = { ...block, block_id: text(block.block_id) ?? newSecret(3).slice(0, 5) }
  if (Array.isArray(block.elements) && block.type !== 'rich_text')
    copy.elements = block.elements.map((each) => (isObject(each) ? elementWithId(each) : each))
  if (Array.isArray(block.actions)) copy.actions = objects(block.actions).map(elementWithId)
  for (const key of ['accessory', 'element']) {
    const element = block[key]
    if (isObject(element)) copy[key] = elementWithId(element)
  }
  for (const key of nested) {
    if (Array.isArray(block[key])) copy[key] = objects(block[key]).map(blockWithIds)
  }
  if (block.type === 'carousel') copy.elements = objects(block.elements).map(blockWithIds)
  return copy
}

/** Every interactive element of some blocks with the block it stands in. */
export const elementsOf = (
  blocks: readonly JsonObject[],
): readonly { readonly block: JsonObject; readonly element: JsonObject }[] =>
  blocks.flatMap((block) => {
    const own = [
      ...objects(block.elements),
      ...objects(block.actions),
      ...['accessory', 'element'].map((key) => block[key]).filter(isObject),
    ]
    const inner = nested.flatMap((key) => elementsOf(objects(block[key])))
    const cards = block.type === 'carousel' ? elementsOf(objects(block.elements)) : []
    return [
      ...own.filter((element) => 'action_id' in element).map((element) => ({ block, element })),
      ...inner,
      ...cards,
    ]
  })
