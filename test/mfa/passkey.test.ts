import { describe, expect, it } from 'vitest'
import type { MfaRefusal } from '../../src/mfa/ports.ts'
import { type Authenticator, anAuthenticator, type Oddity } from '../support/authenticator.ts'
import { type Factors, LOCALHOST, someFactors } from '../support/factors.ts'
import { ANN, BEN, T0 } from '../support/grants.ts'

async function enrol(factors: Factors, key: Authenticator, person = ANN, oddity: Oddity = {}) {
  const begun = await factors.passkeys.beginEnrolment(person, 'Ann')
  if (!begun.ok) return begun
  const { challengeId, options } = begun.value
  const response = key.register(options.challenge, oddity)
  return factors.passkeys.finishEnrolment({ person, challengeId, label: 'Laptop', response })
}

async function begin({ passkeys }: Factors, person = ANN, subjectHash = 'hash-1') {
  const begun = await passkeys.beginConfirmation(person, subjectHash)
  if (!begun.ok) throw new Error(begun.error)
  return begun.value
}

async function confirm(factors: Factors, key: Authenticator, oddity: Oddity = {}) {
  const { challengeId } = await begin(factors)
  const response = key.answer(challengeId, oddity)
  return factors.passkeys.finishConfirmation({ person: ANN, subjectHash: 'hash-1', challengeId, response })
}

const refused = (error: MfaRefusal) => ({ ok: false, error })

const ODDITIES: ReadonlyArray<readonly [string, Oddity]> = [
  ['comes from another origin', { origin: 'http://localhost:8081' }],
  ['comes from a page with a similar name', { origin: 'http://localhost.evil.example:8080' }],
  ['is for another relying party', { relyingPartyId: 'evil.example' }],
  ['answers another challenge', { challenge: Buffer.alloc(32).toString('base64url') }],
  ['comes without user verification', { userVerified: false }],
  ['is of the wrong type', { type: 'payment.get' }],
]

