import { plural } from '../base/time.ts'
import type { Check } from './check.ts'
import { type Finding, findingKey, type Status } from './finding.ts'
import { PRACTICES, type Practice, SEVERITIES, type Severity } from './practice.ts'
import type { Report } from './report.ts'

/** Whether a finding fails the audit. An advisory one only informs, and a waived one is accepted; neither ever does. */
export function isFailing(finding: Finding): boolean {
  return finding.status === 'fail' && finding.check.tier !== 'advisory' && !finding.waived
}

/** Whether a finding is advice: an advisory check that does not hold. */
function isAdvice(finding: Finding): boolean {
  return finding.status === 'fail' && finding.check.tier === 'advisory' && !finding.waived
}

/** Whether somebody accepted the risk of a finding for now. */
export function isWaived(finding: Finding): boolean {
  return finding.waived !== undefined
}

/** The findings whose risk is accepted for now, in the order of the report. */
export function waivedFindings(report: Pick<Report, 'findings'>): readonly Finding[] {
  return report.findings.filter(isWaived)
}

/** The findings that fail again because their waiver ended lately. */
export function returnedFindings(report: Pick<Report, 'findings'>): readonly Finding[] {
  return report.findings.filter((finding) => isFailing(finding) && finding.waiverEndedAt !== undefined)
}

/** Whether anything could not be seen, so that "nothing fails" is not the whole truth. */
export function isPartlyBlind(report: Report): boolean {
  return report.totals.unknown > 0 || report.gaps.length > 0
}

/** The report in one sentence: `3 findings fail (1 critical, 2 high), and 4 verdicts are unknown.` */
export function verdictSentence(report: Report): string {
  const { pass, fail, unknown } = report.totals
  const counts = countsBySeverity(report)
  const severe = SEVERITIES.filter((severity) => counts[severity] > 0)
  const failing = severe.reduce((sum, severity) => sum + counts[severity], 0)
  const blind = `${plural(unknown, 'verdict')} ${unknown === 1 ? 'is' : 'are'} unknown`
  if (failing > 0) {
    const split = severe
      .map((severity) => `${counts[severity].toLocaleString('en-GB')} ${severity}`)
      .join(', ')
    const fails = `${plural(failing, 'finding')} ${failing === 1 ? 'fails' : 'fail'} (${split})`
    return unknown > 0 ? `${fails}, and ${blind}.` : `${fails}.`
  }
  if (unknown > 0) return `Nothing that could be seen fails, but ${blind}.`
  if (isPartlyBlind(report)) return 'Nothing that could be seen fails, but not everything could be seen.'
  const waived = waivedFindings(report).length
  const nothing = waived > 0 ? `Nothing fails but ${plural(waived, 'waived finding')}` : 'Nothing fails'
  if (pass > 0) return `${nothing}: ${plural(pass, 'verdict passes', 'verdicts pass')}.`
  if (waived > 0) return `${nothing}.`
  return fail > 0 ? 'Nothing fails; there is only advice.' : 'There is nothing here to judge.'
}

/** `72 of 100, with 8% unknown`. The unknown share always stands beside the score. */
export function scoreText(report: Report): string {
  const score = report.score === null ? 'no score' : `${wholePercent(report.score / 100)} of 100`
  return `${score}, with ${wholePercent(report.unknownShare)}% unknown`
}

/** A share as a whole percentage that is 0 or 100 only where the share is exactly that. */
export function wholePercent(share: number): number {
  if (share <= 0) return 0
  return share >= 1 ? 100 : Math.min(99, Math.max(1, Math.round(share * 100)))
}

/** Findings that fail the audit, by severity. */
export function countsBySeverity(report: Report): Readonly<Record<Severity, number>> {
  const counts = { critical: 0, high: 0, medium: 0, low: 0, informational: 0 }
  for (const finding of report.findings) if (isFailing(finding)) counts[finding.check.severity]++
  return counts
}

export interface PracticeCounts {
  readonly practice: Practice
  /** `3a` and the like. */
  readonly section: string
  readonly title: string
  /** Verdicts by status; `fail` leaves advice and waived findings out. */
  readonly counts: Readonly<Record<Status, number>>
  readonly advice: number
  readonly waived: number
}

