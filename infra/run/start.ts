import { randomUUID } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { pino } from 'pino'
import { err, ok, type Result } from '../../src/base/result.ts'
import type { AuditingOptions } from './auditing.ts'
import { awsRegions } from './aws-regions.ts'
import { type Config, readConfig } from './config.ts'
import { localAccess, makeBoundary } from './local-access.ts'
import { openLocalClock, startLocalWorkspace, startSampleAccount } from './local-workspace.ts'
import { createLogger, type Logger } from './log.ts'
import { beginRecurring } from './recurring.ts'
import { openServices } from './services.ts'
import { startSlack } from './slack.ts'
import { untilStopped } from './until-stopped.ts'

/** Something that runs, and how to stop it. */
export interface Running {
  /** One line for the person who started it. */
  readonly ready: string
  stop(): Promise<void>
}

/** `npm start`: the bot in a real workspace, or the whole local workspace where nothing is configured. */
export async function start(): Promise<number> {
  const config = readConfig(process.env)
  const say = (line: string) => process.stdout.write(`${line}\n`)
  const running = config.ok
    ? await (config.value.slack ? startBot(config.value) : startLocal(config.value, say))
    : config
  if (!running.ok) {
    for (const problem of running.error) process.stderr.write(`${problem}\n`)
    return 2
  }
  const stopped = untilStopped()
  say(running.value.ready)
  await stopped
  await running.value.stop()
  // An audit in the middle must not hold up the end: its message is repaired at the next start.
  process.exit(0)
}

/** The bot alone, in the workspace and account of its settings. */
export async function startBot(config: Config): Promise<Result<Running, readonly string[]>> {
  const regions = await awsRegions(config.regions)
  if (!regions.ok) return regions
  const logger = createLogger(config.logLevel)
  const bot = await startParts(config, logger, {
    regions: regions.value,
    folder: '.',
    whenLocked: 'fail',
    clock: () => Date.now(),
    tendEverySeconds: 30,
    lookEverySeconds: 20,
  })
  if (!bot.ok) return bot
  const how = config.slack?.mode === 'http' ? `over HTTP on port ${config.slack.port}` : 'in Socket Mode'
  return ok({
    ready: `Sagewarden is connected to Slack ${how}. Audited: ${regions.value.join(', ')}.`,
    stop: bot.value,
  })
}

/** The sample account, the workspace page and the bot, in this process. */
export async function startLocal(
  config: Config,
  say: (line: string) => void,
): Promise<Result<Running, readonly string[]>> {
  const folder = join(config.stateFolder, 'local')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const logger = createLogger(
    config.logLevel,
    pino.destination({ dest: join(folder, 'bot.log'), sync: true, mode: 0o600 }),
  )
  const clock = await openLocalClock(folder)
  const account = await startSampleAccount(clock, folder)
  await makeBoundary(account)
  const workspace = await startLocalWorkspace(config.localPort, folder, clock, say)
  const { slack, slackApiUrl } = workspace
  const access = await localAccess(folder)
  const bot = await startParts({ ...config, slack, slackApiUrl, access }, logger, {
    regions: account.regions,
    aws: account.aws,
    folder: 'local',
    whenLocked: 'fail',
    clock: clock.now,
    // Its clock is moved by hand, and people watch.
    tendEverySeconds: 2,
    lookEverySeconds: 2,
  })
  const stop = async () => {
    if (bot.ok) await bot.value()
    await workspace.close()
    await account.close()
  }
  if (!bot.ok) {
    await stop()
    return bot
  }
  return ok({ ready: `Sagewarden is ready: ${workspace.url}  (Ctrl-C stops it)`, stop })
}

type Where = Pick<AuditingOptions, 'regions' | 'folder' | 'whenLocked' | 'aws' | 'clock'> & {
  readonly tendEverySeconds: number
  readonly lookEverySeconds: number
}

/** Services and Slack together; the value stops both. */
async function startParts(
  config: Config,
  logger: Logger,
  where: Where,
): Promise<Result<() => Promise<void>, readonly string[]>> {
  const { slack, slackApiUrl } = config
  if (slack === undefined) return err(['There are no Slack settings.'])
  const opened = await openServices({ config, logger, ...where })
  if (!opened.ok) return opened
  const { granting, watching } = opened.value
  const started = await startSlack({
    services: opened.value.services,
    kept: opened.value.kept,
    shown: opened.value.shown,
    ...(granting && { granting }),
    watching,
    config: { slack, ...(slackApiUrl !== undefined && { slackApiUrl }) },
    logger,
    clock: where.clock,
    newId: () => randomUUID().slice(0, 8),
  })
  if (!started.ok) {
    await opened.value.close()
    return err([started.error.line])
  }
  const recurring = beginRecurring({
    ...(granting && { granting }),
    send: opened.value.digesting.sender(started.value.digestOut),
    drain: started.value.drain,
    watching,
    tendEverySeconds: where.tendEverySeconds,
    lookEverySeconds: where.lookEverySeconds,
    ...(config.queueUrl !== undefined && { queueUrl: config.queueUrl }),
    ...(where.aws && { aws: where.aws }),
    logger,
  })
  return ok(async () => {
    await started.value.stop()
    await recurring.stop()
    await opened.value.close()
  })
}
