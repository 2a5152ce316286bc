import { LineCounter, parseDocument } from 'yaml'
import type { z } from 'zod'
import { nearest } from '../../../src/base/nearest.ts'

type Path = ReadonlyArray<PropertyKey>

/** Something that is wrong, and where. */
export interface Problem {
  readonly path: Path
  readonly words: string
}

/** A YAML text: what it holds, and how to say where something in it is wrong. */
export interface Yaml {
  readonly content: unknown
  /** `line 12: rules[0].longest: must be …`. Values are never repeated. */
  readonly sentence: (problem: Problem) => string
}

/** Reads YAML. The errors are sentences without any of its text, which may hold a secret. */
export function readYaml(text: string): Yaml | readonly string[] {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false })
  if (document.errors.length > 0) {
    return document.errors.map(({ code, pos }) => {
      return `line ${lines.linePos(pos[0]).line}: ${code === 'DUPLICATE_KEY' ? 'the same key twice' : `not YAML (${code})`}`
    })
  }
  const lineOf = (path: Path): number => {
    for (let length = path.length; length > 0; length--) {
      const node: unknown = document.getIn(path.slice(0, length), true)
      const start = rangeOf(node)?.[0]
      if (start !== undefined) return lines.linePos(start).line
    }
    return 1
  }
  try {
    const content: unknown = document.toJS({ maxAliasCount: 100 })
    return { content, sentence: ({ path, words }) => `line ${lineOf(path)}: ${spelled(path)}${words}` }
  } catch {
    return ['line 1: too many aliases']
  }
}

function rangeOf(node: unknown): readonly number[] | undefined {
  const range = typeof node === 'object' && node !== null && 'range' in node ? node.range : undefined
  return Array.isArray(range) ? range : undefined
}

/** The problems that a schema found; for an unknown key, with the nearest one that there is. */
export function schemaProblems(
  error: z.ZodError,
  keysAt: (path: Path) => readonly string[],
): readonly Problem[] {
  return error.issues.flatMap((issue): readonly Problem[] => {
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => ({
        path: [...issue.path, key],
        words: `is not a setting${suggestion(key, keysAt(issue.path))}`,
      }))
    }
    if (issue.code === 'invalid_key') {
      return [{ path: issue.path, words: `its name ${issue.issues[0]?.message ?? 'is wrong'}` }]
    }
    const missing = issue.code === 'invalid_type' && issue.input === undefined
    return [{ path: issue.path, words: missing ? 'is missing' : issue.message }]
  })
}

/** `: did you mean …?`, or nothing. */
export function suggestion(word: string, candidates: Iterable<string>): string {
  const [best] = nearest(word, candidates, 1)
  return best === undefined ? '' : `: did you mean ${best}?`
}

/** A word of the file, to repeat in a sentence. Whatever could be a secret is not repeated. */
export function shown(word: string): string {
  const secret = /^(?:xox|xapp|A[KS]IA|gh[a-z]_)|[A-Za-z0-9+]{33}/i
  return /^[\w./-]{1,48}$/.test(word) && !secret.test(word) ? `“${word}”` : 'what is given'
}

function spelled(path: Path): string {
  const text = path
    .map((part) =>
      typeof part === 'number' ? `[${part}]` : `.${shown(String(part)).replaceAll(/[“”]/g, '')}`,
    )
    .join('')
    .replace(/^\./, '')
  return text === '' ? '' : `${text}: `
}
