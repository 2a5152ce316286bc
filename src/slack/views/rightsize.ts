import type { LogProgress } from '../../activity/log.ts'
import type { PolicyRow } from '../../activity/rightsize/rightsize.ts'
import type { NoRightsize, RightsizeReport } from '../../activity/rightsize/rightsizing.ts'
import { plural } from '../../base/time.ts'
import { context, fields, header, type Message, section } from '../blocks/blocks.ts'
import { inlineCode, mrkdwn, shortenMiddle } from '../blocks/escape.ts'
import { name, type Run, words } from '../blocks/rich-text.ts'
import { SLASH, took, when } from '../words.ts'
import { list, sentences } from './activity.ts'
import { commandButton, note } from './trouble.ts'

const MOST = 8

/** What one role inline policies may hold in all, and one managed policy; blanks are not counted. Source: IAM quotas. */
const INLINE_CHARACTERS = 10_240
const MANAGED_CHARACTERS = 6144

/** The first word, before anything is read. */
export function readingRole(role: string, at: number): Message {
  return {
    text: 'Reading what a role may do and what it did. The answer will stand in this message.',
    blocks: [
      section(`:mag: *Reading what ${inlineCode(role)} may do and what it did*`),
      context(
        `Asked for at ${when(at, '{time}')} · the answer will stand in this message; if that takes more than fifteen minutes, I was interrupted: ask again`,
      ),
    ],
  }
}

export function roleProgress(role: string, { events }: LogProgress, elapsed: number): Message {
  return {
    text: `Reading what a role did: ${plural(events, 'event')} so far. The answer will stand in this message.`,
    blocks: [
      section(
        `:mag: *Reading what ${inlineCode(role)} may do and what it did*\n${plural(events, 'event')} of 90 days so far`,
      ),
      context(`${took(elapsed)} so far · CloudTrail answers two questions a second`),
    ],
  }
}

/** What a role may do against what it did, and what the smaller policy in the thread keeps and why. */
export function rightsizeMessage(report: RightsizeReport): Message {
  const { role, smaller, evidence } = report
  const by = (use: PolicyRow['use']) => smaller.rows.filter((row) => row.use === use)
  const verdict = verdictOf(report)
  return {
    text: `A smaller policy for ${mrkdwn(shortenMiddle(role.name, 80))}. ${verdict}`,
    blocks: [
      header(':mag: A smaller policy'),
      section(`Role ${inlineCode(role.name)}. ${verdict}`),
      fields([
        ['May', mayWords(report)],
        [
          'Did, in 90 days',
          `${plural(evidence.calls.length, 'call')} of ${plural(new Set(evidence.calls.map(({ action }) => action)).size, 'action')} in ${plural(evidence.log.sessions, 'session')}`,
        ],
      ]),
      ...list('Left out: certainly not used', rowsOf(by('unused'), false), MOST),
      ...list('Kept: used', rowsOf(by('used'), true), MOST),
      ...list('Kept: nobody can say whether it was used', rowsOf(by('unseen'), true), MOST),
      ...list('Could not be read', sentences(unread(report)), MOST),
      ...list('What this does not know', sentences(unknowns(report)), MOST),
      context(
        `Read from IAM's last-accessed data and CloudTrail since ${when(evidence.log.from)} in ${evidence.log.regions.map((region) => inlineCode(region)).join(', ')}. Nothing was changed in IAM: whether and how it is used is yours to decide.`,
      ),
    ],
  }
}

function verdictOf({ smaller, size, role }: RightsizeReport): string {
  const { check, document } = smaller
  if (check.differs)
    return `:warning: *No policy is given*: the evaluator decided ${inlineCode(check.differs.action)} otherwise than before. The list of what was used is in the thread.`
  const left = smaller.rows.filter(({ kept }) => kept === null).length
  if (document?.statements.length === 0)
    return `Nothing that ${inlineCode(role.name)} may do was used, and everything could be seen: it may not be needed at all.`
  if (left === 0)
    return 'Nothing can be left out: everything that it may do was used, or nobody can say that it was not.'
  const fit =
    size !== null && size > INLINE_CHARACTERS
      ? ` It has ${size.toLocaleString('en-GB')} characters, too many for one role: split it into managed policies.`
      : size !== null && size > MANAGED_CHARACTERS
        ? ` It has ${size.toLocaleString('en-GB')} characters: it fits as an inline policy, not as one managed policy.`
        : ''
  return `The policy in the thread leaves out ${plural(left, 'permission')} and keeps what was used. The evaluator tried it on ${plural(check.tried, 'call')}: everything that was used is decided as before, and nothing is allowed that was not.${fit}`
}

