import { MINUTE_S } from '../../base/time.ts'
import { defineDetection } from '../detection.ts'
import type { TrailEvent } from '../event.ts'
import { countWords, valuesSince } from '../memory.ts'

/** More failures than a person makes with a forgotten password. */
const MOST = 4
const WITHIN_S = 10 * MINUTE_S

/** Sign-ins to the console that fail again and again. */
export const failedSignIns = defineDetection({
  id: 'failed-sign-ins',
  title: 'Sign-ins to the AWS console failed again and again',
  severity: 'high',
  why: 'Somebody may be guessing a password, or trying one that was stolen. Five failures in ten minutes are more than a slip.',
  respond:
    'Ask the person whether it was them. If not, change the password, check that MFA is on, and look for a sign-in that worked.',
  practice: 'mfa',
  audit: 'mfa-console-users-enabled',
  rate: true,
  of: { sources: ['signin.amazonaws.com'], names: ['ConsoleLogin'] },
  remember: (event) => (failed(event) ? { key: keyOf(event), value: event.id } : undefined),
  detect: (event, memory) => {
    if (!failed(event)) return undefined
    const before = valuesSince(memory, keyOf(event), event.at - WITHIN_S).filter((id) => id !== event.id)
    if (before.length < MOST) return undefined
    return { subject: whose(event), more: `${countWords(before.length + 1)} failures within 10 minutes` }
  },
})

const failed = ({ answered }: TrailEvent): boolean => answered.ConsoleLogin === 'Failure'

/** CloudTrail hides the names of users that do not exist: then the address tells attempts apart. */
function whose({ caller, from }: TrailEvent): string {
  const { name, principal, type } = caller
  if (type === 'Root') return principal
  return name === null || name.startsWith('HIDDEN_') ? `unknown user from ${from ?? 'unknown'}` : name
}

const keyOf = (event: TrailEvent): string => `failed-sign-ins ${whose(event)}`
