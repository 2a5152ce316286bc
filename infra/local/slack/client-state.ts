import type { AppManifest, MessageShortcut, SlashCommand } from './app-manifest.ts'
import type { Change, Message, Person, Place, SlackApp, Team, UserGroup, View } from './shapes.ts'
import type { World } from './world.ts'

/** A file as the page draws it. */
export interface FileCard {
  readonly id: string
  readonly name: string
  readonly title: string
  readonly size: number
  readonly url: string
}

/** Everything that one person sees. */
export interface ClientState {
  readonly team: Team
  readonly app: SlackApp
  readonly me: Person
  readonly people: readonly Person[]
  readonly places: readonly Place[]
  readonly appDm: string
  readonly groups: readonly UserGroup[]
  readonly commands: readonly SlashCommand[]
  readonly shortcuts: readonly MessageShortcut[]
  readonly messages: readonly Message[]
  readonly modals: readonly View[]
  readonly home: View | null
  readonly files: readonly FileCard[]
  readonly isConnected: boolean
  /** Milliseconds since 1970. */
  readonly clock: { readonly now: number; readonly isMovable: boolean }
}

export const filesOf = (world: World, messages: readonly Message[]): readonly FileCard[] =>
  messages.flatMap((message) =>
    message.files.flatMap((id) => {
      const file = world.files.find(id)
      if (file === undefined) return []
      const { name, title, size } = file
      return [{ id, name, title, size, url: `/files/${id}/${encodeURIComponent(name)}` }]
    }),
  )

/** True when this person may see the message: the place is theirs, and it is not ephemeral for somebody else. */
const seesMessage = (world: World, person: Person, message: Message): boolean => {
  const place = world.directory.place(message.channel)
  const isTheirs = message.onlyFor === undefined || message.onlyFor === person.id
  return isTheirs && place !== undefined && world.directory.canSee(person.id, place)
}

/** True when this person may know of the change. */
export const seesChange = (world: World, person: Person, change: Change): boolean => {
  switch (change.kind) {
    case 'message':
      return seesMessage(world, person, change.message)
    case 'message-gone': {
      const place = world.directory.place(change.channel)
      const isTheirs = change.onlyFor === undefined || change.onlyFor === person.id
      return isTheirs && place !== undefined && world.directory.canSee(person.id, place)
    }
    case 'view':
      return change.view.user === person.id
    case 'view-gone':
      return change.user === person.id
    case 'place':
      return world.directory.canSee(person.id, change.place)
    case 'connection':
    case 'clock':
      return true
  }
}

/** What the page needs to draw the workspace as this person sees it. */
export const stateFor = (
  world: World,
  person: Person,
  manifest: AppManifest,
  isConnected: boolean,
): ClientState => {
  const { directory } = world
  const appDm = directory.appDm(person.id).id
  const messages = world.messages.all().filter((message) => seesMessage(world, person, message))
  return {
    team: world.team,
    app: world.app,
    me: person,
    people: directory.people(),
    places: directory.places().filter((place) => directory.canSee(person.id, place)),
    appDm,
    groups: directory.groups(),
    commands: person.standing === 'external' ? [] : manifest.commands,
    shortcuts: person.standing === 'external' ? [] : manifest.shortcuts,
    messages,
    modals: world.views.stackOf(person.id),
    home: world.views.home(person.id) ?? null,
    files: filesOf(world, messages),
    isConnected,
    clock: { now: world.clock(), isMovable: world.moveClock !== undefined },
  }
}
