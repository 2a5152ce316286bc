import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { MfaRefusal } from '../../src/mfa/ports.ts'
import { anAuthenticator } from '../support/authenticator.ts'
import { codeAt, otherThan } from '../support/codes.ts'
import { type Factors, LOCALHOST, someFactors } from '../support/factors.ts'
import { ANN, BEN, T0 } from '../support/grants.ts'

const refused = (error: MfaRefusal) => ({ ok: false, error })

async function begin({ totp }: Factors, person = ANN) {
  const begun = await totp.beginEnrolment(person, 'Ann')
  if (!begun.ok) throw new Error(begun.error)
  return { challengeId: begun.value.challengeId, seed: begun.value.key.text }
}

/** Enrols with the code of the step before, so that the present one is still unused. */
async function enrolled(factors: Factors, person = ANN): Promise<string> {
  const { challengeId, seed } = await begin(factors, person)
  const code = codeAt(seed, factors.time.now - 30)
  const result = await factors.totp.finishEnrolment({ person, challengeId, label: 'Phone', code })
  if (!result.ok) throw new Error(result.error)
  return seed
}

async function ask({ challenges }: Factors, person = ANN, subjectHash = 'hash-1'): Promise<string> {
  return (await challenges.issue({ purpose: 'confirm', person, subjectHash })).id
}

async function confirm(factors: Factors, code: string, person = ANN) {
  const challengeId = await ask(factors, person)
  return factors.totp.confirm({ person, subjectHash: 'hash-1', challengeId, code })
}

const verdict = (result: { readonly ok: true } | { readonly ok: false; readonly error: MfaRefusal }) =>
  result.ok ? 'ok' : result.error

describe('enrolling an authenticator app', () => {
  it('needs its first code, and keeps the seed sealed', async () => {
    const factors = someFactors()
    const { challengeId, seed } = await begin(factors)
    expect((await factors.factors.read(ANN)).factors).toEqual([])
    const answer = { person: ANN, challengeId, label: 'Phone' }
    const code = codeAt(seed, T0)
    expect(await factors.totp.finishEnrolment({ ...answer, code: otherThan(code) })).toEqual(
      refused('code-wrong'),
    )
    expect(await factors.totp.finishEnrolment({ ...answer, code })).toMatchObject({ ok: true })
    const text = factors.factors.texts.get(ANN) ?? ''
    expect(text).toContain('"method":"totp"')
    expect(text).not.toContain(seed.replaceAll(' ', ''))
  })

  it('spends the code that it was enrolled with', async () => {
    const factors = someFactors()
    const { challengeId, seed } = await begin(factors)
    const code = codeAt(seed, T0)
    await factors.totp.finishEnrolment({ person: ANN, challengeId, label: 'Phone', code })
    expect(await confirm(factors, code)).toEqual(refused('code-used'))
  })

  it('is refused to another person, after five minutes, and twice', async () => {
    const factors = someFactors()
    const { challengeId, seed } = await begin(factors)
    const answer = { challengeId, label: 'Phone' }
    const finish = (person: typeof ANN) =>
      factors.totp.finishEnrolment({ ...answer, person, code: codeAt(seed, factors.time.now) })
    expect(await finish(BEN)).toEqual(refused('other-person'))
    factors.time.now = T0 + 300
    expect(await finish(ANN)).toEqual(refused('challenge-expired'))
    factors.time.now = T0 + 299
    expect(await finish(ANN)).toMatchObject({ ok: true })
    expect(await finish(ANN)).toEqual(refused('challenge-used'))
    expect(await factors.totp.beginEnrolment(ANN, 'Ann')).toEqual(refused('already-enrolled'))
  })

  it('with two seeds at once keeps one app', async () => {
    const factors = someFactors()
    const begun = [await begin(factors), await begin(factors)]
    const results = await Promise.all(
      begun.map(({ challengeId, seed }) =>
        factors.totp.finishEnrolment({ person: ANN, challengeId, label: 'Phone', code: codeAt(seed, T0) }),
      ),
    )
    expect(results.map(verdict).toSorted()).toEqual(['already-enrolled', 'ok'])
  })
})

