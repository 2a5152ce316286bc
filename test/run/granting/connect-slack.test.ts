import { describe, expect, it } from 'vitest'
import { connectSlack } from '../../../infra/run/granting/connect-slack.ts'
import { createOutbox } from '../../../src/slack/sending/outbox.ts'
import { createPoster } from '../../../src/slack/sending/post.ts'
import type { Detour } from '../../../src/slack/words.ts'
import { fakeSlack, fakeTime, keptLog } from '../../slack/fake-slack.ts'
import { fakeAccess } from '../../support/access.ts'
import { aPolicy, BEN, T0 } from '../../support/grants.ts'
import { aLinkTo, NINA } from '../../support/identity-links.ts'

function connected(answers: Parameters<typeof fakeSlack>[0] = {}, detour?: Detour) {
  const slack = fakeSlack(answers)
  const { clock, wait } = fakeTime()
  const log = keptLog()
  const services = fakeAccess()
  const side = connectSlack({
    client: slack.client,
    poster: createPoster(slack.client, createOutbox(clock, wait), log),
    teamId: 'T1',
    services,
    settings: {
      policy: aPolicy(),
      channels: { approvals: 'CAPPROVE' },
      reminders: { afterSeconds: [] },
      switchedOn: [],
      boundary: 'sagewarden-grant-boundary',
    },
    mayShow: async () => detour,
    clock,
    log,
  })
  const posted = () => slack.calls.filter(({ method }) => method === 'chat.postMessage')
  return { ...slack, side, posted, services }
}

const added = {
  change: 'added',
  factor: { id: 'key-1', method: 'passkey', label: 'Ben’s <!channel> `key`', enrolledAt: T0 },
} as const
const line = (about: string) => ({ about, drift: `${about} is not as I made it` })
const anchor = { about: 'anchor 3', anchor: { seq: 3, hash: 'f'.repeat(64) } }

describe('Slack, connected to granting', () => {
  it('announces a factor where requests are approved, and calls nobody by its name', async () => {
    const { side, posted } = connected()
    await side.announceFactor(BEN, added)
    expect(posted()).toMatchObject([{ args: { channel: 'C0SECAPPR1' } }])
    expect(posted()[0]?.args.blocks).toContain('<@BEN> enrolled')
    expect(posted()[0]?.args.blocks).not.toContain('<!channel>')
  })

  it('announces a link where requests are approved, and remembers the message', async () => {
    const { side, posted, services } = connected()
    await side.announceLink(BEN, aLinkTo(NINA))
    expect(posted()).toMatchObject([{ args: { channel: 'C0SECAPPR1' } }])
    expect(posted()[0]?.args.blocks).toContain('nina.kowalski')
    expect(await services.notices.of('identity-k1')).toMatchObject([{ channel: 'C1' }])
  })

  it.each<readonly [Detour]>([['shared'], ['not-member'], ['archived'], ['not-allowed']])(
    'announces nothing, and says so, where the channel is %s',
    async (detour) => {
      const { side, posted } = connected({}, detour)
      await expect(side.announceFactor(BEN, added)).rejects.toThrow('cannot be used')
      await expect(side.announceLink(BEN, aLinkTo(NINA))).rejects.toThrow('cannot be used')
      await expect(side.tellOnce([line('a role')])).rejects.toThrow('cannot be used')
      expect(posted()).toEqual([])
    },
  )

  it('tells each drift and each anchor once', async () => {
    const { side, posted } = connected()
    await side.tellOnce([line('changed-role a'), anchor])
    await side.tellOnce([line('changed-role a'), line('unknown-role b'), anchor])
    expect(posted()).toHaveLength(3)
    expect(posted()[1]?.args.blocks).toContain(`verify ${anchor.anchor.hash}`)
  })

  it.each([
    [{ profile: { real_name: 'Ben Carter' }, real_name: 'Ben C.', name: 'ben' }, 'Ben Carter'],
    [{ profile: {}, real_name: 'Ben C.', name: 'ben' }, 'Ben C.'],
    [{ profile: {}, name: 'ben' }, 'ben'],
    [{ profile: {} }, BEN],
  ])('calls somebody as people do: %j', async (user, name) => {
    const { side } = connected({ 'users.info': [{ user }] })
    expect(await side.nameOf(BEN)).toBe(name)
  })
})
