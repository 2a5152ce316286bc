import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { HOUR_S } from '../../src/base/time.ts'
import { ANA, BEN_CARTER, CHLOE } from '../support/access.ts'
import { type GrantingWorld, privately, startGranting } from '../support/granting.ts'
import { T0 } from '../support/grants.ts'
import { aPasskey } from '../support/pages.ts'

let world: GrantingWorld
beforeEach(async () => {
  world = await startGranting()
})
afterEach(() => world.close())

describe('a signed challenge', () => {
  it('sent twice at once is one approval', async () => {
    const asked = await world.asked('g1')
    const key = await aPasskey(world, BEN_CARTER)
    const url = await world.pageFor(BEN_CARTER, asked)
    const signed = await world.signed(url, key)
    const both = await Promise.all([world.post(`${url}/answer`, signed), world.post(`${url}/answer`, signed)])
    expect(both.filter(({ status }) => status === 200)).toHaveLength(1)
    const { events } = await world.grant('g1')
    expect(events.filter(({ step }) => step.type === 'approve')).toHaveLength(1)
  })

  it('of another person’s page is worth nothing on one’s own', async () => {
    const asked = await world.asked('g1')
    const [bens, chloes] = [await aPasskey(world, BEN_CARTER), await aPasskey(world, CHLOE)]
    const [bensPage, chloesPage] = [await world.pageFor(BEN_CARTER, asked), await world.pageFor(CHLOE, asked)]
    for (const signed of [await world.signed(bensPage, bens), await world.signed(bensPage, chloes)])
      expect((await world.post(`${chloesPage}/answer`, signed)).json.good).not.toBe(true)
    expect((await world.grant('g1')).state).toBe('requested')
    expect((await world.post(`${bensPage}/answer`, await world.signed(bensPage, bens))).json.good).toBe(true)
  })

  it('for the first revision is worth nothing for the second, and its page says so', async () => {
    const asked = await world.asked('g1')
    const bens = await aPasskey(world, BEN_CARTER)
    const early = await world.pageFor(BEN_CARTER, asked)
    const signedEarly = await world.signed(early, bens)
    const chloes = await world.pageFor(CHLOE, asked)
    await world.post(`${chloes}/answer`, await world.signed(chloes, await aPasskey(world, CHLOE)))
    const more = { until: T0 + 2 * HOUR_S, reason: 'not done', ticket: null }
    expect(await world.access.grants.extend(privately(ANA), 'g1', more)).toMatchObject({ ok: true })
    const extended = await world.grant('g1')
    const late = await world.pageFor(BEN_CARTER, extended)
    expect((await world.post(`${late}/answer`, signedEarly)).json.good).not.toBe(true)
    expect((await world.post(`${early}/answer`, signedEarly)).json.good).not.toBe(true)
    expect(await world.page(early)).toContain('This link was used')
    expect((await world.grant('g1')).next?.approvals).toEqual([])
    expect((await world.post(`${late}/answer`, await world.signed(late, bens))).json.good).toBe(true)
    expect((await world.grant('g1')).current.terms.durationSeconds).toBeGreaterThan(HOUR_S)
  })

  it('of an approver who lost the right meanwhile decides nothing', async () => {
    const asked = await world.asked('g1')
    const key = await aPasskey(world, BEN_CARTER)
    const url = await world.pageFor(BEN_CARTER, asked)
    const signed = await world.signed(url, key)
    world.granting.attach({
      ...world.slack.side,
      readUserGroups: async () => new Map([['S0APPROVE1', [CHLOE]]]),
    })
    expect((await world.post(`${url}/answer`, signed)).json.good).not.toBe(true)
    expect((await world.grant('g1')).state).toBe('requested')
  })

  it('after the request lapsed decides nothing, though the link is young', async () => {
    const asked = await world.asked('g1')
    const key = await aPasskey(world, BEN_CARTER)
    world.clock.advance((asked.current.lapsesAt - world.clock.seconds() - 60) * 1000)
    const url = await world.pageFor(BEN_CARTER, asked)
    const signed = await world.signed(url, key)
    world.clock.advance(60_000)
    expect((await world.post(`${url}/answer`, signed)).json.good).not.toBe(true)
    await world.granting.tend()
    expect((await world.grant('g1')).end?.reason).toBe('lapsed')
  })
})
