import { randomBytes } from 'node:crypto'
import { nearest } from '../../src/base/nearest.ts'
import { readConfig } from './config.ts'
import { errorLine } from './error-line.ts'
import { accountAddress } from './local-address.ts'

/** `npm run local:aws -- do CHANGE`: does something bad to the sample account that "npm start" runs. */
export async function localDo(argv: readonly string[]): Promise<number> {
  const { CHANGES } = await import('../local/aws/changes/index.ts')
  const { actingIn } = await import('../local/aws/changes/acting.ts')
  const [id, ...more] = argv
  const change = CHANGES.find((each) => each.id === id)
  if (!change || more.length > 0) {
    const near = nearest(
      id ?? '',
      CHANGES.map((each) => each.id),
    )
    const hint =
      id === undefined
        ? ''
        : `There is no change ${JSON.stringify(id)}. ${near.length > 0 ? `Did you mean ${near.join(' or ')}?` : ''}\n`
    return complain(`${hint}${usage(CHANGES)}`)
  }
  const config = readConfig(process.env)
  if (!config.ok) return complain(config.error.map((line) => `${line}\n`).join(''))
  const endpoint = accountAddress(config.value.stateFolder)
  if (endpoint === undefined) return complain('The sample account does not run: "npm start" starts it.\n')
  try {
    await change.make(actingIn(endpoint, randomBytes(3).toString('hex')))
    process.stdout.write(`${change.says}\n`)
    return 0
  } catch (error) {
    return complain(`That did not work: ${errorLine(error)}\n`)
  }
}

function usage(changes: ReadonlyArray<{ readonly id: string; readonly says: string }>): string {
  const widest = Math.max(...changes.map(({ id }) => id.length))
  const lines = changes.map(({ id, says }) => `  ${id.padEnd(widest)}  ${says}\n`)
  return `Usage: npm run -s local:aws -- do CHANGE

Does something bad to the sample account that "npm start" runs, so that alerts can be seen. The changes:
${lines.join('')}`
}

function complain(words: string): number {
  process.stderr.write(words)
  return 2
}
