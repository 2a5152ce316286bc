import type { AppManifest } from './app-manifest.ts'
import type { Delivery } from './delivery.ts'
import { fine, type Outcome, trouble } from './outcome.ts'
import type { Requests } from './requests.ts'
import type { Message, Person } from './shapes.ts'
import type { World } from './world.ts'

interface Needs {
  readonly world: World
  readonly requests: Requests
  readonly delivery: Delivery
  readonly manifest: AppManifest
}

/** The shortcuts of messages. Source: docs.slack.dev, interactivity/implementing-shortcuts. */
export const createShortcuts = ({ world, requests, delivery, manifest }: Needs) => {
  /** Uses a shortcut on a message, and waits for the app's acknowledgement. */
  const shortcut = async (person: Person, message: Message, callbackId: string): Promise<Outcome> => {
    const place = world.directory.place(message.channel)
    const isKnown = manifest.shortcuts.some((each) => each.callbackId === callbackId)
    // A message that only one person sees has no menu, and people of other workspaces are not offered shortcuts.
    if (place === undefined || !isKnown || message.onlyFor !== undefined || person.standing === 'external')
      return { ok: false, error: 'There is no such shortcut here.' }
    const payload = requests.messageShortcut(person, place, message, callbackId)
    return (await delivery.send({ kind: 'interactive', payload })).ok ? fine : trouble
  }
  return { shortcut }
}

export type Shortcuts = ReturnType<typeof createShortcuts>
