import type { KnownBlock, ModalView } from '@slack/types'
import { plural } from '../../base/time.ts'
import type { Report } from '../../posture/report.ts'
import { type CheckGroup, failingByPractice, waivedByPractice } from '../../posture/summary.ts'
import { actions, type ButtonSpec, context, modal, section } from '../blocks/blocks.ts'
import { pageValue } from '../button-values.ts'
import { practiceTitle, when } from '../words.ts'
import { detailsButton, explainButton } from './finding.ts'
import { checkBlock } from './thread.ts'
import { waivedBlock } from './waived.ts'

const CHECKS_A_PAGE = 8
const DETAIL = { names: 5, folds: 3 }

/** All failing findings in a modal, by practice and check, some checks a page; then what is waived. `page` counts from 0. */
export function findingsModal(report: Report, page: number): ModalView {
  const groups = failingByPractice(report).flatMap(({ checks }) => checks)
  const rows: readonly Row[] = [
    ...groups.map((group) => ({ group, waived: false })),
    ...waivedByPractice(report)
      .flatMap(({ checks }) => checks)
      .map((group) => ({ group, waived: true })),
  ]
  const pages = Math.max(1, Math.ceil(rows.length / CHECKS_A_PAGE))
  const at = Math.min(page, pages - 1)
  const shown = rows.slice(at * CHECKS_A_PAGE, (at + 1) * CHECKS_A_PAGE)
  const failing = groups.reduce((sum, { findings }) => sum + findings.length, 0)
  return modal('All findings', [
    section(
      groups.length === 0
        ? '*Nothing fails.*'
        : `*${plural(failing, 'finding fails', 'findings fail')}* over ${plural(groups.length, 'check')}, as of ${when(report.finishedAt)}.`,
    ),
    ...shown.flatMap((row, i) => rowBlocks(report.id, row, shown[i - 1])),
    ...paging(report.id, at, pages),
  ])
}

/** A check with what fails of it, or what of it is waived. */
interface Row {
  readonly group: CheckGroup
  readonly waived: boolean
}

function rowBlocks(reportId: string, { group, waived }: Row, before: Row | undefined): readonly KnownBlock[] {
  const { check, findings } = group
  const isNew = before?.group.check.practice !== check.practice || before.waived !== waived
  const first = findings[0]
  const title = `*${practiceTitle(check.practice)}*`
  return [
    ...(isNew ? [section(waived ? `${title} · waived for now` : title)] : []),
    waived ? waivedBlock(group) : checkBlock(group, DETAIL),
    actions(...(first ? [detailsButton(reportId, first)] : []), explainButton(check.id, check.title)),
  ]
}

function paging(reportId: string, page: number, pages: number): readonly KnownBlock[] {
  if (pages === 1) return []
  const turn = (label: string, to: number): ButtonSpec => ({
    label,
    action: 'audit:page',
    value: pageValue(reportId, to),
  })
  return [
    context(`Page ${page + 1} of ${pages}`),
    actions(
      ...(page > 0 ? [turn('Previous page', page - 1)] : []),
      ...(page < pages - 1 ? [turn('Next page', page + 1)] : []),
    ),
  ]
}
