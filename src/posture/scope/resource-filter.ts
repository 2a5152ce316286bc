import { nearest } from '../../base/nearest.ts'
import { judgedKinds } from '../check.ts'
import type { Inventory, Kind, Resource } from '../inventory/index.ts'
import type { Seen, Snapshot } from '../snapshot.ts'
import type { InScope, Scope, ScopeProblem } from './scope.ts'
import { glob } from './scope-words.ts'

/** Which resources of a snapshot a scope asks about: named ones, and those that carry one of the tags. */
export function resourceFilter(scope: Scope, snapshot: Snapshot): InScope {
  const names = scope.resources.map((text) => ({ text, pattern: glob(text) }))
  const tagged = taggedArns(scope, snapshot.tags)
  return (resource) =>
    (names.length === 0 ||
      names.some(({ text, pattern }) => resource.arn === text || pattern.test(resource.name))) &&
    (tagged === undefined || tagged.has(resource.arn))
}

/** The names in a scope that no resource carries, with the nearest names that exist. Empty: each was found. */
export function unmatchedNames(scope: Scope, snapshot: Snapshot): readonly ScopeProblem[] {
  const judged = new Set<Kind>(scope.checks.flatMap(judgedKinds))
  const resources = [...judged].flatMap((kind) => [
    ...((snapshot[kind] as Seen<Resource> | undefined)?.items ?? []),
  ])
  return scope.resources
    .filter((text) => {
      const pattern = glob(text)
      return !resources.some((r) => r.arn === text || pattern.test(r.name))
    })
    .map((word) => ({
      word,
      reason: 'No resource that these checks judge has this name or ARN.',
      suggestions: nearest(word, new Set(resources.map((r) => r.name))),
    }))
}

function taggedArns(
  scope: Scope,
  seen: Seen<Inventory['tags']> | undefined,
): ReadonlySet<string> | undefined {
  if (scope.tags.length === 0) return undefined
  const items = seen?.items ?? []
  return new Set(
    items.filter((item) => scope.tags.some((t) => item.tags[t.key] === t.value)).map((item) => item.arn),
  )
}
