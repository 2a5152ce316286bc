import { parseArgs } from 'node:util'
import { acmeEstate } from './estates/acme.ts'
import { acmeSandbox } from './estates/acme-sandbox.ts'
import type { Estate } from './estates/estate.ts'
import { benchEstate, generateEstate, truth } from './estates/generated.ts'
import { type AwsAccount, type AwsAccountOptions, startAwsAccount } from './server.ts'

/** What the program needs from its surroundings. */
export interface LocalAwsIo {
  /** Prints one line for the person. */
  readonly say: (line: string) => void
  /** Prints one line about something that went wrong. */
  readonly complain: (line: string) => void
  /** Resolves when the person asks to stop, as with Ctrl-C. */
  readonly stopped: Promise<unknown>
}

const DEFAULT_PORT = 4566
const PORTS_TO_TRY = 20

const usage = `Usage: local:aws [--port N] [--estate acme|bench|generated:N] [--seed N] [--latency MS] [--throttle RATE] [--deny ACTION,…] [--iam-delay MS] [--truth]

  --port N           the port (default ${DEFAULT_PORT}; 0 takes any)
  --estate NAME      acme: a company in two Regions, and its sandbox (default); bench: the estate of the benchmark;
                     generated:N: N SageMaker resources, about half of them bad
  --seed N           which generated estate (default 1)
  --latency MS       added to every call (default 0)
  --throttle RATE    the share of calls, 0 to 1, that is refused as too many (default 0)
  --deny ACTION,…    IAM actions that are refused, such as sagemaker:ListDomains or s3:*
  --iam-delay MS     how long a write to IAM takes until calls are judged by it (default 0)
  --truth            print how many resources of the generated estate keep and break each rule`

const readArguments = (argv: readonly string[]) =>
  parseArgs({
    args: [...argv],
    options: {
      help: { type: 'boolean', default: false },
      port: { type: 'string', default: String(DEFAULT_PORT) },
      estate: { type: 'string', default: 'acme' },
      seed: { type: 'string', default: '1' },
      latency: { type: 'string', default: '0' },
      throttle: { type: 'string', default: '0' },
      deny: { type: 'string', multiple: true, default: [] },
      'iam-delay': { type: 'string', default: '0' },
      truth: { type: 'boolean', default: false },
    },
  }).values

type Arguments = ReturnType<typeof readArguments>

const GENERATED = /^generated:([1-9]\d{0,6})$/

const within = (text: string, low: number, high: number, whole: boolean): boolean => {
  const value = Number(text)
  return text !== '' && value >= low && value <= high && (!whole || Number.isInteger(value))
}

/** What is wrong with the arguments, all of it at once. */
const wrongWith = (values: Arguments): string[] => {
  const wrong: string[] = []
  if (!within(values.port, 0, 65_535, true)) wrong.push('--port takes a number from 0 to 65535.')
  if (!within(values.seed, 0, 4_294_967_295, true)) wrong.push('--seed takes a whole number.')
  if (!within(values.latency, 0, 600_000, false)) wrong.push('--latency takes milliseconds from 0 to 600000.')
  if (!within(values['iam-delay'], 0, 600_000, true))
    wrong.push('--iam-delay takes milliseconds from 0 to 600000.')
  if (!within(values.throttle, 0, 1, false)) wrong.push('--throttle takes a share from 0 to 1.')
  if (!['acme', 'bench'].includes(values.estate) && !GENERATED.test(values.estate))
    wrong.push('--estate takes acme, bench or generated:N with N from 1 to 9999999.')
  if (values.truth && values.estate === 'acme') wrong.push('--truth is known for bench and generated:N only.')
  for (const action of denied(values))
    if (!/^[a-z0-9-]+:[A-Za-z*?]+$|^\*$/.test(action))
      wrong.push(`--deny takes IAM actions such as sagemaker:ListDomains; "${action}" is none.`)
  return wrong
}

const denied = (values: Arguments): string[] =>
  values.deny
    .flatMap((list) => list.split(','))
    .map((action) => action.trim())
    .filter(Boolean)

const estateOf = (values: Arguments, now: number, say: (line: string) => void): Estate => {
  if (values.estate === 'acme') return acmeEstate(now)
  const resources = Number(GENERATED.exec(values.estate)?.[1])
  const estate =
    values.estate === 'bench'
      ? benchEstate(now)
      : generateEstate({ resources, seed: Number(values.seed), now })
  if (values.truth) {
    say(`${'rule'.padEnd(40)}${'pass'.padStart(8)}${'fail'.padStart(8)}`)
    for (const [rule, { pass, fail }] of Object.entries(truth(estate)))
      say(`${rule.padEnd(40)}${String(pass).padStart(8)}${String(fail).padStart(8)}`)
    say('')
  }
  return estate
}

const isTaken = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'EADDRINUSE'

const startNearPort = async (
  options: AwsAccountOptions,
  complain: (line: string) => void,
): Promise<AwsAccount> => {
  for (let port = options.port; port < options.port + PORTS_TO_TRY; port++) {
    try {
      return await startAwsAccount({ ...options, port })
    } catch (error) {
      if (!isTaken(error)) throw error
      complain(`Port ${port} is taken; trying ${port + 1}.`)
    }
  }
  throw new Error(`No free port from ${options.port} to ${options.port + PORTS_TO_TRY - 1}`)
}

const announce = (
  { url, estate }: AwsAccount,
  others: readonly Estate[],
  say: (line: string) => void,
): void => {
  const regions = Object.keys(estate.regions)
  say(`AWS account ${estate.account} (${regions.join(', ')}): ${url}`)
  say('')
  say('Point any AWS SDK or the AWS CLI at it with:')
  say(`  export AWS_ENDPOINT_URL=${url}`)
  say('  export AWS_ACCESS_KEY_ID=AKIALOCAL AWS_SECRET_ACCESS_KEY=local')
  say(`  export AWS_REGION=${regions[0]}`)
  say('')
  const [someone] = Object.entries(estate.accessKeys)
  if (someone) {
    const [accessKeyId, user] = someone
    say(`That key may do everything. Users have keys of their own and are judged by their policies:`)
    say(
      `  ${user}: AWS_ACCESS_KEY_ID=${accessKeyId}, and the codes of a second factor at ${url}/_local/mfa/${user}`,
    )
  }
  for (const other of others) {
    const [key] = Object.keys(other.principals)
    say(
      `The sandbox of the company, account ${other.account}, has a key of its own: AWS_ACCESS_KEY_ID=${key}`,
    )
  }
  say(`Move the clock by an hour: curl -d '{"advanceMs":3600000}' ${url}/_local/clock`)
  say(`Calls so far: ${url}/_local/calls (DELETE starts counting again). Ctrl-C stops it.`)
}

/** The account as a program of its own. Resolves with the exit status: 0 when stopped, 2 for wrong arguments. */
export const runLocalAws = async (argv: readonly string[], io: LocalAwsIo): Promise<number> => {
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
  for (const line of wrong) io.complain(line)
  if (wrong.length > 0) return 2
  const clock = (): number => Date.now()
  const now = Math.floor(clock() / 1000)
  const others = values.estate === 'acme' ? [acmeSandbox(now)] : []
  const account = await startNearPort(
    {
      port: Number(values.port),
      estate: estateOf(values, now, io.say),
      others,
      clock,
      latencyMs: Number(values.latency),
      throttleRate: Number(values.throttle),
      deny: denied(values),
      iamDelayMs: Number(values['iam-delay']),
    },
    io.complain,
  )
  announce(account, others, io.say)
  await io.stopped
  await account.close()
  return 0
}
