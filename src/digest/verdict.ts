import { plural } from '../base/time.ts'
import type { Finding } from '../posture/finding.ts'
import { SEVERITIES, type Severity } from '../posture/practice.ts'
import { isPartlyBlind, verdictSentence } from '../posture/summary.ts'
import { isUnchanged } from './changes.ts'
import { type Day, dayWords, shiftDay } from './day.ts'
import type { Digest, Failure, Judged } from './digest.ts'

const FAILED: Readonly<Record<Failure, string>> = {
  unreadable: 'The audit did not finish, so nothing is known about today.',
  'nothing-matched': 'Nothing matches the scope of this digest any more, so nothing was judged today.',
  'bad-scope': 'The scope of this digest is not understood any more, so nothing was judged today.',
}

/** The digest in one sentence: what changed, what fails, and whether anything could not be seen. */
export function verdictOf(audit: Digest['audit'], day: Day, since: Day | undefined): string {
  if ('failed' in audit) return FAILED[audit.failed]
  const { report, changes } = audit
  if (since === undefined) return verdictSentence(report)
  if (changes === undefined)
    return `What changed is not known, as the audit before is not kept any more: ${lower(verdictSentence(report))}`
  const from = sinceWords(day, since)
  if (isUnchanged(changes)) return `Nothing changed since ${from}: ${lower(verdictSentence(report))}`
  const { opened, regressed, fixed, waived, unwaived, unseen } = changes
  const parts = [
    ...(opened.length > 0 ? [`${plural(opened.length, 'new finding')}${worst(opened)}`] : []),
    ...(regressed.length > 0 ? [`${plural(regressed.length, 'finding')} back${worst(regressed)}`] : []),
    ...(unwaived.length > 0
      ? [`${plural(unwaived.length, 'waived finding')} counting again${worst(unwaived)}`]
      : []),
    ...(unseen.length > 0 ? [`${plural(unseen.length, 'verdict')} newly unknown`] : []),
    ...(fixed.length > 0 ? [`${fixed.length.toLocaleString('en-GB')} fixed`] : []),
    ...(waived.length > 0 ? [`${waived.length.toLocaleString('en-GB')} waived`] : []),
  ]
  return `${listed(parts)} since ${from}${remains(audit)}`
}

/** `yesterday`, or `Fri 20 Nov`. */
export function sinceWords(day: Day, since: Day): string {
  return since === shiftDay(day, -1) ? 'yesterday' : dayWords(since)
}

function remains({ report, failing }: Judged): string {
  const count = SEVERITIES.reduce((sum, severity) => sum + failing[severity], 0)
  const { unknown } = report.totals
  const blind =
    unknown > 0
      ? `${plural(unknown, 'verdict')} unknown`
      : isPartlyBlind(report)
        ? 'not everything could be seen'
        : undefined
  const fails =
    count > 0 ? `${count.toLocaleString('en-GB')} fail in all` : blind ? undefined : 'nothing fails now'
  return `; ${[fails, blind].filter((each) => each !== undefined).join(', ')}.`
}

/** ` (1 critical)`: how many of them are of the highest severity among them. */
function worst(findings: readonly Finding[]): string {
  const top: Severity | undefined = SEVERITIES.find((severity) =>
    findings.some(({ check }) => check.severity === severity),
  )
  if (top === undefined) return ''
  return ` (${findings.filter(({ check }) => check.severity === top).length.toLocaleString('en-GB')} ${top})`
}

function listed(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`
}

function lower(sentence: string): string {
  return `${sentence.charAt(0).toLowerCase()}${sentence.slice(1)}`
}
