import type { types, ViewResponseAction } from '@slack/bolt'
import type { Binding } from '../bind.ts'
import { LIMITS } from '../blocks/limits.ts'
import type { Asker, Job } from '../jobs/job.ts'
import { askerOf, type Body, originOf, type Submitted, submittedOf, typedOf } from '../receiving/payload.ts'
import { PATIENCE_MS, soon } from '../sending/soon.ts'
import { deadFormModal, refusedModal } from '../views/trouble.ts'
import { REFUSAL_WORDS, type Refusal } from '../words.ts'
import type { FieldErrors } from './form.ts'
import { option } from './inputs.ts'
import { remembering } from './view-memory.ts'

/** What Slack is answered to a submission, and the work that follows. */
interface Taken {
  /** Absent: the form closes. */
  readonly answer?: ViewResponseAction
  readonly job?: Job
}

/**
 * Reads a submitted modal. The answer is the acknowledgement, so everything that leads to it is pure or given up after two
 * seconds. Whoever may not use the bot is told so in the form, and nothing of it is read.
 */
export async function submitted(binding: Binding, body: Body): Promise<Taken> {
  const { log, identity, commands, services, newId } = binding
  const asker = askerOf(body, identity.teamId)
  const sent = submittedOf(body)
  const refusal = await refusalOf(binding, body)
  if (refusal !== undefined) {
    log.warn({ refusal, user: asker.userId }, 'a submission was refused')
    return { answer: refusing(refusal, sent) }
  }
  const form = commands.flatMap(({ forms }) => forms).find(({ id }) => id === sent.form)
  if (!form) {
    log.warn({ form: sent.form, user: asker.userId }, 'a form was not understood')
    return { answer: { response_action: 'update', view: deadFormModal() } }
  }
  const submission = form.submit(sent, services)
  if (!submission.ok) return { answer: fieldErrors(submission.errors, sent) }
  const { waits, keepsForm, run } = submission
  const id = newId()
  const view = waits && { ...remembering(waits, asker), external_id: id }
  return {
    ...(view
      ? { answer: { response_action: keepsForm ? ('push' as const) : ('update' as const), view } }
      : {}),
    ...(run ? { job: jobOf(id, asker, sent, waits !== undefined) } : {}),
  }
}

/** The choices for what was typed: none for whoever may not use the bot, and none where they take too long. */
export async function suggested(binding: Binding, body: Body): Promise<readonly types.Option[]> {
  const { log, commands, services, patienceMs = PATIENCE_MS } = binding
  if ((await refusalOf(binding, body)) !== undefined) return []
  const { select, typed, ...form } = typedOf(body)
  const options = commands.flatMap((command) => command.options).find(({ id }) => id === select)
  if (!options) return []
  try {
    const choices = await soon(options.find(typed, form, services), [], patienceMs)
    return choices.slice(0, LIMITS.select.options).map(option)
  } catch (error) {
    log.warn({ err: error, select }, 'choices could not be looked up')
    return []
  }
}

function refusalOf({ people, patienceMs = PATIENCE_MS }: Binding, body: Body): Promise<Refusal | undefined> {
  return soon<Refusal | undefined>(people.refusal(originOf(body)), 'not-verified', patienceMs)
}

function jobOf(id: string, asker: Asker, sent: Submitted, waits: boolean): Job {
  const { form, filled, about, viewId } = sent
  return { kind: 'submission', id, asker, form, filled, about, viewId, waits }
}

/** In the form itself, so that what was filled in is not lost to a passing fault; where it has no inputs, instead of it. */
function refusing(refusal: Refusal, { inputs }: Submitted): ViewResponseAction {
  const [first] = inputs
  return first === undefined
    ? { response_action: 'update', view: refusedModal(refusal) }
    : { response_action: 'errors', errors: { [first]: REFUSAL_WORDS[refusal] } }
}

/** Slack takes an answer as broken when one error is about no input of the form; such words go to the first one. */
function fieldErrors(errors: FieldErrors, { inputs }: Submitted): ViewResponseAction {
  const told: Record<string, string> = {}
  for (const [block, words] of Object.entries(errors)) {
    const at = inputs.includes(block) ? block : (inputs[0] ?? block)
    told[at] = told[at] === undefined ? words : `${told[at]} ${words}`
  }
  return { response_action: 'errors', errors: told }
}
