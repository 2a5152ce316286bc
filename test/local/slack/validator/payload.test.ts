import { describe, expect, test } from 'vitest'
import type { JsonObject } from '../../../../infra/local/slack/json.ts'
import { problemLine } from '../../../../infra/local/slack/validator/check.ts'
import { checkMessageBlocks, checkView } from '../../../../infra/local/slack/validator/payload.ts'
import { surfaces } from '../../../../infra/local/slack/validator/surfaces.ts'
import {
  homeView,
  otherBlocks,
  planBlocks,
  policyModal,
  reportBlocks,
  requestModal,
  textBlocks,
} from '../demo-blocks.ts'

const of = (length: number): string => 'x'.repeat(length)
const plain = (length: number): JsonObject => ({ type: 'plain_text', text: of(length) })
const mrkdwn = (length: number): JsonObject => ({ type: 'mrkdwn', text: of(length) })
const times = <T>(count: number, make: (index: number) => T): readonly T[] =>
  Array.from({ length: count }, (_, i) => make(i))
const button = (more: JsonObject = {}): JsonObject => ({ type: 'button', text: plain(3), ...more })
const option = (more: JsonObject = {}): JsonObject => ({ text: plain(3), value: 'v', ...more })
const actions = (...elements: readonly JsonObject[]): JsonObject => ({ type: 'actions', elements })
const raw = (length = 1): JsonObject => ({ type: 'raw_text', text: of(length) })
const select = (more: JsonObject): JsonObject =>
  actions({ type: 'static_select', options: [option()], ...more })
const line = (series: number, points: number): JsonObject => {
  const categories = times(points, (i) => `c${i}`)
  const data = categories.map((label) => ({ label, value: 1 }))
  return {
    type: 'data_visualization',
    title: 't',
    chart: {
      type: 'line',
      series: times(series, (i) => ({ name: `s${i}`, data })),
      axis_config: { categories },
    },
  }
}
const confirm = (more: JsonObject): JsonObject =>
  actions(button({ confirm: { title: plain(1), text: mrkdwn(1), ...more } }))

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

/** Rules over the whole message, and the code that Slack answers; undefined stands for invalid_blocks. */
const wholeMessage: readonly (readonly [
  what: string,
  blocks: readonly JsonObject[],
  code: string | undefined,
])[] = [
  ['a second table', times(2, () => ({ type: 'table', rows: [[raw()]] })), 'only_one_table_allowed'],
  [
    'a table beside a data_table',
    [
      { type: 'table', rows: [[raw()]] },
      { type: 'data_table', caption: 'c', rows: [[raw()]] },
    ],
    'only_one_table_allowed',
  ],
  [
    'a table hidden in a container',
    [
      { type: 'table', rows: [[raw()]] },
      { type: 'container', title: plain(1), child_blocks: [{ type: 'table', rows: [[raw()]] }] },
    ],
    'only_one_table_allowed',
  ],
  ['a third chart', times(3, () => line(1, 1)), undefined],
  [
    'markdown of 12,001 characters over two blocks',
    [
      { type: 'markdown', text: of(12_000) },
      { type: 'markdown', text: 'x' },
    ],
    'msg_blocks_too_long',
  ],
  [
    '13,201 characters of text',
    [...times(4, () => ({ type: 'section', text: mrkdwn(3000) })), { type: 'section', text: mrkdwn(1201) }],
    'msg_blocks_too_long',
  ],
  ['the same block_id twice', times(2, () => ({ type: 'divider', block_id: 'a' })), undefined],
  [
    'the same action_id twice in a block',
    [actions(button({ action_id: 'a' }), button({ action_id: 'a' }))],
    undefined,
  ],
]

test.each(wholeMessage)('%s is refused', (_, blocks, code) => {
  const [first] = checkMessageBlocks(blocks)
  expect(first).toBeDefined()
  expect(first?.code).toBe(code)
})

/** Blocks that are wrong, and what Slack says where. */
const wrong: readonly (readonly [what: string, block: unknown, line: string])[] = [
  [
    'a header in mrkdwn',
    { type: 'header', text: mrkdwn(1) },
    '[ERROR] unsupported type: mrkdwn [json-pointer:/blocks/0/text/type]',
  ],
  [
    'an empty text',
    { type: 'section', text: mrkdwn(0) },
    '[ERROR] must be more than 0 characters [json-pointer:/blocks/0/text/text]',
  ],
  [
    'a section with nothing',
    { type: 'section' },
    '[ERROR] must define one of text and fields [json-pointer:/blocks/0]',
  ],
  [
    'a property that does not exist',
    { type: 'divider', colour: 'red' },
    '[ERROR] invalid additional property: colour [json-pointer:/blocks/0]',
  ],
  [
    'a type that does not exist',
    { type: 'sparkle' },
    '[ERROR] unsupported type: sparkle [json-pointer:/blocks/0/type]',
  ],
  [
    'a button without text',
    actions({ type: 'button' }),
    '[ERROR] missing required field: text [json-pointer:/blocks/0/elements/0]',
  ],
  [
    'a link that could run something',
    actions(button({ url: 'javascript:alert(1)' })),
    '[ERROR] must be a valid url [json-pointer:/blocks/0/elements/0/url]',
  ],
  [
    'rows of unequal length',
    { type: 'data_table', caption: 'c', rows: [[raw()], [raw(), raw()]] },
    '[ERROR] all rows must have the same number of cells [json-pointer:/blocks/0]',
  ],
  [
    'a text input in actions',
    actions({ type: 'plain_text_input' }),
    '[ERROR] unsupported type: plain_text_input [json-pointer:/blocks/0/elements/0/type]',
  ],
  [
    'a series that misses a category',
    {
      ...line(1, 2),
      chart: {
        type: 'bar',
        series: [{ name: 's', data: [{ label: 'c0', value: 1 }] }],
        axis_config: { categories: ['c0', 'c1'] },
      },
    },
    '[ERROR] labels must match axis_config.categories [json-pointer:/blocks/0/chart/series/0/data]',
  ],
  ['something that is no object', 'x', '[ERROR] must be a valid object [json-pointer:/blocks/0]'],
]

