import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { runLocalSlack, startNearPort } from '../../../infra/local/slack/main.ts'

const newState = (): string => join(mkdtempSync(join(tmpdir(), 'slack-')), 'slack.jsonl')

const run = (argv: readonly string[], stopped: Promise<unknown> = Promise.resolve()) => {
  const said: string[] = []
  const complained: string[] = []
  const io = {
    say: (line: string) => said.push(line),
    complain: (line: string) => complained.push(line),
    stopped,
  }
  return { said, complained, status: runLocalSlack(argv, io) }
}

test('it says where the page is and what to give a Bolt app, and stops when asked', async () => {
  const { said, status } = run(['--port', '0', '--state', newState()])
  expect(await status).toBe(0)
  expect(said[0]).toMatch(/^Slack workspace: http:\/\/127\.0\.0\.1:\d+$/)
  for (const name of [
    'SLACK_API_URL',
    'SLACK_BOT_TOKEN=xoxb-',
    'SLACK_APP_TOKEN=xapp-',
    'SLACK_SIGNING_SECRET',
  ])
    expect(said.join('\n')).toContain(name)
})

test.each([
  [['--port', 'many'], '--port takes a number'],
  [['--request-url', 'nowhere'], '--request-url takes a web address'],
  [['--colour'], '--colour'],
  [['--manifest', 'none.yml'], '--manifest: none.yml cannot be read'],
  [['--manifest', 'LICENSE'], '--manifest: LICENSE'],
])('%j is wrong usage', async (argv, words) => {
  const { complained, status } = run(argv)
  expect(await status).toBe(2)
  expect(complained.join('\n')).toContain(words)
})

test('a taken port is named and the next free one is used', async () => {
  const first = await startNearPort({ port: 0 }, () => undefined)
  const port = Number(new URL(first.url).port)
  const complained: string[] = []
  const second = await startNearPort({ port }, (line) => complained.push(line))
  expect(Number(new URL(second.url).port)).toBeGreaterThan(port)
  expect(complained[0]).toBe(`Port ${port} is taken; trying ${port + 1}.`)
  await first.close()
  await second.close()
})
