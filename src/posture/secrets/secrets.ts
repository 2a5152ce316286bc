import type { Sighting } from '../inventory/resource.ts'
import { namesApiKey, namesSecret, SECRET_PATTERNS } from './secret-patterns.ts'

/** The most characters of one text that are looked at. */
const MOST_CHARACTERS = 256 * 1024

/** `name = value`, `"name": "value"`, `--name value`. The value is only looked at, so that `a=b=c` is two of them. */
const ASSIGNMENT =
  /(?<![\w.-])(?:(?<name>[\w.-]{2,80})[\\"']{0,3}[ \t]{0,4}[:=]{1,2}[ \t]{0,4}|--?(?<flag>[\w-]{2,80})[ \t]{1,4})(?=[\\"']{0,3}(?<value>[^\s"'\\,;]{1,160}))/g

/**
 * Recognises secrets in a text, by form and by name with entropy. Returns the rule and the place, never the value:
 * `place`, or `place line N` where the text has several lines. Takes linear time; what lies beyond 256 KB is not read.
 */
export function findSecrets(place: string, text: string): readonly Sighting[] {
  const lines = text.slice(0, MOST_CHARACTERS).split(/\r\n|\r|\n/)
  return lines.flatMap((line, index) => {
    const where = lines.length === 1 ? place : `${place} line ${index + 1}`
    return rulesIn(line).map((rule) => ({ rule, place: where }))
  })
}

/** Recognises secrets among named values (environment, hyperparameters). Places are `place.NAME`. */
export function findSecretsIn(place: string, values: Readonly<Record<string, string>>): readonly Sighting[] {
  return Object.entries(values).flatMap(([name, text]) => {
    const value = text.slice(0, MOST_CHARACTERS)
    const rules = rulesIn(value).concat(rulesIn(`${name.slice(-80)}=${value.split(/\s/, 1)[0] ?? ''}`))
    return [...new Set(rules)].slice(0, 1).map((rule) => ({ rule, place: `${place}.${name}` }))
  })
}

/** The rules that match one line: those of form or, where there are none, the one of name and entropy. */
function rulesIn(line: string): string[] {
  const formed = SECRET_PATTERNS.filter(({ pattern }) =>
    line
      .matchAll(pattern)
      .map((match) => match.groups?.value ?? match[0])
      .some((value) => !isSample(value) && !isReference(value)),
  )
  if (formed.length > 0) return formed.map(({ rule }) => rule)
  // The ARN of a secret is the right thing to write down, and its `secret:name` would look like an assignment.
  const text = line.replaceAll(/\barn:[\w-]{1,20}:[^\s"',;]{1,2048}/g, 'arn:')
  return text.matchAll(ASSIGNMENT).some(({ groups }) => isAssignedSecret(groups ?? {}))
    ? ['password or key']
    : []
}

function isAssignedSecret(found: Record<string, string | undefined>): boolean {
  const { name = found.flag ?? '', value = '' } = found
  if (!namesSecret(name) || value.length < 8 || value.length > 128) return false
  if (isReference(value) || isSample(value) || isAddress(value) || isNumbers(value)) return false
  if (isHash(value)) return namesApiKey(name)
  return classes(value) >= 2 && entropy(value) >= (/pass|pwd/i.test(name) ? 2.5 : 3)
}

/** AWS's documented samples, and values that say themselves that they are none. */
function isSample(value: string): boolean {
  return /EXAMPLE|example|placeholder|changeme|redacted|\*{3}|x{6}|^your|^my[_-]/i.test(value)
}

/** A variable, a command, a dynamic reference, a call: the secret itself is somewhere else. */
function isReference(value: string): boolean {
  return /^[$<{[%(]|\$\{|\{\{|\$\(|\(|^(?:os|process|config|settings|self|args|env|secrets|event)[.[]/.test(
    value,
  )
}

/** URIs, ARNs (also of secrets), paths, image names. A password inside a URI has a rule of its own. */
function isAddress(value: string): boolean {
  return /^(?:[a-z][a-z0-9+.-]{0,20}:\/\/|arn:|~?\.{0,2}\/)|\.dkr\.ecr\.|@?sha\d{3}:/i.test(value)
}

/** Digests, commit ids and UUIDs. */
function isHash(value: string): boolean {
  return /^(?:[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{56}|[0-9a-f]{64}|[0-9a-f]{96}|[0-9a-f]{128}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i.test(
    value,
  )
}

/** Numbers, lists of numbers, and both in base64. */
function isNumbers(value: string): boolean {
  const numbers = /^[\d\s.,;:eE+\-[\]]+$/
  return numbers.test(value) || numbers.test(decoded(value))
}

function decoded(value: string): string {
  try {
    return atob(value)
  } catch {
    return 'not base64'
  }
}

/** How many of lower case, upper case, digits and the rest occur. */
function classes(value: string): number {
  return [/[a-z]/, /[A-Z]/, /\d/, /[^A-Za-z0-9]/].filter((kind) => kind.test(value)).length
}

/** Shannon entropy in bits per character. */
function entropy(value: string): number {
  const counts = new Map<string, number>()
  for (const character of value) counts.set(character, (counts.get(character) ?? 0) + 1)
  return [...counts.values()].reduce((bits, count) => {
    const share = count / value.length
    return bits - share * Math.log2(share)
  }, 0)
}
