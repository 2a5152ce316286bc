import { z } from 'zod'
import { DAY_S, HOUR_S, MINUTE_S } from '../../../src/base/time.ts'

/** A text of this form. The words say what it must be, whether it is no text at all or another one. */
export function text(form: RegExp, words: string) {
  return z.string(words).regex(form, words)
}

const RISKS = ['low', 'medium', 'high', 'critical'] as const

export const METHODS = ['passkey', 'totp', 'backup-code'] as const

export const WEEKDAYS = [
  'sunday',
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
] as const

export const risk = z.enum(RISKS, `must be one of ${RISKS.join(', ')}`)

export const method = z.enum(METHODS, `must be one of ${METHODS.join(', ')}`)

export const weekday = z.enum(WEEKDAYS, 'must be a day in English, such as saturday')

export const account = text(/^\d{12}$/, 'must be a twelve-digit account id, in quotes')

/** The name that the file gives something. */
export const id = text(/^[a-z0-9][a-z0-9-]{0,63}$/, 'must be lower-case words with hyphens')

export const person = text(
  /^(?:T[A-Z0-9]{2,20}\/)?[UW][A-Z0-9]{2,20}$/,
  'must be a Slack user id such as U045EF6GH, or with its team T012AB3CD/U045EF6GH',
)

export const channel = text(/^[CG][A-Z0-9]{2,20}$/, 'must be the id of a Slack channel, such as C012AB3CD')

export const iamUser = text(
  /^arn:[a-z-]+:iam::\d{12}:user\/(?:[\w+=,.@-]+\/){0,20}[\w+=,.@-]{1,64}$/,
  'must be the ARN of an IAM user, such as arn:aws:iam::111122223333:user/ann',
)

export const reservedRole = text(
  /^arn:[a-z-]+:iam::\d{12}:role\/aws-reserved\/sso\.amazonaws\.com\/(?:[a-z0-9-]+\/)?AWSReservedSSO_[\w+=,.@-]{1,32}_[0-9a-f]{16}$/,
  'must be the ARN of the role of a permission set (…/AWSReservedSSO_NAME_0123456789abcdef)',
)

export const region = text(/^[a-z]{2}(?:-[a-z]+){1,3}-\d{1,2}$/, 'must be a Region such as eu-west-1')

export const permissionSet = text(/^[\w+=,.@-]{1,32}$/, 'must be the name of a permission set')

export const identityStoreUser = text(
  /^(?:[0-9a-f]{10}-)?[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
  'must be a user id of the identity store',
)

export const resource = text(/^(?:\*|arn:\S{1,2000})$/, 'must be an ARN, in which * stands for anything')

export const duration = text(/^\d{1,5}[smhd]$/, 'must be a time such as 30m, 4h or 7d')

export const minuteOfDay = text(/^(?:[01]\d|2[0-3]):[0-5]\d$/, 'must be a time of day such as "18:30"')

const UNITS: Readonly<Record<string, number>> = { s: 1, m: MINUTE_S, h: HOUR_S, d: DAY_S }

/** The seconds of a checked duration. */
export function secondsOf(checked: string): number {
  return Number(checked.slice(0, -1)) * (UNITS[checked.slice(-1)] ?? Number.NaN)
}

/** The minutes after midnight of a checked time of day. */
export function minutesOf(checked: string): number {
  const [hours = '', minutes = ''] = checked.split(':')
  return Number(hours) * 60 + Number(minutes)
}

/** Whether this is a time zone that there is. */
export function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}
