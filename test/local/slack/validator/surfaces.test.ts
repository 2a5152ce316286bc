import { describe, expect, test } from 'vitest'
import type { JsonObject } from '../../../../infra/local/slack/json.ts'
import { checkMessageBlocks, checkView } from '../../../../infra/local/slack/validator/payload.ts'
import { surfaces } from '../../../../infra/local/slack/validator/surfaces.ts'
import { otherBlocks, planBlocks, reportBlocks, textBlocks } from '../demo-blocks.ts'
import { mrkdwn, plain, raw } from './pieces.ts'

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
