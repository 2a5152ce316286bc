import { type Changes, createChanges } from './changes.ts'
import { createDirectory, type Directory } from './directory.ts'
import { createFiles, type Files } from './files.ts'
import { createTimestamps } from './ids.ts'
import { openJournal } from './journal.ts'
import type { JsonObject } from './json.ts'
import { createMessages, type Messages, messagePayload } from './messages.ts'
import { createResponseUrls, type ResponseUrls } from './response-urls.ts'
import type { Message, Person, SlackApp, Team, View, WorkspaceSeed } from './shapes.ts'
import { createTriggers, type Triggers } from './triggers.ts'
import { createViews, type Views, viewPayload } from './views.ts'

/** Everything that is in the workspace, and the clock it lives by (milliseconds since 1970). */
export interface World {
  readonly clock: () => number
  /** Moves the clock on by milliseconds; absent where nobody may. */
  readonly moveClock: ((ms: number) => void) | undefined
  readonly team: Team
  readonly app: SlackApp
  readonly directory: Directory
  readonly messages: Messages
  readonly views: Views
  readonly files: Files
  readonly triggers: Triggers
  readonly responseUrls: ResponseUrls
  readonly changes: Changes
  /** A message, and a view, as the app sees them. */
  readonly messageJson: (message: Message) => JsonObject
  readonly viewJson: (view: View) => JsonObject
}

const seedTalk = (world: World, seed: WorkspaceSeed): void => {
  for (const { place, handle, text, minutesAgo } of seed.talk) {
    const person: Person | undefined = world.directory.byHandle(handle)
    if (person === undefined) throw new Error(`The sample workspace has nobody called ${handle}`)
    const ts = createTimestamps(() => world.clock() - minutesAgo * 60_000)()
    world.messages.post({ channel: place, user: person.id, fromApp: false, text }, ts)
  }
}

/** Builds the workspace from what was kept, or from the seed at the first start. */
export const createWorld = (
  seed: WorkspaceSeed,
  clock: () => number,
  stateFile: string | undefined,
  moveClock?: (ms: number) => void,
): World => {
  const journal = openJournal(stateFile)
  const changes = createChanges()
  const kept = journal.loaded('messages') as readonly Message[]
  const lastTs = kept.reduce((last, { ts }) => (Number(ts) > Number(last) ? ts : last), '0.000000')
  const messages = createMessages({ journal, changes, nextTs: createTimestamps(clock, lastTs) })
  const { team, app } = seed
  const world: World = {
    clock,
    moveClock:
      moveClock &&
      ((ms) => {
        moveClock(ms)
        changes.tell({ kind: 'clock', now: clock() })
      }),
    team,
    app,
    directory: createDirectory(seed, journal, changes, clock),
    messages,
    views: createViews({ journal, changes, clock }),
    files: createFiles(journal),
    triggers: createTriggers(clock),
    responseUrls: createResponseUrls(clock),
    changes,
    messageJson: (message) =>
      messagePayload(message, messages.replies(message.channel, message.ts), team, app),
    viewJson: (view) => viewPayload(view, team, app),
  }
  if (kept.length === 0) seedTalk(world, seed)
  return world
}