describe('confirming with a code', () => {
  it('proves who meant what and when', async () => {
    const factors = someFactors()
    const seed = await enrolled(factors)
    const challengeId = await ask(factors)
    const typed = { person: ANN, subjectHash: 'hash-1', challengeId, code: codeAt(seed, T0) }
    expect(await factors.totp.confirm(typed)).toMatchObject({
      ok: true,
      value: { method: 'totp', at: T0, person: ANN, enrolledAt: T0, challengeId, subjectHash: 'hash-1' },
    })
  })

  it('takes each code once, also for two subjects and at once', async () => {
    const factors = someFactors()
    const seed = await enrolled(factors)
    const code = codeAt(seed, T0)
    const both = await Promise.all([confirm(factors, code), confirm(factors, code)])
    expect(both.map(verdict).toSorted()).toEqual(['code-used', 'ok'])
    expect(await confirm(factors, code)).toEqual(refused('code-used'))
  })

  it('does not take a code from before the last accepted one', async () => {
    const factors = someFactors()
    const seed = await enrolled(factors)
    factors.time.now = T0 + 60
    expect(await confirm(factors, codeAt(seed, T0 + 60))).toMatchObject({ ok: true })
    expect(await confirm(factors, codeAt(seed, T0 + 30))).toEqual(refused('code-used'))
  })

  it.each<[string, { person?: typeof BEN; subjectHash?: string; challengeId?: string }, MfaRefusal]>([
    ['of another person', { person: BEN }, 'other-person'],
    ['about another subject', { subjectHash: 'hash-2' }, 'other-subject'],
    ['that nobody asked', { challengeId: 'none' }, 'challenge-unknown'],
  ])('spends nothing on a question %s', async (_, change, refusal) => {
    const factors = someFactors()
    const seed = await enrolled(factors)
    const challengeId = await ask(factors)
    const typed = { person: ANN, subjectHash: 'hash-1', challengeId, code: codeAt(seed, T0) }
    expect(await factors.totp.confirm({ ...typed, ...change })).toEqual(refused(refusal))
    expect(await factors.totp.confirm(typed)).toMatchObject({ ok: true })
  })

  it('is refused to a person without an app', async () => {
    const factors = someFactors()
    expect(await confirm(factors, '123456')).toEqual(refused('factor-unknown'))
  })

  it('can be tried again after a wrong code, on the same question', async () => {
    const factors = someFactors()
    const seed = await enrolled(factors)
    const challengeId = await ask(factors)
    const typed = { person: ANN, subjectHash: 'hash-1', challengeId }
    const code = codeAt(seed, T0)
    expect(await factors.totp.confirm({ ...typed, code: otherThan(code) })).toEqual(refused('code-wrong'))
    expect(await factors.totp.confirm({ ...typed, code })).toMatchObject({ ok: true })
    expect(await factors.totp.confirm({ ...typed, code: codeAt(seed, T0 + 30) })).not.toMatchObject({
      ok: true,
    })
  })
})

