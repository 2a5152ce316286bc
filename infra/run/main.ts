import { errorLine } from './error-line.ts'

type Program = (argv: readonly string[]) => Promise<number>

/** Each program is loaded only when it is asked for: the audit on the terminal does not pay for Slack. */
const PROGRAMS: Readonly<Record<string, () => Promise<Program>>> = {
  start: async () => (await import('./start.ts')).start,
  audit: async () => (await import('./audit.ts')).audit,
  'local:slack': async () => (await import('./local.ts')).localSlack,
  'local:aws': async () => (await import('./local.ts')).localAws,
  cli: async () => (await import('./tools.ts')).tools,
  generate: async () => (await import('./generate.ts')).generate,
  synth: async () => (await import('../cdk/app.ts')).synth,
  bench: async () => (await import('./bench/bench.ts')).bench,
}

/** Runs the program that the first argument names and leaves its exit status in the process. */
export async function main(argv: readonly string[]): Promise<void> {
  const [name = '', ...rest] = argv
  const load = PROGRAMS[name]
  if (load === undefined) {
    process.stderr.write(`There is no program "${name}". There are: ${Object.keys(PROGRAMS).join(', ')}.\n`)
    process.exitCode = 2
    return
  }
  try {
    const program = await load()
    process.exitCode = await program(rest)
  } catch (error) {
    process.stderr.write(`${errorLine(error)}\n`)
    process.exitCode = 2
  }
}
