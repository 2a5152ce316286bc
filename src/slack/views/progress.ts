import type { PlanBlock, TaskCardBlock } from '@slack/types'
import { plural } from '../../base/time.ts'
import type { Progress } from '../../posture/ports.ts'
import { context, type Message, section } from '../blocks/blocks.ts'
import { line, richText, words } from '../blocks/rich-text.ts'
import { kindList, took, when } from '../words.ts'
import { scopePhrase } from './scope.ts'

export interface RunningState {
  readonly scope: readonly string[]
  readonly askedBy: string
  /** Seconds since the start. */
  readonly elapsed: number
  readonly progress?: Progress
  /** True where this message follows a run that somebody started elsewhere. */
  readonly joined: boolean
}

type Task = TaskCardBlock['status']

const PHASES: readonly Progress['phase'][] = ['collecting', 'judging', 'keeping', 'done']

/** For a second person in the same channel: where the run already reports. */
export function alreadyRunning(askedBy: string, permalink: string | undefined): Message {
  const where =
    permalink === undefined ? 'in this channel' : `<${permalink.replaceAll('&', '&amp;')}|in this message>`
  const text = `This audit is already running: <@${askedBy}> asked for it a moment ago. It reports ${where}, and you can use its buttons.`
  return { text, blocks: [section(text)] }
}

/**
 * The first word, before anybody remembers where it stands: nothing in it becomes untrue where the process is killed
 * before that, and nobody can find the message again. `at`: epoch seconds.
 */
export function announced(scope: readonly string[], askedBy: string, at: number): Message {
  const text = 'An audit of SageMaker was asked for'
  return {
    text: `${text}. Its progress and its result will stand in this message.`,
    blocks: [
      section(`:mag: *${text}* · ${scopePhrase(scope)}`),
      context(
        `Asked by <@${askedBy}> at ${when(at, '{time}')} · its progress and its result will stand in this message; if that takes more than a minute, I was interrupted: ask again`,
      ),
    ],
  }
}

/** A running audit: the phases, what is being read, how far, how many calls. */
export function progress(state: RunningState): Message {
  const { scope, askedBy, elapsed, joined } = state
  const text = `*Auditing SageMaker* · ${scopePhrase(scope)}`
  return {
    text: `Auditing SageMaker: ${howFar(state.progress)}. The result will stand in this message.`,
    blocks: [
      section(`:mag: ${text}`),
      plan(state.progress),
      context(
        `Asked by <@${askedBy}>${joined ? ', joined a run that was under way' : ''} · ${took(elapsed)} so far · the result will stand in this message`,
      ),
    ],
  }
}

function plan(now: Progress | undefined): PlanBlock {
  const at = now ? PHASES.indexOf(now.phase) : 0
  const status = (phase: number): Task => (at > phase ? 'complete' : at === phase ? 'in_progress' : 'pending')
  return {
    type: 'plan',
    title: howFar(now),
    tasks: [
      task('read', 'Read AWS', status(0), reading(now)),
      task('judge', 'Judge every resource', status(1)),
      task('keep', 'Compare with last time', status(2)),
    ],
  }
}

function task(task_id: string, title: string, status: Task, details?: string): TaskCardBlock {
  return {
    type: 'task_card',
    task_id,
    title,
    status,
    ...(details ? { details: richText(line(words(details))) } : {}),
  }
}

/** `Reading AWS, 12 of 46 done` */
function howFar(now: Progress | undefined): string {
  if (!now) return 'Starting'
  if (now.phase === 'collecting') return `Reading AWS, ${now.done} of ${now.total} done`
  return now.phase === 'judging' ? 'Judging what was read' : 'Comparing with last time'
}

function reading(now: Progress | undefined): string {
  if (!now) return 'Getting ready'
  const seen = `${plural(now.resources, 'resource')} seen, ${plural(now.calls, 'call')} to AWS`
  return now.phase === 'collecting' && now.reading.length > 0
    ? `Reading ${kindList(now.reading)}. ${seen}`
    : seen
}
