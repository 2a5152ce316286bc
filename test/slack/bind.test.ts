import { App, LogLevel, type Receiver } from '@slack/bolt'
import { describe, expect, it } from 'vitest'
import { COMMANDS } from '../../commands/index.ts'
import { err, ok } from '../../src/base/result.ts'
import type { AccessServices } from '../../src/services.ts'
import { bind } from '../../src/slack/bind.ts'
import { type Message, modal, section } from '../../src/slack/blocks/blocks.ts'
import { defineCommand } from '../../src/slack/command.ts'
import { defineForm, defineOptions } from '../../src/slack/forms/form.ts'
import type { Job } from '../../src/slack/jobs/job.ts'
import type { People } from '../../src/slack/people.ts'
import { createOnce } from '../../src/slack/receiving/once.ts'
import { fakeAccess } from '../support/access.ts'
import { aCheck } from '../support/report.ts'
import { fakeSlack, fakeTime, keptLog } from './fake-slack.ts'
import { services } from './held-audits.ts'
import { told } from './talk.ts'

const identity = { teamId: 'T1', appId: 'A1', botId: 'B1', botUserId: 'UBOT' }
const member: People = { refusal: async () => undefined }
const nobody: Receiver = { init: () => undefined, start: async () => undefined, stop: async () => undefined }

/** A command that opens a form, with a select that is filled while somebody types. */
const ask = defineCommand<string>({
  name: 'ask',
  usage: '',
  summary: 'Asks.',
  examples: [],
  parse: ([word = '']) => ok(word),
  opens: (word) =>
    word === 'plainly' ? undefined : { ...modal('Ask', [section('x')]), private_metadata: word },
  run: async () => undefined,
  forms: [
    defineForm<string>({
      id: 'ask:form',
      parse: ({ what }, about) =>
        what === undefined ? err({ what: 'Say what.', gone: 'And this.' }) : ok(`${what} of ${about}`),
      waits: (target) => modal('Asking', [section(target)]),
      keepsForm: true,
      run: async () => undefined,
    }),
    defineForm({ id: 'ask:close', parse: () => ok(undefined), run: async () => undefined }),
  ],
  options: [
    defineOptions({
      id: 'ask:find',
      find: async (typed, { block, filled, about }) => {
        if (typed === 'broken') throw new Error('broken')
        if (typed === 'slow') return new Promise(() => undefined)
        return Array.from({ length: 120 }, (_, i) => ({
          label: `${typed} ${i}`,
          value: `${block} ${filled.what} ${about} ${i}`,
        }))
      },
    }),
  ],
})

/** The bound app, fed by hand; what it acknowledged, accepted and whispered, in order. */
function bound(
  people: People = member,
  answers: Parameters<typeof fakeSlack>[0] = {},
  access?: AccessServices,
) {
  const slack = fakeSlack(answers)
  const log = keptLog()
  const order: string[] = []
  const jobs: Job[] = []
  const whispers: Message[] = []
  const acks: unknown[] = []
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
    commands: [...COMMANDS, ask],
    patienceMs: 50,
    services: { ...services([aCheck()]).services, ...(access ? { access } : {}) },
    log,
    newId: () => `job${++id}`,
    isFirst: createOnce(fakeTime().clock),
    whisper: async (_, message) => {
      whispers.push(message)
    },
    showHome: async (userId) => {
      await slack.client.views.publish({ user_id: userId, view: { type: 'home', blocks: [] } })
    },
    accept: (job) => {
      order.push('job')
      jobs.push(job)
    },
  })
  const feed = (body: Readonly<Record<string, unknown>>) =>
    app.processEvent({
      body: { team_id: 'T1', api_app_id: 'A1', ...body },
      ack: async (answer?: unknown) => {
        order.push('ack')
        if (answer !== undefined) acks.push(answer)
      },
    })
  return { ...slack, feed, order, jobs, whispers, acks, log }
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
    expect(told(whispers)).toContain('Press the button or send the command once more')
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

