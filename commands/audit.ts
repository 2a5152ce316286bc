import { err, ok } from '../src/base/result.ts'
import type { AuditOutcome, RunningAudit } from '../src/posture/audit.ts'
import type { Progress } from '../src/posture/ports.ts'
import type { Report } from '../src/posture/report.ts'
import type { Scope } from '../src/posture/scope/scope.ts'
import { parseScope } from '../src/posture/scope/scope-words.ts'
import type { Message, Modal } from '../src/slack/blocks/blocks.ts'
import { findingId, parseFindingValue, parsePageValue, parseReportValue } from '../src/slack/button-values.ts'
import { defineAction, defineCommand } from '../src/slack/command.ts'
import { closeJob, openJob } from '../src/slack/jobs/open-job.ts'
import { joinWords } from '../src/slack/receiving/typed.ts'
import type { Conversation } from '../src/slack/sending/conversation.ts'
import type { LiveMessage } from '../src/slack/sending/live-message.ts'
import type { Place } from '../src/slack/sending/post.ts'
import { findingGoneModal, findingModal, otherFindings } from '../src/slack/views/finding.ts'
import { findingsModal } from '../src/slack/views/findings.ts'
import { gapModal } from '../src/slack/views/gaps.ts'
import { alreadyRunning, announced, progress } from '../src/slack/views/progress.ts'
import { result } from '../src/slack/views/result.ts'
import { badScope, nothingMatched } from '../src/slack/views/scope.ts'
import { thread } from '../src/slack/views/thread.ts'
import { goneModal, loadingModal, trouble } from '../src/slack/views/trouble.ts'
import { waiverOfFinding } from '../src/slack/views/waived.ts'

/** A button of a kept audit: opens a modal at once and fills it with what the report says. */
function reportButton<T extends { readonly reportId: string }>(
  id: string,
  title: string,
  parse: (value: string) => T | undefined,
  view: (report: Report, target: T) => Modal,
) {
  return defineAction<T>({ id, parse, opens: () => loadingModal(title), run: fillFrom(view) })
}

function fillFrom<T extends { readonly reportId: string }>(view: (report: Report, target: T) => Modal) {
  return async (target: T, talk: Conversation): Promise<void> => {
    const report = await talk.services.audits.byId(target.reportId)
    await talk.fill(report ? view(report, target) : goneModal())
  }
}

const details = defineAction({
  id: 'audit:finding',
  parse: parseFindingValue,
  opens: () => loadingModal('Finding'),
  run: async ({ reportId, finding }, talk) => {
    const { audits, waiving } = talk.services
    const [report, waivers] = await Promise.all([audits.byId(reportId), waiving.waivers.all()])
    if (!report) return void (await talk.fill(goneModal()))
    const found = report.findings.find((f) => f.status === 'fail' && findingId(f) === finding)
    const more = found ? waiverOfFinding(reportId, found, waivers, talk.now()) : []
    const others = found ? otherFindings(report, found) : []
    await talk.fill(found ? findingModal(found, [...more, ...others]) : findingGoneModal())
  },
})

const allFindings = reportButton('audit:findings', 'All findings', parsePageValue, (report, { page }) =>
  findingsModal(report, page),
)

/** Turns the page of the modal in which it stands. */
const turnPage = defineAction({
  id: 'audit:page',
  parse: parsePageValue,
  run: fillFrom((report, { page }) => findingsModal(report, page)),
})

const missingPermissions = reportButton('audit:gaps', 'Not seen', parseReportValue, gapModal)

/**
 * `/sagemaker audit [scope…]`: one message, kept up to date while the audit runs, that ends with the result; every
 * failing finding in its thread.
 */
export const audit = defineCommand<Scope>({
  name: 'audit',
  usage: '[scope…]',
  summary: 'Reads SageMaker, judges it and says what fails and how to fix it. Without a scope: everything.',
  examples: ['/sagemaker audit notebooks', '/sagemaker audit 3a severity:high'],
  parse: (words, { checks, regions }) => {
    const scope = parseScope(words, checks, regions)
    return scope.ok ? ok(scope.value) : err(badScope(words, scope.error))
  },
  run: runAudit,
  actions: [details, allFindings, turnPage, missingPermissions],
})

