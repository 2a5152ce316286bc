import type { Modal } from '../blocks/blocks.ts'
import { fitView } from '../blocks/guard.ts'
import type { Asker } from '../jobs/job.ts'

/** What a modal remembers of where it was opened, so that its buttons can answer there. Only ids. */
export function viewMemory(asker: Asker, about = ''): string {
  const place =
    asker.channelId === undefined ? '' : `${asker.channelId} ${asker.isDirect ? 'direct' : 'channel'}`
  return about === '' ? place : `${place}\n${about}`
}

/** The channel that a modal remembers, or nothing where it was opened outside one. */
export function rememberedChannel(memory: string): Pick<Asker, 'channelId' | 'isDirect'> {
  const found = /^([CDG][A-Z0-9]{2,30}) (direct|channel)(?:\n|$)/.exec(memory)
  return found?.[1] ? { channelId: found[1], isDirect: found[2] === 'direct' } : { isDirect: false }
}

/** What a modal remembers of its own subject: the `private_metadata` that its view was made with. */
export function rememberedAbout(memory: string): string {
  const end = memory.indexOf('\n')
  return end < 0 ? '' : memory.slice(end + 1)
}

/** The view as it is sent to Slack: made to fit, and remembering where it was opened beside its own subject. */
export function remembering(view: Modal, asker: Asker): Modal {
  return fitView({ ...view, private_metadata: viewMemory(asker, view.private_metadata) })
}
