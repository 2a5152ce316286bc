import { nearest } from '../base/nearest.ts'
import type { Services } from '../services.ts'
import type { Action, Command } from './command.ts'
import type { Conversation } from './conversation.ts'
import { inlineCode } from './escape.ts'
import type { Job } from './job.ts'
import { joinWords, splitWords } from './typed.ts'
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
    await (job.kind === 'command' ? obey(job.line, commands, talk) : press(job, commands, talk))
  } catch (error) {
    talk.log.error({ err: error, job: job.id, kind: job.kind }, 'a job failed')
    await excuse(job, talk)
  }
}

async function obey(line: string, commands: readonly Command[], talk: Conversation): Promise<void> {
  const [verb = 'help', ...words] = splitWords(line)
  const command = commands.find(({ name }) => name === verb.toLowerCase())
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
  const pressed = findAction(commands, job.action)?.press(job.value, talk.services)
  await pressed?.run?.(talk)
}

async function excuse(job: Job, talk: Conversation): Promise<void> {
  const what = 'Something went wrong on my side.'
  try {
    if (job.kind === 'action' && job.viewId !== undefined) await talk.fill(troubleModal(what, job.id))
    else await talk.whisper(trouble(what, job.id))
  } catch (error) {
    talk.log.warn({ err: error, job: job.id }, 'nobody could be told of a failed job')
  }
}

/** A button that nothing stands behind, such as one of an older version. */
export const deadButton = note('This button does not work any more. Run the command again for a fresh one.')

/** Whether a press means anything: its action exists, and its value has the right form. */
export function understands(commands: readonly Command[], services: Services, action: string, value: string) {
  return findAction(commands, action)?.press(value, services)
}
