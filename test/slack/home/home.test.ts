import { describe, expect, it } from 'vitest'
import type { AuditRecord } from '../../../src/posture/audit-record.ts'
import { createHomes } from '../../../src/slack/home/home.ts'
import type { Refusal } from '../../../src/slack/words.ts'
import { fakeAccess } from '../../support/access.ts'
import { ANN, anAsked, BEN, EVE } from '../../support/grants.ts'
import { by } from '../../support/grants-world.ts'
import { NOW } from '../../support/inventory.ts'
import { aCheck } from '../../support/report.ts'
import { aWaiver, memoryWaivers, someWaiving } from '../../support/waivers.ts'
import { fakeSlack, fakeTime, keptLog } from '../fake-slack.ts'
import { services } from '../held-audits.ts'

const userOf = (person: string) => person.split('/')[1] ?? ''
const teamId = ANN.split('/')[0] ?? ''

/** Home tabs over a fake access, with what was published to whom. */
function someHomes({
  access = fakeAccess(),
  recentAudits = async (): Promise<readonly AuditRecord[]> => [],
} = {}) {
  const slack = fakeSlack()
  const time = fakeTime()
  const log = keptLog()
  const refused = new Map<string, Refusal>()
  const waiting = aWaiver({ from: null, approvedBy: null, askedBy: ANN, until: NOW + 1e9 })
  const waiving = someWaiving({
    store: memoryWaivers([waiting]),
    unfit: async (_, second) => (second === BEN ? undefined : 'not-an-approver'),
  })
  const homes = createHomes({
    client: slack.client,
    services: { ...services([aCheck()]).services, access, waiving, recentAudits },
    commands: [],
    teamId,
    refusal: async (userId) => refused.get(userId),
    clock: time.clock,
    wait: time.wait,
    log,
  })
  const published = () => slack.calls.map(({ args }) => ({ to: args.user_id, view: args.view }))
  const lastFor = (person: string) => published().findLast(({ to }) => to === userOf(person))?.view ?? ''
  const show = (person: string) => homes.show(userOf(person))
  return { homes, access, slack, time, log, refused, published, lastFor, show }
}

const ask = (access: ReturnType<typeof fakeAccess>) => access.access.grants.request(by(ANN), 'g1', anAsked())

describe('Home tabs', () => {
  it('show each person what they may decide and what is theirs', async () => {
    const { access, lastFor, show } = someHomes()
    await ask(access)
    for (const person of [ANN, BEN, EVE]) await show(person)
    expect(lastFor(BEN)).toContain('grant:approve')
    expect(lastFor(BEN)).toContain('waiver:approve')
    expect(lastFor(ANN)).not.toContain('grant:approve')
    expect(lastFor(ANN)).toContain('grant:withdraw')
    expect(lastFor(EVE)).not.toContain('grant:')
    expect(lastFor(EVE)).not.toContain('waiver:approve')
  })

  it('show what lapses first, of more than anybody decides in one go, whoever asked last', async () => {
    const { access, lastFor, show } = someHomes()
    for (let i = 1; i <= 12; i++) {
      await access.access.grants.request(by(ANN), `g${i}`, anAsked())
      access.world.now += 60
    }
    await show(BEN)
    expect(lastFor(BEN)).toContain('13 things in all.')
    expect(lastFor(BEN)).toContain('`g1`')
    expect(lastFor(BEN)).not.toContain('`g12`')
  })

  it('are published anew only to those for whom something changed', async () => {
    const { homes, access, published, lastFor, show } = someHomes()
    for (const person of [ANN, BEN, EVE]) await show(person)
    expect(published()).toHaveLength(3)
    await ask(access)
    homes.refresh()
    await expect.poll(() => published().length).toBe(5)
    expect(
      published()
        .slice(3)
        .map(({ to }) => to),
    ).toEqual([userOf(ANN), userOf(BEN)])
    expect(lastFor(BEN)).toContain('grant:approve')
  })

  it('fold a burst of changes, and read nothing where nobody looks', async () => {
    let reads = 0
    const { homes, show } = someHomes({
      recentAudits: async () => {
        reads++
        return []
      },
    })
    homes.refresh()
    expect(reads).toBe(0)
    await show(ANN)
    for (let i = 0; i < 20; i++) homes.refresh()
    await expect.poll(() => reads).toBe(2)
  })

  it('go on for the others where Slack does not take one', async () => {
    const { homes, access, slack, log, show, published } = someHomes()
    for (const person of [ANN, BEN]) await show(person)
    const publish = slack.client.views.publish.bind(slack.client.views)
    slack.client.views.publish = async (args) => {
      if (args?.user_id === userOf(ANN)) throw new Error('down')
      return publish(args)
    }
    await ask(access)
    homes.refresh()
    await expect.poll(() => published().length).toBe(3)
    expect(log.lines).toContainEqual({ level: 'warn', message: 'a Home tab could not be refreshed' })
  })

  it('show what can be read where the rest cannot', async () => {
    const { lastFor, show, log } = someHomes({
      recentAudits: async () => {
        throw new Error('gone')
      },
    })
    await show(ANN)
    expect(lastFor(ANN)).toContain('could not be read just now')
    expect(lastFor(ANN)).toContain('Your access')
    expect(log.lines).toEqual([{ level: 'warn', message: 'a part of the Home tab could not be read' }])
  })

  it('tell nothing more to somebody who may not use the bot any more', async () => {
    const { homes, access, refused, lastFor, show, published } = someHomes()
    await show(BEN)
    refused.set(userOf(BEN), 'deactivated')
    await ask(access)
    homes.refresh()
    await expect.poll(() => published().length).toBe(2)
    expect(lastFor(BEN)).toContain('This account is deactivated')
    homes.refresh()
    expect(published()).toHaveLength(2)
  })
})
