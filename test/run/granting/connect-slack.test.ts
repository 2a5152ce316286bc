import { describe, expect, it } from 'vitest'
import { connectSlack } from '../../../infra/run/granting/connect-slack.ts'
import type { Detour } from '../../../src/slack/words.ts'
import { fakeSlack, fakeTime, keptLog } from '../../slack/fake-slack.ts'
import { fakeAccess } from '../../support/access.ts'
import { aPolicy, BEN, T0 } from '../../support/grants.ts'
import { aLinkTo, NINA } from '../../support/identity-links.ts'
import { aDelivery, aPoster, memoryUnsent } from '../../support/unsent.ts'

function connected(answers: Parameters<typeof fakeSlack>[0] = {}, detour?: Detour) {
  const slack = fakeSlack(answers)
  const { clock, wait } = fakeTime()
  const log = keptLog()
  const services = fakeAccess()
  const unsent = memoryUnsent()
  const poster = aPoster(slack.client, { clock, wait }, log)
  const side = connectSlack({
    client: slack.client,
    poster,
    delivery: aDelivery({ poster, clock, unsent }),
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
  const kept = async () => (await unsent.waiting()).map(({ unsent: message }) => message)
  const posted = () => slack.calls.filter(({ method }) => method === 'chat.postMessage')
  return { ...slack, side, posted, kept, services }
}

const added = {
  change: 'added',
  factor: { id: 'key-1', method: 'passkey', label: 'Ben’s <!channel> `key`', enrolledAt: T0 },
} as const
const line = (about: string, isGone = false) => ({ about, drift: `${about} is not as I made it`, isGone })
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

  it('keeps what no later sweep would find before it says anything else', async () => {
    const { side, kept } = connected({ 'chat.postMessage': Array(20).fill({ status: 503 }) })
    const lines = [line('changed-role a'), line('left-over-role b', true)]
    await expect(side.tellOnce(lines)).rejects.toThrow()
    expect((await kept()).map(({ notice }) => notice?.about)).toEqual(['left-over-role b'])
  })

  it('keeps no word of a factor that is not kept, but of one that was removed', async () => {
    const { side, kept } = connected({ 'chat.postMessage': Array(20).fill({ status: 503 }) })
    await expect(side.announceFactor(BEN, added)).rejects.toThrow('cannot wait')
    expect(await kept()).toEqual([])
    await side.announceFactor(BEN, { ...added, change: 'removed' })
    expect(await kept()).toMatchObject([{ message: { text: 'A second factor was removed.' } }])
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