function mayWords({ role, smaller }: RightsizeReport): string {
  const patterns = new Set(smaller.rows.map(({ pattern }) => pattern)).size
  const weight = role.can.length > 0 ? `: it can ${mrkdwn(shortenMiddle(role.can.join('; '), 300))}` : ''
  return `${plural(patterns, 'action or pattern', 'actions and patterns')} in ${plural(role.policies.length, 'policy', 'policies')}${weight}`
}

/** Rows of the same action and reason once. */
function rowsOf(rows: readonly PolicyRow[], kept: boolean): ReadonlyArray<readonly Run[]> {
  const shown = Map.groupBy(rows, (row) =>
    JSON.stringify([kept ? row.kept : row.pattern, row.kept === row.pattern ? null : row.pattern, row.why]),
  )
  return [...shown.values()].flatMap(([row]) => {
    if (!row) return []
    const main = kept ? (row.kept ?? '') : row.pattern
    const from = kept && row.kept !== row.pattern ? [words(' of '), name(row.pattern, 60)] : []
    return [[name(main, 80), ...from, words(`: ${row.why}`)]]
  })
}

/** What should have been read and was not. Plain text. */
function unread({ role, smaller, evidence }: RightsizeReport): readonly string[] {
  return [
    ...evidence.gaps,
    ...smaller.unread.map(
      (policy) => `${shortenMiddle(policy, 80)}: it is not in the smaller policy, so keep it.`,
    ),
    ...role.doubts,
  ]
}

/** What the reader has to know before they use the policy. Plain text. */
function unknowns({ role }: RightsizeReport): readonly string[] {
  return [
    ...(role.awsOwned ? ['This role belongs to AWS: nobody can edit it.'] : []),
    ...(role.boundary === null
      ? []
      : [`Its boundary ${shortenMiddle(role.boundary, 80)} bounds it besides and stays as it is.`]),
    `Calls in other Regions than those that were read are not seen one by one; IAM's data covers all Regions, but only the last use.`,
    'Work that happens less often than every 90 days may be missing. IAM’s data is up to four hours late, CloudTrail 15 minutes.',
    'Sessions whose start CloudTrail does not show, such as roles switched to in the console, are not followed.',
    'Resources and conditions are kept as they are. Policies of resources and of the organisation are not looked at.',
  ]
}

/** Why there is no smaller policy. */
export function noRightsize(role: string, why: NoRightsize): Message {
  const shown = inlineCode(role, 60)
  if (why.code === 'not-allowed')
    return note(
      ':lock: Only members of the groups that approve, review or end access may look at what roles did.',
      commandButton('My own activity', 'activity me'),
    )
  if (why.code === 'not-seen')
    return note(`:warning: ${shown} could not be read: ${mrkdwn(shortenMiddle(why.words, 300))}`)
  const message = note(
    why.suggestions.length > 0
      ? `I know no role ${shown} in this account. Did you mean one of these?`
      : `I know no role ${shown} in this account. Give its name or ARN: \`${SLASH} rightsize <role>\`.`,
    ...why.suggestions.map((each) => commandButton(each, `rightsize ${each}`)),
  )
  return why.gap === null ? message : { ...message, blocks: [...message.blocks, context(mrkdwn(why.gap))] }
}

/** No role was named. */
export function whichRole(): Message {
  return note(
    `Which role? Give its name or ARN: \`${SLASH} rightsize SageMakerExecutionRole\`. I compare what it may do with what it did in the last 90 days, and make a smaller policy. Nothing is changed in IAM.`,
  )
}
