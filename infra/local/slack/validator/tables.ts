import { isObject, type JsonObject, list } from '../json.ts'
import {
  all,
  array,
  bool,
  byType,
  type Check,
  integer,
  number,
  oneOf,
  problem,
  rule,
  shape,
  str,
} from './check.ts'
import { limits } from './limits.ts'
import { id } from './objects.ts'
import { richText } from './rich-text.ts'

const rawText = shape({ required: { text: str(limits.message.tableText, 0) } })
const rawNumber = shape({ required: { value: number, text: str(limits.message.tableText, 0) } })
const cell = byType({ raw_text: rawText, raw_number: rawNumber, rich_text: richText })

/** A `table` block. */
export const table: Check = shape({
  required: { rows: array(array(cell, { max: limits.table.cells }), { max: limits.table.rows }) },
  optional: {
    block_id: id,
    column_settings: array(
      (value, at) =>
        value === null
          ? []
          : shape({ optional: { align: oneOf('left', 'center', 'right'), is_wrapped: bool } })(value, at),
      { min: 0, max: limits.table.cells },
    ),
  },
})

const equalRows = rule((block) => {
  const lengths = new Set(list(block.rows).map((row) => list(row).length))
  return lengths.size > 1 ? 'all rows must have the same number of cells' : undefined
})

const plainHeader: Check = (value, at) =>
  list(isObject(value) ? list(value.rows)[0] : undefined).some(
    (each) => isObject(each) && each.type === 'rich_text',
  )
    ? problem(`${at}/rows/0`, 'header cells must not be rich_text')
    : []

const headerColumnExists = rule((block) => {
  const column = block.row_header_column_index
  return typeof column === 'number' && column >= list(list(block.rows)[0]).length
    ? 'row_header_column_index is out of range'
    : undefined
})

const dataTableText = rule((block) =>
  tableText(block) > limits.dataTable.text
    ? `must be less than ${limits.dataTable.text + 1} characters`
    : undefined,
)

/** A `data_table` block: a header row and up to a hundred more, all of equal length. */
export const dataTable: Check = all(
  shape({
    required: {
      caption: str(limits.text),
      rows: array(array(cell, { max: limits.dataTable.columns }), { max: limits.dataTable.rows }),
    },
    optional: {
      block_id: id,
      page_size: integer(1, limits.dataTable.pageSize),
      row_header_column_index: integer(0, limits.dataTable.columns - 1),
    },
  }),
  equalRows,
  plainHeader,
  headerColumnExists,
  dataTableText,
)

/** Characters over all cells of a table. */
export const tableText = (block: JsonObject): number =>
  list(block.rows)
    .flatMap(list)
    .reduce<number>((sum, each) => sum + cellText(each), 0)

const cellText = (value: unknown): number => {
  if (Array.isArray(value)) return value.reduce<number>((sum, each) => sum + cellText(each), 0)
  if (!isObject(value)) return 0
  const own = typeof value.text === 'string' ? [...value.text].length : 0
  return own + cellText(value.elements)
}
