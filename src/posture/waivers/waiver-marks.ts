import { DAY_S, type EpochSeconds } from '../../base/time.ts'
import type { Finding } from '../finding.ts'
import { applies, endOf, isAbout, type TagsOf, type Waived, type Waiver } from './waiver.ts'

/** How long a finding says that its waiver ended. */
const TOLD_S = 30 * DAY_S

/**
 * Marks the failing findings that a waiver covers now, and those whose waiver ended lately. Of several waivers the one that
 * lasts longest is named.
 */
export function markWaived(
  findings: readonly Finding[],
  waivers: readonly Waiver[],
  now: EpochSeconds,
  tags: TagsOf,
): void {
  const byCheck = Map.groupBy(waivers, ({ check }) => check)
  for (const finding of findings) {
    const about = finding.status === 'fail' ? byCheck.get(finding.check.id) : undefined
    if (about) mark(finding, about, now, tags)
  }
}

function mark(finding: Finding, waivers: readonly Waiver[], now: EpochSeconds, tags: TagsOf): void {
  const covering = waivers
    .filter((waiver) => applies(waiver, finding, now, tags))
    .reduce<Waiver | undefined>((best, each) => (best && best.until >= each.until ? best : each), undefined)
  if (covering) {
    finding.waived = waivedBy(covering)
    return
  }
  const ends = waivers
    .filter((waiver) => waiver.from !== null && isAbout(waiver, finding, tags))
    .map(endOf)
    .filter((end) => end <= now && now < end + TOLD_S)
  if (ends.length > 0) finding.waiverEndedAt = Math.max(...ends)
}

/** What a finding says of the waiver that covers it. */
function waivedBy({ id, until, askedBy, approvedBy, reason }: Waiver): Waived {
  return { waiver: id, until, by: askedBy, approvedBy, reason }
}

/** Checks of these whose waivers go by tags, so that an audit has to read tags for them. */
export function checksByTag(
  waivers: readonly Waiver[],
  checks: ReadonlyArray<{ readonly id: string }>,
  now: EpochSeconds,
): readonly string[] {
  const ids = new Set(checks.map(({ id }) => id))
  const tagged = waivers.filter(
    (waiver) =>
      'tag' in waiver.scope && waiver.from !== null && now < endOf(waiver) + TOLD_S && ids.has(waiver.check),
  )
  return [...new Set(tagged.map(({ check }) => check))].toSorted((a, b) => a.localeCompare(b))
}
