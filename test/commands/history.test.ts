import { describe, expect, it } from 'vitest'
import { history } from '../../commands/history.ts'
import { somebody } from '../slack/grant-talk.ts'
import { fakeAccess } from '../support/access.ts'
import { ANN, anAsked, BEN, DAN } from '../support/grants.ts'
import { by } from '../support/grants-world.ts'

async function ended() {
  const fake = fakeAccess()
  await fake.access.grants.request(by(ANN), 'abc123', anAsked())
  await fake.approve('abc123', BEN)
  await fake.access.grants.answer(
    by(ANN),
    { id: 'abc123', revision: 1 },
    { action: 'revoke', reason: 'done' },
  )
  return fake
}

describe('/sagemaker history', () => {
  it('tells every step with who, how it was proved, and the hash that names it all', async () => {
    const fake = await ended()
    const ben = somebody(fake, BEN)
    await ben.type(history, 'abc123')
    for (const part of [
      '<@ANN> asked for 1 h: “INC-42: look at the churn model”',
      '<@BEN> approved with a passkey',
      'for `leads` → *approved*',
      'AWS has the role `arn:aws:iam::111122223333:role/sw/abc123` → *active*',
      '<@ANN> ended it early: “done” → *ending*',
      'AWS has nothing of it any more → *ended*',
      '5 steps, each chained to the one before',
      fake.grant('abc123').head,
    ])
      expect(ben.said()).toContain(part)
  })

  it('is told to those it is about, and to nobody who may not see it', async () => {
    const fake = await ended()
    const ann = somebody(fake, ANN)
    await ann.type(history, 'abc123')
    expect(ann.said()).toContain('History of request')
    const dan = somebody(fake, DAN)
    await dan.type(history, 'abc123')
    expect(dan.said()).toContain('that you may see')
    expect(dan.said()).not.toContain('INC-42')
  })

  it('suggests the nearest id', async () => {
    const ben = somebody(await ended(), BEN)
    await ben.type(history, 'abd123')
    expect(ben.said()).toContain('"value":"history abc123"')
  })

  it('lists what there is where no id is given', async () => {
    const ben = somebody(await ended(), BEN)
    await ben.type(history)
    expect(ben.said()).toContain('All grants: 1')
  })
})
