import { PatternError, wildcard } from './parsed.ts'

/** One step into a JSON value: a member, an index, or every item (`*`). */
type Step = string | number

type Operator = '=' | '!=' | '<' | '>' | '<=' | '>='

type Wanted =
  | { readonly kind: 'text'; readonly text: string; readonly quoted: boolean }
  | { readonly kind: 'regex'; readonly source: RegExp }

/** The condition inside the braces of a JSON filter pattern. */
export type JsonCondition =
  | { readonly kind: 'all' | 'any'; readonly parts: readonly JsonCondition[] }
  | {
      readonly kind: 'compare'
      readonly path: readonly Step[]
      readonly operator: Operator
      readonly wanted: Wanted
    }
  | { readonly kind: 'state'; readonly path: readonly Step[]; readonly state: string }

const TOKEN =
  /\s*(?:(\$(?:\.[\w@:-]+|\.\*|\[\s*(?:\d+|\*)\s*\]|\[\s*'[^']*'\s*\]|\[\s*"[^"]*"\s*\])*)|(&&|\|\||!=|<=|>=|[=<>(){}])|"((?:[^"\\]|\\.)*)"|%([^%]+)%|([^\s(){}&|=<>!"]+))/y

type Token = { readonly kind: 'path' | 'sign' | 'quoted' | 'regex' | 'word'; readonly text: string }

const KINDS = ['path', 'sign', 'quoted', 'regex', 'word'] as const

const tokens = (text: string): Token[] => {
  const found: Token[] = []
  let at = 0
  while (text.slice(at).trim() !== '') {
    TOKEN.lastIndex = at
    const match = TOKEN.exec(text)
    const index = match?.slice(1).findIndex((group) => group !== undefined) ?? -1
    const kind = KINDS[index]
    if (!match || !kind) throw new PatternError(`unexpected ${text.slice(at).trim().slice(0, 20)}`)
    found.push({ kind, text: match[index + 1] ?? '' })
    at = TOKEN.lastIndex
  }
  return found
}

const STEP = /\.([\w@:*-]+)|\[\s*(?:(\d+)|(\*)|'([^']*)'|"([^"]*)")\s*\]/g

const steps = (path: string): Step[] =>
  [...path.matchAll(STEP)].map(([, dotted, index, star, single, double]) =>
    index === undefined ? (dotted ?? star ?? single ?? double ?? '') : Number(index),
  )

const OPERATORS: readonly string[] = ['=', '!=', '<', '>', '<=', '>=']
const isOperator = (text: string): text is Operator => OPERATORS.includes(text)

const regex = (source: string): RegExp => {
  try {
    return new RegExp(source)
  } catch {
    throw new PatternError(`invalid regular expression %${source}%`)
  }
}

/** Reads `{ … }`. Throws PatternError for anything that the language does not have. */
export const parseJsonPattern = (text: string): JsonCondition => {
  const all = tokens(text)
  let at = 0
  const peek = (): string | undefined => all[at]?.text
  const next = (): Token => {
    const token = all[at++]
    if (!token) throw new PatternError('the pattern ends too early')
    return token
  }
  const expect = (sign: string): void => {
    const token = next()
    if (token.kind !== 'sign' || token.text !== sign)
      throw new PatternError(`expected ${sign}, found ${token.text}`)
  }

  const value = (operator: Operator): Wanted => {
    const token = next()
    if (token.kind === 'regex') return { kind: 'regex', source: regex(token.text) }
    if (token.kind !== 'quoted' && token.kind !== 'word')
      throw new PatternError(`expected a value after ${operator}, found ${token.text}`)
    const plain = token.text.replace(/\\(.)/g, '$1')
    if (operator !== '=' && operator !== '!=' && Number.isNaN(Number(plain)))
      throw new PatternError(`${operator} needs a number, found ${plain}`)
    return { kind: 'text', text: plain, quoted: token.kind === 'quoted' }
  }

  const comparison = (): JsonCondition => {
    const token = next()
    if (token.kind !== 'path')
      throw new PatternError(`expected a selector such as $.name, found ${token.text}`)
    const path = steps(token.text)
    const sign = next()
    if (isOperator(sign.text)) return { kind: 'compare', path, operator: sign.text, wanted: value(sign.text) }
    const state = `${sign.text} ${next().text}`.toUpperCase()
    if (!['IS NULL', 'IS TRUE', 'IS FALSE', 'NOT EXISTS'].includes(state))
      throw new PatternError(`expected an operator, found ${sign.text}`)
    return { kind: 'state', path, state }
  }

  const primary = (): JsonCondition => {
    if (peek() !== '(' || all[at]?.kind !== 'sign') return comparison()
    expect('(')
    const inner = either()
    expect(')')
    return inner
  }

  const joined = (sign: string, kind: 'all' | 'any', part: () => JsonCondition): JsonCondition => {
    const parts = [part()]
    while (peek() === sign && all[at]?.kind === 'sign') {
      at++
      parts.push(part())
    }
    const [only] = parts
    return parts.length === 1 && only ? only : { kind, parts }
  }
  const both = (): JsonCondition => joined('&&', 'all', primary)
  const either = (): JsonCondition => joined('||', 'any', both)

  expect('{')
  const condition = either()
  expect('}')
  if (at < all.length) throw new PatternError(`unexpected ${peek()} after }`)
  return condition
}

const reach = (value: unknown, path: readonly Step[]): unknown[] => {
  const [first, ...rest] = path
  if (first === undefined) return value === undefined ? [] : [value]
  if (Array.isArray(value))
    return first === '*' ? value.flatMap((item) => reach(item, rest)) : reach(value[Number(first)], rest)
  if (typeof value !== 'object' || value === null) return []
  if (first === '*') return Object.values(value).flatMap((item) => reach(item, rest))
  return Object.hasOwn(value, first) ? reach(Reflect.get(value, first), rest) : []
}

const equals = (actual: unknown, wanted: Wanted): boolean => {
  if (typeof actual === 'object' || actual === undefined) return false
  const text = String(actual)
  if (wanted.kind === 'regex') return wanted.source.test(text)
  if (typeof actual === 'number' && !wanted.text.includes('*')) return actual === Number(wanted.text)
  return wildcard(wanted.text).test(text)
}

const compares = (actual: unknown, operator: Operator, wanted: Wanted): boolean => {
  if (operator === '=') return equals(actual, wanted)
  if (operator === '!=') return typeof actual !== 'object' && !equals(actual, wanted)
  if (wanted.kind === 'regex' || typeof actual === 'object' || typeof actual === 'boolean') return false
  const [left, right] = [Number(actual), Number(wanted.text)]
  switch (operator) {
    case '<':
      return left < right
    case '>':
      return left > right
    case '<=':
      return left <= right
    case '>=':
      return left >= right
  }
}

const STATES: Readonly<Record<string, unknown>> = { 'IS NULL': null, 'IS TRUE': true, 'IS FALSE': false }

/** Whether a JSON value meets the condition. A comparison with a member that is not there never holds, not even `!=`. */
export const matchesJson = (condition: JsonCondition, value: unknown): boolean => {
  switch (condition.kind) {
    case 'all':
      return condition.parts.every((part) => matchesJson(part, value))
    case 'any':
      return condition.parts.some((part) => matchesJson(part, value))
    case 'compare':
      return reach(value, condition.path).some((one) => compares(one, condition.operator, condition.wanted))
    case 'state': {
      const found = reach(value, condition.path)
      return condition.state === 'NOT EXISTS'
        ? found.length === 0
        : found.some((one) => one === STATES[condition.state])
    }
  }
}
