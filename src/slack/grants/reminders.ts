import type { EpochSeconds } from '../../base/time.ts'
import { HOUR_S } from '../../base/time.ts'
import { type Grant, pendingRevision } from '../../grants/grant.ts'
import { isQuiet, type QuietHours } from '../../grants/rules/quiet-hours.ts'

/** When people are reminded of a request that waits. */
export interface ReminderSettings {
  /** Seconds after it was asked for, in any order. */
  readonly afterSeconds: readonly number[]
  /** When others are told too; absent: never. */
  readonly escalateAfterSeconds?: number
  /** The approver group that is told then. */
  readonly escalateTo?: string
}

/** A reminder that is due. `about` names it, so that nobody gets it twice. */
export type Reminder =
  | { readonly kind: 'approvers' | 'requester' | 'review'; readonly about: string }
  | { readonly kind: 'escalate'; readonly about: string; readonly group: string }

/** People are told of a look back that is owed this long before it is late. */
const REVIEW_AHEAD_S = 2 * HOUR_S

/**
 * The reminders that are due for a grant now: of those that waited for us to run again only the newest, in quiet hours none.
 * Those that were sent are due still; whoever sends them looks who has got which.
 */
export function dueReminders(
  grant: Grant,
  settings: ReminderSettings,
  quietHours: QuietHours | undefined,
  now: EpochSeconds,
): readonly Reminder[] {
  if (isQuiet(quietHours, now)) return []
  return [...pendingReminders(grant, settings, now), ...reviewReminders(grant, now)]
}

function pendingReminders(
  grant: Grant,
  { afterSeconds, escalateAfterSeconds, escalateTo }: ReminderSettings,
  now: EpochSeconds,
): readonly Reminder[] {
  const waiting = pendingRevision(grant)
  if (!waiting || now >= waiting.lapsesAt) return []
  const waited = now - waiting.askedAt
  const passed = afterSeconds.filter((seconds) => seconds > 0 && seconds <= waited)
  const byOthers = waiting.terms.mode === 'approval'
  const reminders: Reminder[] =
    passed.length > 0
      ? [
          {
            kind: byOthers ? 'approvers' : 'requester',
            about: `remind ${waiting.number} ${Math.max(...passed)}`,
          },
        ]
      : []
  const isTime = byOthers && escalateAfterSeconds !== undefined && waited >= escalateAfterSeconds
  if (isTime && escalateTo !== undefined)
    reminders.push({ kind: 'escalate', about: `escalate ${waiting.number}`, group: escalateTo })
  return reminders
}

function reviewReminders({ review }: Grant, now: EpochSeconds): readonly Reminder[] {
  if (review === null || review.outcome !== null || now < review.dueAt - REVIEW_AHEAD_S) return []
  return [{ kind: 'review', about: now < review.dueAt ? 'review soon' : 'review late' }]
}
