import type { Message, Modal } from '../blocks/blocks.ts'
import type { Conversation } from '../sending/conversation.ts'

/**
 * Shows what came of a form in the modal that waits for it. Where that was closed meanwhile, or Slack does not take it, the
 * person reads it in their direct message: nobody may take for done what was refused.
 */
export async function conclude(
  talk: Pick<Conversation, 'fill' | 'whisper' | 'log' | 'id'>,
  modal: Modal,
  message: Message,
): Promise<void> {
  try {
    if (await talk.fill(modal)) return
  } catch (error) {
    talk.log.warn({ err: error, job: talk.id }, 'a modal could not be filled')
  }
  await talk.whisper(message)
}
