import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { z } from 'zod'
import { QUEUE_URL } from '../../src/aws/queue/queue.ts'
import { err, ok, type Result } from '../../src/base/result.ts'
import { relyingPartyOf } from '../../src/mfa/relying-party.ts'
import { type Baseline, DEFAULT_BASELINE } from '../../src/posture/baseline.ts'

/** What temporary access takes. */
export interface AccessConfig {
  /** Path of the access policy, `sagewarden.yml`. */
  readonly file: string
  /** Where people reach the one-time pages, and where this process listens for them. Absent: there are none. */
  readonly pages?: { readonly url: string; readonly port: number; readonly host: string }
  /** 32 bytes that seal the seeds of authenticator apps. */
  readonly sealingKey: Uint8Array
}

export type SlackConfig =
  | { readonly mode: 'socket'; readonly botToken: string; readonly appToken: string }
  | {
      readonly mode: 'http'
      readonly botToken: string
      readonly signingSecret: string
      readonly port: number
      readonly host: string
    }

/** Every setting of the bot, validated. */
export interface Config {
  /** Absent: nothing is configured, and the local workspace is started. */
  readonly slack?: SlackConfig
  /** Another address for Slack's Web API, e.g. the local workspace's. */
  readonly slackApiUrl?: string
  /** Empty: the SDK's own Region. */
  readonly regions: readonly string[]
  /** Absent: the embedded store below `stateFolder`. */
  readonly table?: string
  readonly stateFolder: string
  /** The port of the local workspace's page. */
  readonly localPort: number
  readonly jobDays: number
  /** The longest that a risk may be accepted for, in days. */
  readonly waiverDays: number
  readonly deadlineSeconds: number
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent'
  readonly baseline: Baseline
  /** Absent: the bot audits alone. */
  readonly access?: AccessConfig
  /** The SQS queue that events and ticks come through. Absent: this process reads trails and keeps time by itself. */
  readonly queueUrl?: string
}

const region = /^[a-z]{2}(-[a-z]+)+-\d$/
const list = z
  .string()
  .transform((text) => text.split(/[\s,]+/).filter(Boolean))
  .pipe(z.array(z.string().regex(region, 'must be AWS Regions, separated by commas')))

const whole = (least: number, most: number) =>
  z.coerce
    .number(`must be a whole number from ${least} to ${most}`)
    .int(`must be a whole number from ${least} to ${most}`)
    .min(least, `must be at least ${least}`)
    .max(most, `must be at most ${most}`)

const token = (prefix: string) =>
  z.string().regex(new RegExp(`^${prefix}-\\S+$`), `must start with ${prefix}-`)

const Environment = z.object({
  SLACK_BOT_TOKEN: token('xoxb').optional(),
  SLACK_APP_TOKEN: token('xapp').optional(),
  SLACK_SIGNING_SECRET: z.string().min(8, 'is too short to be a signing secret').optional(),
  PORT: whole(1, 65_535).optional(),
  HOST: z.string().default('127.0.0.1'),
  SLACK_API_URL: z.url({ protocol: /^https?$/, error: 'must be an http or https URL' }).optional(),
  SAGEWARDEN_REGIONS: list.default([]),
  SAGEWARDEN_TABLE: z
    .string()
    .regex(/^[a-zA-Z0-9_.-]{3,255}$/, 'must be the name of a DynamoDB table')
    .optional(),
  SAGEWARDEN_STATE: z.string().min(1).default('.sagewarden'),
  SAGEWARDEN_LOCAL_PORT: whole(1, 65_535).default(4545),
  SAGEWARDEN_JOB_DAYS: whole(1, 3650).default(30),
  SAGEWARDEN_WAIVER_DAYS: whole(1, 90).default(90),
  SAGEWARDEN_DEADLINE_SECONDS: whole(10, 3600).default(300),
  SAGEWARDEN_LOG_LEVEL: z
    .enum(['debug', 'info', 'warn', 'error', 'silent'], 'must be debug, info, warn, error or silent')
    .default('info'),
  SAGEWARDEN_BASELINE: z.string().min(1).optional(),
  SAGEWARDEN_ACCESS: z.string().min(1).optional(),
  SAGEWARDEN_QUEUE_URL: z
    .string()
    .regex(QUEUE_URL, 'must be the URL of an SQS queue (https://sqs.REGION.amazonaws.com/ACCOUNT/NAME)')
    .optional(),
  SAGEWARDEN_PAGES_URL: z
    .string()
    .superRefine((url, context) => {
      const party = relyingPartyOf(url)
      if (!party.ok) context.addIssue({ code: 'custom', message: party.error.replace(/\.$/, '') })
    })
    .optional(),
  SAGEWARDEN_PAGES_PORT: whole(1, 65_535).default(4646),
  SAGEWARDEN_SEALING_KEY: z
    .string()
    .regex(/^[A-Za-z0-9+/]{43}=$/, 'must be 32 random bytes in base64 (openssl rand -base64 32)')
    .optional(),
})

