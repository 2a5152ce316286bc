import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import type { Config } from './config.ts'
import { freePort } from './free-port.ts'

/** What the local workspace hands to the bot: the same settings that a real workspace and account would. */
export interface LocalWorkspace {
  /** The page to open. */
  readonly url: string
  readonly slack: NonNullable<Config['slack']>
  readonly slackApiUrl: string
  close(): Promise<void>
}

/** The time in the local workspace: one clock for Slack, AWS and the bot. */
export interface LocalClock {
  /** Milliseconds since 1970. */
  now(): number
  seconds(): number
  /** Moves it by milliseconds, for good. */
  advance(ms: number): void
}

const REAL_TIME: LocalClock = {
  now: () => Date.now(),
  seconds: () => Math.floor(Date.now() / 1000),
  advance: () => {
    throw new Error('Real time cannot be moved')
  },
}

/** The clock of the local workspace; what it was moved by survives in the folder. */
export async function openLocalClock(folder: string): Promise<LocalClock> {
  const { keptClock } = await import('../local/kept-clock.ts')
  return keptClock(() => Date.now(), join(folder, 'clock.json'))
}

/** The sample account: where it listens and which Regions it has. */
export interface SampleAccount {
  readonly aws: {
    readonly endpoint: string
    readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string }
  }
  readonly regions: readonly string[]
  close(): Promise<void>
}

/** The two Regions in which the sample company works. */
const SAMPLE_REGIONS = ['eu-west-1', 'us-east-1']

/** Where the sample account listens where people use it themselves: the port that such stand-ins mostly have. */
const AWS_PORT = 4566

/**
 * Starts the sample account: on any free port, with an IAM of its own; or, given a folder, near 4566, and roles that are
 * made in it survive there.
 */
export async function startSampleAccount(
  clock: LocalClock = REAL_TIME,
  folder?: string,
): Promise<SampleAccount> {
  const { startAwsAccount } = await import('../local/aws/server.ts')
  const { acmeEstate } = await import('../local/aws/estates/acme.ts')
  const account = await startAwsAccount({
    port: folder === undefined ? 0 : await freePort(AWS_PORT),
    estate: acmeEstate(clock.seconds()),
    clock,
    ...(folder !== undefined && { iamFile: join(folder, 'iam.json') }),
  })
  if (folder !== undefined) writeFileSync(join(folder, 'aws-address'), `${account.url}\n`, { mode: 0o600 })
  return {
    aws: { endpoint: account.url, credentials: { accessKeyId: 'AKIASAMPLE', secretAccessKey: 'sample' } },
    regions: SAMPLE_REGIONS,
    close: () => account.close(),
  }
}

/** Starts the Slack-like workspace; its messages survive in the folder. */
export async function startLocalWorkspace(
  port: number,
  folder: string,
  clock: LocalClock,
  say: (line: string) => void,
): Promise<LocalWorkspace> {
  const { startNearPort } = await import('../local/slack/main.ts')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const manifest: unknown = parse(readFileSync(join(import.meta.dirname, '..', '..', 'manifest.yml'), 'utf8'))
  const server = await startNearPort(
    {
      port,
      stateFile: join(folder, 'workspace.jsonl'),
      manifest,
      clock: clock.now,
      moveClock: clock.advance,
    },
    say,
  )
  return {
    url: server.url.replace('127.0.0.1', 'localhost'),
    slack: { mode: 'socket', botToken: server.botToken, appToken: server.appToken },
    slackApiUrl: server.apiUrl,
    close: () => server.close(),
  }
}
