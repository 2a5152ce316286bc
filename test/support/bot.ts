import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'yaml'
import { acmeEstate } from '../../infra/local/aws/estates/acme.ts'
import { type AwsAccount, type AwsAccountOptions, startAwsAccount } from '../../infra/local/aws/server.ts'
import { type SlackWorkspace, startSlackWorkspace } from '../../infra/local/slack/server.ts'
import { type Program, startProgram } from './program.ts'
import { ROOT } from './sources.ts'

/** A local workspace and account in this process, and bots as processes of their own. */
export interface Stage {
  readonly workspace: SlackWorkspace
  readonly account: AwsAccount
  /** Starts a bot and waits until it is connected. All bots of a stage share their state. */
  startBot(env?: Readonly<Record<string, string>>): Promise<Program>
  close(): Promise<void>
}

export async function setStage(aws: Partial<AwsAccountOptions> = {}): Promise<Stage> {
  const now = () => Date.now()
  const estate = acmeEstate(Math.floor(now() / 1000))
  const account = await startAwsAccount({ port: 0, estate, clock: now, ...aws })
  const manifest: unknown = parse(readFileSync(join(ROOT, 'manifest.yml'), 'utf8'))
  const workspace = await startSlackWorkspace({ port: 0, manifest })
  const state = mkdtempSync(join(tmpdir(), 'sagewarden-bot-'))
  const bots: Program[] = []
  return {
    workspace,
    account,
    async startBot(env = {}) {
      const bot = startProgram(['start'], {
        AWS_ENDPOINT_URL: account.url,
        AWS_ACCESS_KEY_ID: 'AKIATEST',
        AWS_SECRET_ACCESS_KEY: 'test',
        AWS_REGION: 'eu-west-1',
        SLACK_API_URL: workspace.apiUrl,
        SLACK_BOT_TOKEN: workspace.botToken,
        SLACK_APP_TOKEN: workspace.appToken,
        SAGEWARDEN_STATE: state,
        ...env,
      })
      bots.push(bot)
      await bot.says(/Sagewarden is connected/)
      return bot
    },
    async close() {
      await Promise.all(bots.map((bot) => bot.stop('SIGKILL')))
      await workspace.close()
      await account.close()
    },
  }
}
