import { afterEach, describe, expect, it } from 'vitest'
import { ANA, anAcmePolicy, fakeAccess } from '../support/access.ts'
import { drawn, ML_PLATFORM, shows, startWorkspaceBot, type WorkspaceBot } from '../support/workspace-bot.ts'

let bot: WorkspaceBot

afterEach(() => bot.close())

describe('a first second factor, vouched for in the local workspace', () => {
  it('goes from the command through two approvers to a page for the person alone', async () => {
    const access = fakeAccess({
      policy: anAcmePolicy(),
      now: Math.floor(Date.now() / 1000),
      factors: [],
    })
    bot = await startWorkspaceBot(access)
    const { driver } = bot
    const [ana, ben, chloe, dev] = ['ana', 'ben', 'chloe', 'dev'].map(driver.person)
    if (!ana || !ben || !chloe || !dev) throw new Error('the sample workspace has changed')
    await ana.slash('/sagemaker mfa', { channel: ML_PLATFORM })
    const own = await driver.waitForMessage(shows('no second factor yet'))
    expect(own.onlyFor).toBe(ana.person.id)
    await ana.click(own, 'mfa:ask')
    const asked = await driver.waitForMessage(shows('wants to enrol a second factor'))
    expect(asked.channel).toBe('C0SECAPPR1')
    await dev.click(asked, 'mfa:vouch')
    await driver.waitForMessage(shows('none of the groups'))
    await ben.click(asked, 'mfa:vouch')
    await driver.waitFor(
      () => driver.messages('C0SECAPPR1').find(shows('1 more person needed')),
      'the first to have vouched',
    )
    await chloe.click(asked, 'mfa:vouch')
    const ready = await driver.waitForMessage(shows('You can enrol one second factor now'))
    const settled = await driver.waitFor(
      () => driver.messages('C0SECAPPR1').find(shows('They can enrol now')),
      'both to have vouched',
    )
    expect(drawn(settled)).not.toContain('mfa:vouch')
    await ana.click(ready, 'mfa:enrol')
    const link = await driver.waitForMessage(shows('Enrol your second factor'))
    expect(link.onlyFor ?? ana.person.id).toBe(ana.person.id)
    expect(access.pages.filter(({ purpose }) => purpose === 'first-factor')).toEqual([
      { person: ANA, purpose: 'first-factor' },
    ])
    await driver.waitFor(
      () => driver.messages('C0SECAPPR1').find(shows('It has been used')),
      'its use to be shown',
    )
    expect(bot.lines.filter(({ level }) => level === 'error')).toEqual([])
  })
})
