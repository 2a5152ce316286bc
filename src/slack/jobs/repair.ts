import type { OpenJob, OpenJobs } from '../../services.ts'
import type { Message } from '../blocks/blocks.ts'
import type { Log } from '../log.ts'
import type { Poster } from '../sending/post.ts'
import { interrupted } from '../views/trouble.ts'

export interface Repair {
  readonly openJobs: OpenJobs
  readonly poster: Poster
  /** Posts a new message where the job was asked for, or to the person alone. Never throws. */
  readonly tell: (job: OpenJob, message: Message) => Promise<void>
  readonly log: Log
}

/**
 * Says in every message that an earlier process left waiting that it was interrupted. Where there is no message, or it
 * cannot be changed any more, the person is told in a new one. Never throws.
 */
export async function repairLeftovers(repair: Repair): Promise<void> {
  const { openJobs, log } = repair
  try {
    for (const job of await openJobs.leftovers()) {
      await repairOne(job, repair)
      await openJobs.close(job.id)
      log.info({ job: job.id }, 'an interrupted job was told')
    }
  } catch (error) {
    log.error({ err: error }, 'messages of an earlier process could not be repaired')
  }
}

async function repairOne(job: OpenJob, { poster, tell, log }: Repair): Promise<void> {
  const { channelId, messageTs } = job
  const message = interrupted(job.text)
  if (channelId !== undefined && messageTs !== undefined) {
    try {
      return await poster.update({ channel: channelId, ts: messageTs }, message)
    } catch (error) {
      log.warn({ err: error, job: job.id }, 'an interrupted message could not be changed')
    }
  }
  await tell(job, message)
}
