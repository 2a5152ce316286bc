import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ANA, BEN_CARTER } from '../../support/access.ts'
import { codeAt } from '../../support/codes.ts'
import { type GrantingWorld, privately, startGranting } from '../../support/granting.ts'
import { anApp } from '../../support/pages.ts'

let world: GrantingWorld
beforeEach(async () => {
  world = await startGranting()
})
afterEach(() => world.close())

describe('a code that is typed into Slack', () => {
  const G1 = { id: 'g1', revision: 1 }
  const typed = (code: string, person = BEN_CARTER, target = G1) =>
    world.factors.answerByCode(privately(person), target, 'approve', code)

  async function anAppOf(person: typeof ANA) {
    const at = await anApp(world, person)
    // The code of the enrolment is spent.
    world.clock.advance(60_000)
    return () => at(world.clock.seconds())
  }

  it('approves once, though it is sent twice in parallel, and is worth nothing for another request', async () => {
    await world.asked('g1')
    await world.asked('g2')
    const code = (await anAppOf(BEN_CARTER))()
    const answers = await Promise.all([
      typed(code),
      typed(code),
      typed(code, BEN_CARTER, { id: 'g2', revision: 1 }),
    ])
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
    const approvals = [await world.grant('g1'), await world.grant('g2')].flatMap(({ events }) =>
      events.filter(({ step }) => step.type === 'approve'),
    )
    expect(approvals).toHaveLength(1)
  })

  it('of the requester decides nothing', async () => {
    await world.asked('g1')
    const code = (await anAppOf(ANA))()
    expect(await typed(code, ANA)).toMatchObject({
      ok: false,
      error: { kind: 'refused', refused: { codes: expect.arrayContaining(['own-request']) } },
    })
    expect((await world.grant('g1')).state).toBe('requested')
  })

  it('is not looked at for another revision, nor for what is not there', async () => {
    await world.asked('g1')
    const code = (await anAppOf(BEN_CARTER))()
    for (const target of [
      { id: 'g1', revision: 2 },
      { id: 'none', revision: 1 },
    ])
      expect(await typed(code, BEN_CARTER, target)).toMatchObject({
        ok: false,
        error: { kind: 'refused', refused: { codes: ['wrong-revision'] } },
      })
    expect(await typed(code)).toMatchObject({ ok: true })
  })

  it('is not looked at where it would not suffice', async () => {
    await world.asked('g1')
    await anAppOf(BEN_CARTER)
    expect(await typed('ABCD-EFGH-2345')).toMatchObject({
      ok: false,
      error: { kind: 'refused', refused: { codes: ['factor-too-weak'] } },
    })
    expect((await world.store.factors.read(BEN_CARTER)).wrongCodes.count).toBe(0)
  })

  it('is locked after five wrong ones, and says until when', async () => {
    await world.asked('g1')
    const right = await anAppOf(BEN_CARTER)
    const wrong = codeAt(new Uint8Array(20), 0)
    for (let i = 0; i < 5; i++)
      expect(await typed(wrong)).toMatchObject({ error: { kind: 'factor', code: 'code-wrong' } })
    expect(await typed(right())).toMatchObject({
      error: { kind: 'factor', code: 'codes-locked', lockedUntil: world.clock.seconds() + 900 },
    })
    expect((await world.grant('g1')).state).toBe('requested')
  })
})
