import type { App } from '@slack/bolt'
import type { WebClient } from '@slack/web-api'
import type { Services } from '../services.ts'
import type { Message } from './blocks/blocks.ts'
import type { Command } from './command.ts'
import { submitted, suggested } from './forms/filling.ts'
import { openModal } from './forms/open-modal.ts'
import { messageSubject, REQUEST_SHORTCUT } from './grants/message-subject.ts'
import type { Asker, Job } from './jobs/job.ts'
import type { Log } from './log.ts'
import type { Identity, People } from './people.ts'
import { deadButton, findCommand, understands } from './perform.ts'
import { askerOf, type Body, originOf, type Pressed, pressedOf } from './receiving/payload.ts'
import { joinWords, splitWords } from './receiving/typed.ts'
import { soon } from './sending/soon.ts'
import { homeRefused } from './views/home.ts'
import { refused } from './views/trouble.ts'
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
  /** Shows somebody who may use the bot their Home tab. Throws Slack's refusal. */
  readonly showHome: (userId: string) => Promise<void>
  /** Does the job, or puts it into a queue. Called after the acknowledgement; must not throw. */
  readonly accept: (job: Job) => void
  /** How long a check may take that Slack waits for, in milliseconds; a test may have less patience. */
  readonly patienceMs?: number
}

/** How long a look-up may take that the form of a shortcut waits for, in milliseconds. */
const SUBJECT_MS = 1500

/** The button that does what typing its value would. */
const RUN = 'run:command'

/**
 * Connects a Bolt app. Every listener acknowledges first, then asks who it is, and only then reads what is wanted. Forms
 * and selects, where the acknowledgement is the answer, ask who it is before it.
 */
export function bind(app: App, binding: Binding): void {
  const { log, identity } = binding
  app.command(SLASH, async ({ ack, body }) => {
    await ack()
    await guarded(binding, body, (asker) => commanded(binding, asker, body.text ?? '', body.trigger_id))
  })
  app.action(/.*/, async ({ ack, body }) => {
    await ack()
    const payload: Body = { ...body }
    await guarded(binding, payload, (asker) => pressed(binding, asker, pressedOf(payload)))
  })
  app.shortcut(REQUEST_SHORTCUT, async ({ ack, body }) => {
    await ack()
    const payload: Body = { ...body }
    await guarded(binding, payload, (asker) => askedForThis(binding, asker, payload))
  })
  app.view(/.*/, async ({ ack, body }) => {
    const payload: Body = { ...body }
    const { answer, job } = await submitted(binding, payload)
    await (answer ? ack(answer) : ack())
    if (job && isNew(binding, payload)) binding.accept(job)
  })
  app.options(/.*/, async ({ ack, body }) => {
    await ack({ options: [...(await suggested(binding, { ...body }))] })
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
  const { people, identity, log } = binding
  if (!isNew(binding, body)) return
  const asker = askerOf(body, identity.teamId)
  const refusal = await people.refusal(originOf(body))
  if (refusal === undefined) return go(asker)
  log.warn({ refusal, user: asker.userId }, 'a request was refused')
  if (refusal !== 'other-app') await binding.whisper(asker, refused(refusal))
}

/** Whether this is the first delivery. */
function isNew({ isFirst }: Binding, { trigger_id: trigger }: Body): boolean {
  return typeof trigger !== 'string' || isFirst(trigger)
}

/** Opens the command's modal at once, where it has one, then has the command done. */
async function commanded(
  binding: Binding,
  asker: Asker,
  line: string,
  triggerId: string,
  under?: string,
): Promise<void> {
  const { commands, services, accept, newId } = binding
  const [, ...words] = splitWords(line)
  const modal = findCommand(commands, line)?.opening(words, services)
  const job = { kind: 'command' as const, id: newId(), asker, line }
  if (!modal) return accept(job)
  const viewId = await openModal(binding, asker, { triggerId, viewId: under }, modal)
  if (viewId !== undefined) accept({ ...job, viewId })
}

/** Asks for access to what a message names; where it names nothing that is known, the form asks what it is. */
async function askedForThis(binding: Binding, asker: Asker, body: Body): Promise<void> {
  const subject = await subjectOf(binding, body)
  const line = subject ? joinWords(['request', subject.entitlement, subject.resource]) : 'request'
  await commanded(binding, asker, line, String(body.trigger_id ?? ''))
}

async function subjectOf({ services, log, patienceMs = SUBJECT_MS }: Binding, { message }: Body) {
  const { access } = services
  try {
    return access && (await soon(messageSubject(message, access.access), undefined, patienceMs))
  } catch (error) {
    log.warn({ err: error }, 'what a message names could not be looked up')
    return undefined
  }
}

async function pressed(binding: Binding, asker: Asker, press: Pressed): Promise<void> {
  const { services, commands, newId, accept } = binding
  const { action, value, filled, about, triggerId } = press
  if (press.isLink) return
  if (action.replace(/:\d+$/, '') === RUN) return commanded(binding, asker, value, triggerId, press.viewId)
  const meaning = understands(commands, services, press)
  if (!meaning) {
    binding.log.warn({ action, user: asker.userId }, 'a button was not understood')
    return binding.whisper(asker, deadButton)
  }
  const viewId = meaning.opens ? await openModal(binding, asker, press, meaning.opens) : press.viewId
  const isLost = meaning.opens !== undefined && viewId === undefined
  if (isLost || !meaning.run) return
  accept({
    kind: 'action',
    id: newId(),
    asker,
    action,
    value,
    ...(viewId === undefined ? {} : { viewId }),
    ...(viewId === press.viewId && press.hash !== undefined ? { hash: press.hash } : {}),
    ...(Object.keys(filled).length > 0 ? { filled } : {}),
    ...(about === '' ? {} : { about }),
  })
}

async function showHome(binding: Binding, body: Body, userId: string): Promise<void> {
  const { client, people, isFirst } = binding
  if (typeof body.event_id === 'string' && !isFirst(body.event_id)) return
  const refusal = await people.refusal(originOf(body))
  if (refusal === 'other-app' || refusal === 'other-team') return
  if (refusal === undefined) return binding.showHome(userId)
  await client.views.publish({ user_id: userId, view: homeRefused(refusal) })
}
