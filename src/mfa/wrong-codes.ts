import { DAY_S, type EpochSeconds, MINUTE_S } from '../base/time.ts'
import type { WrongCodes } from './ports.ts'

const TRIES = 5
const FIRST_LOCK_S = 15 * MINUTE_S
const LONGEST_LOCK_S = DAY_S
/** NIST SP 800-63B, 5.2.2: at most 100 failures in a row. */
const MOST_IN_A_ROW = 100

export const NO_WRONG_CODES: WrongCodes = { count: 0, lastAt: 0 }

/** One more wrong code. */
export function oneMoreWrong({ count }: WrongCodes, now: EpochSeconds): WrongCodes {
  return { count: count + 1, lastAt: now }
}

/**
 * Until when no typed code of a person is looked at; 0 where they are. After every fifth wrong code in a row: 15 minutes
 * the first time, twice as long each further time, a day at most; after a hundred for good (`Infinity`). A right code, or a
 * passkey, starts the count afresh. Attempts while it is locked are not counted.
 */
export function lockedUntil({ count, lastAt }: WrongCodes): EpochSeconds {
  if (count >= MOST_IN_A_ROW) return Number.POSITIVE_INFINITY
  if (count === 0 || count % TRIES !== 0) return 0
  return lastAt + Math.min(FIRST_LOCK_S * 2 ** (count / TRIES - 1), LONGEST_LOCK_S)
}