describe('enrolling a passkey', () => {
  it('keeps the public key, the counter and when it was', async () => {
    const factors = someFactors()
    const key = anAuthenticator(LOCALHOST)
    expect(await enrol(factors, key, ANN, { counter: 7 })).toMatchObject({ ok: true })
    const { factors: kept, version } = await factors.factors.read(ANN)
    expect(version).toBe(1)
    expect(kept).toMatchObject([
      { method: 'passkey', id: key.id, label: 'Laptop', enrolledAt: T0, counter: 7, lastUsedAt: null },
    ])
  })

  it('asks the authenticator for user verification, and for none of the keys it knows', async () => {
    const factors = someFactors()
    const key = anAuthenticator(LOCALHOST)
    await enrol(factors, key)
    const begun = await factors.passkeys.beginEnrolment(ANN, 'Ann')
    expect(begun).toMatchObject({
      ok: true,
      value: {
        options: {
          rp: { id: 'localhost' },
          excludeCredentials: [{ id: key.id }],
          authenticatorSelection: { userVerification: 'required' },
        },
      },
    })
  })

  it.each(ODDITIES)('is refused where the answer %s', async (_, oddity) => {
    const factors = someFactors()
    expect(await enrol(factors, anAuthenticator(LOCALHOST), ANN, oddity)).toEqual(refused('response-invalid'))
    expect((await factors.factors.read(ANN)).factors).toEqual([])
  })

  it.each([
    undefined,
    null,
    'text',
    {},
    { id: 'a', rawId: 'a', type: 'public-key', response: { clientDataJSON: '%%', attestationObject: 'a' } },
  ])('is refused for %j, which is no answer at all', async (response) => {
    const factors = someFactors()
    const begun = await factors.passkeys.beginEnrolment(ANN, 'Ann')
    if (!begun.ok) throw new Error(begun.error)
    const { challengeId } = begun.value
    const answer = { person: ANN, challengeId, label: 'Laptop', response }
    expect(await factors.passkeys.finishEnrolment(answer)).toEqual(refused('response-malformed'))
  })

  it.each(['', '   ', 'x'.repeat(41), 'right\u202eleft', 'bell\u0007'])(
    'is refused with the label %j',
    async (label) => {
      const factors = someFactors()
      const key = anAuthenticator(LOCALHOST)
      const begun = await factors.passkeys.beginEnrolment(ANN, 'Ann')
      if (!begun.ok) throw new Error(begun.error)
      const { challengeId } = begun.value
      const answer = { person: ANN, challengeId, label, response: key.register(challengeId) }
      expect(await factors.passkeys.finishEnrolment(answer)).toEqual(refused('label-invalid'))
    },
  )

  it('happens once per key and once per answer', async () => {
    const factors = someFactors()
    const key = anAuthenticator(LOCALHOST)
    const begun = await factors.passkeys.beginEnrolment(ANN, 'Ann')
    if (!begun.ok) throw new Error(begun.error)
    const { challengeId } = begun.value
    const answer = { person: ANN, challengeId, label: 'Laptop', response: key.register(challengeId) }
    const both = await Promise.all([
      factors.passkeys.finishEnrolment(answer),
      factors.passkeys.finishEnrolment(answer),
    ])
    expect(both.filter(({ ok }) => ok)).toHaveLength(1)
    expect(await enrol(factors, key)).toEqual(refused('already-enrolled'))
  })

  it('of another person with the same challenge enrols nothing and leaves the challenge open', async () => {
    const factors = someFactors()
    const begun = await factors.passkeys.beginEnrolment(ANN, 'Ann')
    if (!begun.ok) throw new Error(begun.error)
    const { challengeId } = begun.value
    const key = anAuthenticator(LOCALHOST)
    const answer = { challengeId, label: 'Laptop', response: key.register(challengeId) }
    expect(await factors.passkeys.finishEnrolment({ ...answer, person: BEN })).toEqual(
      refused('other-person'),
    )
    expect(await factors.passkeys.finishEnrolment({ ...answer, person: ANN })).toMatchObject({ ok: true })
  })

  it('stops at ten keys', async () => {
    const factors = someFactors()
    const results = []
    for (let i = 0; i < 11; i++) results.push(await enrol(factors, anAuthenticator(LOCALHOST, `key ${i}`)))
    expect(results.slice(0, 10).every(({ ok }) => ok)).toBe(true)
    expect(results[10]).toEqual(refused('too-many-factors'))
  })
})

