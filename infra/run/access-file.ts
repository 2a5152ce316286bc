import { readFileSync } from 'node:fs'
import { err, ok, type Result } from '../../src/base/result.ts'
import type { EntitlementLimits } from '../../src/grants/rules/ruling.ts'
import { checkAccess } from './access/check.ts'
import { readYaml, schemaProblems } from './access/problems.ts'
import { follows, pruned } from './access/pruned.ts'
import { AccessFile } from './access/schema.ts'
import { keysAt } from './access/schema-keys.ts'
import { type AccessSettings, settingsOf } from './access/settings.ts'

export type { AccessSettings } from './access/settings.ts'

/**
 * Reads `sagewarden.yml`. All problems come back at once, each a sentence with its line and place; nothing that could be
 * a secret is repeated.
 */
export function readAccessFile(
  path: string,
  entitlements: readonly EntitlementLimits[],
): Result<AccessSettings, readonly string[]> {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch {
    return err([`${path} cannot be read.`])
  }
  const read = parseAccess(text, entitlements)
  return read.ok ? read : err(read.error.map((problem) => `${path}, ${problem}.`))
}

/** The settings of a text. */
export function parseAccess(
  text: string,
  entitlements: readonly EntitlementLimits[],
): Result<AccessSettings, readonly string[]> {
  const yaml = readYaml(text)
  if (!('content' in yaml)) return err(yaml)
  const content = yaml.content ?? {}
  const parsed = AccessFile.safeParse(content, { reportInput: true })
  if (parsed.success) {
    const problems = checkAccess(parsed.data, entitlements)
    return problems.length === 0 ? ok(settingsOf(parsed.data)) : err(problems.map(yaml.sentence))
  }
  const problems = schemaProblems(parsed.error, keysAt)
  const rest = pruned(content)
  const more = rest.file ? checkAccess(rest.file, entitlements) : []
  const others = more.filter((problem) => !follows(problem, rest))
  return err([...problems, ...others].map(yaml.sentence))
}
