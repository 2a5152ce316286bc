import { DAY_S, type EpochSeconds, spellDuration } from '../../base/time.ts'

/** Why a delivery is not working: an error, or nothing delivered within a day; `undefined` where it is. */
export function deliveryProblem(
  error: string | undefined,
  deliveredAt: EpochSeconds | undefined,
  now: EpochSeconds,
): string | undefined {
  if (error !== undefined) return `its last delivery ended with ${error.replace(/\.$/, '')}`
  if (deliveredAt === undefined) return 'it has delivered nothing yet'
  return now - deliveredAt > DAY_S
    ? `its last delivery was ${spellDuration(now - deliveredAt)} ago`
    : undefined
}
