import type { HomeView, ModalView } from '@slack/types'
import { context, type Message, type MessageBlock } from './blocks.ts'
import { characters, clamp, LIMITS, roomFor } from './limits.ts'

const NOTE = 'Something was left out here, because Slack shows no more in one message.'
const NOTE_ROOM = 200

/**
 * The same message, made to fit: what is too much at its end is left out, and it says so. The last row of buttons and
 * the lines under it stay. Views keep within the limits themselves; this is for the day on which one does not.
 */
export function fitMessage(message: Message): Message {
  const most = roomFor(LIMITS.message.characters)
  const text = clamp(message.text, roomFor(LIMITS.message.text))
  if (message.blocks.length <= LIMITS.message.blocks && characters(message.blocks) <= most)
    return { text, blocks: message.blocks }
  return { text, blocks: fitBlocks(message.blocks, LIMITS.message.blocks, most - NOTE_ROOM) }
}

/** The same view with what is too much at its end left out. */
export function fitView<V extends ModalView | HomeView>(view: V): V {
  const bytes = roomFor(LIMITS.view.bytes)
  if (view.blocks.length <= LIMITS.view.blocks && byteLength(view) <= bytes) return view
  let most = LIMITS.view.blocks - 1
  while (most > 1 && byteLength(view.blocks.slice(0, most)) > bytes - NOTE_ROOM) most = Math.floor(most / 2)
  return { ...view, blocks: [...view.blocks.slice(0, most), context(NOTE)] }
}

function fitBlocks(blocks: readonly MessageBlock[], most: number, room: number): readonly MessageBlock[] {
  const closing = closingBlocks(blocks)
  const kept: MessageBlock[] = []
  let left = room - characters(closing)
  for (const block of blocks.slice(0, blocks.length - closing.length)) {
    left -= characters(block)
    if (left < 0 || kept.length + closing.length + 1 >= most) break
    kept.push(block)
  }
  return [...kept, context(NOTE), ...closing]
}

function closingBlocks(blocks: readonly MessageBlock[]): readonly MessageBlock[] {
  const last = blocks.findLastIndex((block) => block.type !== 'context' && block.type !== 'actions')
  return blocks.slice(Math.max(last + 1, blocks.length - 3))
}

function byteLength(value: unknown): number {
  return new TextEncoder().encode(JSON.stringify(value)).length
}