const account = z.string().regex(/^\d{12}$/, 'must be 12-digit account ids, in quotes')
const BaselineFile = z.strictObject({
  approvedRegions: z.array(z.string().regex(region, 'must be AWS Regions')),
  trustedAccounts: z.array(account),
  corporateCidrs: z.array(z.union([z.cidrv4(), z.cidrv6()], 'must be CIDRs such as 203.0.113.0/24')),
  requiredTags: z.array(z.string().min(1)),
  trailRetentionDays: z.int().min(1),
  logRetentionDays: z.int().min(1),
  captureSamplingPercent: z.number().min(0).max(100),
  idleTimeoutMinutes: z.int().min(1),
  rootUnusedDays: z.int().min(1),
})

/**
 * Reads the settings from an environment. All problems come back at once, each naming its variable and what it must
 * be; no value is ever repeated, since it may be a secret.
 */
export function readConfig(
  env: Readonly<Record<string, string | undefined>>,
): Result<Config, readonly string[]> {
  const given = Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value !== ''),
  )
  const parsed = Environment.safeParse(given)
  const baseline = readBaseline(given.SAGEWARDEN_BASELINE)
  const problems = [
    ...(parsed.success ? [] : problemsOf(parsed.error)),
    ...slackProblems(given),
    ...accessProblems(given),
    ...(baseline.ok ? [] : baseline.error),
  ]
  if (problems.length > 0 || !parsed.success || !baseline.ok) return err(problems)
  const values = parsed.data
  const slack = slackConfig(values)
  return ok({
    ...(slack && { slack }),
    ...(values.SLACK_API_URL && { slackApiUrl: values.SLACK_API_URL }),
    regions: [...new Set(values.SAGEWARDEN_REGIONS)],
    ...(values.SAGEWARDEN_TABLE && { table: values.SAGEWARDEN_TABLE }),
    stateFolder: values.SAGEWARDEN_STATE,
    localPort: values.SAGEWARDEN_LOCAL_PORT,
    jobDays: values.SAGEWARDEN_JOB_DAYS,
    waiverDays: values.SAGEWARDEN_WAIVER_DAYS,
    deadlineSeconds: values.SAGEWARDEN_DEADLINE_SECONDS,
    logLevel: values.SAGEWARDEN_LOG_LEVEL,
    baseline: baseline.value,
    ...(values.SAGEWARDEN_QUEUE_URL && { queueUrl: values.SAGEWARDEN_QUEUE_URL }),
    ...accessConfig(values),
  })
}

function accessConfig(values: z.infer<typeof Environment>): Pick<Config, 'access'> {
  const { SAGEWARDEN_ACCESS: file, SAGEWARDEN_PAGES_URL: url, SAGEWARDEN_SEALING_KEY: key } = values
  if (file === undefined || key === undefined) return {}
  return {
    access: {
      file,
      ...(url !== undefined && { pages: { url, port: values.SAGEWARDEN_PAGES_PORT, host: values.HOST } }),
      sealingKey: Buffer.from(key, 'base64'),
    },
  }
}

