import { describe, expect, it } from 'vitest'
import { someFactors } from '../support/factors.ts'
import { BEN, T0 } from '../support/grants.ts'

const ABOUT = { purpose: 'approve', person: BEN, subject: 'g1/1', subjectHash: 'hash-1' } as const

describe('a one-time link', () => {
  it('leads to what it was made for, by 256 random bits', async () => {
    const { links } = someFactors()
    const [token, other] = [await links.issue(ABOUT), await links.issue(ABOUT)]
    expect(token).not.toBe(other)
    expect(Buffer.from(token, 'base64url')).toHaveLength(32)
    expect(await links.find(token)).toMatchObject({ ok: true, value: { ...ABOUT, expiresAt: T0 + 300 } })
  })

  it('cannot be made from what is kept of it', async () => {
    const { links } = someFactors()
    const found = await links.find(await links.issue(ABOUT))
    if (!found.ok) throw new Error(found.error)
    expect(await links.find(found.value.id)).toEqual({ ok: false, error: 'link-unknown' })
    expect(await links.find(Buffer.from(found.value.id, 'hex').toString('base64url'))).toMatchObject({
      ok: false,
    })
  })

  it.each([
    ['no text', ''],
    ['a letter', 'x'],
    ['text of its length', 'x'.repeat(43)],
    ['a path', '../../etc/passwd'],
    ['a long text', 'x'.repeat(100_000)],
  ])('is not %s', async (_, token) => {
    expect(await someFactors().links.find(token)).toEqual({ ok: false, error: 'link-unknown' })
  })

  it.each([
    [299, { ok: true }],
    [300, { ok: false, error: 'link-expired' }],
  ])('%i seconds old can be found and used: %j', async (age, expected) => {
    const { links, time } = someFactors()
    const token = await links.issue(ABOUT)
    const found = await links.find(token)
    if (!found.ok) throw new Error(found.error)
    time.now += age
    expect(await links.find(token)).toMatchObject(expected)
    expect(await links.use(found.value)).toMatchObject(expected)
  })

  it('is used once, however many do it at once', async () => {
    const { links } = someFactors()
    const token = await links.issue(ABOUT)
    const found = await links.find(token)
    if (!found.ok) throw new Error(found.error)
    const results = await Promise.all([1, 2, 3].map(() => links.use(found.value)))
    expect(results.filter(({ ok }) => ok)).toHaveLength(1)
    expect(await links.find(token)).toEqual({ ok: false, error: 'link-used' })
  })
})
