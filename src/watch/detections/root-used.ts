import { defineDetection } from '../detection.ts'

/** The root user did something. */
export const rootUsed = defineDetection({
  id: 'root-used',
  title: 'The root user was used',
  severity: 'critical',
  why: 'Root can do everything and no policy of the account holds it back. Daily work never needs it.',
  respond:
    'Ask whoever keeps the root credentials. If it was not them, change the password, delete access keys and call AWS Support.',
  practice: 'identity',
  audit: 'iam-root-not-used',
  of: { callers: ['Root'] },
  detect: ({ caller, answered, account }) => {
    // Services act for root at times: that is nobody at the keyboard. Failed sign-ins have an alert of their own.
    if (caller.service !== null) return undefined
    return answered.ConsoleLogin === 'Failure' ? undefined : { subject: `root of ${account}` }
  },
})
