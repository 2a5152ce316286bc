import { nearest } from '../base/nearest.ts'
import type { Services } from '../services.ts'
import { inlineCode } from './blocks/escape.ts'
import type { Action, Command } from './command.ts'
import type { FormState } from './forms/form.ts'
import type { Job } from './jobs/job.ts'
import { joinWords, splitWords } from './receiving/typed.ts'
import type { Conversation } from './sending/conversation.ts'
import { unknownVerb } from './views/help.ts'
import { note, trouble, troubleModal } from './views/trouble.ts'

/** Every action of every command, by id. A repeated button's `:2` is not part of it. */
export function findAction(commands: readonly Command[], actionId: string): Action | undefined {
  const id = actionId.replace(/:\d+$/, '')
  return commands.flatMap(({ actions }) => actions).find((action) => action.id === id)
}

/**
 * Does a job. Never throws: what goes wrong is logged once with the job's id, and the person is told the id.
 */
export async function perform(job: Job, commands: readonly Command[], talk: Conversation): Promise<void> {
  try {
    await does(job, commands, talk)
  } catch (error) {
    talk.log.error({ err: error, job: job.id, kind: job.kind }, 'a job failed')
    await excuse(job, talk)
  }
}

/** The command that a line names; none for a word that is no verb. */
export function findCommand(commands: readonly Command[], line: string): Command | undefined {
  const [verb = 'help'] = splitWords(line)
  return commands.find(({ name }) => name === verb.toLowerCase())
}

function does(job: Job, commands: readonly Command[], talk: Conversation): Promise<void> {
  switch (job.kind) {
    case 'command':
      return obey(job.line, commands, talk)
    case 'action':
      return press(job, commands, talk)
    case 'submission':
      return submit(job, commands, talk)
  }
}

async function obey(line: string, commands: readonly Command[], talk: Conversation): Promise<void> {
  const [verb = 'help', ...words] = splitWords(line)
  const command = findCommand(commands, line)
  if (command) return command.answer(words, talk)
  const verbs = nearest(
    verb,
    commands.map(({ name }) => name),
  )
  const lines = verbs.map((name) => joinWords([name, ...words])).filter((text) => text.length < 1500)
  return talk.whisper(unknownVerb(inlineCode(verb, 40).replaceAll('`', ''), lines))
}

async function press(
  job: Extract<Job, { kind: 'action' }>,
  commands: readonly Command[],
  talk: Conversation,
): Promise<void> {
  await understands(commands, talk.services, formOf(job))?.run?.(talk)
}

async function submit(
  job: Extract<Job, { kind: 'submission' }>,
  commands: readonly Command[],
  talk: Conversation,
): Promise<void> {
  const form = commands.flatMap(({ forms }) => forms).find(({ id }) => id === job.form)
  const submission = form?.submit(job, talk.services)
  if (submission?.ok) await submission.run?.(talk)
}

function formOf({ filled = {}, about = '', ...job }: Extract<Job, { kind: 'action' }>) {
  return { ...job, filled, about }
}

async function excuse(job: Job, talk: Conversation): Promise<void> {
  const what = 'Something went wrong on my side.'
  try {
    if (!(await talk.fill(troubleModal(what, job.id)))) await talk.whisper(trouble(what, job.id))
  } catch (error) {
    talk.log.warn({ err: error, job: job.id }, 'nobody could be told of a failed job')
  }
}

/** A button that nothing stands behind, such as one of an older version. */
export const deadButton = note('This button does not work any more. Run the command again for a fresh one.')

/** What a press means, if anything: its action exists, and its value has the right form. */
export function understands(
  commands: readonly Command[],
  services: Services,
  { action, value, filled, about }: FormState & { readonly action: string; readonly value: string },
) {
  return findAction(commands, action)?.press(value, services, { filled, about })
}
