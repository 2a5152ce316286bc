import type { App } from '@slack/bolt'
import type { WebClient } from '@slack/web-api'
import type { Services } from '../services.ts'
import type { Message, Modal } from './blocks.ts'
import type { Command } from './command.ts'
import { fitView } from './guard.ts'
import type { Asker, Job } from './job.ts'
import type { Log } from './log.ts'
import { slackCode } from './outbox.ts'
import { askerOf, type Body, originOf, type Pressed, pressedOf } from './payload.ts'
import type { Identity, People } from './people.ts'
import { deadButton, understands } from './perform.ts'
import { viewMemory } from './view-memory.ts'
import { homeRefused, homeTab } from './views/home.ts'
import { note, refused } from './views/trouble.ts'
import { SLASH } from './words.ts'

export interface Binding {
  readonly client: WebClient
  readonly identity: Identity
  readonly people: People
  readonly commands: readonly Command[]
  readonly services: Services
  readonly log: Log
  readonly newId: () => string
  /** `true` the first time an id is seen. */
  readonly isFirst: (id: string) => boolean
  readonly whisper: (asker: Asker, message: Message) => Promise<void>
  /** Does the job, or puts it into a queue. Called after the acknowledgement; must not throw. */
  readonly accept: (job: Job) => void
}

/** The button that does what typing its value would. */
const RUN = 'run:command'

/**
 * Connects a Bolt app. Every listener acknowledges first, then asks who it is, and only then reads what is wanted.
 */
export function bind(app: App, binding: Binding): void {
  const { log, identity } = binding
  app.command(SLASH, async ({ ack, body }) => {
    await ack()
    await guarded(binding, body, (asker) => {
      binding.accept({ kind: 'command', id: binding.newId(), asker, line: body.text ?? '' })
    })
  })
  app.action(/.*/, async ({ ack, body }) => {
    await ack()
    const payload: Body = { ...body }
    await guarded(binding, payload, (asker) => pressed(binding, asker, pressedOf(payload)))
  })
  app.event('app_home_opened', async ({ event, body }) => {
    if (event.tab === 'home') await showHome(binding, { ...body }, event.user)
  })
  for (const name of ['app_uninstalled', 'tokens_revoked'] as const) {
    app.event(name, async ({ body }) => {
      if (body.team_id === identity.teamId)
        log.error({ event: name }, 'the app was removed from the workspace')
    })
  }
  app.error(async (error) => {
    log.error({ err: error, job: binding.newId() }, 'a listener failed')
  })
}

/** Goes on only for the first delivery, and only for people who may. Others get a word, and nothing is read. */
async function guarded(
  binding: Binding,
  body: Body,
  go: (asker: Asker) => void | Promise<void>,
): Promise<void> {
  const { people, identity, log, isFirst } = binding
  const { trigger_id: trigger } = body
  if (typeof trigger === 'string' && !isFirst(trigger)) return
  const asker = askerOf(body, identity.teamId)
  const refusal = await people.refusal(originOf(body))
  if (refusal === undefined) return go(asker)
  log.warn({ refusal, user: asker.userId }, 'a request was refused')
  if (refusal !== 'other-app') await binding.whisper(asker, refused(refusal))
}

async function pressed(binding: Binding, asker: Asker, press: Pressed): Promise<void> {
  const { services, commands, newId, accept } = binding
  const { action, value } = press
  if (press.isLink) return
  const id = newId()
  if (action.replace(/:\d+$/, '') === RUN) return accept({ kind: 'command', id, asker, line: value })
  const meaning = understands(commands, services, action, value)
  if (!meaning) {
    binding.log.warn({ action, user: asker.userId }, 'a button was not understood')
    return binding.whisper(asker, deadButton)
  }
  const viewId = meaning.opens ? await open(binding, asker, press, meaning.opens) : press.viewId
  const isLost = meaning.opens !== undefined && viewId === undefined
  if (isLost || !meaning.run) return
  accept({ kind: 'action', id, asker, action, value, ...(viewId === undefined ? {} : { viewId }) })
}

/** Opens the modal, on top of the one the button stands in. `undefined` where Slack would not; the person is told. */
async function open(
  { client, log, whisper }: Binding,
  asker: Asker,
  { triggerId, viewId }: Pressed,
  modal: Modal,
): Promise<string | undefined> {
  const view = fitView({ ...modal, private_metadata: viewMemory(asker) })
  try {
    if (viewId === undefined) return (await client.views.open({ trigger_id: triggerId, view })).view?.id
    return (await client.views.push({ trigger_id: triggerId, view })).view?.id
  } catch (error) {
    if (viewId !== undefined && slackCode(error) === 'push_limit_reached') {
      await client.views.update({ view_id: viewId, view })
      return viewId
    }
    log.warn({ err: error }, 'a modal did not open')
    await whisper(asker, note('Slack did not open the window in time. Press the button once more.'))
    return undefined
  }
}

async function showHome(binding: Binding, body: Body, userId: string): Promise<void> {
  const { client, people, commands, services, isFirst } = binding
  if (typeof body.event_id === 'string' && !isFirst(body.event_id)) return
  const refusal = await people.refusal(originOf(body))
  if (refusal === 'other-app' || refusal === 'other-team') return
  const view = refusal === undefined ? homeTab(commands, services.checks.length) : homeRefused(refusal)
  await client.views.publish({ user_id: userId, view: fitView(view) })
}
