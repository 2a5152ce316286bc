import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { generatedDocs } from './generated-docs.ts'

/** `npm run generate`: writes every generated document anew. test/readme.test.ts fails where one is out of date. */
export async function generate(): Promise<number> {
  for (const [path, content] of generatedDocs()) {
    writeFileSync(join(import.meta.dirname, '..', '..', path), content)
    process.stdout.write(`${path}\n`)
  }
  return 0
}
