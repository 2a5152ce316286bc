import type { AccessServices } from '../../services.ts'
import type { Modal } from '../blocks/blocks.ts'
import { modal, section } from '../blocks/blocks.ts'
import type { Conversation } from '../sending/conversation.ts'
import { note } from '../views/trouble.ts'

const OFF =
  'Temporary access is not set up here: there is no access policy (`sagewarden.yml`). Ask the administrator of this bot.'

/** Temporary access, or `undefined` where it is not set up; the person is told. */
export async function accessFor(talk: Conversation): Promise<AccessServices | undefined> {
  const { access } = talk.services
  if (!access) await talk.whisper(note(OFF))
  return access
}

/** The same for work that fills a modal. */
export async function accessInModal(talk: Conversation): Promise<AccessServices | undefined> {
  const { access } = talk.services
  if (!access) await talk.fill(offModal())
  return access
}

function offModal(): Modal {
  return modal('Not set up', [section(OFF)])
}
