import type { LogProgress } from '../src/activity/log.ts'
import { parseQuestion, type Question } from '../src/activity/question.ts'
import { err, ok } from '../src/base/result.ts'
import { defineCommand } from '../src/slack/command.ts'
import { answerAlone } from '../src/slack/sending/answer-alone.ts'
import type { Conversation } from '../src/slack/sending/conversation.ts'
import { activityMessage, readingLog, readingProgress } from '../src/slack/views/activity.ts'
import { badQuestion, unresolvedMessage } from '../src/slack/views/activity-answers.ts'

/**
 * `/sagemaker activity [who|resource|grant] [since 24h]`: who did what on SageMaker. It answers in the direct message with
 * whoever asks, wherever they ask, because it says what people did and from where.
 */
export const activity = defineCommand<Question>({
  name: 'activity',
  usage: '[who|resource|grant] [since 24h]',
  summary:
    'Who did what on SageMaker, from where and under which grant; what was denied, and what is unusual. Approvers and on-call see everybody, others themselves.',
  examples: ['/sagemaker activity me since 7d', '/sagemaker activity role:SageMakerStudioRole'],
  parse: (words) => {
    const question = parseQuestion(words)
    return question.ok ? ok(question.value) : err(badQuestion(question.error))
  },
  run,
})

async function run(question: Question, talk: Conversation): Promise<void> {
  const { about } = question
  const startedAt = talk.now()
  await answerAlone(talk, {
    first: readingLog(about, startedAt),
    failure: 'The access log could not be read.',
    async work(show) {
      const { person } = await talk.actor()
      const tell = (progress: LogProgress) => show(readingProgress(about, progress, talk.now() - startedAt))
      const read = await talk.services.activities.read(person, question, tell)
      if (!read.ok) return { message: unresolvedMessage(about, read.error), files: [] }
      const { file } = read.value
      return { message: activityMessage(read.value), files: file ? [file] : [] }
    },
  })
}
