import { useState } from 'react'
import { isObject, type JsonObject, list, object, objects, text } from '../json.ts'
import { keyed } from './keyed.ts'
import { RichText } from './rich-text.tsx'

const Cell = ({ cell }: { readonly cell: unknown }) =>
  isObject(cell) && cell.type === 'rich_text' ? <RichText value={cell} /> : text(object(cell).text)

const isNumber = (cell: unknown): boolean => object(cell).type === 'raw_number'

/** A table block: the first row is its head. */
export const Table = ({ block }: { readonly block: JsonObject }) => {
  const [head, ...rows] = list(block.rows).map(list)
  const settings = list(block.column_settings).map(object)
  const classFor = (column: number): string =>
    `align-${text(settings[column]?.align) ?? 'left'}${settings[column]?.is_wrapped === true ? ' wrapped' : ''}`
  return (
    <div className="table-scroll">
      <table className="table">
        <thead>
          <tr>
            {keyed(head ?? []).map(([column, cell]) => (
              <th key={column} scope="col" className={classFor(Number(column))}>
                <Cell cell={cell} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {keyed(rows).map(([place, row]) => (
            <tr key={place}>
              {keyed(row).map(([column, cell]) => (
                <td key={column} className={classFor(Number(column))}>
                  <Cell cell={cell} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

interface Order {
  readonly column: number
  readonly isDown: boolean
}

const keyOf = (cell: unknown): string | number => {
  const { type, value, text: words, elements } = object(cell)
  if (type === 'raw_number') return Number(value)
  return type === 'rich_text' ? JSON.stringify(objects(elements)) : String(words ?? '')
}

const compare = (a: unknown, b: unknown): number => {
  const [x, y] = [keyOf(a), keyOf(b)]
  return typeof x === 'number' && typeof y === 'number' ? x - y : String(x).localeCompare(String(y))
}

/** A data_table block: caption, columns that sort, pages. */
export const DataTable = ({ block }: { readonly block: JsonObject }) => {
  const [order, setOrder] = useState<Order | undefined>(undefined)
  const [page, setPage] = useState(0)
  const [head, ...rows] = list(block.rows).map(list)
  const size = Number(block.page_size ?? 5)
  const pages = Math.max(1, Math.ceil(rows.length / size))
  const at = Math.min(page, pages - 1)
  const rowHeader = Number(block.row_header_column_index ?? 0)
  const sorted =
    order === undefined
      ? rows
      : rows.toSorted((a, b) => compare(a[order.column], b[order.column]) * (order.isDown ? -1 : 1))
  const sortBy = (column: number) =>
    setOrder(order?.column === column ? { column, isDown: !order.isDown } : { column, isDown: false })
  const ariaSort = (column: number) =>
    order?.column !== column ? 'none' : order.isDown ? ('descending' as const) : ('ascending' as const)
  return (
    <div className="data-table">
      <div className="table-scroll">
        <table className="table">
          <caption>{text(block.caption)}</caption>
          <thead>
            <tr>
              {keyed(head ?? []).map(([column, cell]) => (
                <th key={column} scope="col" aria-sort={ariaSort(Number(column))}>
                  <button type="button" onClick={() => sortBy(Number(column))}>
                    <Cell cell={cell} />
                    <span className="sort" aria-hidden="true">
                      {order?.column !== Number(column) ? '↕' : order.isDown ? '↓' : '↑'}
                    </span>
                  </button>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {keyed(sorted.slice(at * size, (at + 1) * size)).map(([place, row]) => (
              <tr key={place}>
                {keyed(row).map(([column, cell]) =>
                  Number(column) === rowHeader ? (
                    <th key={column} scope="row">
                      <Cell cell={cell} />
                    </th>
                  ) : (
                    <td key={column} className={isNumber(cell) ? 'align-right' : ''}>
                      <Cell cell={cell} />
                    </td>
                  ),
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {pages === 1 ? null : (
        <footer className="table-pages">
          <span>
            {at * size + 1}–{Math.min(rows.length, (at + 1) * size)} of {rows.length}
          </span>
          <button type="button" className="button small" disabled={at === 0} onClick={() => setPage(at - 1)}>
            Previous
          </button>
          <button
            type="button"
            className="button small"
            disabled={at === pages - 1}
            onClick={() => setPage(at + 1)}
          >
            Next
          </button>
        </footer>
      )}
    </div>
  )
}