describe('confirming with a passkey', () => {
  it('proves who meant what, when and with which key', async () => {
    const factors = someFactors()
    const key = anAuthenticator(LOCALHOST)
    await enrol(factors, key)
    factors.time.now = T0 + 60
    const { challengeId } = await begin(factors)
    factors.time.now = T0 + 90
    const answer = { person: ANN, subjectHash: 'hash-1', challengeId, response: key.answer(challengeId) }
    expect(await factors.passkeys.finishConfirmation(answer)).toEqual({
      ok: true,
      value: {
        method: 'passkey',
        at: T0 + 90,
        person: ANN,
        factorId: key.id,
        enrolledAt: T0,
        challengeId,
        subjectHash: 'hash-1',
      },
    })
    expect((await factors.factors.read(ANN)).factors).toMatchObject([{ lastUsedAt: T0 + 90 }])
  })

  it.each<readonly [string, Oddity]>([...ODDITIES, ['is not signed by the key', { spoilt: true }]])(
    'is refused where the answer %s',
    async (_, oddity) => {
      const factors = someFactors()
      const key = anAuthenticator(LOCALHOST)
      await enrol(factors, key)
      expect(await confirm(factors, key, oddity)).toEqual(refused('response-invalid'))
    },
  )

  it('is refused for a key that the person does not have, whoever else has it', async () => {
    const factors = someFactors()
    const [anns, bens] = [anAuthenticator(LOCALHOST, 'ann'), anAuthenticator(LOCALHOST, 'ben')]
    await enrol(factors, anns, ANN)
    await enrol(factors, bens, BEN)
    expect(await confirm(factors, bens)).toEqual(refused('factor-unknown'))
    expect(await factors.passkeys.beginConfirmation('T1/NOBODY', 'hash-1')).toEqual(refused('factor-unknown'))
  })

  it.each<[string, { person?: typeof BEN; subjectHash?: string }, MfaRefusal]>([
    ['by another person', { person: BEN }, 'other-person'],
    ['about another subject', { subjectHash: 'hash-2' }, 'other-subject'],
  ])('is refused %s, and the right answer still counts', async (_, change, refusal) => {
    const factors = someFactors()
    const key = anAuthenticator(LOCALHOST)
    await enrol(factors, key)
    const { challengeId } = await begin(factors)
    const answer = { person: ANN, subjectHash: 'hash-1', challengeId, response: key.answer(challengeId) }
    expect(await factors.passkeys.finishConfirmation({ ...answer, ...change })).toEqual(refused(refusal))
    expect(await factors.passkeys.finishConfirmation(answer)).toMatchObject({ ok: true })
  })

  it('counts once, also when the same answer arrives twice at once', async () => {
    const factors = someFactors()
    const key = anAuthenticator(LOCALHOST)
    await enrol(factors, key)
    const { challengeId } = await begin(factors)
    const answer = { person: ANN, subjectHash: 'hash-1', challengeId, response: key.answer(challengeId) }
    const both = await Promise.all([
      factors.passkeys.finishConfirmation(answer),
      factors.passkeys.finishConfirmation(answer),
    ])
    expect(both.filter(({ ok }) => ok)).toHaveLength(1)
    expect(await factors.passkeys.finishConfirmation(answer)).toEqual(refused('challenge-used'))
  })

  it('uses the challenge up with a wrong signature', async () => {
    const factors = someFactors()
    const key = anAuthenticator(LOCALHOST)
    await enrol(factors, key)
    const { challengeId } = await begin(factors)
    const answer = { person: ANN, subjectHash: 'hash-1', challengeId }
    const spoilt = { ...answer, response: key.answer(challengeId, { spoilt: true }) }
    expect(await factors.passkeys.finishConfirmation(spoilt)).toEqual(refused('response-invalid'))
    const right = { ...answer, response: key.answer(challengeId) }
    expect(await factors.passkeys.finishConfirmation(right)).toEqual(refused('challenge-used'))
  })

  it('is refused from the fifth minute on', async () => {
    const factors = someFactors()
    const key = anAuthenticator(LOCALHOST)
    await enrol(factors, key)
    const { challengeId } = await begin(factors)
    factors.time.now += 300
    const answer = { person: ANN, subjectHash: 'hash-1', challengeId, response: key.answer(challengeId) }
    expect(await factors.passkeys.finishConfirmation(answer)).toEqual(refused('challenge-expired'))
  })

  it.each<[number, number, boolean]>([
    [0, 0, true],
    [0, 1, true],
    [5, 6, true],
    [5, 5, false],
    [5, 4, false],
    [5, 0, false],
  ])('with the counter at %i before and %i now is accepted: %s', async (before, now, accepted) => {
    const factors = someFactors()
    const key = anAuthenticator(LOCALHOST)
    await enrol(factors, key, ANN, { counter: before })
    const answered = await confirm(factors, key, { counter: now })
    expect(answered).toMatchObject(accepted ? { ok: true } : refused('counter-not-risen'))
    const [kept] = (await factors.factors.read(ANN)).factors
    expect(kept).toMatchObject({ counter: accepted ? now : before })
  })

  it('with one counter for two challenges at once is accepted for one of them', async () => {
    const factors = someFactors()
    const key = anAuthenticator(LOCALHOST)
    await enrol(factors, key)
    const both = await Promise.all([
      confirm(factors, key, { counter: 1 }),
      confirm(factors, key, { counter: 1 }),
    ])
    expect(both.map((result) => (result.ok ? 'ok' : result.error)).toSorted()).toEqual([
      'counter-not-risen',
      'ok',
    ])
  })
})
