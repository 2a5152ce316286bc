import { type JsonCondition, matchesJson, parseJsonPattern } from './json-filter.ts'
import { type Parsed, PatternError, parsing, wildcard } from './parsed.ts'

/** A field of a space-delimited pattern: anything, or a comparison with what stands in its place. */
type Column =
  | { readonly kind: 'rest' }
  | { readonly kind: 'field'; readonly test: (value: string) => boolean }

/** A CloudWatch Logs filter pattern, read. */
export type FilterPattern =
  | { readonly kind: 'everything' }
  | {
      readonly kind: 'terms'
      readonly all: readonly RegExp[]
      readonly any: readonly RegExp[]
      readonly none: readonly RegExp[]
    }
  | { readonly kind: 'columns'; readonly columns: readonly Column[] }
  | { readonly kind: 'json'; readonly condition: JsonCondition }

const literal = (text: string): RegExp => new RegExp(text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))

const regex = (source: string): RegExp => {
  try {
    return new RegExp(source)
  } catch {
    throw new PatternError(`invalid regular expression %${source}%`)
  }
}

const term = (word: string): RegExp => {
  if (word.startsWith('%') && word.endsWith('%') && word.length > 2) return regex(word.slice(1, -1))
  if (word.startsWith('"')) return literal(word.slice(1, -1))
  if (!/^\w+$/.test(word)) throw new PatternError(`term ${word} must be in double quotes`)
  return literal(word)
}

const TERM = /([-?]?)("(?:[^"\\]|\\.)*"|%[^%]+%|[^\s"%]+)\s*/y

const parseTerms = (text: string): FilterPattern => {
  const all: RegExp[] = []
  const any: RegExp[] = []
  const none: RegExp[] = []
  let at = 0
  while (at < text.length) {
    TERM.lastIndex = at
    const [whole = '', sign = '', word = ''] = TERM.exec(text) ?? []
    if (whole === '') throw new PatternError(`unbalanced quotes near ${text.slice(at)}`)
    ;(sign === '-' ? none : sign === '?' ? any : all).push(term(word))
    at += whole.length
  }
  return { kind: 'terms', all, any, none }
}

const compare = (operator: string, wanted: string): ((value: string) => boolean) => {
  const plain = wanted.replace(/^"(.*)"$/s, '$1')
  switch (operator) {
    case '=':
      return (value) => wildcard(plain).test(value) || (value !== '' && Number(value) === Number(plain))
    case '!=':
      return (value) => !wildcard(plain).test(value)
    case '>':
      return (value) => Number(value) > Number(plain)
    case '>=':
      return (value) => Number(value) >= Number(plain)
    case '<':
      return (value) => Number(value) < Number(plain)
    default:
      return (value) => Number(value) <= Number(plain)
  }
}

const column = (text: string): Column => {
  if (text === '...') return { kind: 'rest' }
  const conditions = text.split(/\s*(?:&&)\s*/).map((part) => {
    const alternatives = part.split(/\s*\|\|\s*/).map((one) => {
      const [, operator, wanted] = /^\w*\s*(!=|>=|<=|=|>|<)\s*(.+)$/.exec(one.trim()) ?? []
      return operator && wanted ? compare(operator, wanted.trim()) : (): boolean => true
    })
    return (value: string): boolean => alternatives.some((test) => test(value))
  })
  return { kind: 'field', test: (value) => conditions.every((test) => test(value)) }
}

const splitColumns = (message: string): string[] =>
  [...message.matchAll(/\[([^\]]*)\]|"([^"]*)"|(\S+)/g)].map(([, a, b, c]) => a ?? b ?? c ?? '')

const matchesColumns = (columns: readonly Column[], values: readonly string[]): boolean => {
  const rest = columns.findIndex((one) => one.kind === 'rest')
  const agrees = (some: readonly Column[], over: readonly string[]): boolean =>
    some.every((one, i) => one.kind === 'field' && one.test(over[i] ?? ''))
  if (rest < 0) return values.length === columns.length && agrees(columns, values)
  const after = columns.slice(rest + 1)
  return (
    values.length >= columns.length - 1 &&
    agrees(columns.slice(0, rest), values) &&
    agrees(after, values.slice(values.length - after.length))
  )
}

/**
 * Reads a filter pattern: terms, space-delimited columns, or a JSON condition.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html
 */
export const parseFilterPattern = (pattern: string): Parsed<FilterPattern> =>
  parsing(() => {
    const text = pattern.trim()
    if (text === '') return { kind: 'everything' }
    if (text.startsWith('{')) return { kind: 'json', condition: parseJsonPattern(text) }
    if (!text.startsWith('[')) return parseTerms(text)
    if (!text.endsWith(']')) throw new PatternError('a space-delimited pattern ends with ]')
    return {
      kind: 'columns',
      columns: text
        .slice(1, -1)
        .split(',')
        .map((one) => column(one.trim())),
    }
  })

/** Whether a log message matches. A JSON condition never matches a message that is not JSON. */
export const matchesLog = (pattern: FilterPattern, message: string): boolean => {
  switch (pattern.kind) {
    case 'everything':
      return true
    case 'terms':
      return (
        pattern.all.every((one) => one.test(message)) &&
        (pattern.any.length === 0 ||
          pattern.all.length > 0 ||
          pattern.any.some((one) => one.test(message))) &&
        !pattern.none.some((one) => one.test(message))
      )
    case 'columns':
      return matchesColumns(pattern.columns, splitColumns(message))
    case 'json':
      try {
        return matchesJson(pattern.condition, JSON.parse(message))
      } catch {
        return false
      }
  }
}
