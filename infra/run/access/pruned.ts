import type { Problem } from './problems.ts'
import { AccessFile } from './schema.ts'

type Path = Problem['path']

/** What is left of a file, and the places that were left out. */
interface Rest {
  readonly file: AccessFile | undefined
  readonly without: readonly Path[]
}

/** More rounds than any file is deep. */
const ROUNDS = 10

/**
 * A file without the members that its schema refuses, so that the rest can be checked all the same. A member without
 * which its owner is nothing takes the owner along. Elements of lists stay, because without one every later place would
 * have another number; so where an element is refused as a whole there is no file.
 */
export function pruned(content: unknown): Rest {
  const rest: unknown = structuredClone(content)
  const without: Path[] = []
  for (let round = 0; round < ROUNDS; round++) {
    const parsed = AccessFile.safeParse(rest)
    if (parsed.success) return { file: parsed.data, without }
    const paths = parsed.error.issues.flatMap((issue): readonly Path[] =>
      issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...issue.path, key]) : [issue.path],
    )
    for (const path of paths) {
      const refused = at(rest, path) === undefined ? path.slice(0, -1) : path
      without.push(refused)
      const parent = at(rest, refused.slice(0, -1))
      const key = refused.at(-1)
      if (isObject(parent) && !Array.isArray(parent) && key !== undefined) delete parent[key]
    }
  }
  return { file: undefined, without }
}

/** Whether a problem may be there only because of what was left out. */
export function follows({ path }: Problem, { without }: Rest): boolean {
  return without.some((left) => {
    const common = Math.min(path.length, left.length)
    return path.slice(0, common).every((part, index) => part === left[index])
  })
}

function at(content: unknown, path: Path): unknown {
  return path.reduce<unknown>((node, part) => (isObject(node) ? node[part] : undefined), content)
}

function isObject(value: unknown): value is Record<PropertyKey, unknown> {
  return typeof value === 'object' && value !== null
}
