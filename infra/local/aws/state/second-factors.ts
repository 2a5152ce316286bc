import { createHash } from 'node:crypto'
import { Secret, TOTP } from 'otpauth'
import type { MovableClock } from './clock.ts'

/** Steps of 30 seconds that a device may be ahead or behind. */
const WINDOW = 1
const PERIOD_S = 30

/** The secret of a sample virtual MFA device, in Base32: always the same for the same serial number. */
export const deviceSecret = (serialNumber: string): string =>
  Secret.fromHex(createHash('sha1').update(`sample device ${serialNumber}`).digest('hex')).base32

const device = (serialNumber: string): TOTP =>
  new TOTP({ secret: Secret.fromBase32(deviceSecret(serialNumber)), period: PERIOD_S })

/** The code that a sample device shows at a moment, in epoch seconds (RFC 6238: SHA-1, 6 digits, 30 seconds). */
export const deviceCode = (serialNumber: string, at: number): string =>
  device(serialNumber).generate({ timestamp: at * 1000 })

/** The codes of virtual MFA devices, each good for one use. */
export interface SecondFactors {
  /** Whether a code is the device's at present and was not used before. A good code is used up. */
  accept(serialNumber: string, code: string): boolean
}

/** Devices whose codes were not used so far. */
export const secondFactors = (clock: MovableClock): SecondFactors => {
  const lastUsed = new Map<string, number>()
  return {
    accept: (serialNumber, code) => {
      const timestamp = clock.now()
      const off = device(serialNumber).validate({ token: code, timestamp, window: WINDOW })
      if (off === null) return false
      const step = Math.floor(timestamp / 1000 / PERIOD_S) + off
      if (step <= (lastUsed.get(serialNumber) ?? -1)) return false
      lastUsed.set(serialNumber, step)
      return true
    },
  }
}