describe('a command that opens a modal', () => {
  it('opens it at once, and is then done', async () => {
    const { feed, jobs, calls } = bound(member, { 'views.open': [{ view: { id: 'V1' } }] })
    await feed(slash('ask me', { trigger_id: 't1' }))
    expect(calls).toMatchObject([{ method: 'views.open', args: { trigger_id: 't1' } }])
    expect(calls[0]?.args.view).toContain('"private_metadata":"C1 channel\\nme"')
    expect(jobs).toMatchObject([{ kind: 'command', line: 'ask me', viewId: 'V1' }])
  })

  it('does so where a button types it', async () => {
    const { feed, jobs, methods } = bound(member, { 'views.open': [{ view: { id: 'V1' } }] })
    await feed(press('run:command', 'ask me'))
    expect(methods()).toEqual(['views.open'])
    expect(jobs).toMatchObject([{ kind: 'command', line: 'ask me', viewId: 'V1' }])
  })

  it('is done without one where there is none to open', async () => {
    const { feed, jobs, calls } = bound()
    await feed(slash('ask plainly', { trigger_id: 't1' }))
    expect(calls).toEqual([])
    expect(jobs).toMatchObject([{ line: 'ask plainly' }])
  })

  it('says so where Slack does not open it in time, and is not done', async () => {
    const { feed, jobs, whispers } = bound(member, { 'views.open': [{ error: 'expired_trigger_id' }] })
    await feed(slash('ask me', { trigger_id: 't1' }))
    expect(jobs).toEqual([])
    expect(told(whispers)).toContain('send the command once more')
  })
})

const inView = (more = {}) => ({
  type: 'modal',
  id: 'V1',
  hash: 'h1',
  private_metadata: 'C0ABC channel\ng1',
  blocks: [{ type: 'section' }, { type: 'input', block_id: 'what' }],
  state: { values: { what: { typed: { type: 'plain_text_input', value: 'churn' } } } },
  ...more,
})
const submit = (callback_id: string, more = {}, trigger_id = 'ts') => ({
  type: 'view_submission',
  user: { id: 'U1', team_id: 'T1' },
  team: { id: 'T1' },
  trigger_id,
  view: inView({ callback_id, ...more }),
})

describe('a choice inside a modal', () => {
  it('carries what was chosen, what else is filled in, and the state that was seen', async () => {
    const { feed, jobs } = bound()
    const action = { type: 'static_select', action_id: 'audit:page', selected_option: { value: 'rep1.2' } }
    await feed(press('x', '', { actions: [action], view: inView() }))
    expect(jobs).toMatchObject([
      { kind: 'action', value: 'rep1.2', viewId: 'V1', hash: 'h1', filled: { what: 'churn' }, about: 'g1' },
    ])
  })
})

describe('a submitted form', () => {
  it('is answered with the modal that waits, and becomes plain work', async () => {
    const { feed, acks, jobs, order } = bound()
    await feed(submit('ask:form'))
    expect(order).toEqual(['who', 'ack', 'job'])
    expect(acks).toMatchObject([
      {
        response_action: 'push',
        view: { external_id: 'job1', private_metadata: 'C0ABC channel', title: { text: 'Asking' } },
      },
    ])
    expect(jobs).toEqual([
      {
        kind: 'submission',
        id: 'job1',
        asker: { userId: 'U1', teamId: 'T1', channelId: 'C0ABC', isDirect: false },
        form: 'ask:form',
        filled: { what: 'churn' },
        about: 'g1',
        viewId: 'V1',
        waits: true,
      },
    ])
    expect(JSON.parse(JSON.stringify(jobs))).toEqual(jobs)
  })

  it('closes where nothing waits', async () => {
    const { feed, acks, order, jobs } = bound()
    await feed(submit('ask:close'))
    expect([order, acks]).toEqual([['who', 'ack', 'job'], []])
    expect(jobs).toMatchObject([{ waits: false }])
  })

  it('shows what is wrong under its field; what is about no field goes to the first', async () => {
    const { feed, acks, jobs } = bound()
    await feed(submit('ask:form', { state: { values: {} } }))
    expect(acks).toEqual([{ response_action: 'errors', errors: { what: 'Say what. And this.' } }])
    expect(jobs).toEqual([])
  })

  it('is done once where Slack delivers it twice, and answered both times', async () => {
    const { feed, acks, jobs } = bound()
    await feed(submit('ask:form'))
    await feed(submit('ask:form'))
    expect([acks.length, jobs.length]).toEqual([2, 1])
  })

  it('of somebody who may not is refused in the form, and not read', async () => {
    const { feed, acks, jobs } = bound({ refusal: async () => 'guest' })
    await feed(submit('ask:form'))
    expect(acks).toMatchObject([
      { response_action: 'errors', errors: { what: expect.stringMatching(/Guests/) } },
    ])
    await feed(submit('ask:form', { blocks: [{ type: 'section' }] }, 'other'))
    expect(acks[1]).toMatchObject({ response_action: 'update', view: { type: 'modal' } })
    expect(jobs).toEqual([])
  })

  it('is refused in time where nobody can tell who it is', async () => {
    const { feed, acks, jobs } = bound({ refusal: () => new Promise(() => undefined) })
    await feed(submit('ask:form'))
    expect(told(acks as never)).toContain('could not check with Slack who you are')
    expect(jobs).toEqual([])
  })

  it('that nothing stands behind says so', async () => {
    const { feed, acks, jobs } = bound()
    await feed(submit('gone:form'))
    expect(told(acks as never)).toContain('does not work any more')
    expect(jobs).toEqual([])
  })
})

