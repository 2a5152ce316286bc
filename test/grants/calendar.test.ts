import { describe, expect, it } from 'vitest'
import { ANN, anAsked, aProof, BEN, ENDPOINT } from '../support/grants.ts'
import { aProcess, aWorld, by, grantIn, hasAccess } from '../support/grants-world.ts'

const at = (iso: string) => Date.parse(iso) / 1000

async function granted(world = aWorld(), id = 'g1', startsAt: number | null = null) {
  const { grants } = aProcess(world)
  await grants.request(by(ANN), id, anAsked({ startsAt }))
  const proof = aProof(grantIn(world, id), BEN, { at: world.now, challengeId: `c-${id}` })
  await grants.answer(by(BEN), { id, revision: 1 }, { action: 'approve', proof })
  return { world, grants }
}

describe('an hour is an hour', () => {
  it.each([
    ['over a leap day', '2028-02-29T23:30:00Z', '2028-03-01T00:30:00Z'],
    ['into a leap day', '2028-02-28T23:30:00Z', '2028-02-29T00:30:00Z'],
    ['where a century has none', '2100-02-28T23:30:00Z', '2100-03-01T00:30:00Z'],
    ['over the end of a year', '2026-12-31T23:30:00Z', '2027-01-01T00:30:00Z'],
    ['when clocks go forward in Berlin', '2027-03-28T00:30:00Z', '2027-03-28T01:30:00Z'],
    ['when clocks go back in Berlin', '2026-10-25T00:30:00Z', '2026-10-25T01:30:00Z'],
    ['when clocks go back in New York', '2026-11-01T05:30:00Z', '2026-11-01T06:30:00Z'],
    ['past the 32-bit end of time', '2038-01-19T03:00:00Z', '2038-01-19T04:00:00Z'],
  ])('%s', async (_, start, end) => {
    const world = aWorld()
    world.now = at(start)
    const { grants } = await granted(world)
    expect(grantIn(world).current.window).toEqual({ startsAt: at(start), endsAt: at(end) })
    expect(hasAccess(world, at(end) - 1)).toBe(true)
    expect(hasAccess(world, at(end))).toBe(false)
    world.now = at(end) - 1
    await grants.sweep()
    expect(grantIn(world).state).toBe('active')
    world.now = at(end)
    await grants.sweep()
    expect(grantIn(world).state).toBe('ended')
  })
})

describe('two grants to the same thing', () => {
  it('back to back leave neither a gap nor a longer end', async () => {
    const world = aWorld()
    const start = world.now
    await granted(world, 'g1')
    const { grants } = await granted(world, 'g2', start + 3600)
    world.now = start + 3600
    await grants.sweep()
    expect(grantIn(world, 'g1').state).toBe('ended')
    expect(grantIn(world, 'g2').state).toBe('active')
    expect(hasAccess(world, start + 3600, 'g1')).toBe(false)
    expect(hasAccess(world, start + 3600, 'g2')).toBe(true)
    world.now = start + 7200
    await grants.sweep()
    expect(world.roles.size).toBe(0)
  })

  it('overlapping end each in its own time', async () => {
    const world = aWorld()
    const start = world.now
    await granted(world, 'g1')
    world.now = start + 1800
    const { grants } = await granted(world, 'g2')
    expect(grantIn(world, 'g2').current.terms.resources).toEqual([ENDPOINT])
    await grants.answer(by(ANN), { id: 'g1', revision: 1 }, { action: 'revoke', reason: 'done' })
    expect(hasAccess(world, start + 1900, 'g1')).toBe(false)
    expect(hasAccess(world, start + 5399, 'g2')).toBe(true)
    expect(hasAccess(world, start + 5400, 'g2')).toBe(false)
  })
})
