import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { assumeRole } from '../../../src/aws/access/assume-role.ts'
import { createClients } from '../../../src/aws/clients.ts'
import { HOUR_S } from '../../../src/base/time.ts'
import type { Grant } from '../../../src/grants/grant.ts'
import { ANA, BEN_CARTER } from '../../support/access.ts'
import { type GrantingWorld, NOTEBOOK, privately, startGranting } from '../../support/granting.ts'
import { aPasskey } from '../../support/pages.ts'

let world: GrantingWorld
beforeEach(async () => {
  world = await startGranting()
})
afterEach(() => world.close())

/** Approves as this person on the page, with a passkey of theirs. */
async function approve(person: typeof ANA, grant: Grant) {
  const key = await aPasskey(world, person)
  const url = await world.pageFor(person, grant)
  return world.post(`${url}/answer`, await world.signed(url, key))
}

/** What somebody's shell would ask of the sample account. */
async function local(path: string) {
  const answer = await fetch(`${world.sample.aws.endpoint}/_local/${path}`)
  return (await answer.json()) as Readonly<Record<string, string>>
}

/** Alice takes a role with her key and the code of her device; without one where she shows none. */
async function takeRole(grant: Grant, withFactor = true) {
  world.clock.advance(30_000)
  const { accessKeyId = '' } = await local('key/alice.meyer')
  return assumeRole({
    endpoint: world.sample.aws.endpoint,
    region: 'eu-west-1',
    credentials: { accessKeyId, secretAccessKey: 'sample' },
    role: grant.role?.arn ?? 'none',
    session: 'alice.meyer',
    device: withFactor ? await local('mfa/alice.meyer') : undefined,
  })
}

/** The error's name where a session may not look at the notebook. */
async function look(session: Awaited<ReturnType<typeof takeRole>>, name = 'churn-lab') {
  const clients = createClients({ endpoint: world.sample.aws.endpoint, credentials: session })
  try {
    await clients.send('sagemaker', 'eu-west-1', 'DescribeNotebookInstance', { NotebookInstanceName: name })
    return 'allowed'
  } catch (error) {
    return error instanceof Error ? error.name : 'unknown'
  } finally {
    clients.close()
  }
}

