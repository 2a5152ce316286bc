import { App, LogLevel, type Receiver } from '@slack/bolt'
import { describe, expect, it } from 'vitest'
import { COMMANDS } from '../../commands/index.ts'
import { personKey } from '../../src/grants/terms.ts'
import { bind } from '../../src/slack/bind.ts'
import type { Message } from '../../src/slack/blocks/blocks.ts'
import type { Job } from '../../src/slack/jobs/job.ts'
import { createPeople } from '../../src/slack/people.ts'
import { perform } from '../../src/slack/perform.ts'
import { createOnce } from '../../src/slack/receiving/once.ts'
import { aFactor, aForm, type FakeAccess, fakeAccess } from '../support/access.ts'
import { ANN, anAsked, BEN, T0 } from '../support/grants.ts'
import { by } from '../support/grants-world.ts'
import { aCheck } from '../support/report.ts'
import { fakeSlack, fakeTime, keptLog } from './fake-slack.ts'
import { services } from './held-audits.ts'
import { fakeTalk, told } from './talk.ts'

const identity = { teamId: 'T1', appId: 'A1', botId: 'B1', botUserId: 'UBOT' }
const nobody: Receiver = { init: () => undefined, start: async () => undefined, stop: async () => undefined }
const MINUTES_4 = 240_000

type Body = Readonly<Record<string, unknown>>

/** The bot from Slack's payload to the record: every listener, the check of people, and every command. */
function aProcess(fake: FakeAccess, time = fakeTime()) {
  const slack = fakeSlack({})
  /** Whom Slack says to be a full member of the team. */
  const peopleOf = (userId: string) => {
    const user = { id: userId, team_id: 'T1' }
    return createPeople(fakeSlack({ 'users.info': [{ user }] }).client, identity, time.clock, keptLog())
  }
  const whispers: Message[] = []
  const acks: unknown[] = []
  const jobs: Job[] = []
  const doing: Array<Promise<void>> = []
  const all = { ...services([aCheck()]).services, access: fake }
  let id = 0
  const app = new App({
    receiver: nobody,
    convoStore: false,
    logLevel: LogLevel.ERROR,
    authorize: async () => ({ botToken: 'xoxb-x', botId: 'B1', botUserId: 'UBOT' }),
  })
  bind(app, {
    client: slack.client,
    identity,
    people: {
      refusal: (origin) => peopleOf(origin.userId).refusal(origin),
    },
    commands: COMMANDS,
    services: all,
    log: keptLog(),
    newId: () => `job${++id}`,
    isFirst: createOnce(time.clock),
    whisper: async (_, message) => void whispers.push(message),
    showHome: async () => undefined,
    accept: (job) => {
      jobs.push(job)
      const { teamId, userId } = job.asker
      const { talk } = fakeTalk([aCheck()], {
        services: all,
        asker: job.asker,
        now: () => fake.world.now,
        whisper: async (message) => void whispers.push(message),
        actor: async () => ({ person: personKey(teamId, userId), place: { kind: 'private' } }),
      })
      doing.push(perform(job, COMMANDS, talk))
    },
  })
  return {
    time,
    jobs,
    acks,
    said: () => told(whispers),
    calls: slack.calls,
    async feed(body: Body): Promise<void> {
      await app.processEvent({
        body: { api_app_id: 'A1', ...body },
        ack: async (answer?: unknown) => void (answer === undefined || acks.push(answer)),
      })
      await Promise.all(doing.splice(0))
    },
  }
}

const press = (user: string, action_id: string, value: string, more: Body = {}): Body => ({
  type: 'block_actions',
  user: { id: user, team_id: 'T1' },
  team: { id: 'T1' },
  channel: { id: 'C1', name: 'ml' },
  trigger_id: `trigger-${user}-${action_id}`,
  actions: [{ type: 'button', action_id, value, block_id: 'b' }],
  ...more,
})

const submit = (
  user: string,
  callback_id: string,
  about: string,
  filled: Body = {},
  more: Body = {},
): Body => ({
  type: 'view_submission',
  user: { id: user, team_id: 'T1' },
  team: { id: 'T1' },
  trigger_id: `trigger-${user}-${callback_id}`,
  view: {
    type: 'modal',
    id: 'V1',
    hash: 'h1',
    callback_id,
    private_metadata: `C0ABC channel\n${about}`,
    blocks: Object.keys(filled).map((block_id) => ({ type: 'input', block_id })),
    state: {
      values: Object.fromEntries(
        Object.entries(filled).map(([block, value]) => [
          block,
          { typed: { type: 'plain_text_input', value } },
        ]),
      ),
    },
  },
  ...more,
})

