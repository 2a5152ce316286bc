import type { OpenJob, OpenJobs } from '../services.ts'
import type { Log } from './log.ts'
import type { Poster } from './post.ts'
import { interrupted } from './views/trouble.ts'

/**
 * Says in every message that an earlier process left waiting that it was interrupted. Where the message cannot be changed
 * any more, the person is told in a new one. Never throws.
 */
export async function repairLeftovers(openJobs: OpenJobs, poster: Poster, log: Log): Promise<void> {
  try {
    for (const job of await openJobs.leftovers()) await repair(job, openJobs, poster, log)
  } catch (error) {
    log.error({ err: error }, 'messages of an earlier process could not be repaired')
  }
}

async function repair(job: OpenJob, openJobs: OpenJobs, poster: Poster, log: Log): Promise<void> {
  const message = interrupted(job.text)
  const place = { channel: job.channelId, ts: job.messageTs }
  const ways = [
    () => poster.update(place, message),
    () => poster.post(place.channel, message),
    async () => poster.post(await poster.directMessage(job.userId), message),
  ]
  for (const way of ways) {
    try {
      await way()
      break
    } catch (error) {
      log.warn({ err: error, job: job.id }, 'an interrupted message could not be repaired in one way')
    }
  }
  await openJobs.close(job.id)
  log.info({ job: job.id }, 'an interrupted message was repaired')
}
