import { describe, expect, it } from 'vitest'
import { revoke } from '../../commands/revoke.ts'
import { somebody } from '../slack/grant-talk.ts'
import { fakeAccess } from '../support/access.ts'
import { ANN, anAsked, BEN, DAN, EVE } from '../support/grants.ts'
import { by } from '../support/grants-world.ts'

async function granted() {
  const fake = fakeAccess()
  await fake.access.grants.request(by(ANN), 'abc123', anAsked())
  await fake.approve('abc123', BEN)
  return fake
}

describe('/sagemaker revoke', () => {
  it('ends access at once, with the reason', async () => {
    const fake = await granted()
    const eve = somebody(fake, EVE)
    await eve.type(revoke, 'ABC123', 'seen', 'in', 'the', 'logs')
    expect(fake.grant('abc123')).toMatchObject({
      state: 'ended',
      end: { reason: 'revoked', by: EVE, words: 'seen in the logs' },
    })
    expect(eve.said()).toContain('Ended early by <@EVE>')
  })

  it('lists what is open where no id is given', async () => {
    const eve = somebody(await granted(), EVE)
    await eve.type(revoke)
    expect(eve.said()).toContain('"action_id":"grant:end"')
  })

  it('suggests the nearest id, to those who may see it', async () => {
    const fake = await granted()
    const ben = somebody(fake, BEN)
    await ben.type(revoke, 'abc124')
    expect(ben.said()).toContain('"value":"revoke abc123"')
    const dan = somebody(fake, DAN)
    await dan.type(revoke, 'abc124')
    expect(dan.said()).not.toContain('abc123')
  })

  it('is refused to somebody who may not', async () => {
    const fake = await granted()
    const dan = somebody(fake, DAN)
    await dan.type(revoke, 'abc123')
    expect(dan.said()).toContain('Only the requester, the approvers and the people on call')
    expect(fake.grant('abc123').state).toBe('active')
  })

  it('says who was faster', async () => {
    const fake = await granted()
    await somebody(fake, EVE).type(revoke, 'abc123')
    const ben = somebody(fake, BEN)
    await ben.type(revoke, 'abc123')
    expect(ben.said()).toContain('Ended early by <@EVE>')
  })

  it.each(['<!channel>', '../x', 'a'.repeat(80)])('takes %s for no id', async (word) => {
    const ann = somebody(await granted(), ANN)
    await ann.type(revoke, word)
    expect(ann.said()).toContain('There is no request')
    expect(ann.said()).not.toContain('<!channel>')
  })
})