/** Verdicts by practice, in the order of the document; practices that were not audited are left out. */
export function countsByPractice(report: Report): readonly PracticeCounts[] {
  const rows = PRACTICES.map(({ id, section, title }) => ({
    practice: id,
    section,
    title,
    counts: { pass: 0, fail: 0, unknown: 0, 'not-applicable': 0 },
    advice: 0,
    waived: 0,
  }))
  const byId = new Map<Practice, (typeof rows)[number]>(rows.map((row) => [row.practice, row]))
  for (const finding of report.findings) {
    const row = byId.get(finding.check.practice)
    if (!row) continue
    if (isWaived(finding)) row.waived++
    else if (isAdvice(finding)) row.advice++
    else row.counts[finding.status]++
  }
  return rows.filter((row) => row.advice + row.waived + Object.values(row.counts).reduce((a, b) => a + b) > 0)
}

/** Findings of one check, in the order of the report. */
export interface CheckGroup {
  readonly check: Check
  readonly findings: readonly Finding[]
}

export interface PracticeGroup {
  readonly practice: Practice
  readonly section: string
  readonly title: string
  readonly checks: readonly CheckGroup[]
}

/** Findings that fail the audit: practices in the document's order, in each the most severe checks first. */
export function failingByPractice(report: Report): readonly PracticeGroup[] {
  return byPractice(report.findings.filter(isFailing))
}

/** Advice, grouped like failures. */
export function adviceByPractice(report: Report): readonly PracticeGroup[] {
  return byPractice(report.findings.filter(isAdvice))
}

/** Waived findings, grouped like failures. */
export function waivedByPractice(report: Report): readonly PracticeGroup[] {
  return byPractice(report.findings.filter(isWaived))
}

function byPractice(findings: readonly Finding[]): readonly PracticeGroup[] {
  const groups = byCheck(findings)
  return PRACTICES.map(({ id, section, title }) => ({
    practice: id,
    section,
    title,
    checks: groups.filter((group) => group.check.practice === id),
  })).filter((group) => group.checks.length > 0)
}

/** Findings by check, the most severe checks first, then by id. */
function byCheck(findings: readonly Finding[]): readonly CheckGroup[] {
  const groups = Map.groupBy(findings, (finding) => finding.check)
  const rank = (check: Check) => SEVERITIES.indexOf(check.severity)
  return [...groups]
    .map(([check, of]) => ({ check, findings: of }))
    .toSorted((a, b) => rank(a.check) - rank(b.check) || (a.check.id < b.check.id ? -1 : 1))
}

/**
 * The findings that a person should see first: the most severe ones, and within a severity one of each check in turn,
 * so that a check which fails a thousand times does not hide the others.
 */
export function topFindings(report: Report, most: number): readonly Finding[] {
  const groups = byCheck(report.findings.filter(isFailing))
  const top: Finding[] = []
  for (const severity of SEVERITIES) {
    const turns = groups.filter((group) => group.check.severity === severity)
    const longest = turns.reduce((max, group) => Math.max(max, group.findings.length), 0)
    for (let turn = 0; turn < longest; turn++) {
      for (const group of turns) {
        if (top.length >= most) return top
        const finding = group.findings[turn]
        if (finding) top.push(finding)
      }
    }
  }
  return top
}

/** Findings that say the same of several resources. */
export interface FindingFold {
  readonly check: Check
  readonly evidence: string
  readonly findings: readonly Finding[]
}

/** Folds findings of the same check and evidence into one, the widest first. */
export function foldFindings(findings: readonly Finding[]): readonly FindingFold[] {
  const folds = Map.groupBy(findings, (finding) => `${finding.check.id}|${finding.evidence}`)
  return [...folds.values()]
    .flatMap((like) =>
      like[0] ? [{ check: like[0].check, evidence: like[0].evidence, findings: like }] : [],
    )
    .toSorted((a, b) => b.findings.length - a.findings.length)
}

/** The findings that fail now and did not in the audit before; none where there was none before. */
export function openedFindings(report: Report): readonly Finding[] {
  const opened = new Set(report.comparison?.opened)
  return opened.size === 0 ? [] : report.findings.filter((f) => isFailing(f) && opened.has(findingKey(f)))
}

/** A finding that failed in the audit before and no longer does. */
export interface FixedFinding {
  readonly checkId: string
  readonly arn: string
}

/** What was fixed since the audit before. */
export function fixedFindings(report: Report): readonly FixedFinding[] {
  return (report.comparison?.fixed ?? []).map((key) => {
    const bar = key.indexOf('|')
    return { checkId: key.slice(0, bar), arn: key.slice(bar + 1) }
  })
}
