import type { WebClient } from '@slack/web-api'
import type { Message, Modal } from '../blocks/blocks.ts'
import type { Asker } from '../jobs/job.ts'
import type { Log } from '../log.ts'
import { slackCode } from '../sending/outbox.ts'
import { note } from '../views/trouble.ts'
import { remembering } from './view-memory.ts'

interface Needs {
  readonly client: WebClient
  readonly log: Log
  readonly whisper: (asker: Asker, message: Message) => Promise<void>
}

/** What a modal is opened with. */
export interface Opener {
  readonly triggerId: string
  /** The modal in which the button stood; the new one lies on top of it. */
  readonly viewId?: string | undefined
}

/** Opens a modal. The id of its view, or `undefined` where Slack would not; the person is told. */
export async function openModal(
  { client, log, whisper }: Needs,
  asker: Asker,
  { triggerId, viewId }: Opener,
  modal: Modal,
): Promise<string | undefined> {
  const view = remembering(modal, asker)
  try {
    if (viewId === undefined) return (await client.views.open({ trigger_id: triggerId, view })).view?.id
    return (await client.views.push({ trigger_id: triggerId, view })).view?.id
  } catch (error) {
    if (viewId !== undefined && slackCode(error) === 'push_limit_reached') {
      await client.views.update({ view_id: viewId, view })
      return viewId
    }
    log.warn({ err: error }, 'a modal did not open')
    await whisper(
      asker,
      note('Slack did not open the window in time. Press the button or send the command once more.'),
    )
    return undefined
  }
}
