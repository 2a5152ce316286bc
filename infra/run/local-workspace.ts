import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { epochSeconds } from '../../src/base/time.ts'
import type { Config } from './config.ts'

/** What the local workspace hands to the bot: the same settings that a real workspace and account would. */
export interface LocalWorkspace {
  /** The page to open. */
  readonly url: string
  readonly slack: NonNullable<Config['slack']>
  readonly slackApiUrl: string
  close(): Promise<void>
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

/** Starts the sample account on any free port of this machine. */
export async function startSampleAccount(): Promise<SampleAccount> {
  const { startAwsAccount } = await import('../local/aws/server.ts')
  const { acmeEstate } = await import('../local/aws/estates/acme.ts')
  const clock = () => Date.now()
  const account = await startAwsAccount({ port: 0, estate: acmeEstate(epochSeconds(clock)), clock })
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
  say: (line: string) => void,
): Promise<LocalWorkspace> {
  const { startNearPort } = await import('../local/slack/main.ts')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const manifest: unknown = parse(readFileSync(join(import.meta.dirname, '..', '..', 'manifest.yml'), 'utf8'))
  const server = await startNearPort({ port, stateFile: join(folder, 'workspace.jsonl'), manifest }, say)
  return {
    url: server.url.replace('127.0.0.1', 'localhost'),
    slack: { mode: 'socket', botToken: server.botToken, appToken: server.appToken },
    slackApiUrl: server.apiUrl,
    close: () => server.close(),
  }
}
