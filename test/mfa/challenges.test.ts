import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Claim } from '../../src/mfa/challenges.ts'
import type { MfaRefusal } from '../../src/mfa/ports.ts'
import { someFactors } from '../support/factors.ts'
import { ANN, BEN, T0 } from '../support/grants.ts'

const ABOUT = { purpose: 'confirm', person: ANN, subjectHash: 'hash-1' } as const

describe('a challenge', () => {
  it.each<[string, Partial<Claim>, MfaRefusal]>([
    ['that nobody issued', { challengeId: 'made-up' }, 'challenge-unknown'],
    ['of another person', { person: BEN }, 'other-person'],
    ['for an enrolment', { purpose: 'enrol-passkey' }, 'other-purpose'],
    ['about another subject', { subjectHash: 'hash-2' }, 'other-subject'],
    ['about nothing', { subjectHash: '' }, 'other-subject'],
  ])('is refused as one %s', async (_, change, refusal) => {
    const { challenges } = someFactors()
    const { id: challengeId } = await challenges.issue(ABOUT)
    expect(await challenges.find({ ...ABOUT, challengeId, ...change })).toEqual({ ok: false, error: refusal })
    expect(await challenges.find({ ...ABOUT, challengeId })).toMatchObject({ ok: true })
  })

  it('is 256 random bits and never the same twice', async () => {
    const { challenges } = someFactors()
    const ids = await Promise.all(Array.from({ length: 50 }, async () => (await challenges.issue(ABOUT)).id))
    expect(new Set(ids).size).toBe(50)
    expect(ids.every((id) => Buffer.from(id, 'base64url').length === 32)).toBe(true)
  })

  it.each([
    [0, true],
    [299, true],
    [300, false],
    [301, false],
  ])('%i seconds old can be answered: %s', async (age, open) => {
    const { challenges, time } = someFactors()
    const challenge = await challenges.issue(ABOUT)
    time.now = T0 + age
    const found = await challenges.find({ ...ABOUT, challengeId: challenge.id })
    const used = await challenges.use(challenge)
    const expected = open ? { ok: true } : { ok: false, error: 'challenge-expired' }
    expect([found, used]).toMatchObject([expected, expected])
  })

  it('has one winner, however many answer at once', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 20 }), async (callers) => {
        const { challenges } = someFactors()
        const challenge = await challenges.issue(ABOUT)
        const results = await Promise.all(Array.from({ length: callers }, () => challenges.use(challenge)))
        expect(results.filter(({ ok }) => ok)).toHaveLength(1)
        expect(await challenges.use(challenge)).toEqual({ ok: false, error: 'challenge-used' })
      }),
      { numRuns: 25 },
    )
  })
})