describe('a select that is filled while somebody types', () => {
  const typed = (value: string, action_id = 'ask:find') => ({
    type: 'block_suggestion',
    user: { id: 'U1', team_id: 'T1' },
    team: { id: 'T1' },
    action_id,
    block_id: 'where',
    value,
    view: inView(),
  })

  it('offers at most a hundred choices, knowing the form around it', async () => {
    const { feed, acks } = bound()
    await feed(typed('ch'))
    const [answer] = acks as Array<{ options: unknown[] }>
    expect(answer?.options).toHaveLength(100)
    expect(answer?.options[1]).toEqual({
      text: { type: 'plain_text', text: 'ch 1', emoji: true },
      value: 'where churn g1 1',
    })
  })

  it.each([
    ['slow', 'ask:find'],
    ['broken', 'ask:find'],
    ['ch', 'gone:find'],
  ])('offers nothing for %s of %s', async (value, action) => {
    const { feed, acks } = bound()
    await feed(typed(value, action))
    expect(acks).toEqual([{ options: [] }])
  })

  it('offers nothing to somebody who may not', async () => {
    const { feed, acks } = bound({ refusal: async () => 'external' })
    await feed(typed('ch'))
    expect(acks).toEqual([{ options: [] }])
  })
})

describe('“Request access for this” on a message', () => {
  const shortcut = (text: string) => ({
    type: 'message_action',
    callback_id: 'request_for_this',
    trigger_id: 'trigger-1',
    user: { id: 'U1', team_id: 'T1' },
    team: { id: 'T1' },
    channel: { id: 'C1', name: 'ml' },
    message: { type: 'message', text },
  })
  const opens = { 'views.open': [{ view: { id: 'V1' } }] }

  it('opens the form, to be filled with the resource that the message names', async () => {
    const { feed, jobs, order } = bound(member, opens, fakeAccess())
    await feed(shortcut('churn-canary does not answer.'))
    expect(order).toEqual(['ack', 'who', 'job'])
    expect(jobs).toMatchObject([
      {
        kind: 'command',
        line: expect.stringMatching(/^request [a-z-]+ arn:aws:sagemaker:.+:endpoint\/churn-canary$/),
        viewId: 'V1',
        asker: { userId: 'U1', channelId: 'C1' },
      },
    ])
  })

  it('opens the plain form where the message names nothing that is known, or the look-up fails', async () => {
    const fake = fakeAccess()
    const find = async () => {
      throw new Error('down')
    }
    for (const access of [fake, { ...fake, access: { ...fake.access, find } }]) {
      const { feed, jobs } = bound(member, opens, access)
      await feed(shortcut('Good morning!'))
      expect(jobs).toMatchObject([{ line: 'request', viewId: 'V1' }])
    }
  })

  it('says so where access is not set up, and reads nothing for a guest', async () => {
    const without = bound()
    await without.feed(shortcut('churn'))
    expect(without.jobs).toMatchObject([{ line: 'request' }])
    const guest = bound({ refusal: async () => 'guest' }, opens, fakeAccess())
    await guest.feed(shortcut('churn'))
    expect(guest.jobs).toEqual([])
    expect(told(guest.whispers)).toContain('Guests cannot use me')
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
