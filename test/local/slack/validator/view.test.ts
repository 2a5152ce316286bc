import { describe, expect, test } from 'vitest'
import type { JsonObject } from '../../../../infra/local/slack/json.ts'
import { problemLine } from '../../../../infra/local/slack/validator/check.ts'
import { checkView } from '../../../../infra/local/slack/validator/payload.ts'
import { mrkdwn, of, plain, times } from './pieces.ts'

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