const typed = (user: string, more: Body = {}): Body => ({
  type: 'block_suggestion',
  user: { id: user, team_id: 'T1' },
  team: { id: 'T1' },
  action_id: 'request:find',
  block_id: 'parameter:endpoint',
  value: 'churn',
  view: { type: 'modal', id: 'V1', private_metadata: 'C0ABC channel\ng1 invoke-endpoint' },
  ...more,
})

async function requested() {
  const fake = fakeAccess({ factors: [aFactor()] })
  await fake.access.grants.request(by(ANN), 'g1', anAsked())
  return fake
}

async function granted() {
  const fake = await requested()
  await fake.approve('g1', BEN)
  return fake
}

const steps = (fake: FakeAccess) => fake.grant('g1').events.map(({ step }) => step.type)

describe('a delivery that Slack repeats', () => {
  it.each<readonly [string, () => Promise<FakeAccess>, Body, readonly string[]]>([
    [
      'the end of access',
      granted,
      press('ANN', 'grant:done', 'g1.1'),
      ['ask', 'approve', 'attach', 'revoke', 'detach'],
    ],
    ['a denial', requested, submit('BEN', 'grant:deny', 'g1.1', { reason: 'no' }), ['ask', 'deny']],
    ['a withdrawal', requested, press('ANN', 'grant:withdraw', 'g1.1'), ['ask', 'withdraw']],
  ])('is done once: %s', async (_, begin, body, expected) => {
    const fake = await begin()
    const bot = aProcess(fake)
    await Promise.all([bot.feed(body), bot.feed(body)])
    bot.time.pass(MINUTES_4)
    await bot.feed(body)
    expect(steps(fake)).toEqual(expected)
    expect(bot.jobs).toHaveLength(1)
  })

  it.each<readonly [string, () => Promise<FakeAccess>, Body, readonly string[]]>([
    [
      'the end of access',
      granted,
      press('ANN', 'grant:done', 'g1.1'),
      ['ask', 'approve', 'attach', 'revoke', 'detach'],
    ],
    ['a denial', requested, submit('BEN', 'grant:deny', 'g1.1', { reason: 'no' }), ['ask', 'deny']],
    ['a withdrawal', requested, press('ANN', 'grant:withdraw', 'g1.1'), ['ask', 'withdraw']],
  ])(
    'within five minutes changes nothing though the bot was started anew: %s',
    async (_, begin, body, expected) => {
      const fake = await begin()
      await aProcess(fake).feed(body)
      fake.world.now += MINUTES_4 / 1000
      const next = aProcess(fake)
      await next.feed(body)
      await next.feed({ ...body, trigger_id: 'another' })
      expect(steps(fake)).toEqual(expected)
      expect(fake.grant('g1').events.every(({ at }) => at === T0)).toBe(true)
    },
  )

  it('makes one request of one form, also after a restart', async () => {
    const fake = fakeAccess()
    await fake.access.draft(by(ANN), 'g1', aForm())
    const body = submit('ANN', 'request:send', 'g1 invoke-endpoint')
    await Promise.all([aProcess(fake).feed(body), aProcess(fake).feed(body)])
    fake.world.now += MINUTES_4 / 1000
    await aProcess(fake).feed(body)
    expect(steps(fake)).toEqual(['ask'])
    expect(fake.world.table.size).toBe(1)
  })

  it('of Approve opens pages for that person alone, and decides nothing', async () => {
    const fake = await requested()
    const body = press('BEN', 'grant:approve', 'g1.1')
    for (const process of [aProcess(fake), aProcess(fake)]) await process.feed(body)
    expect(fake.pages).toEqual([
      { person: BEN, purpose: 'approve' },
      { person: BEN, purpose: 'approve' },
    ])
    expect(steps(fake)).toEqual(['ask'])
  })
})

