import type { LogProgress } from '../src/activity/log.ts'
import { err, ok } from '../src/base/result.ts'
import { defineCommand } from '../src/slack/command.ts'
import { answerAlone } from '../src/slack/sending/answer-alone.ts'
import type { Conversation } from '../src/slack/sending/conversation.ts'
import {
  noRightsize,
  readingRole,
  rightsizeMessage,
  roleProgress,
  whichRole,
} from '../src/slack/views/rightsize.ts'

/**
 * `/sagemaker rightsize <role>`: what a role may do against what it did, and a smaller policy as a file. It answers in the
 * direct message with whoever asks, and never writes to IAM.
 */
export const rightsize = defineCommand<string>({
  name: 'rightsize',
  usage: '<role>',
  summary:
    'What a role may do against what it did in 90 days, and a smaller policy as a file. Changes nothing in IAM.',
  examples: ['/sagemaker rightsize SageMakerExecutionRole'],
  parse: ([word, ...more]) => (word === undefined || more.length > 0 ? err(whichRole()) : ok(word)),
  run,
})

async function run(role: string, talk: Conversation): Promise<void> {
  const startedAt = talk.now()
  await answerAlone(talk, {
    first: readingRole(role, startedAt),
    failure: 'What the role did could not be read.',
    async work(show) {
      const { person } = await talk.actor()
      const tell = (progress: LogProgress) => show(roleProgress(role, progress, talk.now() - startedAt))
      const made = await talk.services.rightsizing.rightsize(person, role, tell)
      return made.ok
        ? { message: rightsizeMessage(made.value), files: made.value.files }
        : { message: noRightsize(role, made.error), files: [] }
    },
  })
}
