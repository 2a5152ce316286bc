import { expect, test } from 'vitest'
import type { JsonObject } from '../../../../infra/local/slack/json.ts'
import { problemLine } from '../../../../infra/local/slack/validator/check.ts'
import { checkMessageBlocks, checkView } from '../../../../infra/local/slack/validator/payload.ts'
import { reportBlocks, textBlocks } from '../demo-blocks.ts'
import { homeView, policyModal, requestModal } from '../demo-views.ts'
import { actions, button, line, mrkdwn, of, plain, raw, times } from './pieces.ts'

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

test('the views and messages of the demo app are valid', () => {
  expect(checkMessageBlocks(reportBlocks)).toEqual([])
  expect(checkMessageBlocks(textBlocks)).toEqual([])
  expect(checkView(requestModal, 'modal')).toEqual([])
  expect(checkView(policyModal, 'modal')).toEqual([])
  expect(checkView(homeView, 'home')).toEqual([])
})
