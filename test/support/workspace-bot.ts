import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { type SlackWorkspace, startSlackWorkspace } from '../../infra/local/slack/server.ts'
import type { Message as Posted, View } from '../../infra/local/slack/shapes.ts'
import { startSlack } from '../../infra/run/slack.ts'
import type { AccessServices } from '../../src/services.ts'
import type { Log } from '../../src/slack/log.ts'
import { services } from '../slack/held-audits.ts'
import { aCheck } from './report.ts'
import { memoryKept } from './unsent.ts'

const manifest: unknown = parse(readFileSync(new URL('../../manifest.yml', import.meta.url), 'utf8'))

export const ML_PLATFORM = 'C0MLPLATF1'

/** The bot in the local workspace, in this process, with these services of temporary access. */
export interface WorkspaceBot {
  readonly slack: SlackWorkspace
  readonly driver: SlackWorkspace['driver']
  readonly lines: ReadonlyArray<{ readonly level: string; readonly message: string }>
  close(): Promise<void>
}

export async function startWorkspaceBot(access?: AccessServices): Promise<WorkspaceBot> {
  const slack = await startSlackWorkspace({ port: 0, manifest })
  const lines: Array<{ level: string; message: string }> = []
  const keep = (level: string) => (_: unknown, message: string) => {
    lines.push({ level, message })
  }
  const logger: Log = { info: keep('info'), warn: keep('warn'), error: keep('error') }
  let id = 0
  const started = await startSlack({
    kept: memoryKept(),
    services: { ...services([aCheck()]).services, ...(access ? { access } : {}) },
    config: {
      slack: { mode: 'socket', botToken: slack.botToken, appToken: slack.appToken },
      slackApiUrl: slack.apiUrl,
    },
    logger,
    clock: Date.now,
    newId: () => `job${++id}`,
  })
  if (!started.ok) {
    await slack.close()
    throw new Error(started.error.line)
  }
  return {
    slack,
    driver: slack.driver,
    lines,
    close: async () => {
      await started.value.stop()
      await slack.close()
    },
  }
}

/** Everything that a message or modal shows, as JSON. */
export const drawn = (spot: Posted | View): string =>
  JSON.stringify('content' in spot ? spot.content : [spot.text, spot.blocks])

/** Whether a message or modal shows this. */
export const shows =
  (text: string) =>
  (spot: Posted | View): boolean =>
    drawn(spot).includes(text)
