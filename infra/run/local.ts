import { untilStopped } from './until-stopped.ts'

/** `npm run local:slack`: the workspace stand-in alone, for any Bolt app. */
export async function localSlack(argv: readonly string[]): Promise<number> {
  const { runLocalSlack } = await import('../local/slack/main.ts')
  return runLocalSlack(argv, terminal())
}

/** `npm run local:aws`: the AWS stand-in alone, for any AWS client; `as USER`: to act in the one that runs; `do CHANGE`: to do something bad in it. */
export async function localAws(argv: readonly string[]): Promise<number> {
  if (argv[0] === 'as') return (await import('./local-as.ts')).localAs(argv.slice(1))
  if (argv[0] === 'do') return (await import('./local-do.ts')).localDo(argv.slice(1))
  const { runLocalAws } = await import('../local/aws/main.ts')
  return runLocalAws(argv, terminal())
}

function terminal() {
  return {
    say: (line: string) => void process.stdout.write(`${line}\n`),
    complain: (line: string) => void process.stderr.write(`${line}\n`),
    stopped: untilStopped(),
  }
}
