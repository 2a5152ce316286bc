import { readFileSync } from 'node:fs'
import type { Answer } from './exchange.ts'

const TYPES = {
  'page.css': 'text/css',
  'icon.svg': 'image/svg+xml',
  'request.js': 'text/javascript',
  'factors.js': 'text/javascript',
  'enrol.js': 'text/javascript',
  'passkeys.js': 'text/javascript',
  'page.js': 'text/javascript',
} as const satisfies Readonly<Record<string, Answer['type']>>

/** The pages' own files, read once: a request never reaches the disk. */
const ASSETS: ReadonlyMap<string, Answer> = new Map(
  Object.entries(TYPES).map(([name, type]) => [
    `/assets/${name}`,
    { status: 200, type, body: readFileSync(new URL(`./client/${name}`, import.meta.url), 'utf8') },
  ]),
)

/** The file of the pages at this path, if there is one. */
export function assetAt(path: string): Answer | undefined {
  return ASSETS.get(path.split('?', 1)[0] ?? '')
}
