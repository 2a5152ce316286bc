import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Where the sample account of the local workspace listens, by the folder of its state; undefined where it does not run. */
export function accountAddress(stateFolder: string): string | undefined {
  try {
    return readFileSync(join(stateFolder, 'local', 'aws-address'), 'utf8').trim()
  } catch {
    return undefined
  }
}
