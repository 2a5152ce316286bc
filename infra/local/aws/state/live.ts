import { randomBytes } from 'node:crypto'
import type { Estate } from '../estates/estate.ts'
import { startTrail, type Trail } from '../trail/ring.ts'
import type { MovableClock } from './clock.ts'
import { type IamHistory, iamHistory } from './iam-history.ts'
import { type Links, startLinks } from './links.ts'
import { type Queues, startQueues } from './queues.ts'
import { type SecondFactors, secondFactors } from './second-factors.ts'
import { type Sessions, startSessions } from './sessions.ts'

/** What an account remembers beside its estate. */
export interface Live {
  readonly clock: MovableClock
  readonly iam: IamHistory
  readonly sessions: Sessions
  readonly factors: SecondFactors
  readonly trail: Trail
  readonly links: Links
  readonly queues: Queues
  /** Plans a change of the estate for a moment, in milliseconds since 1970. */
  later(at: number, change: () => void): void
  /** Makes the changes whose moment has come, in their order. To be called before a call is answered. */
  settle(): void
  /** An id of AWS's form: a prefix such as AROA, and 17 or so many letters and digits. */
  uniqueId(prefix: string, characters?: number): string
}

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

const uniqueId = (prefix: string, characters = 17): string =>
  prefix + [...randomBytes(characters)].map((byte) => BASE32.charAt(byte % 32)).join('')

interface Planned {
  readonly at: number
  readonly change: () => void
}

const agenda = (clock: MovableClock): Pick<Live, 'later' | 'settle'> => {
  let planned: readonly Planned[] = []
  return {
    later: (at, change) => {
      planned = [...planned, { at, change }].toSorted((a, b) => a.at - b.at)
    },
    settle: () => {
      if (planned.length === 0) return
      const now = clock.now()
      const due = planned.filter(({ at }) => at <= now)
      planned = planned.filter(({ at }) => at > now)
      for (const { change } of due) change()
    },
  }
}

/** The memory of an account that was just started. */
export const startLive = (estate: Estate, clock: MovableClock, iamDelayMs: number): Live => ({
  clock,
  ...agenda(clock),
  iam: iamHistory(estate, clock, iamDelayMs),
  sessions: startSessions(),
  factors: secondFactors(clock),
  trail: startTrail(),
  links: startLinks(clock),
  queues: startQueues(clock),
  uniqueId,
})