describe('a payload', () => {
  const ORIGINS: ReadonlyArray<readonly [string, Body]> = [
    ['without a team', { team: undefined, team_id: undefined, user: { id: 'BEN' } }],
    ['of another team', { team: { id: 'T2' }, user: { id: 'BEN', team_id: 'T2' } }],
    ['of a person of another team', { user: { id: 'BEN', team_id: 'T2' } }],
    ['that names two teams', { team_id: 'T2' }],
    ['of another app', { api_app_id: 'A2' }],
    ['of no app', { api_app_id: undefined }],
    ['of nobody', { user: { team_id: 'T1' } }],
    ['whose team is no text', { team: { id: 7 }, user: { id: 'BEN', team_id: ['T1'] } }],
  ]

  it.each(ORIGINS)('%s presses nothing', async (_, origin) => {
    const fake = await granted()
    const bot = aProcess(fake)
    await bot.feed(press('BEN', 'grant:end', 'g1.1', origin))
    expect([bot.jobs, bot.calls]).toEqual([[], []])
    expect(fake.grant('g1').state).toBe('active')
  })

  it.each(ORIGINS)('%s submits nothing, and is answered in the form', async (_, origin) => {
    const fake = await requested()
    const bot = aProcess(fake)
    await bot.feed(submit('BEN', 'grant:deny', 'g1.1', { reason: 'no' }, origin))
    expect(bot.jobs).toEqual([])
    expect(bot.acks).toMatchObject([{ response_action: 'errors', errors: { reason: expect.any(String) } }])
    expect(fake.grant('g1').state).toBe('requested')
  })

  it.each(ORIGINS)('%s is offered nothing to choose', async (_, origin) => {
    const bot = aProcess(fakeAccess())
    await bot.feed(typed('ANN', origin))
    expect(bot.acks).toEqual([{ options: [] }])
  })

  it('of our own team does all of that', async () => {
    const fake = await requested()
    const bot = aProcess(fake)
    await bot.feed(typed('ANN'))
    expect(JSON.stringify(bot.acks)).toContain('endpoint/churn')
    await bot.feed(submit('BEN', 'grant:deny', 'g1.1', { reason: 'no' }))
    expect(fake.grant('g1').end?.reason).toBe('denied')
  })
})

describe('forged values', () => {
  const FORGED = [
    '',
    ' ',
    'g1',
    'g1.',
    '.1',
    'g1.0',
    'g1.-1',
    'g1.1e3',
    'g1.01',
    'g1.1 ',
    'g1.1\n',
    'g1.1.1',
    'G1.1',
    'g1.x',
    '../g1.1',
    'g1/../g2.1',
    '{"id":"g1","revision":1}',
    'constructor.1.1',
    '__proto__',
    `${'g'.repeat(65)}.1`,
    'g1.99999999999',
    '<@UBEN>.1',
    'arn:aws:iam::111122223333:role/*.1',
  ]
  const ids = COMMANDS.flatMap(({ actions }) => actions)
    .map(({ id }) => id)
    .filter((id) => id.startsWith('grant:'))

  it('mean nothing to any button of a grant', async () => {
    expect(ids.length).toBeGreaterThan(10)
    const fake = await requested()
    const bot = aProcess(fake)
    let count = 0
    for (const id of ids)
      for (const value of FORGED) await bot.feed(press('BEN', id, value, { trigger_id: `forged-${++count}` }))
    const understood = bot.jobs.flatMap((job) =>
      job.kind === 'action' ? [`${job.action} ${job.value}`] : [],
    )
    expect(understood).toEqual([])
    expect(steps(fake)).toEqual(['ask'])
  })

  it('of a form’s memory change nothing', async () => {
    const forms = COMMANDS.flatMap(({ forms }) => forms).map(({ id }) => id)
    const fake = await requested()
    const bot = aProcess(fake)
    const filled = {
      reason: 'because',
      code: '123456',
      until: String(T0 + 9e3),
      verdict: 'justified',
      note: 'fine',
    }
    let count = 0
    for (const id of forms)
      for (const about of FORGED)
        await bot.feed(submit('BEN', id, about, filled, { trigger_id: `forged-${++count}` }))
    expect(steps(fake)).toEqual(['ask'])
    expect(fake.world.table.size).toBe(1)
  })

  it('of another grant or revision reach a record that decides anew', async () => {
    const fake = await granted()
    await fake.access.grants.request(by(BEN), 'g2', anAsked())
    const bot = aProcess(fake)
    await bot.feed(press('EVE', 'grant:withdraw', 'g2.1'))
    await bot.feed(submit('BEN', 'grant:deny', 'g2.1', { reason: 'my own' }))
    await bot.feed(submit('BEN', 'grant:deny', 'g1.7', { reason: 'no such revision' }))
    expect([fake.grant('g1').state, fake.grant('g2').state]).toEqual(['active', 'requested'])
  })
})
