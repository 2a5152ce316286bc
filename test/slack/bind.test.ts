import { App, LogLevel, type Receiver } from '@slack/bolt'
import { describe, expect, it } from 'vitest'
import { COMMANDS } from '../../commands/index.ts'
import { bind } from '../../src/slack/bind.ts'
import type { Message } from '../../src/slack/blocks.ts'
import type { Job } from '../../src/slack/job.ts'
import { createOnce } from '../../src/slack/once.ts'
import type { People } from '../../src/slack/people.ts'
import { aCheck } from '../support/report.ts'
import { fakeSlack, fakeTime, keptLog } from './fake-slack.ts'
import { services } from './held-audits.ts'
import { told } from './talk.ts'

const identity = { teamId: 'T1', appId: 'A1', botId: 'B1', botUserId: 'UBOT' }
const member: People = { refusal: async () => undefined }
const nobody: Receiver = { init: () => undefined, start: async () => undefined, stop: async () => undefined }

/** The bound app, fed by hand; what it acknowledged, accepted and whispered, in order. */
function bound(people: People = member, answers: Parameters<typeof fakeSlack>[0] = {}) {
  const slack = fakeSlack(answers)
  const log = keptLog()
  const order: string[] = []
  const jobs: Job[] = []
  const whispers: Message[] = []
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
      refusal: (origin) => {
        order.push('who')
        return people.refusal(origin)
      },
    },
    commands: COMMANDS,
    services: services([aCheck()]).services,
    log,
    newId: () => `job${++id}`,
    isFirst: createOnce(fakeTime().clock),
    whisper: async (_, message) => {
      whispers.push(message)
    },
    accept: (job) => {
      order.push('job')
      jobs.push(job)
    },
  })
  const feed = (body: Readonly<Record<string, unknown>>) =>
    app.processEvent({
      body: { team_id: 'T1', api_app_id: 'A1', ...body },
      ack: async () => {
        order.push('ack')
      },
    })
  return { ...slack, feed, order, jobs, whispers, log }
}

const slash = (text: string, more = {}) => ({
  command: '/sagemaker',
  text,
  user_id: 'U1',
  channel_id: 'C1',
  channel_name: 'ml',
  ...more,
})

const press = (action_id: string, value: string, more = {}) => ({
  type: 'block_actions',
  user: { id: 'U1', team_id: 'T1' },
  team: { id: 'T1' },
  channel: { id: 'C1', name: 'ml' },
  trigger_id: `trigger-${action_id}-${value}`,
  actions: [{ type: 'button', action_id, value, block_id: 'b' }],
  ...more,
})

describe('a slash command', () => {
  it('is acknowledged before anybody asks who it is', async () => {
    const { feed, order, jobs } = bound()
    await feed(slash('audit notebooks', { response_url: 'https://hooks.slack.com/x' }))
    expect(order).toEqual(['ack', 'who', 'job'])
    expect(jobs).toEqual([
      {
        kind: 'command',
        id: 'job1',
        line: 'audit notebooks',
        asker: {
          userId: 'U1',
          teamId: 'T1',
          channelId: 'C1',
          isDirect: false,
          responseUrl: 'https://hooks.slack.com/x',
        },
      },
    ])
    expect(JSON.parse(JSON.stringify(jobs))).toEqual(jobs)
  })

  it('is acknowledged even where nobody can tell who it is', async () => {
    const { feed, order } = bound({ refusal: () => new Promise(() => undefined) })
    void feed(slash('audit'))
    await expect.poll(() => order).toEqual(['ack', 'who'])
  })

  it('is done once where Slack delivers it twice', async () => {
    const { feed, jobs } = bound()
    await feed(slash('audit', { trigger_id: 't1' }))
    await feed(slash('audit', { trigger_id: 't1' }))
    await feed(slash('audit', { trigger_id: 't2' }))
    expect(jobs).toHaveLength(2)
  })

  it('of somebody who may not is refused with a word, and not read', async () => {
    const { feed, jobs, whispers } = bound({ refusal: async () => 'guest' })
    await feed(slash('audit'))
    expect(jobs).toEqual([])
    expect(told(whispers)).toContain('Guests cannot use me')
  })

  it('of another app gets no word either', async () => {
    const { feed, jobs, whispers, log } = bound({ refusal: async () => 'other-app' })
    await feed(slash('audit'))
    expect([jobs, whispers]).toEqual([[], []])
    expect(log.lines).toEqual([{ level: 'warn', message: 'a request was refused' }])
  })
})

