import type { GrantState } from '../grant.ts'
import type { LaterStep } from './steps.ts'

/**
 * Every move there is: from which state a step may be taken, and where it may lead. What is not here cannot happen.
 * An active grant stays active while its extension is asked for, approved, refused or lapses.
 */
export const TRANSITIONS: Readonly<
  Record<LaterStep['type'], Readonly<Partial<Record<GrantState, readonly GrantState[]>>>>
> = {
  approve: { requested: ['requested', 'approved'], active: ['active'] },
  confirm: { requested: ['approved'], active: ['active'] },
  deny: { requested: ['ended'], active: ['active'] },
  withdraw: { requested: ['ended'], active: ['active'] },
  lapse: { requested: ['ended'], active: ['active'] },
  attach: { approved: ['active'], active: ['active'] },
  extend: { active: ['active'] },
  'fail-extension': { active: ['active'] },
  expire: { approved: ['ending'], active: ['ending'] },
  revoke: { approved: ['ending'], active: ['ending'] },
  fail: { approved: ['ending'] },
  detach: { ending: ['ended'] },
  review: { approved: ['approved'], active: ['active'], ending: ['ending'], ended: ['ended'] },
}
