import type { Asker } from './job.ts'
import type { Origin } from './people.ts'
import { rememberedChannel } from './view-memory.ts'

/** A request body: what Slack says it is, but read field by field. */
export type Body = Readonly<Record<string, unknown>>

const record = (value: unknown): Body =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value))
    : {}

const text = (value: unknown): string => (typeof value === 'string' ? value : '')

/** Where a command, press or event comes from: read before anything else of it. */
export function originOf(body: Body): Origin {
  const user = record(body.user)
  const event = record(body.event)
  const teamIds = [body.team_id, record(body.team).id, user.team_id].map(text).filter((id) => id !== '')
  return {
    userId: text(body.user_id) || text(user.id) || text(event.user),
    teamIds: [...new Set(teamIds)],
    appId: text(body.api_app_id) || undefined,
  }
}

/** Who asked, and where the answer may go. */
export function askerOf(body: Body, teamId: string): Asker {
  const { userId } = originOf(body)
  const channel = record(body.channel)
  const channelId = text(body.channel_id) || text(channel.id) || text(record(body.container).channel_id)
  const name = text(body.channel_name) || text(channel.name)
  const responseUrl = text(body.response_url)
  const place =
    channelId === ''
      ? rememberedChannel(text(record(body.view).private_metadata))
      : { channelId, isDirect: name === 'directmessage' }
  return { userId, teamId, ...place, ...(responseUrl === '' ? {} : { responseUrl }) }
}

/** The button that was pressed; Slack sends one at a time. */
export interface Pressed {
  readonly action: string
  readonly value: string
  readonly isLink: boolean
  readonly triggerId: string
  /** The modal in which it stood. */
  readonly viewId: string | undefined
}

export function pressedOf(body: Body): Pressed {
  const first = record(Array.isArray(body.actions) ? body.actions[0] : undefined)
  const view = record(body.view)
  return {
    action: text(first.action_id),
    value: text(first.value),
    isLink: text(first.url) !== '',
    triggerId: text(body.trigger_id),
    viewId: view.type === 'modal' ? text(view.id) || undefined : undefined,
  }
}
