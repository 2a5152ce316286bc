import { type EpochSeconds, isoTime } from '../../base/time.ts'
import type { Window } from '../terms.ts'
import type { Conditions, StatementJson } from './policy-json.ts'

/** 9999-12-31T23:59:59Z: later than this, a date has more digits than policies know. */
export const LAST_SECOND: EpochSeconds = 253_402_300_799

/** Whether a window is one: whole seconds that a policy can spell, and the start before the end. */
export function isWindow({ startsAt, endsAt }: Window): boolean {
  const whole = Number.isSafeInteger(startsAt) && Number.isSafeInteger(endsAt)
  return whole && startsAt >= 0 && startsAt < endsAt && endsAt <= LAST_SECOND
}

/** `startsAt` ≤ now < `endsAt`, for an Allow. */
export function within({ startsAt, endsAt }: Window): Conditions {
  return {
    DateGreaterThanEquals: { 'aws:CurrentTime': isoTime(startsAt) },
    DateLessThan: { 'aws:CurrentTime': isoTime(endsAt) },
  }
}

/** Denies everything outside the window, whatever another policy may allow. */
export function denyOutside({ startsAt, endsAt }: Window): readonly StatementJson[] {
  const everything = { Effect: 'Deny', Action: ['*'], Resource: ['*'] } as const
  return [
    {
      Sid: 'NotBefore',
      ...everything,
      Condition: { DateLessThan: { 'aws:CurrentTime': isoTime(startsAt) } },
    },
    {
      Sid: 'NotAfter',
      ...everything,
      Condition: { DateGreaterThanEquals: { 'aws:CurrentTime': isoTime(endsAt) } },
    },
  ]
}
