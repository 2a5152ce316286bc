import type { WebClient } from '@slack/web-api'
import type { Modal } from '../blocks/blocks.ts'
import type { Job } from '../jobs/job.ts'
import type { Conversation } from '../sending/conversation.ts'
import { slackCode, type Wait } from '../sending/outbox.ts'
import { remembering } from './view-memory.ts'

/** Slack may hear of the answer before it has put up the modal that waits for it: then it knows no such view yet. */
const TRIES = 6
const RETRY_MS = 250

/** What changes a modal. */
export interface Updating {
  readonly views: Pick<WebClient['views'], 'update'>
}

/** The modals of a job. */
export function createViews(
  job: Job,
  { client, wait }: { readonly client: Updating; readonly wait: Wait },
): Pick<Conversation, 'fill' | 'amend'> {
  let hash = job.kind === 'action' ? job.hash : undefined

  const change = async (where: { view_id: string } | { external_id: string }, modal: Modal, tries = 1) => {
    const view = { ...remembering(modal, job.asker), ...('external_id' in where ? where : {}) }
    for (let left = tries; ; left--) {
      try {
        const answer = await client.views.update({ ...where, view, ...(hash === undefined ? {} : { hash }) })
        if (hash !== undefined) hash = answer.view?.hash
        return true
      } catch (error) {
        const code = slackCode(error)
        if (code === 'hash_conflict') return false
        if (code !== 'not_found' && code !== 'view_not_found') throw error
        if (left <= 1) return false
        await wait(RETRY_MS)
      }
    }
  }

  return {
    fill: async (view) => {
      if (job.kind === 'submission') return job.waits && change({ external_id: job.id }, view, TRIES)
      return job.viewId !== undefined && change({ view_id: job.viewId }, view)
    },
    amend: async (view) => job.kind === 'submission' && change({ view_id: job.viewId }, view),
  }
}
