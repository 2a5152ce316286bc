import { elementsOf } from '../block-ids.ts'
import { codePoints, isObject, type JsonObject, list, object, objects, text } from '../json.ts'
import { blocks as blockChecks, childBlocks } from './blocks.ts'
import { bool, byType, type Check, type Problem, problem, shape, str } from './check.ts'
import { elements } from './elements.ts'
import { limits } from './limits.ts'
import { plain } from './objects.ts'
import { type Surface, surfaces } from './surfaces.ts'
import { tableText } from './tables.ts'

const block = byType(blockChecks)

const onSurface = (value: JsonObject, at: string, surface: Surface): readonly Problem[] => {
  const type = String(value.type)
  if (!(surfaces[type] ?? []).includes(surface)) return problem(`${at}/type`, `unsupported type: ${type}`)
  const modalOnly = nestedAll([value])
    .map((each) => String(object(each.element).type))
    .find((each) => surface !== 'modal' && elements[each]?.modalOnly === true)
  return modalOnly === undefined ? [] : problem(`${at}/element/type`, `unsupported type: ${modalOnly}`)
}

const duplicateIds = (given: readonly JsonObject[], at: string): readonly Problem[] => {
  const seen = new Set<unknown>()
  return given.flatMap((each, index) => {
    const id = each.block_id
    if (id === undefined) return []
    if (seen.has(id)) return problem(`${at}/${index}/block_id`, `block_id already exists: ${String(id)}`)
    seen.add(id)
    return []
  })
}

const nestedAll = (given: readonly JsonObject[]): readonly JsonObject[] =>
  given.flatMap((each) => [each, ...nestedAll(childBlocks(each))])

/** Blocks for one surface: each one's shape and place, and that ids are unique. */
const checkBlocks = (given: unknown, at: string, surface: Surface, max: number): readonly Problem[] => {
  if (!Array.isArray(given)) return problem(at, 'must provide an array')
  if (given.length > max) return problem(at, `no more than ${max} items allowed`)
  const each = given.flatMap((value: unknown, index) => {
    const found = block(value, `${at}/${index}`)
    return found.length > 0 || !isObject(value) ? found : onSurface(value, `${at}/${index}`, surface)
  })
  return each.length > 0 ? each : duplicateIds(objects(given), at)
}

const ofType = (given: readonly JsonObject[], ...types: readonly string[]): readonly JsonObject[] =>
  given.filter((each) => types.includes(String(each.type)))

const textLength = (value: unknown): number => {
  if (Array.isArray(value)) return value.reduce<number>((sum, each) => sum + textLength(each), 0)
  if (!isObject(value)) return 0
  return Object.entries(value).reduce(
    (sum, [key, part]) =>
      sum + (key === 'text' && typeof part === 'string' ? codePoints(part) : textLength(part)),
    0,
  )
}

/** The rules over a whole message, with Slack's own codes where it has them. */
const checkWholeMessage = (given: readonly JsonObject[]): readonly Problem[] => {
  const every = nestedAll(given)
  const tables = ofType(every, 'table', 'data_table')
  const markdown = ofType(every, 'markdown').reduce((sum, each) => sum + codePoints(text(each.text) ?? ''), 0)
  const rest = given.filter((each) => !['table', 'data_table', 'markdown'].includes(String(each.type)))
  if (tables.length > limits.message.tables)
    return problem('/blocks', 'only one table allowed', 'only_one_table_allowed')
  if (ofType(tables, 'table').reduce((sum, each) => sum + tableText(each), 0) > limits.message.tableText)
    return problem('/blocks', `table text must be less than ${limits.message.tableText + 1} characters`)
  if (ofType(every, 'data_visualization').length > limits.message.charts)
    return problem('/blocks', `no more than ${limits.message.charts} data_visualization blocks allowed`)
  if (markdown > limits.message.markdown)
    return problem('/blocks', 'markdown text is too long', 'msg_blocks_too_long')
  return textLength(rest) > limits.message.allText
    ? problem('/blocks', 'blocks hold too much text', 'msg_blocks_too_long')
    : []
}

/** What Slack would find wrong with the blocks of a message. */
export const checkMessageBlocks = (given: unknown): readonly Problem[] => {
  const found = checkBlocks(given, '/blocks', 'message', limits.message.blocks)
  return found.length > 0 ? found : checkWholeMessage(objects(given))
}

const viewShape = (type: 'modal' | 'home'): Check => {
  const { view } = limits
  const common = {
    callback_id: str(view.callbackId, 0),
    external_id: str(view.externalId, 0),
    private_metadata: str(view.privateMetadata, 0),
    clear_on_close: bool,
    notify_on_close: bool,
  }
  return type === 'home'
    ? shape({ required: { blocks: () => [] }, optional: common })
    : shape({
        required: { title: plain(view.title), blocks: () => [] },
        optional: { ...common, submit: plain(view.submit), close: plain(view.close), submit_disabled: bool },
      })
}

const focusTwice = (given: readonly JsonObject[]): boolean =>
  elementsOf(given).filter(({ element }) => element.focus_on_load === true).length > 1

/** What Slack would find wrong with a view. `type` is what the method takes. */
export const checkView = (given: unknown, type: 'modal' | 'home'): readonly Problem[] => {
  if (!isObject(given)) return problem('/view', 'must be a valid object')
  if (given.type !== type) return problem('/view/type', `must be a valid view type: ${type}`)
  if (Buffer.byteLength(JSON.stringify(given)) > limits.view.bytes)
    return problem('/view', 'view is too large', 'view_too_large')
  const found = [
    ...viewShape(type)(given, '/view'),
    ...('blocks' in given ? checkBlocks(given.blocks, '/view/blocks', type, limits.view.blocks) : []),
  ]
  if (found.length > 0) return found
  const given_blocks = objects(list(given.blocks))
  if (type === 'modal' && ofType(given_blocks, 'input').length > 0 && !('submit' in given))
    return problem('/view', 'missing required field: submit')
  return focusTwice(given_blocks)
    ? problem('/view/blocks', 'only one element may set focus_on_load to true')
    : []
}
