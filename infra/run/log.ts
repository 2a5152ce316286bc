import { type DestinationStream, type Logger, pino, stdSerializers } from 'pino'

export type { Logger } from 'pino'

/** Field names whose values never reach a log, at whatever depth. */
const SECRET_FIELDS =
  /^(token|.*_token|.*Token|authorization|cookie|secret|.*Secret|password|code|state|response_url|responseUrl|trigger_id|triggerId|environment|Environment|hyperParameters|HyperParameters|Content|PipelineDefinition|private_metadata|signature|x-slack-signature|credentials|secretAccessKey|sessionToken)$/

/** Things that are secret wherever they stand: Slack tokens and hooks, AWS keys, bearer headers, signatures. */
const SECRET_TEXT =
  /xox[a-z]-[\w-]+|xapp-[\w-]+|https:\/\/hooks\.slack\.com\/\S+|https?:\/\/\S*\/response\/\S+|\b(?:AKIA|ASIA)[A-Z0-9]{16}\b|\bBearer\s+\S+|\bv0=[0-9a-f]{64}\b/g

const HIDDEN = '[redacted]'

/** A copy of a value in which secrets are replaced, whatever their depth. Cycles and depths over 8 are cut. */
export function redact(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return value.replace(SECRET_TEXT, HIDDEN)
  if (typeof value !== 'object' || value === null) return value
  if (depth > 8) return '[…]'
  if (value instanceof Error) return redact(stdSerializers.err(value), depth + 1)
  if (value instanceof Map || value instanceof Set) return redact([...value], depth + 1)
  if (Array.isArray(value)) return value.map((item) => redact(item, depth + 1))
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [
      name,
      SECRET_FIELDS.test(name) ? HIDDEN : redact(item, depth + 1),
    ]),
  )
}

/** The structured log, one JSON object a line. Everything that goes in is redacted first. */
export function createLogger(level: string, destination: DestinationStream = pino.destination(2)): Logger {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      hooks: {
        logMethod(args, method) {
          method.apply(this, args.map((arg) => redact(arg)) as Parameters<typeof method>)
        },
      },
    },
    destination,
  )
}