test.each(wrong)('%s is refused in Slack’s words', (_, block, words) => {
  expect(checkMessageBlocks([block]).map(problemLine)).toContain(words)
})

/** One small valid block of each type. */
const samples: readonly JsonObject[] = [
  ...reportBlocks,
  ...otherBlocks,
  ...textBlocks,
  ...planBlocks(1),
  { type: 'alert', text: mrkdwn(1) },
  { type: 'table', rows: [[raw()]] },
  { type: 'carousel', elements: [{ type: 'card', title: mrkdwn(1) }] },
  { type: 'input', label: plain(1), element: { type: 'plain_text_input' } },
  {
    type: 'video',
    video_url: 'https://a.b/c',
    thumbnail_url: 'https://a.b/d',
    alt_text: 'x',
    title: plain(1),
  },
]
const sampleOf = (type: string): JsonObject => {
  const found = samples.find((block) => block.type === type)
  if (found === undefined) throw new Error(`No sample of ${type}`)
  return found
}

describe('every block is taken on its surfaces and refused elsewhere', () => {
  test.each(Object.entries(surfaces))('%s', (type, allowed) => {
    const block = sampleOf(type)
    const title = plain(1)
    const isTaken = {
      message: checkMessageBlocks([block]).length === 0,
      modal: checkView({ type: 'modal', title, submit: title, blocks: [block] }, 'modal').length === 0,
      home: checkView({ type: 'home', blocks: [block] }, 'home').length === 0,
    }
    expect(isTaken).toEqual({
      message: allowed.includes('message'),
      modal: allowed.includes('modal'),
      home: allowed.includes('home'),
    })
  })

  test.each(['number_input', 'email_text_input', 'url_text_input', 'file_input'])(
    '%s is for modals',
    (type) => {
      const element = { type, ...(type === 'number_input' ? { is_decimal_allowed: true } : {}) }
      const block = { type: 'input', label: plain(1), element }
      expect(checkMessageBlocks([block])).not.toEqual([])
      expect(
        checkView({ type: 'modal', title: plain(1), submit: plain(1), blocks: [block] }, 'modal'),
      ).toEqual([])
    },
  )
})

const modal = (more: JsonObject): JsonObject => ({
  type: 'modal',
  title: plain(1),
  blocks: [{ type: 'divider' }],
  ...more,
})

const viewLimits: readonly (readonly [what: string, largest: number, make: (size: number) => JsonObject])[] =
  [
    ['title', 24, (n) => modal({ title: plain(n) })],
    ['submit', 24, (n) => modal({ submit: plain(n) })],
    ['close', 24, (n) => modal({ close: plain(n) })],
    ['private_metadata', 3000, (n) => modal({ private_metadata: of(n) })],
    ['callback_id', 255, (n) => modal({ callback_id: of(n) })],
    ['blocks', 100, (n) => modal({ blocks: times(n, () => ({ type: 'divider' })) })],
    [
      'input label',
      2000,
      (n) =>
        modal({
          submit: plain(1),
          blocks: [{ type: 'input', label: plain(n), element: { type: 'plain_text_input' } }],
        }),
    ],
    [
      'input hint',
      2000,
      (n) =>
        modal({
          submit: plain(1),
          blocks: [{ type: 'input', label: plain(1), hint: plain(n), element: { type: 'plain_text_input' } }],
        }),
    ],
    ['alert', 200, (n) => modal({ blocks: [{ type: 'alert', text: mrkdwn(n) }] })],
  ]

describe('a limit of a view', () => {
  test.each(viewLimits)('%s: %i is taken, one more is refused', (_, largest, make) => {
    expect(checkView(make(largest), 'modal')).toEqual([])
    expect(checkView(make(largest + 1), 'modal')).not.toEqual([])
  })

  test('a view of more than 250 kB is too large, in Slack’s own code', () => {
    const big = modal({
      blocks: times(90, () => ({ type: 'section', fields: times(2, () => mrkdwn(1500)) })),
    })
    expect(checkView(big, 'modal')[0]?.code).toBe('view_too_large')
  })

  test('a modal with an input needs a submit button', () => {
    const blocks = [{ type: 'input', label: plain(1), element: { type: 'plain_text_input' } }]
    expect(checkView(modal({ blocks }), 'modal').map(problemLine)).toEqual([
      '[ERROR] missing required field: submit [json-pointer:/view]',
    ])
  })
})

test('the views and messages of the demo app are valid', () => {
  expect(checkMessageBlocks(reportBlocks)).toEqual([])
  expect(checkMessageBlocks(textBlocks)).toEqual([])
  expect(checkView(requestModal, 'modal')).toEqual([])
  expect(checkView(policyModal, 'modal')).toEqual([])
  expect(checkView(homeView, 'home')).toEqual([])
})
