import { randomBytes } from 'node:crypto'

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'

/** A new id in Slack's form: a letter for its kind and ten capitals or digits. */
export const newId = (prefix: string): string =>
  prefix + [...randomBytes(10)].map((byte) => letters[byte % letters.length]).join('')

/** An unguessable string of `bytes` random bytes, as hex. */
export const newSecret = (bytes = 16): string => randomBytes(bytes).toString('hex')

/** Message timestamps: the clock's time, moved on by a microsecond where needed so that no two are alike. */
export const createTimestamps = (clock: () => number, last = '0.000000') => {
  const micros = (ts: string) => Math.round(Number(ts) * 1e6)
  let previous = micros(last)
  return (): string => {
    previous = Math.max(Math.round(clock() * 1000), previous + 1)
    const digits = String(previous).padStart(7, '0')
    return `${digits.slice(0, -6)}.${digits.slice(-6)}`
  }
}
