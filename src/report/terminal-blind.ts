import { plural } from '../base/time.ts'
import { type BlindSpot, blindSpots, closingPolicy } from '../posture/blind-spots.ts'
import type { Report } from '../posture/report.ts'
import type { GapCause } from '../posture/snapshot.ts'
import type { Paint } from './paint.ts'
import { printable } from './printable.ts'
import { listed, wrap } from './wrap.ts'

const CHECKS = 3
const REGIONS = 4

const WHAT_HAPPENED: Readonly<Record<GapCause, string>> = {
  denied: 'was denied',
  throttled: 'was throttled',
  unsupported: 'is not supported',
  unavailable: 'gave no answer',
}

/** What could not be seen, which checks that hides, and the policy that would show it. */
export function blindLines(report: Report, paint: Paint, width: number): readonly string[] {
  const spots = blindSpots(report)
  if (spots.length === 0) return []
  const policy = closingPolicy(report)
  return [
    paint.bold('Not seen'),
    ...spots.flatMap((spot) => spotLines(spot, paint, width)),
    ...(policy
      ? [
          '',
          'A policy that lets the next audit see what was denied:',
          ...JSON.stringify(policy, null, 2).split('\n').map(printable),
        ]
      : []),
  ]
}

function spotLines(spot: BlindSpot, paint: Paint, width: number): readonly string[] {
  const hides = `hides ${plural(spot.checks.length, 'check')}: ${listed(spot.checks, CHECKS)}`
  const what = `${spot.action} ${WHAT_HAPPENED[spot.cause]} in ${listed(spot.regions, REGIONS)}; ${hides}`
  return [
    ...wrap(printable(`- ${what}`), width - 2, '  ').map((line) => `  ${line}`),
    ...wrap(printable(spot.detail), width - 4, '').map((line) => paint.dim(`    ${line}`)),
  ]
}
