import { expect, it } from 'vitest'
import { deliveryProblem } from '../../../src/posture/alarms/trail-health.ts'

const NOW = 1_000_000
const HOUR = 3600

it.each<[string | undefined, number | undefined, string | undefined]>([
  [undefined, NOW - HOUR, undefined],
  [undefined, NOW - 24 * HOUR, undefined],
  [undefined, NOW - 25 * HOUR, 'its last delivery was 1 day ago'],
  [undefined, undefined, 'it has delivered nothing yet'],
  ['Access denied.', NOW, 'its last delivery ended with Access denied'],
])('error %s, delivered at %s: %s', (error, at, expected) => {
  expect(deliveryProblem(error, at, NOW)).toBe(expected)
})
