import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv } from 'ajv'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { COMMANDS } from '../commands/index.ts'
import { REQUEST_SHORTCUT } from '../src/slack/grants/message-subject.ts'
import { BOT, SLASH } from '../src/slack/words.ts'
import { ROOT, readSource, sourceFiles } from './support/sources.ts'

const raw: unknown = parse(readFileSync(join(ROOT, 'manifest.yml'), 'utf8'))
const manifest = z
  .object({
    display_information: z.object({ name: z.string() }),
    features: z.object({
      app_home: z.object({ home_tab_enabled: z.boolean() }),
      bot_user: z.object({ display_name: z.string() }),
      shortcuts: z.array(z.object({ type: z.string(), callback_id: z.string() })),
      slash_commands: z.array(
        z.object({ command: z.string(), usage_hint: z.string(), should_escape: z.boolean() }),
      ),
    }),
    oauth_config: z.object({ scopes: z.object({ bot: z.array(z.string()) }) }),
    settings: z.object({
      event_subscriptions: z.object({ bot_events: z.array(z.string()) }),
      interactivity: z.object({ is_enabled: z.boolean() }),
      socket_mode_enabled: z.boolean(),
    }),
  })
  .parse(raw)

/** The bot scopes of each Web API method that is called, as its page at docs.slack.dev/reference/methods says. */
const SCOPES: Readonly<Record<string, readonly string[]>> = {
  'auth.test': [],
  'bots.info': ['users:read'],
  'chat.getPermalink': [],
  'chat.postEphemeral': ['chat:write'],
  'chat.postMessage': ['chat:write'],
  'chat.update': ['chat:write'],
  'conversations.info': ['channels:read', 'groups:read'],
  'conversations.open': ['im:write'],
  'files.uploadV2': ['files:write'],
  'usergroups.users.list': ['usergroups:read'],
  'users.info': ['users:read'],
  'views.open': [],
  'views.publish': [],
  'views.push': [],
  'views.update': [],
}

const sources = sourceFiles('src/slack', 'infra/run').map(readSource).join('\n')
const sorted = (words: Iterable<string>) => [...new Set(words)].toSorted((a, b) => a.localeCompare(b))
const methods = sorted(
  [...sources.matchAll(/\bclient\.([a-z]+(?:\.[a-zA-Z0-9]+)+)\(/g)].map(([, m = '']) => m),
)
const heard = readSource('src/slack/bind.ts').matchAll(/'((?:app|tokens|channel|message)_[a-z_]+)'/g)
const events = sorted([...heard].map(([, event = '']) => event))

describe('manifest.yml', () => {
  const schema: unknown = JSON.parse(
    readFileSync(join(ROOT, 'test/fixtures/slack-manifest.schema.json'), 'utf8'),
  )
  const validate = new Ajv({ allErrors: true }).compile(z.record(z.string(), z.unknown()).parse(schema))

  it('is a manifest that Slack takes', () => {
    validate(raw)
    expect(validate.errors).toBeNull()
  })

  it.each([
    ['a name that is too long', { display_information: { name: 'x'.repeat(36) } }],
    ['a key that does not exist', { ...manifest, extras: {} }],
    [
      'a command without a slash',
      {
        display_information: { name: 'x' },
        features: { slash_commands: [{ command: 'x', description: 'x' }] },
      },
    ],
  ])('would not be taken with %s', (_, wrong) => {
    expect(validate(wrong)).toBe(false)
  })

  it('names the commands and their words', () => {
    const [slash, ...others] = manifest.features.slash_commands
    expect(others).toEqual([])
    expect(slash).toMatchObject({
      command: SLASH,
      usage_hint: COMMANDS.map(({ name, usage }) => `${name} ${usage}`.trim()).join(' | '),
      should_escape: true,
    })
    expect(manifest.display_information.name).toBe(BOT)
    expect(manifest.features.bot_user.display_name).toBe(BOT)
  })

  it('names the shortcuts that are heard', () => {
    expect(manifest.features.shortcuts).toMatchObject([
      { type: 'message', callback_id: REQUEST_SHORTCUT.callback_id },
    ])
  })

  it('asks for the scopes of the methods that are called, and for no other', () => {
    expect(methods.filter((method) => !(method in SCOPES))).toEqual([])
    expect(Object.keys(SCOPES).filter((method) => !methods.includes(method))).toEqual([])
    const needed = methods.flatMap((method) => SCOPES[method] ?? [])
    expect(sorted(manifest.oauth_config.scopes.bot)).toEqual(sorted([...needed, 'commands']))
  })

  it('subscribes to the events that are heard, and to no other', () => {
    expect(sorted(manifest.settings.event_subscriptions.bot_events)).toEqual(events)
  })

  it('switches on what buttons, the Home tab and Socket Mode need', () => {
    expect(manifest.settings.interactivity.is_enabled).toBe(true)
    expect(manifest.features.app_home.home_tab_enabled).toBe(true)
    expect(manifest.settings.socket_mode_enabled).toBe(true)
  })
})