describe('a pressed button', () => {
  it('that types a command becomes that command', async () => {
    const { feed, jobs } = bound()
    await feed(press('run:command:2', 'audit 3a'))
    expect(jobs).toMatchObject([{ kind: 'command', line: 'audit 3a' }])
  })

  it('opens its modal at once, then has it filled', async () => {
    const { feed, jobs, calls, order } = bound(member, { 'views.open': [{ view: { id: 'V1' } }] })
    await feed(press('audit:findings', 'rep1.0'))
    expect(order).toEqual(['ack', 'who', 'job'])
    expect(calls).toMatchObject([
      { method: 'views.open', args: { trigger_id: 'trigger-audit:findings-rep1.0' } },
    ])
    expect(calls[0]?.args.view).toContain('"private_metadata":"C1 channel"')
    expect(jobs).toMatchObject([{ kind: 'action', action: 'audit:findings', value: 'rep1.0', viewId: 'V1' }])
  })

  it('in a modal pushes on top of it', async () => {
    const { feed, methods } = bound(member, { 'views.push': [{ view: { id: 'V2' } }] })
    await feed(press('explain:check', 'notebook-no-direct-internet', { view: { type: 'modal', id: 'V1' } }))
    expect(methods()).toEqual(['views.push'])
  })

  it('takes the place of the modal where Slack stacks no more', async () => {
    const { feed, calls, jobs } = bound(member, { 'views.push': [{ error: 'push_limit_reached' }] })
    await feed(press('audit:findings', 'rep1.0', { view: { type: 'modal', id: 'V3' } }))
    expect(calls.at(-1)).toMatchObject({ method: 'views.update', args: { view_id: 'V3' } })
    expect(jobs).toMatchObject([{ viewId: 'V3' }])
  })

  it('says so where Slack does not open the modal in time', async () => {
    const { feed, jobs, whispers } = bound(member, { 'views.open': [{ error: 'expired_trigger_id' }] })
    await feed(press('audit:findings', 'rep1.0'))
    expect(jobs).toEqual([])
    expect(told(whispers)).toContain('Press the button once more')
  })

  it.each([
    ['audit:findings', 'nonsense'],
    ['audit:unheard-of', 'x'],
    ['explain:check', 'no-such-check'],
    ['', ''],
  ])('%s with %j is answered, and nothing is done', async (action, value) => {
    const { feed, jobs, whispers, calls } = bound()
    await feed(press(action, value))
    expect([jobs, calls]).toEqual([[], []])
    expect(told(whispers)).toContain('does not work any more')
  })

  it('that is a link is only acknowledged', async () => {
    const { feed, order, jobs, whispers } = bound()
    const link = { type: 'button', action_id: 'open', url: 'https://aws.amazon.com', block_id: 'b' }
    await feed(press('x', 'y', { actions: [link] }))
    expect(order[0]).toBe('ack')
    expect([jobs, whispers]).toEqual([[], []])
  })

  it('of somebody who may not opens nothing', async () => {
    const { feed, calls, whispers } = bound({ refusal: async () => 'external' })
    await feed(press('audit:findings', 'rep1.0'))
    expect(calls).toEqual([])
    expect(told(whispers)).toContain('other organisations')
  })
})

describe('the Home tab', () => {
  const opened = (event_id: string) => ({
    type: 'event_callback',
    event_id,
    event: { type: 'app_home_opened', user: 'U1', tab: 'home' },
  })

  it('is published once for each time it is opened', async () => {
    const { feed, calls } = bound()
    await feed(opened('Ev1'))
    await feed(opened('Ev1'))
    expect(calls).toMatchObject([{ method: 'views.publish', args: { user_id: 'U1' } }])
  })

  it('of another team stays empty', async () => {
    const { feed, calls } = bound({ refusal: async () => 'other-team' })
    await feed(opened('Ev1'))
    expect(calls).toEqual([])
  })

  it('logs once with an id where Slack refuses it', async () => {
    const { feed, log } = bound(member, { 'views.publish': [{ error: 'not_enabled' }] })
    await feed(opened('Ev1'))
    expect(log.lines).toEqual([{ level: 'error', message: 'a listener failed' }])
  })
})

describe('the app being removed', () => {
  it('is told to the log', async () => {
    const { feed, log } = bound()
    await feed({ type: 'event_callback', event_id: 'Ev9', event: { type: 'app_uninstalled' } })
    expect(log.lines).toEqual([{ level: 'error', message: 'the app was removed from the workspace' }])
  })
})
