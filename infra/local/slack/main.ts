import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { parse } from 'yaml'
import { isObject } from './json.ts'
import { type SlackWorkspace, type SlackWorkspaceOptions, startSlackWorkspace } from './server.ts'

/** What the program needs from its surroundings. */
export interface LocalSlackIo {
  /** Prints one line for the person. */
  readonly say: (line: string) => void
  /** Prints one line about something that went wrong. */
  readonly complain: (line: string) => void
  /** Resolves when the person asks to stop, as with Ctrl-C. */
  readonly stopped: Promise<unknown>
}

const DEFAULT_PORT = 3500
const PORTS_TO_TRY = 20

const usage = `Usage: local:slack [--port N] [--manifest FILE] [--state FILE] [--request-url URL] [--rate-limits] [--redeliver]

  --port N           the port of the page and the API (default ${DEFAULT_PORT}; 0 takes any)
  --manifest FILE    the Slack app manifest whose commands the workspace knows (default manifest.yml)
  --state FILE       where messages are kept (default .sagewarden/slack.jsonl)
  --request-url URL  send signed HTTP requests there instead of using Socket Mode
  --rate-limits      refuse calls above Slack's rate limits, with Retry-After
  --redeliver        send events again that were not acknowledged`

const isTaken = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'EADDRINUSE'

/**
 * Starts the workspace on the wanted port, or on the next free one; says so through `complain`. Rejects when none of
 * twenty is free, or for any other reason.
 */
export const startNearPort = async (
  options: SlackWorkspaceOptions,
  complain: (line: string) => void,
): Promise<SlackWorkspace> => {
  for (let port = options.port; port < options.port + PORTS_TO_TRY; port += 1) {
    try {
      return await startSlackWorkspace({ ...options, port })
    } catch (error) {
      if (!isTaken(error) || port === 0) throw error
      complain(`Port ${port} is taken; trying ${port + 1}.`)
    }
  }
  throw new Error(`No free port from ${options.port} to ${options.port + PORTS_TO_TRY - 1}`)
}

const readArguments = (argv: readonly string[]) =>
  parseArgs({
    args: [...argv],
    options: {
      help: { type: 'boolean', default: false },
      manifest: { type: 'string', default: 'manifest.yml' },
      port: { type: 'string', default: String(DEFAULT_PORT) },
      redeliver: { type: 'boolean', default: false },
      'rate-limits': { type: 'boolean', default: false },
      'request-url': { type: 'string' },
      state: { type: 'string', default: '.sagewarden/slack.jsonl' },
    },
  }).values

type Arguments = ReturnType<typeof readArguments>

/** What is wrong with the arguments; undefined when nothing is. */
const wrongWith = (values: Arguments): string | undefined => {
  const port = Number(values.port)
  if (!Number.isInteger(port) || port < 0 || port > 65_535) return '--port takes a number from 0 to 65535.'
  if (values['request-url'] !== undefined && !URL.canParse(values['request-url']))
    return '--request-url takes a web address.'
  return undefined
}

/** The manifest in a file. Throws one sentence: a workspace without the app is none that anybody asked for. */
const manifestIn = (path: string): unknown => {
  let manifest: unknown
  try {
    manifest = parse(readFileSync(path, 'utf8'))
  } catch (cause) {
    throw new Error(`--manifest: ${path} cannot be read as YAML or JSON.`, { cause })
  }
  if (!isObject(manifest)) throw new Error(`--manifest: ${path} is no app manifest.`)
  return manifest
}

const optionsFrom = (values: Arguments, manifest: unknown): SlackWorkspaceOptions => ({
  port: Number(values.port),
  stateFile: values.state,
  manifest,
  eventsUrl: values['request-url'],
  rateLimits: values['rate-limits'],
  redeliver: values.redeliver,
})

const announce = (workspace: SlackWorkspace, say: (line: string) => void): void => {
  say(`Slack workspace: ${workspace.url}`)
  say('')
  say('Point a Bolt app at it with:')
  say(`  SLACK_API_URL=${workspace.apiUrl}`)
  say(`  SLACK_BOT_TOKEN=${workspace.botToken}`)
  say(`  SLACK_APP_TOKEN=${workspace.appToken}`)
  say(`  SLACK_SIGNING_SECRET=${workspace.signingSecret}`)
  say('')
  say('Ctrl-C stops it.')
}

/** The workspace as a program of its own. Resolves with the exit status: 0 when stopped, 2 for wrong arguments. */
export const runLocalSlack = async (argv: readonly string[], io: LocalSlackIo): Promise<number> => {
  let values: Arguments
  try {
    values = readArguments(argv)
  } catch (error) {
    io.complain(error instanceof Error ? error.message : String(error))
    io.complain(usage)
    return 2
  }
  if (values.help) {
    io.say(usage)
    return 0
  }
  const wrong = wrongWith(values)
  if (wrong !== undefined) {
    io.complain(wrong)
    return 2
  }
  let manifest: unknown
  try {
    manifest = manifestIn(values.manifest)
  } catch (error) {
    io.complain(error instanceof Error ? error.message : String(error))
    return 2
  }
  const workspace = await startNearPort(optionsFrom(values, manifest), io.complain)
  announce(workspace, io.say)
  await io.stopped
  await workspace.close()
  return 0
}
