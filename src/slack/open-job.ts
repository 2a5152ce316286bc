import type { Conversation } from './conversation.ts'
import type { Place } from './post.ts'

/** Keeps that a message waits for this job, so that a killed process can say so in it. The job goes on without it. */
export async function openJob(talk: Conversation, place: Place, line: string): Promise<void> {
  try {
    await talk.services.openJobs.open({
      id: talk.id,
      text: line,
      userId: talk.asker.userId,
      channelId: place.channel,
      messageTs: place.ts,
      startedAt: talk.now(),
    })
  } catch (error) {
    talk.log.error({ err: error, job: talk.id }, 'an open job could not be kept')
  }
}

/** The message has its last word. */
export async function closeJob(talk: Conversation): Promise<void> {
  try {
    await talk.services.openJobs.close(talk.id)
  } catch (error) {
    talk.log.error({ err: error, job: talk.id }, 'an open job could not be closed')
  }
}