describe('temporary access, composed as the local workspace has it', () => {
  it('is asked for, proved, approved with a passkey, used, over by itself and accounted for', async () => {
    const asked = await world.asked('g1')
    const briefing = await world.access.briefing(asked)
    expect(briefing?.proof).toMatchObject({ outcome: 'proved', line: expect.stringMatching(/\d/) })
    expect(briefing?.simulated).toMatch(/^IAM's simulator agrees on \d+ calls\.$/)
    // The bot's own policies suffice for everything that is looked at.
    expect(briefing?.looking.looked.filter(({ words }) => words.includes('needs '))).toEqual([])
    expect(briefing?.looking.reach.unknown).toBeNull()
    const url = await world.pageFor(BEN_CARTER, asked)
    expect(await world.page(url)).toContain('somebody called T0ACMECORP/U0ANARUIZ1')
    expect(await approve(BEN_CARTER, asked)).toMatchObject({ status: 200, json: { good: true } })
    const active = await world.grant('g1')
    expect(active.state).toBe('active')
    await expect(takeRole(active, false)).rejects.toMatchObject({
      name: expect.stringMatching(/AccessDenied/),
    })
    const session = await takeRole(active)
    expect(await look(session)).toBe('allowed')
    expect(await look(session, 'fraud-research')).toMatch(/AccessDenied/)
    world.clock.advance(((active.current.window?.endsAt ?? 0) - world.clock.seconds()) * 1000)
    expect(await look(session)).toMatch(/AccessDenied|ExpiredToken/)
    await world.granting.tend()
    expect((await world.grant('g1')).end?.reason).toBe('expired')
    expect((await world.store.closeOuts.read('g1'))?.used).toBeUndefined()
    world.clock.advance(HOUR_S * 1000)
    await world.granting.tend()
    await world.granting.tend()
    expect(world.slack.said.filter((words) => words.startsWith('closed'))).toEqual([
      expect.stringContaining('sagemaker:DescribeNotebookInstance 1'),
    ])
    expect(await world.granting.services.closeOut(await world.grant('g1'))).toMatchObject({
      reason: 'expired',
    })
  })

  it('begins and ends with Slack down during the whole grant, and is told of once Slack is back', async () => {
    const asked = await world.asked('g1')
    world.slack.said.length = 0
    const key = await aPasskey(world, BEN_CARTER)
    const url = await world.pageFor(BEN_CARTER, asked)
    const signed = await world.signed(url, key)
    const { show } = world.slack.side
    world.granting.attach({ ...world.slack.side, show: () => Promise.reject(new Error('Slack is down')) })
    await world.post(`${url}/answer`, signed)
    const active = await world.grant('g1')
    expect(active.state).toBe('active')
    expect(await look(await takeRole(active))).toBe('allowed')
    world.clock.advance(HOUR_S * 1000)
    world.slack.state.down = true
    await world.granting.tend()
    expect((await world.grant('g1')).state).toBe('ended')
    expect(world.slack.said).toEqual([])
    world.slack.state.down = false
    world.granting.attach({ ...world.slack.side, show })
    await world.granting.tend()
    expect(world.slack.said).toContain('g1 ended')
  })

  it('decides nothing while Slack cannot say who somebody is', async () => {
    const asked = await world.asked('g1')
    const key = await aPasskey(world, BEN_CARTER)
    const url = await world.pageFor(BEN_CARTER, asked)
    const signed = await world.signed(url, key)
    world.slack.state.down = true
    expect((await world.post(`${url}/answer`, signed)).status).toBeGreaterThanOrEqual(400)
    expect((await world.grant('g1')).state).toBe('requested')
  })

  it('tells of a role in the path of grants that no record explains, and leaves it alone', async () => {
    const clients = createClients(world.sample.aws)
    const root = { AWS: 'arn:aws:iam::111122223333:root' }
    const statement = { Effect: 'Allow', Principal: root, Action: 'sts:AssumeRole' }
    const trust = { Version: '2012-10-17', Statement: [statement] }
    await clients.send('iam', 'us-east-1', 'CreateRole', {
      Path: '/sagewarden/',
      RoleName: 'grant-stray',
      AssumeRolePolicyDocument: JSON.stringify(trust),
    })
    await world.granting.tend()
    expect(world.slack.said).toContainEqual(
      expect.stringMatching(/role\/sagewarden\/grant-stray.*I leave it alone/),
    )
    const found = await clients.send('iam', 'us-east-1', 'GetRole', { RoleName: 'grant-stray' })
    expect(found.Role?.RoleName).toBe('grant-stray')
    clients.close()
  })
})

describe('two grants to the same thing', () => {
  async function granted(id: string, startsAt: number | null = null) {
    await approve(BEN_CARTER, await world.asked(id, startsAt))
    return world.grant(id)
  }
  const moveTo = (at: number) => world.clock.advance((at - world.clock.seconds()) * 1000)

  it('that overlap end each by itself', async () => {
    const first = await granted('g1')
    world.clock.advance(600_000)
    const second = await granted('g2')
    const [one, two] = [await takeRole(first), await takeRole(second)]
    expect([await look(one), await look(two)]).toEqual(['allowed', 'allowed'])
    const revoked = { action: 'revoke', reason: 'done' } as const
    await world.access.grants.answer(privately(ANA), { id: 'g1', revision: 1 }, revoked)
    expect(await look(one)).not.toBe('allowed')
    expect(await look(two)).toBe('allowed')
    moveTo(second.current.window?.endsAt ?? 0)
    expect(await look(two)).not.toBe('allowed')
  })

  it('back to back leave no gap, and the second opens nothing before its time', async () => {
    const first = await granted('g1')
    const end = first.current.window?.endsAt ?? 0
    const second = await granted('g2', end)
    expect(second.state).toBe('approved')
    const one = await takeRole(first)
    moveTo(end - 1)
    await world.granting.tend()
    expect(await look(one)).toBe('allowed')
    expect((await world.grant('g2')).role).toBeNull()
    moveTo(end)
    await world.granting.tend()
    expect(await look(one)).not.toBe('allowed')
    expect(await look(await takeRole(await world.grant('g2')))).toBe('allowed')
    expect((await world.grant('g1')).end?.reason).toBe('expired')
  })
})

describe('an hour is an hour, as AWS judges it', () => {
  it.each([
    ['over a leap day', '2028-02-29T23:30:00Z'],
    ['over the end of a year', '2026-12-31T23:30:00Z'],
    ['when clocks go forward in Berlin', '2027-03-28T00:30:00Z'],
    ['when clocks go back in Berlin', '2027-10-31T00:30:00Z'],
  ])('%s', async (_, start) => {
    await world.close()
    const startsAt = Date.parse(start) / 1000
    world = await startGranting(startsAt)
    await approve(BEN_CARTER, await world.asked('g1'))
    const active = await world.grant('g1')
    expect(active.current.window).toEqual({ startsAt, endsAt: startsAt + HOUR_S })
    const session = await takeRole(active)
    world.clock.advance((startsAt + HOUR_S - 1 - world.clock.seconds()) * 1000)
    expect(await look(session)).toBe('allowed')
    world.clock.advance(1000)
    expect(await look(session)).not.toBe('allowed')
  })
})

it('asks for exactly the resource that AWS has, letter by letter', async () => {
  const { access } = world
  const form = {
    entitlement: 'start-stop-notebook',
    region: 'eu-west-1',
    parameters: { notebook: NOTEBOOK.replace('churn-lab', 'Churn-Lab') },
    durationSeconds: HOUR_S,
    startsAt: null,
    reason: 'INC-42',
    ticket: null,
    breakGlass: false,
  }
  const drafted = await access.draft(privately(ANA), 'g1', form)
  expect(drafted).toMatchObject({
    ok: true,
    value: { refusals: expect.arrayContaining(['precheck-failed']) },
  })
  expect(await access.send(privately(ANA), 'g1')).toMatchObject({ ok: false })
  expect(await access.grants.byId('g1')).toBeUndefined()
})
