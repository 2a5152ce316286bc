import { timingSafeEqual } from 'node:crypto'
import { Secret, TOTP } from 'otpauth'
import { encode } from 'uqr'
import type { EpochSeconds } from '../base/time.ts'

/** RFC 6238 as every authenticator app understands it. */
const CODE = { algorithm: 'SHA1', digits: 6, period: 30 } as const

/** 160 bits, as RFC 4226 (section 4) recommends. */
export const SEED_BYTES = 20

/** A square drawing: so many modules each way, and the dark ones as the `d` of an SVG path. */
export interface QrCode {
  readonly size: number
  readonly path: string
}

/** What an authenticator app is given. */
export interface TotpKey {
  /** `otpauth://totp/…` */
  readonly uri: string
  /** The URI as a QR code, its quiet border included. */
  readonly qr: QrCode
  /** The seed in base32, in groups of four, for typing. */
  readonly text: string
}

/** A seed in the forms that apps take. `account`: what the app lists it under. */
export function totpKey(seed: Uint8Array, account: string): TotpKey {
  const totp = totpOf(seed, account)
  const uri = totp.toString()
  return {
    uri,
    qr: qrCode(uri),
    text: totp.secret.base32.replaceAll(/.{4}(?=.)/g, '$& '),
  }
}

function qrCode(text: string): QrCode {
  const { size, data } = encode(text, { border: 4, ecc: 'M' })
  const dark = data.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : [])))
  return { size, path: dark.join('') }
}

/**
 * The time step whose code this is: the present one or the one before, which was on the screen a moment ago. Undefined
 * for any other code. Both are compared in constant time.
 */
export function matchingStep(seed: Uint8Array, typed: string, now: EpochSeconds): number | undefined {
  if (!looksLikeTotp(typed)) return undefined
  const digits = typed.replaceAll(/\s/g, '')
  const totp = totpOf(seed)
  const present = Math.floor(now / CODE.period)
  const [isPresent, isPrevious] = [present, present - 1].map((step) => {
    const code = totp.generate({ timestamp: step * CODE.period * 1000 })
    return timingSafeEqual(Buffer.from(code), Buffer.from(digits))
  })
  if (isPresent) return present
  return isPrevious ? present - 1 : undefined
}

/** Whether a typed code can only be an app's: six digits, spaced as people like. */
export function looksLikeTotp(typed: string): boolean {
  return /^\s*(?:\d\s*){6}$/.test(typed)
}

function totpOf(seed: Uint8Array, label = ''): TOTP {
  const secret = new Secret({ buffer: new Uint8Array(seed).buffer })
  return new TOTP({ ...CODE, issuer: 'Sagewarden', label, secret })
}