describe('guessing codes', () => {
  it('ends after five wrong ones, for a quarter of an hour, even for the right one', async () => {
    const factors = someFactors()
    const seed = await enrolled(factors)
    for (let i = 0; i < 5; i++) {
      expect(await confirm(factors, otherThan(codeAt(seed, T0)))).toEqual(refused('code-wrong'))
    }
    expect(await confirm(factors, codeAt(seed, T0))).toEqual(refused('codes-locked'))
    factors.time.now = T0 + 899
    expect(await confirm(factors, codeAt(seed, T0 + 899))).toEqual(refused('codes-locked'))
    factors.time.now = T0 + 900
    expect(await confirm(factors, codeAt(seed, T0 + 900))).toMatchObject({ ok: true })
    expect((await factors.factors.read(ANN)).wrongCodes.count).toBe(0)
  })

  it('by backup codes and app codes counts together', async () => {
    const factors = someFactors()
    const seed = await enrolled(factors)
    await factors.backupCodes.issue(ANN)
    const wrongs = [0, 1, 2, 3, 4].map(async (i) => {
      const typed = { person: ANN, subjectHash: 'hash-1', challengeId: await ask(factors) }
      return i % 2 === 0
        ? factors.totp.confirm({ ...typed, code: otherThan(codeAt(seed, T0)) })
        : factors.backupCodes.confirm({ ...typed, code: '0000-0000-0000' })
    })
    await Promise.all(wrongs)
    expect(await confirm(factors, codeAt(seed, T0))).toEqual(refused('codes-locked'))
  })

  it('of one person does not lock another, nor anybody’s passkeys', async () => {
    const factors = someFactors()
    const [seed, bens] = [await enrolled(factors), await enrolled(factors, BEN)]
    const key = anAuthenticator(LOCALHOST)
    const begun = await factors.passkeys.beginEnrolment(ANN, 'Ann')
    if (!begun.ok) throw new Error(begun.error)
    const { challengeId } = begun.value
    await factors.passkeys.finishEnrolment({
      person: ANN,
      challengeId,
      label: 'Key',
      response: key.register(challengeId),
    })
    for (let i = 0; i < 5; i++) await confirm(factors, otherThan(codeAt(seed, T0)))
    expect(await confirm(factors, codeAt(bens, T0), BEN)).toMatchObject({ ok: true })
    const asked = await factors.passkeys.beginConfirmation(ANN, 'hash-1')
    if (!asked.ok) throw new Error(asked.error)
    const response = key.answer(asked.value.challengeId)
    const answer = { person: ANN, subjectHash: 'hash-1', challengeId: asked.value.challengeId, response }
    expect(await factors.passkeys.finishConfirmation(answer)).toMatchObject({ ok: true })
    expect(await confirm(factors, codeAt(seed, T0))).toMatchObject({ ok: true })
  })

  it('in parallel gets no more than five answers before the lock', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 40 }), async (guesses) => {
        const factors = someFactors()
        const seed = await enrolled(factors)
        const wrong = otherThan(codeAt(seed, T0))
        const results = await Promise.all(Array.from({ length: guesses }, () => confirm(factors, wrong)))
        const answered = results.map(verdict).filter((word) => word === 'code-wrong')
        expect(answered.length).toBeLessThanOrEqual(5)
        expect((await factors.factors.read(ANN)).wrongCodes.count).toBe(answered.length)
        expect(answered.length).toBe(Math.min(guesses, 5))
      }),
      { numRuns: 25 },
    )
  })
})

describe('any run of codes over any times', () => {
  it('accepts each step at most once and never goes back', async () => {
    const moves = fc.array(
      fc.record({ wait: fc.integer({ min: 0, max: 70 }), back: fc.integer({ min: -2, max: 3 }) }),
      { maxLength: 12 },
    )
    await fc.assert(
      fc.asyncProperty(moves, async (run) => {
        const factors = someFactors()
        const seed = await enrolled(factors)
        let newest = Math.floor((T0 - 30) / 30)
        for (const { wait, back } of run) {
          factors.time.now += wait
          const { now } = factors.time
          const step = Math.floor(now / 30) - back
          const inWindow = back === 0 || back === 1
          const result = await confirm(factors, codeAt(seed, step * 30))
          if (!inWindow) expect(result.ok).toBe(false)
          if (inWindow && step <= newest) expect(['code-used', 'codes-locked']).toContain(verdict(result))
          if (result.ok) {
            expect(step).toBeGreaterThan(newest)
            newest = step
          }
        }
      }),
      { numRuns: 50 },
    )
  })
})
