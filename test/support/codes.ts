import { Secret, TOTP } from 'otpauth'

/** The code that an authenticator app shows at an instant in epoch seconds. `seed`: bytes, or base32 as it was typed. */
export function codeAt(seed: Uint8Array | string, at: number): string {
  const secret =
    typeof seed === 'string'
      ? Secret.fromBase32(seed.replaceAll(' ', ''))
      : new Secret({ buffer: new Uint8Array(seed).buffer })
  return new TOTP({ secret }).generate({ timestamp: at * 1000 })
}

/** A code that is not this one. */
export function otherThan(code: string): string {
  return `${(Number(code[0]) + 1) % 10}${code.slice(1)}`
}
