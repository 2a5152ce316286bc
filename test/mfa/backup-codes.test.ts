import { describe, expect, it } from 'vitest'
import { removeFactor } from '../../src/mfa/factor-sets.ts'
import { type Factors, someFactors } from '../support/factors.ts'
import { ANN, BEN } from '../support/grants.ts'

async function issued({ backupCodes }: Factors, person = ANN): Promise<readonly string[]> {
  const codes = await backupCodes.issue(person)
  if (!codes.ok) throw new Error(codes.error)
  return codes.value
}

async function confirm(factors: Factors, code: string | undefined, person = ANN) {
  const { id } = await factors.challenges.issue({ purpose: 'confirm', person, subjectHash: 'hash-1' })
  return factors.backupCodes.confirm({ person, subjectHash: 'hash-1', challengeId: id, code: code ?? '' })
}

describe('backup codes', () => {
  it('are ten, all different, easy to read, and kept only as hashes', async () => {
    const factors = someFactors()
    const codes = await issued(factors)
    expect(new Set(codes).size).toBe(10)
    for (const code of codes) expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){2}$/)
    const kept = factors.factors.texts.get(ANN) ?? ''
    for (const code of codes) {
      expect(kept).not.toContain(code)
      expect(kept).not.toContain(code.replaceAll('-', ''))
    }
  })

  it('confirm once each, in any order', async () => {
    const factors = someFactors()
    const [first, second] = await issued(factors)
    expect(await confirm(factors, second)).toMatchObject({
      ok: true,
      value: { method: 'backup-code', person: ANN, subjectHash: 'hash-1' },
    })
    expect(await confirm(factors, second)).toEqual({ ok: false, error: 'code-wrong' })
    expect(await confirm(factors, first)).toMatchObject({ ok: true })
    expect((await factors.factors.read(ANN)).factors).toMatchObject([{ hashes: { length: 8 } }])
  })

  it('have one winner where one is typed twice at once', async () => {
    const factors = someFactors()
    const [code] = await issued(factors)
    const both = await Promise.all([confirm(factors, code), confirm(factors, code)])
    expect(both.filter(({ ok }) => ok)).toHaveLength(1)
  })

  it('may be typed in lower case, without dashes, and with look-alikes', async () => {
    const factors = someFactors({ seed: 'look-alikes' })
    const codes = await issued(factors)
    const code = codes.find((each) => /[01]/.test(each)) ?? ''
    expect(code).toMatch(/[01]/)
    const typed = code.replaceAll('-', ' ').toLowerCase().replaceAll('0', 'o').replaceAll('1', 'l')
    expect(await confirm(factors, typed)).toMatchObject({ ok: true })
  })

  it.each([
    ['nothing', ''],
    ['an app’s code', '123456'],
    ['other letters', 'ÄÄÄÄ-ÄÄÄÄ-ÄÄÄÄ'],
    ['a long text', 'x'.repeat(5000)],
  ])('are not %s', async (_, typed) => {
    const factors = someFactors()
    await issued(factors)
    expect(await confirm(factors, typed)).toEqual({ ok: false, error: 'code-wrong' })
  })

  it('are their owner’s alone', async () => {
    const factors = someFactors()
    const [anns] = await issued(factors, ANN)
    await issued(factors, BEN)
    expect(await confirm(factors, anns, BEN)).toEqual({ ok: false, error: 'code-wrong' })
    expect(await confirm(factors, anns, 'T1/NOBODY')).toEqual({ ok: false, error: 'factor-unknown' })
  })

  it('stop to work when new ones are made', async () => {
    const factors = someFactors()
    const [old] = await issued(factors)
    const [fresh] = await issued(factors)
    expect(await confirm(factors, old)).toEqual({ ok: false, error: 'code-wrong' })
    expect(await confirm(factors, fresh)).toMatchObject({ ok: true })
    expect((await factors.factors.read(ANN)).factors).toHaveLength(1)
  })

  it('stop to work when they are removed', async () => {
    const factors = someFactors()
    const [code] = await issued(factors)
    const { id = '' } = (await factors.factors.read(ANN)).factors[0] ?? {}
    expect(await removeFactor(factors.factors, BEN, id)).toEqual({ ok: false, error: 'factor-unknown' })
    expect(await removeFactor(factors.factors, ANN, id)).toMatchObject({ ok: true, value: { id } })
    expect(await removeFactor(factors.factors, ANN, id)).toEqual({ ok: false, error: 'factor-unknown' })
    expect(await confirm(factors, code)).toEqual({ ok: false, error: 'factor-unknown' })
  })
})
