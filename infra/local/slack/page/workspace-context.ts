import { createContext, useContext } from 'react'
import type { ClientState } from '../client-state.ts'
import type { Person, Place } from '../shapes.ts'
import type { Live } from './store.ts'

/** Where the page is: a channel or direct message, or a tab of the app. */
export type Location =
  | { readonly kind: 'place'; readonly id: string }
  | { readonly kind: 'app'; readonly tab: 'home' | 'messages' }

export interface Workspace {
  readonly state: ClientState
  readonly live: Live
  /** The present, in milliseconds; moves on once a minute. */
  readonly now: number
  readonly go: (location: Location) => void
  readonly openThread: (channel: string, ts: string) => void
}

export const WorkspaceContext = createContext<Workspace | undefined>(undefined)

export const useWorkspace = (): Workspace => {
  const workspace = useContext(WorkspaceContext)
  if (workspace === undefined) throw new Error('Outside of a workspace')
  return workspace
}

export const personById = (state: ClientState, id: string): Person | undefined =>
  state.people.find((person) => person.id === id)

/** The name that stands over a message or in a mention. */
export const nameOf = (state: ClientState, userId: string): string => {
  if (userId === state.app.botUserId) return state.app.name
  if (userId === 'USLACKBOT') return 'Slackbot'
  return personById(state, userId)?.realName ?? 'Someone'
}

/** The other person of a direct message. */
export const otherIn = (state: ClientState, place: Place): Person | undefined =>
  personById(state, place.members.find((id) => id !== state.me.id) ?? '')
