import { readdirSync, readFileSync } from 'node:fs'
import { join, posix, relative } from 'node:path'

export const ROOT = join(import.meta.dirname, '..', '..')

/** Every TypeScript source below these top-level folders, as paths from the root with forward slashes. */
export function sourceFiles(...folders: readonly string[]): readonly string[] {
  return folders
    .flatMap((folder) => readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .sort((a, b) => a.localeCompare(b))
}

export function readSource(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8')
}

export interface Import {
  /** A path from the root for the project's own files, else the specifier, e.g. `zod` or `node:fs`. */
  readonly target: string
  readonly dynamic: boolean
  readonly typeOnly: boolean
}

const STATIC = /^\s*(?:import|export)\s+(type\s+)?(?:[\w*{][^'"`;]*?\s+from\s+)?['"]([^'"]+)['"]/gm
const DYNAMIC = /\bimport\(\s*['"]([^'"]+)['"]\s*\)/g

/** What a file imports. */
export function importsOf(path: string): readonly Import[] {
  const text = readSource(path)
  const resolve = (specifier: string) =>
    specifier.startsWith('.') ? posix.normalize(posix.join(posix.dirname(path), specifier)) : specifier
  return [
    ...[...text.matchAll(STATIC)].map((m) => ({
      target: resolve(m[2] ?? ''),
      dynamic: false,
      typeOnly: m[1] !== undefined,
    })),
    ...[...text.matchAll(DYNAMIC)].map((m) => ({
      target: resolve(m[1] ?? ''),
      dynamic: true,
      typeOnly: false,
    })),
  ]
}

/** `@scope/name/deep` → `@scope/name`. */
export function packageOf(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/')
}
