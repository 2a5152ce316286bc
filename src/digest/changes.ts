import type { EpochSeconds } from '../base/time.ts'
import { compare } from '../posture/compare.ts'
import { type Finding, findingKey } from '../posture/finding.ts'
import type { Report } from '../posture/report.ts'
import { isFailing, waivedFindings } from '../posture/summary.ts'

/** What is different from the digest before. Advice is left out. */
export interface Changes {
  /** Epoch seconds of the audit that this is held against. */
  readonly since: EpochSeconds
  /** Fails for the first time. */
  readonly opened: readonly Finding[]
  /** Had been fixed, and fails again. */
  readonly regressed: readonly Finding[]
  /** Failed then, and was seen not to fail now. */
  readonly fixed: readonly Finding[]
  /** Failed then, and is an accepted risk now. */
  readonly waived: readonly Finding[]
  /** Was an accepted risk then, and counts again. */
  readonly unwaived: readonly Finding[]
  /** Is unknown now, and was not then. What failed among it may fail still. */
  readonly unseen: readonly Finding[]
}

/** An earlier audit, as far as it matters. */
export type Earlier = Pick<Report, 'finishedAt' | 'findings'>

/**
 * Compares a report with that of the digest before. `cameBack`: keys of findings that had been fixed once. What could not be
 * seen now is not fixed.
 */
export function changesSince(before: Earlier, report: Report, cameBack: ReadonlySet<string>): Changes {
  const { opened, fixed, since } = compare(before, report.findings)
  const isOpened = new Set(opened)
  const isFixed = new Set(fixed)
  const waivedThen = new Set(waivedFindings(before).map(findingKey))
  const failedThen = new Set(before.findings.filter(isFailing).map(findingKey))
  const unknownThen = new Set(before.findings.filter(isUnknown).map(findingKey))
  const news = report.findings.filter((each) => isFailing(each) && isOpened.has(findingKey(each)))
  return {
    since,
    opened: news.filter((each) => !cameBack.has(findingKey(each))),
    regressed: news.filter((each) => cameBack.has(findingKey(each))),
    fixed: before.findings.filter((each) => isFailing(each) && isFixed.has(findingKey(each))),
    waived: waivedFindings(report).filter((each) => failedThen.has(findingKey(each))),
    unwaived: report.findings.filter((each) => isFailing(each) && waivedThen.has(findingKey(each))),
    unseen: report.findings.filter((each) => isUnknown(each) && !unknownThen.has(findingKey(each))),
  }
}

const isUnknown = ({ status, check }: Finding): boolean => status === 'unknown' && check.tier !== 'advisory'

/** Whether nothing is different, in what is known and in what is not. */
export function isUnchanged({ opened, regressed, fixed, waived, unwaived, unseen }: Changes): boolean {
  return [opened, regressed, fixed, waived, unwaived, unseen].every(({ length }) => length === 0)
}
