import { describe, expect, it } from 'vitest'
import { actions, context, home, type Message, modal, section } from '../../../src/slack/blocks/blocks.ts'
import { checkMessage, checkView } from '../../../src/slack/blocks/check-limits.ts'
import { fitMessage, fitView } from '../../../src/slack/blocks/guard.ts'

const long = (blocks: number, length: number): Message => ({
  text: 'x'.repeat(9000),
  blocks: [
    ...Array.from({ length: blocks }, (_, i) => section(`${i} ${'y'.repeat(length)}`)),
    actions({ label: 'Run again', action: 'run:command', value: 'audit' }),
    context('asked by'),
  ],
})

describe('a message that is too much for Slack', () => {
  it('is left alone where it fits', () => {
    const message: Message = { text: 'fine', blocks: [section('fine')] }
    expect(fitMessage(message)).toEqual(message)
  })

  it.each([
    ['blocks', long(80, 10)],
    ['characters', long(20, 2500)],
    ['both', long(300, 2900)],
  ])('is cut at its end where it has too many %s, keeps its buttons and says so', (_, message) => {
    expect(checkMessage(message)).not.toEqual([])
    const fitting = fitMessage(message)
    expect(checkMessage(fitting)).toEqual([])
    expect(JSON.stringify(fitting)).toContain('left out')
    expect(fitting.blocks.slice(-2)).toEqual(message.blocks.slice(-2))
    expect(fitting.blocks.length).toBeGreaterThan(4)
  })

  it('is cut in views too, by blocks and by bytes', () => {
    const blocks = Array.from({ length: 150 }, () => section('é'.repeat(2000)))
    for (const view of [modal('Title', blocks), home(blocks)]) {
      expect(checkView(view)).not.toEqual([])
      expect(checkView(fitView(view))).toEqual([])
      expect(JSON.stringify(fitView(view))).toContain('left out')
    }
  })
})
