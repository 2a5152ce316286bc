import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createSealer } from '../../src/mfa/sealing.ts'
import { seededBytes } from '../support/factors.ts'

const random = seededBytes('sealing')
const sealer = createSealer(Buffer.alloc(32, 1), random)
const SECRET = Buffer.from('twenty secret bytes!')

describe('a sealed secret', () => {
  it('opens to itself under the same key for the same owner', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.string(), (secret, context) => {
        expect(sealer.open(sealer.seal(secret, context), context)).toEqual(Buffer.from(secret))
      }),
    )
  })

  it('does not show the secret and is different each time', () => {
    const [one, two] = [sealer.seal(SECRET, 'ann'), sealer.seal(SECRET, 'ann')]
    expect(one).not.toBe(two)
    expect(Buffer.from(one.slice(3), 'base64url').includes(SECRET)).toBe(false)
  })

  it('opens for nobody else and under no other key', () => {
    const sealed = sealer.seal(SECRET, 'ann')
    expect(() => sealer.open(sealed, 'ben')).toThrow('does not open')
    expect(() => createSealer(Buffer.alloc(32, 2), random).open(sealed, 'ann')).toThrow('does not open')
  })

  it('does not open with any bit changed', () => {
    const bytes = Buffer.from(sealer.seal(SECRET, 'ann').slice(3), 'base64url')
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const spoilt = Buffer.from(bytes)
      spoilt[bit >> 3] = (spoilt[bit >> 3] ?? 0) ^ (1 << (bit & 7))
      expect(() => sealer.open(`v1.${spoilt.toString('base64url')}`, 'ann')).toThrow('does not open')
    }
  })

  it.each(['', 'v1.', 'v2.AAAA', 'v1.AAAA'])('is not %j', (text) => {
    expect(() => sealer.open(text, 'ann')).toThrow('Not a sealed secret')
  })

  it.each([0, 16, 31, 33])('needs a key of 32 bytes, not %i', (length) => {
    expect(() => createSealer(Buffer.alloc(length), random)).toThrow('32 bytes')
  })
})
