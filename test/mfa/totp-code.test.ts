import fc from 'fast-check'
import { URI } from 'otpauth'
import { encode } from 'uqr'
import { describe, expect, it } from 'vitest'
import { looksLikeTotp, matchingStep, totpKey } from '../../src/mfa/totp-code.ts'
import { codeAt } from '../support/codes.ts'

/** RFC 6238, appendix B: the seed of its SHA-1 rows; the last six of the eight digits. */
const RFC_SEED = Buffer.from('12345678901234567890')

describe('the code of an authenticator app', () => {
  it.each([
    [59, '287082'],
    [1_111_111_109, '081804'],
    [1_111_111_111, '050471'],
    [1_234_567_890, '005924'],
    [2_000_000_000, '279037'],
    [20_000_000_000, '353130'],
  ])('at %i is %s, as RFC 6238 has it', (at, code) => {
    expect(matchingStep(RFC_SEED, code, at)).toBe(Math.floor(at / 30))
  })

  it('is taken in its own step and in the one after, and in no other', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 20, maxLength: 20 }),
        fc.integer({ min: 1_000_000, max: 4_000_000_000 }),
        fc.integer({ min: -40, max: 40 }),
        (seed, at, steps) => {
          const code = codeAt(seed, at)
          const then = Math.floor(at / 30) + steps
          const lookalike = [then, then - 1].some((step) => codeAt(seed, step * 30) === code)
          const expected = steps === 0 || steps === 1 || lookalike
          expect(matchingStep(seed, code, then * 30 + 7) !== undefined).toBe(expected)
        },
      ),
    )
  })

  it.each(['', '28708', '2870822', 'abcdef', '２８７０８２', '-87082', '287082\u0000'])(
    'is not %j',
    (typed) => {
      expect(matchingStep(RFC_SEED, typed, 59)).toBeUndefined()
      expect(looksLikeTotp(typed)).toBe(false)
    },
  )

  it('may be typed with spaces', () => {
    expect(matchingStep(RFC_SEED, ' 287 082 ', 59)).toBe(1)
  })
})

describe('the key for an app', () => {
  it('is a URI that apps read, whatever the account is called', () => {
    for (const account of ['ann', 'Ann & Ben: "x"?#', 'Ünï/çødé 🙂']) {
      const parsed = URI.parse(totpKey(RFC_SEED, account).uri)
      expect(parsed).toMatchObject({
        issuer: 'Sagewarden',
        label: account,
        algorithm: 'SHA1',
        digits: 6,
        period: 30,
      })
      expect(parsed.secret.utf8).toBe(RFC_SEED.toString())
    }
  })

  it('is also a picture and a text to type', () => {
    const { uri, qr, text } = totpKey(RFC_SEED, 'ann')
    const drawn = encode(uri, { border: 4, ecc: 'M' })
    expect(qr.size).toBe(drawn.size)
    const dark = new Set([...qr.path.matchAll(/M(\d+) (\d+)h1v1h-1z/g)].map(([, x, y]) => `${x} ${y}`))
    expect(drawn.data.map((row, y) => row.map((_, x) => dark.has(`${x} ${y}`)))).toEqual(drawn.data)
    expect(text).toBe('GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ')
  })
})
