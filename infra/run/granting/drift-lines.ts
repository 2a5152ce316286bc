import type { Drift } from '../../../src/grants/lifecycle/drift.ts'

/** What each disagreement between IAM and the records means and what to do; `about` tells one from another. */
export function driftLines(
  drift: readonly Drift[],
): ReadonlyArray<{ readonly about: string; readonly drift: string; readonly isGone: boolean }> {
  return drift.map((each) => ({
    about: `${each.code} ${each.arn}`,
    drift: driftWords(each),
    isGone: each.code === 'left-over-role',
  }))
}

function driftWords(drift: Drift): string {
  switch (drift.code) {
    case 'unknown-role':
      return `${drift.arn} lies in the path of grants, and no grant explains it. I leave it alone: look who made it.`
    case 'left-over-role':
      return `${drift.arn} of the grant ${drift.grantId}, which is over, was still there. I removed it.`
    case 'changed-role':
      return `${drift.arn} of the grant ${drift.grantId} is not as I made it. Somebody changed it: end the grant if that was not meant.`
    case 'missing-role':
      return `${drift.arn} of the grant ${drift.grantId} is gone though its time is not over. I do not make it again: somebody may have removed it on purpose.`
  }
}
