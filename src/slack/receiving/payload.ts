import type { FormState } from '../forms/form.ts'
import { rememberedAbout, rememberedChannel } from '../forms/view-memory.ts'
import { chosenIn, filledIn } from '../forms/view-state.ts'
import type { Asker } from '../jobs/job.ts'
import type { Origin } from '../people.ts'

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

/** The button that was pressed, or what was chosen in a select; Slack sends one at a time. */
export interface Pressed extends FormState {
  readonly action: string
  /** The button's value, or what was chosen. */
  readonly value: string
  readonly isLink: boolean
  readonly triggerId: string
  /** The modal in which it stood. */
  readonly viewId: string | undefined
  /** That modal's state at the press. */
  readonly hash: string | undefined
}

export function pressedOf(body: Body): Pressed {
  const first = record(Array.isArray(body.actions) ? body.actions[0] : undefined)
  const view = record(body.view)
  const isModal = view.type === 'modal'
  return {
    ...formStateOf(body),
    action: text(first.action_id),
    value: chosenIn(first) ?? '',
    isLink: text(first.url) !== '',
    triggerId: text(body.trigger_id),
    viewId: isModal ? text(view.id) || undefined : undefined,
    hash: isModal ? text(view.hash) || undefined : undefined,
  }
}

/** A modal that was submitted. */
export interface Submitted extends FormState {
  readonly form: string
  readonly viewId: string
  readonly triggerId: string
  /** The blocks with an input, under which words can be shown. */
  readonly inputs: readonly string[]
}

export function submittedOf(body: Body): Submitted {
  const view = record(body.view)
  const blocks = Array.isArray(view.blocks) ? view.blocks.map(record) : []
  return {
    ...formStateOf(body),
    form: text(view.callback_id),
    viewId: text(view.id),
    triggerId: text(body.trigger_id),
    inputs: blocks.filter(({ type }) => type === 'input').map(({ block_id }) => text(block_id)),
  }
}

/** What somebody has typed into a select that is filled while they type. */
export interface Typed extends FormState {
  readonly select: string
  readonly block: string
  readonly typed: string
}

export function typedOf(body: Body): Typed {
  return {
    ...formStateOf(body),
    select: text(body.action_id),
    block: text(body.block_id),
    typed: text(body.value),
  }
}

function formStateOf(body: Body): FormState {
  const view = record(body.view)
  return {
    filled: filledIn(record(view.state ?? body.state).values),
    about: rememberedAbout(text(view.private_metadata)),
  }
}
