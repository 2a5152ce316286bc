import { describe, expect, test } from 'vitest'
import type { JsonObject } from '../../../../infra/local/slack/json.ts'
import { problemLine } from '../../../../infra/local/slack/validator/check.ts'
import { checkMessageBlocks } from '../../../../infra/local/slack/validator/payload.ts'
import { actions, button, confirm, line, mrkdwn, of, option, plain, raw, select, times } from './pieces.ts'

/** Each limit of a message block: how to make a block of that size, and the largest size that Slack takes. */
const messageLimits: readonly (readonly [
  what: string,
  largest: number,
  make: (size: number) => JsonObject,
])[] = [
  ['section text', 3000, (n) => ({ type: 'section', text: mrkdwn(n) })],
  ['section fields', 10, (n) => ({ type: 'section', fields: times(n, () => mrkdwn(1)) })],
  ['section field', 2000, (n) => ({ type: 'section', fields: [mrkdwn(n)] })],
  ['header', 150, (n) => ({ type: 'header', text: plain(n) })],
  ['block_id', 255, (n) => ({ type: 'divider', block_id: of(n) })],
  ['context elements', 10, (n) => ({ type: 'context', elements: times(n, () => mrkdwn(1)) })],
  ['actions elements', 25, (n) => actions(...times(n, () => button()))],
  [
    'context_actions elements',
    5,
    (n) => ({
      type: 'context_actions',
      elements: times(n, () => ({ type: 'icon_button', icon: 'trash', text: plain(1) })),
    }),
  ],
  ['action_id', 255, (n) => actions(button({ action_id: of(n) }))],
  ['button text', 75, (n) => actions(button({ text: plain(n) }))],
  ['button value', 2000, (n) => actions(button({ value: of(n) }))],
  ['button url', 3000, (n) => actions(button({ url: `https://a.b/${of(n - 12)}` }))],
  ['button accessibility label', 75, (n) => actions(button({ accessibility_label: of(n) }))],
  ['option text', 75, (n) => select({ options: [option({ text: plain(n) })] })],
  ['option value', 150, (n) => select({ options: [option({ value: of(n) })] })],
  ['option description', 75, (n) => select({ options: [option({ description: plain(n) })] })],
  ['select options', 100, (n) => select({ options: times(n, () => option()) })],
  ['select placeholder', 150, (n) => select({ placeholder: plain(n) })],
  ['overflow options', 5, (n) => actions({ type: 'overflow', options: times(n, () => option()) })],
  ['checkboxes', 10, (n) => actions({ type: 'checkboxes', options: times(n, () => option()) })],
  ['radio buttons', 10, (n) => actions({ type: 'radio_buttons', options: times(n, () => option()) })],
  ['confirm title', 100, (n) => confirm({ title: plain(n) })],
  ['confirm text', 300, (n) => confirm({ text: mrkdwn(n) })],
  ['confirm button', 30, (n) => confirm({ confirm: plain(n) })],
  ['image alt text', 2000, (n) => ({ type: 'image', image_url: 'https://a.b/c.png', alt_text: of(n) })],
  ['table rows', 100, (n) => ({ type: 'table', rows: times(n, () => [raw()]) })],
  ['table cells in a row', 20, (n) => ({ type: 'table', rows: [times(n, () => raw())] })],
  ['table characters', 10_000, (n) => ({ type: 'table', rows: [[raw(n)]] })],
  [
    'data_table rows with the head',
    101,
    (n) => ({ type: 'data_table', caption: 'c', rows: times(n, () => [raw()]) }),
  ],
  ['data_table columns', 20, (n) => ({ type: 'data_table', caption: 'c', rows: [times(n, () => raw())] })],
  ['data_table page size', 100, (n) => ({ type: 'data_table', caption: 'c', page_size: n, rows: [[raw()]] })],
  ['chart title', 50, (n) => ({ ...line(1, 1), title: of(n) })],
  ['chart series', 12, (n) => line(n, 1)],
  ['chart points', 20, (n) => line(1, n)],
  [
    'pie segments',
    12,
    (n) => ({
      type: 'data_visualization',
      title: 't',
      chart: { type: 'pie', segments: times(n, (i) => ({ label: `l${i}`, value: 1 })) },
    }),
  ],
  ['card body', 200, (n) => ({ type: 'card', body: mrkdwn(n) })],
  ['card title', 150, (n) => ({ type: 'card', title: mrkdwn(n) })],
  ['card buttons', 3, (n) => ({ type: 'card', actions: times(n, () => button()) })],
  [
    'carousel cards',
    10,
    (n) => ({ type: 'carousel', elements: times(n, () => ({ type: 'card', title: mrkdwn(1) })) }),
  ],
  [
    'container children',
    10,
    (n) => ({ type: 'container', title: plain(1), child_blocks: times(n, () => ({ type: 'divider' })) }),
  ],
  ['markdown', 12_000, (n) => ({ type: 'markdown', text: of(n) })],
]

describe('a limit of a message', () => {
  test.each(messageLimits)('%s: %i is taken, one more is refused', (_, largest, make) => {
    expect(checkMessageBlocks([make(largest)])).toEqual([])
    expect(checkMessageBlocks([make(largest + 1)])).not.toEqual([])
  })

  test('50 blocks are taken, 51 are refused', () => {
    expect(checkMessageBlocks(times(50, () => ({ type: 'divider' })))).toEqual([])
    expect(checkMessageBlocks(times(51, () => ({ type: 'divider' }))).map(problemLine)).toEqual([
      '[ERROR] no more than 50 items allowed [json-pointer:/blocks]',
    ])
  })

  test('an emoji counts as one character', () => {
    expect(
      checkMessageBlocks([{ type: 'header', text: { type: 'plain_text', text: '🔒'.repeat(150) } }]),
    ).toEqual([])
  })
})
