import type { Message } from '../blocks/blocks.ts'
import { note, trouble } from '../views/trouble.ts'
import type { Conversation } from './conversation.ts'
import type { Attachment } from './post.ts'

/** Slow work whose answer is for whoever asked, and for nobody else in the channel. */
interface Work {
  /** What stands there until there is more to say. */
  readonly first: Message
  /** What is said where the work throws; one sentence. */
  readonly failure: string
  readonly work: (show: (message: Message) => void) => Promise<{
    readonly message: Message
    /** For the thread. */
    readonly files: readonly Attachment[]
  }>
}

/**
 * Answers in the direct message with whoever asked: one message, kept up to date until it holds the answer, with files in
 * its thread. Where it was asked in a channel, a whisper there says where the answer is.
 */
export async function answerAlone(talk: Conversation, { first, failure, work }: Work): Promise<void> {
  const live = await talk.beginAlone(first)
  if (!live)
    return talk.whisper(note(':warning: I could not write to you in a direct message, so I did nothing.'))
  if (!talk.asker.isDirect)
    await talk.whisper(note('The answer is in our direct message, because it is about what people did.'))
  const { message, files } = await work(live.show).catch((error: unknown) => {
    talk.log.error({ err: error, job: talk.id }, 'an answer could not be made')
    return { message: trouble(failure, talk.id), files: [] }
  })
  try {
    const place = await live.end(message)
    for (const file of files) await talk.attach(place, file)
  } catch (error) {
    talk.log.error({ err: error, job: talk.id }, 'an answer could not be shown whole')
    await talk.whisper(
      note(
        `:warning: The answer could not be shown whole in our direct message. Ask again (id \`${talk.id}\`).`,
      ),
    )
  }
}
