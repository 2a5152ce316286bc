import type {
  ActionsBlock,
  AlertBlock,
  Button,
  ConfirmationDialog,
  ContextBlock,
  DataTableBlock,
  DividerBlock,
  HeaderBlock,
  HomeView,
  KnownBlock,
  ModalView,
  PlainTextElement,
  SectionBlock,
} from '@slack/types'
import { visible } from './escape.ts'
import { clamp, LIMITS, roomFor } from './limits.ts'

/** A line chart. Slack draws it in messages and on Home; `@slack/types` does not know it yet. */
export interface ChartBlock {
  readonly type: 'data_visualization'
  readonly block_id?: string
  readonly title: string
  readonly chart: {
    readonly type: 'line'
    readonly series: ReadonlyArray<{
      readonly name: string
      readonly data: ReadonlyArray<{ readonly label: string; readonly value: number }>
    }>
    readonly axis_config: {
      readonly categories: readonly string[]
      readonly x_label: string
      readonly y_label: string
    }
  }
}

export type MessageBlock = KnownBlock | ChartBlock

/** What is posted: blocks, and one full sentence for notifications and screen readers. */
export interface Message {
  readonly text: string
  readonly blocks: readonly MessageBlock[]
}

/** A modal or a Home tab. */
export type View = ModalView | HomeView
export type Modal = ModalView

/** A button. `action` is `verb:thing`; `value` is opaque to whoever presses it. */
export interface ButtonSpec {
  readonly label: string
  readonly action: string
  readonly value: string
  readonly style?: 'primary' | 'danger'
  /** For screen readers, where buttons repeat: says which one this is. */
  readonly says?: string
  /** Asked before the press counts, where it cannot be taken back. Plain words. */
  readonly confirm?: { readonly title: string; readonly text: string; readonly yes: string }
  /** Opens this address instead of doing something. */
  readonly url?: string
}

/** Text without any markup, made to fit. */
export const plain = (text: string, limit: number): PlainTextElement => ({
  type: 'plain_text',
  text: clamp(visible(text), roomFor(limit)),
  emoji: true,
})

export function header(text: string): HeaderBlock {
  return { type: 'header', text: plain(text, LIMITS.header) }
}

/** `text` is mrkdwn: whatever comes from outside has gone through escape.ts. */
export function section(text: string, accessory?: ButtonSpec): SectionBlock {
  return {
    type: 'section',
    text: { type: 'mrkdwn', text: clamp(text, roomFor(LIMITS.text)), verbatim: true },
    expand: true,
    ...(accessory ? { accessory: button(accessory) } : {}),
  }
}

/** Label and value pairs in two columns, at most ten. Both are mrkdwn. */
export function fields(pairs: ReadonlyArray<readonly [label: string, value: string]>): SectionBlock {
  return {
    type: 'section',
    fields: pairs.slice(0, LIMITS.section.fields).map(([label, value]) => ({
      type: 'mrkdwn',
      text: clamp(`*${label}*\n${value}`, roomFor(LIMITS.section.field)),
      verbatim: true,
    })),
  }
}

/** Small grey text; each part is mrkdwn. */
export function context(...parts: readonly string[]): ContextBlock {
  return {
    type: 'context',
    elements: parts.slice(0, LIMITS.context).map((text) => ({
      type: 'mrkdwn',
      text: clamp(text, roomFor(LIMITS.text)),
      verbatim: true,
    })),
  }
}

export function divider(): DividerBlock {
  return { type: 'divider' }
}

function button({ label, action, value, style, says, confirm, url }: ButtonSpec): Button {
  return {
    type: 'button',
    text: plain(label, LIMITS.button.text),
    action_id: action,
    value,
    ...(style ? { style } : {}),
    ...(says
      ? { accessibility_label: clamp(visible(says).replaceAll('<', '‹'), roomFor(LIMITS.button.label)) }
      : {}),
    ...(confirm ? { confirm: confirmation(confirm, style) } : {}),
    ...(url === undefined ? {} : { url }),
  }
}

function confirmation(
  { title, text, yes }: NonNullable<ButtonSpec['confirm']>,
  style: ButtonSpec['style'],
): ConfirmationDialog {
  const { confirm } = LIMITS
  return {
    title: plain(title, confirm.title),
    text: plain(text, confirm.text),
    confirm: plain(yes, confirm.button),
    deny: plain('Cancel', confirm.button),
    ...(style === 'danger' ? { style } : {}),
  }
}

/** A row of buttons. Slack wants ids that differ within a row: a repeated action gets `:2`, `:3`… behind it. */
export function actions(...buttons: readonly ButtonSpec[]): ActionsBlock {
  const seen = new Map<string, number>()
  return {
    type: 'actions',
    elements: buttons.slice(0, LIMITS.actions).map((spec) => {
      const nth = (seen.get(spec.action) ?? 0) + 1
      seen.set(spec.action, nth)
      return button(nth === 1 ? spec : { ...spec, action: `${spec.action}:${nth}` })
    }),
  }
}

/** Coloured advice in a modal; messages do not take it. */
export function alert(level: NonNullable<AlertBlock['level']>, text: string): AlertBlock {
  return { type: 'alert', level, text: { type: 'mrkdwn', text: clamp(text, roomFor(LIMITS.alert)) } }
}

/** A table for a message. The first column names the row. At most one per message. */
export function table(
  caption: string,
  columns: readonly string[],
  rows: ReadonlyArray<ReadonlyArray<string | number>>,
): DataTableBlock {
  const cell = (value: string | number): DataTableBlock['rows'][number][number] =>
    typeof value === 'number'
      ? { type: 'raw_number', value, text: value.toLocaleString('en-GB') }
      : { type: 'raw_text', text: value }
  return {
    type: 'data_table',
    caption,
    row_header_column_index: 0,
    page_size: Math.min(LIMITS.table.pageSize, Math.max(1, rows.length)),
    rows: [columns, ...rows.slice(0, LIMITS.table.rows - 1)].map((row) => row.map(cell)),
  }
}

/** A line chart of up to twenty points; every series has a value for each label. The same numbers stand beside it in words. */
export function lineChart(
  title: string,
  axes: { readonly x: string; readonly y: string },
  labels: readonly string[],
  series: ReadonlyArray<{ readonly name: string; readonly values: readonly number[] }>,
): ChartBlock {
  return {
    type: 'data_visualization',
    title,
    chart: {
      type: 'line',
      series: series.map(({ name, values }) => ({
        name,
        data: labels.map((label, i) => ({ label, value: values[i] ?? 0 })),
      })),
      axis_config: { categories: labels, x_label: axes.x, y_label: axes.y },
    },
  }
}

/** A modal without a form. */
export function modal(title: string, blocks: ReadonlyArray<ModalView['blocks'][number]>): ModalView {
  return {
    type: 'modal',
    title: plain(title, LIMITS.view.title),
    close: plain('Close', LIMITS.view.close),
    blocks: [...blocks],
  }
}

export function home(blocks: readonly KnownBlock[]): HomeView {
  return { type: 'home', blocks: [...blocks] }
}