async function runAudit(scope: Scope, talk: Conversation): Promise<void> {
  const watch = watcher(scope, talk)
  const running = talk.services.audits.run(scope, { useCache: true, onProgress: watch.tell })
  const finished = settle(running)
  if (!running.started && (await isPointedTo(running, talk))) return
  const line = `audit ${joinWords(scope.words)}`.trim()
  const first = announced(scope.words, talk.asker.userId, talk.now())
  const live = await talk.begin(running.id, first, openJob(talk, line))
  if (live) {
    // Only what a restart can find again may say that somebody is at work on it.
    await openJob(talk, line, live.place)
    watch.follow(live, running)
  }
  const { message, report } = lastWord(await finished, scope, talk)
  const place = await say(message, live, talk)
  if (report && place) await explainAll(report, place, talk)
  await closeJob(talk)
}

/** Passes progress on to the message as soon as there is one. */
function watcher(scope: Scope, talk: Conversation) {
  let latest: Progress | undefined
  let show = (): void => undefined
  const view = ({ startedAt, started }: RunningAudit): Message =>
    progress({
      scope: scope.words,
      askedBy: talk.asker.userId,
      elapsed: talk.now() - startedAt,
      joined: !started,
      ...(latest ? { progress: latest } : {}),
    })
  return {
    tell: (now: Progress): void => {
      latest = now
      show()
    },
    follow: (live: LiveMessage, running: RunningAudit): void => {
      show = () => live.show(view(running))
      show()
    },
  }
}

type Settled = { readonly outcome: AuditOutcome } | { readonly error: unknown }

/** The end of a run as a value, so that a failure before anybody waits for it is not lost. */
function settle({ finished }: RunningAudit): Promise<Settled> {
  return finished.then(
    (outcome): Settled => ({ outcome }),
    (error: unknown): Settled => ({ error }),
  )
}

/** Tells a second person in the same place where the run already reports; `false` where it reports elsewhere. */
async function isPointedTo({ id }: RunningAudit, talk: Conversation): Promise<boolean> {
  const begun = await talk.begun(id)
  if (!begun) return false
  const { channelId, userId } = talk.asker
  const isHere = begun.place.channel === channelId
  const isOwn = begun.asker.userId === userId && begun.asker.channelId === channelId
  if (!isHere && !isOwn) return false
  await talk.whisper(alreadyRunning(begun.asker.userId, await talk.permalink(begun.place)))
  return true
}

function lastWord(
  settled: Settled,
  scope: Scope,
  talk: Conversation,
): { readonly message: Message; readonly report?: Report } {
  if ('error' in settled) {
    talk.log.error({ err: settled.error, job: talk.id }, 'an audit failed')
    return { message: trouble('The audit did not finish: AWS could not be read.', talk.id) }
  }
  const { outcome } = settled
  if (outcome.outcome === 'nothing-matched') return { message: nothingMatched(scope.words, outcome.problems) }
  return { message: result(outcome.report, talk.asker.userId), report: outcome.report }
}

/** The last word stands in the message; where that cannot be, the asker alone hears it. */
async function say(
  message: Message,
  live: LiveMessage | undefined,
  talk: Conversation,
): Promise<Place | undefined> {
  try {
    if (live) return await live.end(message)
  } catch (error) {
    talk.log.error({ err: error, job: talk.id }, 'the result could not be posted')
  }
  await talk.whisper(message)
  return undefined
}

async function explainAll(report: Report, place: Place, talk: Conversation): Promise<void> {
  const { messages, complete } = thread(report)
  try {
    await talk.reply(place, messages)
    if (!complete) await talk.attachFindings(place, report)
  } catch (error) {
    talk.log.error({ err: error, job: talk.id }, 'the thread of an audit is incomplete')
  }
}
