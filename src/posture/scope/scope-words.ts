import { nearest } from '../../base/nearest.ts'
import { err, ok, type Result } from '../../base/result.ts'
import { type Check, judgedKinds } from '../check.ts'
import type { Kind } from '../inventory/index.ts'
import { KINDS } from '../kinds.ts'
import { FRAMEWORKS, type Framework, PRACTICES, SEVERITIES } from '../practice.ts'
import type { Scope, ScopeProblem } from './scope.ts'

type Predicate = (check: Check) => boolean

/** What one word means. Words of one sort widen each other, words of different sorts narrow. */
type Meaning =
  | { readonly sort: 'practice' | 'check' | 'kind' | 'severity' | 'framework'; readonly picks: Predicate }
  | { readonly sort: 'region' | 'resource'; readonly value: string }
  | { readonly sort: 'tag'; readonly key: string; readonly value: string }
  | { readonly sort: 'problem'; readonly problem: ScopeProblem }

/**
 * Reads the scope of an audit: practices (`network-isolation`, `3a`, `3`), check ids and globs, kinds, resource names and
 * ARNs (`name:` in front says so outright), `region:`, `tag:key=value`, `severity:` (and above), `framework:`.
 * All problems come back together. `regions`: those that may be named; empty allows any.
 */
export function parseScope(
  words: readonly string[],
  checks: readonly Check[],
  regions: readonly string[] = [],
): Result<Scope, readonly ScopeProblem[]> {
  const meanings = words.map((word) => meaningOf(word, checks, regions))
  const problems = meanings.flatMap((m) => (m.sort === 'problem' ? [m.problem] : []))
  if (problems.length > 0) return err(problems)
  const chosen = checks.filter((check) => picked(check, meanings))
  if (chosen.length === 0) {
    return err([
      { word: words.join(' '), reason: 'No check fits all of these words at once.', suggestions: [] },
    ])
  }
  const values = (sort: 'region' | 'resource') =>
    meanings.flatMap((m) => (m.sort === sort && 'value' in m ? [m.value] : []))
  const tags = meanings.flatMap((m) => (m.sort === 'tag' ? [{ key: m.key, value: m.value }] : []))
  return ok({
    words: [...words].sort((a, b) => a.localeCompare(b)),
    checks: chosen,
    regions: values('region'),
    resources: values('resource'),
    tags,
    kinds: kindsOf(chosen, tags.length > 0),
  })
}

/** Every word that a scope understands by itself, for suggestions. */
function scopeWords(checks: readonly Check[]): readonly string[] {
  return [...PRACTICES.map((p) => p.id), ...everyJudgedKind(checks), ...checks.map((c) => c.id)]
}

function picked(check: Check, meanings: readonly Meaning[]): boolean {
  const picks = (sort: Meaning['sort']) =>
    meanings.flatMap((m) => (m.sort === sort && 'picks' in m ? [m.picks] : []))
  const sorts = ['practice', 'check', 'kind', 'severity', 'framework'] as const
  return sorts.map(picks).every((any) => any.length === 0 || any.some((p) => p(check)))
}

function meaningOf(word: string, checks: readonly Check[], regions: readonly string[]): Meaning {
  const prefix = /^(region|tag|severity|framework|name):(.*)$/is.exec(word)
  if (prefix) return prefixed(word, (prefix[1] ?? '').toLowerCase(), prefix[2] ?? '', regions)
  if (word.startsWith('arn:')) return { sort: 'resource', value: word }
  const lower = word.toLowerCase()
  const practices = PRACTICES.filter((p) => p.id === lower || p.section === lower || p.section[0] === lower)
  if (practices.length > 0)
    return { sort: 'practice', picks: (c) => practices.some((p) => p.id === c.practice) }
  const kind = everyJudgedKind(checks).find((k) => [k.toLowerCase(), ...spellings(k)].includes(lower))
  if (kind) return { sort: 'kind', picks: (c) => judgedKinds(c).includes(kind) }
  const matcher = glob(lower)
  if (checks.some((c) => matcher.test(c.id))) return { sort: 'check', picks: (c) => matcher.test(c.id) }
  return misspeltOrName(word, checks)
}

function prefixed(word: string, prefix: string, value: string, regions: readonly string[]): Meaning {
  const problem = (reason: string, suggestions: readonly string[]): Meaning => ({
    sort: 'problem',
    problem: { word, reason, suggestions },
  })
  switch (prefix) {
    case 'region':
      if (regions.length === 0 ? /^[a-z]{2}(-[a-z]+)+-\d$/.test(value) : regions.includes(value))
        return { sort: 'region', value }
      return problem(
        regions.length === 0
          ? 'This is not the name of an AWS Region.'
          : 'This Region is not among those that are audited.',
        regions.map((r) => `region:${r}`),
      )
    case 'tag': {
      const [key, ...rest] = value.split('=')
      if (key && rest.length > 0) return { sort: 'tag', key, value: rest.join('=') }
      return problem('A tag is written tag:key=value.', [])
    }
    case 'severity': {
      const most = (SEVERITIES as readonly string[]).indexOf(value.toLowerCase())
      if (most >= 0) return { sort: 'severity', picks: (c) => SEVERITIES.indexOf(c.severity) <= most }
      return problem(
        'There is no such severity.',
        SEVERITIES.map((s) => `severity:${s}`),
      )
    }
    case 'framework': {
      const framework = (Object.keys(FRAMEWORKS) as Framework[]).find(
        (f) => f.toLowerCase() === value.toLowerCase(),
      )
      if (framework) return { sort: 'framework', picks: (c) => c.controls[framework] !== undefined }
      return problem(
        'There is no such framework.',
        Object.keys(FRAMEWORKS).map((f) => `framework:${f}`),
      )
    }
    default:
      return value === '' ? problem('A name is missing after name:.', []) : { sort: 'resource', value }
  }
}

/** A word that nothing knows is the name of a resource, unless it is so near to a known word that it must be a slip. */
function misspeltOrName(word: string, checks: readonly Check[]): Meaning {
  const slips = word.length < 5 ? [] : nearest(word, scopeWords(checks)).filter((w) => !w.includes(word))
  if (slips.length === 0) return { sort: 'resource', value: word }
  const reason = `Nothing is called this. A resource of this name is written name:${word}.`
  return { sort: 'problem', problem: { word, reason, suggestions: slips } }
}

function everyJudgedKind(checks: readonly Check[]): readonly Kind[] {
  return [...new Set(checks.flatMap(judgedKinds))]
}

/** `trainingJobs` is also understood as `training-jobs`, `training-job` and `trainingjob`, `notebooks` as `notebook`. */
function spellings(kind: Kind): readonly string[] {
  const { one, many } = KINDS[kind]
  const singular = kind.toLowerCase().replace(/(?<=[^s])s$/, '')
  return [singular, one, many].flatMap((words) => [
    words.toLowerCase().replaceAll(' ', '-'),
    words.toLowerCase().replaceAll(' ', ''),
  ])
}

function kindsOf(checks: readonly Check[], tagged: boolean): readonly Kind[] {
  const kinds = new Set<Kind>(['accounts', 'regions', ...(tagged ? (['tags'] as const) : [])])
  for (const check of checks) for (const kind of [check.of, ...check.with]) kinds.add(kind)
  return [...kinds]
}

/** A pattern with `*` and `?` as an expression that matches the whole text, without regard to case. */
export function glob(pattern: string): RegExp {
  const escaped = pattern.replace(/[.+^${}()|[\]\\]/g, '\\$&')
  return new RegExp(`^${escaped.replaceAll('*', '.*').replaceAll('?', '.')}$`, 'is')
}
