import { parseArgs } from 'node:util'
import { nearest } from '../../src/base/nearest.ts'
import { err, ok, type Result } from '../../src/base/result.ts'
import { SEVERITIES, type Severity } from '../../src/posture/practice.ts'

const FORMATS = ['table', 'json', 'csv'] as const

type Format = (typeof FORMATS)[number]

/** What the terminal was asked for. */
export interface AuditArgs {
  /** Scope words, as they were written. */
  readonly words: readonly string[]
  /** Empty: what the settings say. */
  readonly regions: readonly string[]
  readonly format: Format
  /** A failure of this severity, or of a worse one, is exit status 1. */
  readonly failOn: Severity
  readonly useCache: boolean
  readonly useSample: boolean
  /** Absent: the result goes to the standard output. */
  readonly output?: string
}

const OPTIONS = {
  region: { type: 'string', multiple: true },
  format: { type: 'string' },
  'fail-on': { type: 'string' },
  'no-cache': { type: 'boolean' },
  output: { type: 'string' },
  sample: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const

export const USAGE = `Audits the security posture of Amazon SageMaker.

  npm run -s audit -- [scope…] [options]

Scope words, in any order; none audits everything:
  network-isolation, 3a        a practice, or its number
  notebook-*                   a check id or a pattern of ids
  notebooks                    a kind of resource
  churn-training, arn:aws:…    a resource
  severity:high                checks of this severity and above
  region:… tag:key=value framework:hipaa

Options:
  --region REGION       audit this Region; may be repeated
  --format FORMAT       ${FORMATS.join(', ')} (default: table)
  --fail-on SEVERITY    ${SEVERITIES.join(', ')} (default: high)
  --output FILE         write the result to a file that only you can read
  --no-cache            read everything again
  --sample              audit the sample account instead of yours
  -h, --help            show this

Exit status: 0 nothing fails at or above --fail-on; 1 something does; 2 wrong usage or settings;
3 nothing fails, but something could not be seen.
`

/** Reads the arguments. All problems come together, each one sentence; `help` where only the usage was asked for. */
export function readAuditArgs(argv: readonly string[]): Result<AuditArgs | 'help', readonly string[]> {
  const problems: string[] = []
  const { tokens } = parseArgs({
    args: [...argv],
    options: OPTIONS,
    allowPositionals: true,
    strict: false,
    tokens: true,
  })
  const words: string[] = []
  const given = new Map<string, string[]>()
  for (const token of tokens) {
    if (token.kind === 'positional') words.push(token.value)
    if (token.kind !== 'option') continue
    const option = Object.entries(OPTIONS).find(([name]) => name === token.name)?.[1]
    if (option === undefined) problems.push(unknownOption(token.rawName))
    else if (option.type === 'boolean' && token.value !== undefined)
      problems.push(`${token.rawName} takes no value.`)
    else if (option.type === 'string' && (token.value === undefined || /^(-|$)/.test(token.value)))
      problems.push(`${token.rawName} needs a value.`)
    else given.set(token.name, [...(given.get(token.name) ?? []), token.value ?? ''])
  }
  if (given.has('help') && problems.length === 0) return ok('help')
  for (const name of ['format', 'fail-on', 'output']) {
    if ((given.get(name)?.length ?? 0) > 1) problems.push(`--${name} may be given once.`)
  }
  const oneOf = <T extends string>(name: string, allowed: readonly T[], otherwise: T): T => {
    const value = given.get(name)?.[0]
    const found = value === undefined ? otherwise : allowed.find((word) => word === value)
    if (found === undefined) problems.push(`--${name} must be ${either(allowed)}.`)
    return found ?? otherwise
  }
  const format = oneOf('format', FORMATS, 'table')
  const failOn = oneOf('fail-on', SEVERITIES, 'high')
  const regions = [...new Set(given.get('region'))]
  if (regions.some((region) => !/^[a-z]{2}(-[a-z]+)+-\d$/.test(region))) {
    problems.push('--region must be an AWS Region such as eu-west-1.')
  }
  if (problems.length > 0) return err(problems)
  const output = given.get('output')?.[0]
  return ok({
    words,
    regions,
    format,
    failOn,
    useCache: !given.has('no-cache'),
    useSample: given.has('sample'),
    ...(output !== undefined && { output }),
  })
}

function unknownOption(rawName: string): string {
  const names = Object.keys(OPTIONS).map((name) => `--${name}`)
  const [best] = nearest(rawName, names, 1)
  return `There is no option ${rawName}${best === undefined ? '' : `; did you mean ${best}?`}`.replace(
    /([^?])$/,
    '$1.',
  )
}

function either(words: readonly string[]): string {
  return `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`
}
