import type { Conversation } from '../sending/conversation.ts'
import type { Place } from '../sending/post.ts'

/**
 * Keeps that somebody waits for this job, so that a killed process can say so at the next start. Told twice: before the
 * message is posted, and with its place as soon as that is known. The job goes on without it.
 */
export async function openJob(talk: Conversation, line: string, place?: Place): Promise<void> {
  const channelId = place?.channel ?? talk.asker.channelId
  try {
    await talk.services.openJobs.open({
      id: talk.id,
      text: line,
      userId: talk.asker.userId,
      ...(channelId !== undefined && { channelId }),
      ...(place && { messageTs: place.ts }),
      startedAt: talk.now(),
    })
  } catch (error) {
    talk.log.error({ err: error, job: talk.id }, 'an open job could not be kept')
  }
}

/** The person has the last word. */
export async function closeJob(talk: Conversation): Promise<void> {
  try {
    await talk.services.openJobs.close(talk.id)
  } catch (error) {
    talk.log.error({ err: error, job: talk.id }, 'an open job could not be closed')
  }
}
