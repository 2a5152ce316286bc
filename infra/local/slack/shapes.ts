import type { JsonObject } from './json.ts'

/** How somebody belongs to the workspace; decides the flags in users.info and what they may do and see. */
type Standing = 'member' | 'admin' | 'guest' | 'single-channel-guest' | 'external' | 'deactivated'

/** Somebody in the workspace. `handle` is the name after the @ and the name that tests use. */
export interface Person {
  readonly id: string
  readonly handle: string
  readonly realName: string
  readonly title: string
  readonly standing: Standing
  readonly teamId: string
  /** IANA time zone. */
  readonly tz: string
  /** The colour of the drawn avatar, as #rrggbb. */
  readonly colour: string
}

/** A channel or a direct message. In a direct message with the app, members are one person and the bot user. */
export interface Place {
  readonly id: string
  readonly name: string
  readonly kind: 'public' | 'private' | 'im'
  readonly members: readonly string[]
  readonly topic: string
  readonly isExtShared: boolean
  readonly isArchived: boolean
}

export interface UserGroup {
  readonly id: string
  readonly handle: string
  readonly name: string
  readonly members: readonly string[]
}

export interface Team {
  readonly id: string
  readonly name: string
  readonly domain: string
}

/** The one app of the workspace and its bot. */
export interface SlackApp {
  readonly id: string
  readonly name: string
  readonly botId: string
  readonly botUserId: string
}

interface Reaction {
  readonly name: string
  readonly users: readonly string[]
}

/** A message as the workspace keeps it. `ts` is unique in the workspace: seconds, a dot, six digits. */
export interface Message {
  readonly channel: string
  readonly ts: string
  /** Whoever wrote it: a person, or the bot user. */
  readonly user: string
  readonly fromApp: boolean
  readonly text: string
  readonly blocks: readonly JsonObject[]
  readonly attachments: readonly JsonObject[]
  readonly files: readonly string[]
  readonly reactions: readonly Reaction[]
  readonly threadTs?: string
  readonly broadcast?: boolean
  /** Set on an ephemeral message: the only person who sees it. */
  readonly onlyFor?: string
  readonly edited?: { readonly user: string; readonly ts: string }
  readonly metadata?: JsonObject
  /** The app's own name for it: a UUID. */
  readonly clientMsgId?: string
}

/** A modal or Home view as the workspace keeps it. */
export interface View {
  readonly id: string
  readonly hash: string
  readonly type: 'modal' | 'home'
  readonly user: string
  readonly rootId: string
  readonly previousId: string | null
  readonly externalId: string
  /** What the app sent: title, blocks (each with a block_id), submit, close, private_metadata… */
  readonly content: JsonObject
  /** What the person has entered so far: block_id → action_id → value. */
  readonly values: Readonly<Record<string, JsonObject>>
}

export interface StoredFile {
  readonly id: string
  readonly name: string
  readonly title: string
  readonly mimetype: string
  readonly size: number
  readonly user: string
  /** Set once the upload is complete; before that the file is not visible to anybody. */
  readonly completed: boolean
  readonly channels: readonly string[]
  /** The bytes, base64. */
  readonly content: string
}

/** What a workspace starts with. */
export interface WorkspaceSeed {
  readonly team: Team
  readonly foreignTeam: Team
  readonly app: SlackApp
  readonly people: readonly Person[]
  readonly places: readonly Place[]
  readonly groups: readonly UserGroup[]
  /** Talk that is there already; `minutesAgo` counts from the first start. */
  readonly talk: readonly {
    readonly place: string
    readonly handle: string
    readonly text: string
    readonly minutesAgo: number
  }[]
}

/** Something that changed; drives the browser page and the waits of tests. */
export type Change =
  | { readonly kind: 'message'; readonly message: Message; readonly isNew: boolean }
  | {
      readonly kind: 'message-gone'
      readonly channel: string
      readonly ts: string
      readonly onlyFor?: string
    }
  | { readonly kind: 'view'; readonly view: View; readonly isNew: boolean }
  | { readonly kind: 'view-gone'; readonly id: string; readonly user: string }
  | { readonly kind: 'place'; readonly place: Place }
  | { readonly kind: 'connection'; readonly connected: number }
  /** The clock was moved; milliseconds since 1970. */
  | { readonly kind: 'clock'; readonly now: number }