function slackConfig(values: z.infer<typeof Environment>): SlackConfig | undefined {
  const {
    SLACK_BOT_TOKEN: botToken,
    SLACK_APP_TOKEN: appToken,
    SLACK_SIGNING_SECRET: signingSecret,
    PORT: port,
  } = values
  if (botToken && appToken) return { mode: 'socket', botToken, appToken }
  if (botToken && signingSecret && port)
    return { mode: 'http', botToken, signingSecret, port, host: values.HOST }
  return undefined
}

/** Half a Slack configuration is a mistake, never a reason to start the local workspace instead. */
function slackProblems(given: Readonly<Record<string, unknown>>): readonly string[] {
  const has = (name: string) => given[name] !== undefined
  const any = ['SLACK_BOT_TOKEN', 'SLACK_APP_TOKEN', 'SLACK_SIGNING_SECRET'].some(has)
  if (!any) return []
  if (!has('SLACK_BOT_TOKEN'))
    return ['SLACK_BOT_TOKEN is missing: the bot token (xoxb-…) of the installed app.']
  if (has('SLACK_APP_TOKEN')) return []
  if (!has('SLACK_SIGNING_SECRET')) {
    return ['SLACK_APP_TOKEN (for Socket Mode) or SLACK_SIGNING_SECRET with PORT (for HTTP) is missing.']
  }
  return has('PORT')
    ? []
    : ['PORT is missing: with SLACK_SIGNING_SECRET the bot listens for Slack over HTTP.']
}

/** A setting without the policy that it serves is a mistake that would leave people waiting for access. */
function accessProblems(given: Readonly<Record<string, unknown>>): readonly string[] {
  if (given.SAGEWARDEN_ACCESS !== undefined) {
    return given.SAGEWARDEN_SEALING_KEY === undefined
      ? [
          'SAGEWARDEN_SEALING_KEY is missing: 32 random bytes in base64 that seal the seeds of authenticator apps (openssl rand -base64 32).',
        ]
      : []
  }
  return ['SAGEWARDEN_PAGES_URL', 'SAGEWARDEN_SEALING_KEY']
    .filter((name) => given[name] !== undefined)
    .map((name) => `${name} needs SAGEWARDEN_ACCESS, the path of the access policy (sagewarden.yml).`)
}

/** Loaded only where there is a file to read: it is large, and hardly any start needs it. */
function yaml(): Pick<typeof import('yaml'), 'parse'> {
  return createRequire(import.meta.url)('yaml')
}

function readBaseline(path: string | undefined): Result<Baseline, readonly string[]> {
  if (path === undefined) return ok(DEFAULT_BASELINE)
  let content: unknown
  try {
    content = yaml().parse(readFileSync(path, 'utf8'))
  } catch {
    return err(['SAGEWARDEN_BASELINE names a file that cannot be read as YAML.'])
  }
  const parsed = BaselineFile.partial().safeParse(content ?? {})
  if (!parsed.success) return err(problemsOf(parsed.error, 'SAGEWARDEN_BASELINE: '))
  const given = Object.entries(parsed.data).filter(([, value]) => value !== undefined)
  return ok({ ...DEFAULT_BASELINE, ...(Object.fromEntries(given) as Partial<Baseline>) })
}

function problemsOf(error: z.ZodError, prefix = ''): readonly string[] {
  const problems = error.issues.map((issue) => {
    const name = (prefix === '' ? issue.path.slice(0, 1) : issue.path).map(String).join('.')
    if (issue.code === 'unrecognized_keys') return `${prefix}${issue.keys.join(', ')} is not a setting.`
    return `${prefix}${name} ${issue.message}.`
  })
  return [...new Set(problems)]
}
