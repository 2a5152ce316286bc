import { BlockList, isIP } from 'node:net'
import type { Json, Rec } from '../estates/estate.ts'
import { isRec } from '../wire/json.ts'
import { type Parsed, PatternError, parsing, wildcard } from './parsed.ts'

/** A test of one leaf; undefined stands for a member that the event does not have. */
type LeafTest = (value: Json) => boolean

/** An EventBridge event pattern, read. */
export interface EventPattern {
  readonly members: ReadonlyMap<string, EventPattern | readonly LeafTest[]>
  /** Each entry is a set of alternatives, one of which must hold. */
  readonly either: readonly (readonly EventPattern[])[]
}

const textTest =
  (test: (text: string) => boolean): LeafTest =>
  (value) =>
    typeof value === 'string' && test(value)

const folded = (operand: Json, name: string): { text: string; fold: boolean } => {
  if (typeof operand === 'string') return { text: operand, fold: false }
  const inner = isRec(operand) ? operand['equals-ignore-case'] : undefined
  if (typeof inner === 'string') return { text: inner.toLowerCase(), fold: true }
  throw new PatternError(`${name} match pattern must be a string`)
}

const edge = (operand: Json, name: 'prefix' | 'suffix'): LeafTest => {
  const { text, fold } = folded(operand, name)
  return textTest((value) => {
    const plain = fold ? value.toLowerCase() : value
    return name === 'prefix' ? plain.startsWith(text) : plain.endsWith(text)
  })
}

const wild = (operand: Json): LeafTest => {
  if (typeof operand !== 'string') throw new PatternError('wildcard match pattern must be a string')
  if (/\*\*/.test(operand)) throw new PatternError('Consecutive wildcard characters at pos')
  const test = wildcard(operand)
  return textTest((value) => test.test(value))
}

const foldCase = (operand: Json): LeafTest => {
  const all = (Array.isArray(operand) ? operand : [operand]).map((one: Json) => String(one).toLowerCase())
  return textTest((value) => all.includes(value.toLowerCase()))
}

const NUMERIC: Readonly<Record<string, (a: number, b: number) => boolean>> = {
  '=': (a, b) => a === b,
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
}

const numeric = (operand: Json): LeafTest => {
  if (!Array.isArray(operand) || operand.length % 2 !== 0 || operand.length === 0)
    throw new PatternError('numeric match must hold pairs of an operator and a number')
  const tests: ((value: number) => boolean)[] = []
  for (let i = 0; i < operand.length; i += 2) {
    const test = NUMERIC[String(operand[i])]
    const limit: Json = operand[i + 1]
    if (!test || typeof limit !== 'number') throw new PatternError('Unrecognized numeric range operator')
    tests.push((value) => test(value, limit))
  }
  return (value) => typeof value === 'number' && tests.every((test) => test(value))
}

const cidr = (operand: Json): LeafTest => {
  const [address = '', bits = ''] = String(operand).split('/')
  const family = isIP(address)
  if (family === 0 || bits === '') throw new PatternError('Malformed CIDR')
  const list = new BlockList()
  list.addSubnet(address, Number(bits), family === 6 ? 'ipv6' : 'ipv4')
  return textTest((value) => isIP(value) !== 0 && list.check(value, isIP(value) === 6 ? 'ipv6' : 'ipv4'))
}

const anythingBut = (operand: Json): LeafTest => {
  if (isRec(operand)) {
    const [name = '', inner] = Object.entries(operand)[0] ?? []
    const tests = (Array.isArray(inner) ? inner : [inner]).map((one: Json) => operator(name, one))
    return (value) => value !== undefined && !tests.some((test) => test(value))
  }
  const all: readonly Json[] = Array.isArray(operand) ? operand : [operand]
  return (value) => value !== undefined && !all.includes(value)
}

const operator = (name: string, operand: Json): LeafTest => {
  switch (name) {
    case 'prefix':
    case 'suffix':
      return edge(operand, name)
    case 'wildcard':
      return wild(operand)
    case 'equals-ignore-case':
      return foldCase(operand)
    case 'anything-but':
      return anythingBut(operand)
    case 'numeric':
      return numeric(operand)
    case 'cidr':
      return cidr(operand)
    case 'exists':
      return (value) => (value !== undefined) === (operand === true)
    default:
      throw new PatternError(`Unrecognized match type ${name}`)
  }
}

const leaf = (condition: Json): LeafTest => {
  if (!isRec(condition)) return (value) => value === condition
  const entries = Object.entries(condition)
  const [first] = entries
  if (!first || entries.length > 1) throw new PatternError('Only one key allowed in match expression')
  return operator(first[0], first[1])
}

const patternOf = (pattern: Rec): EventPattern => {
  const members = new Map<string, EventPattern | readonly LeafTest[]>()
  const either: (readonly EventPattern[])[] = []
  for (const [name, value] of Object.entries(pattern)) {
    if (name === '$or' && Array.isArray(value)) {
      if (value.length < 2 || !value.every(isRec)) throw new PatternError('$or must hold two or more objects')
      either.push(value.map(patternOf))
    } else if (Array.isArray(value)) {
      if (value.length === 0) throw new PatternError('Empty arrays are not allowed')
      members.set(name, value.map(leaf))
    } else if (isRec(value)) {
      if (Object.keys(value).length === 0) throw new PatternError('Empty objects are not allowed')
      members.set(name, patternOf(value))
    } else {
      throw new PatternError(`"${name}" must be an object or an array`)
    }
  }
  return { members, either }
}

/**
 * Reads an event pattern.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html
 */
export const parseEventPattern = (text: string): Parsed<EventPattern> =>
  parsing(() => {
    try {
      const read: unknown = JSON.parse(text)
      if (isRec(read) && Object.keys(read).length > 0) return patternOf(read)
    } catch (error) {
      if (error instanceof PatternError) throw error
    }
    throw new PatternError('Filter is not an object')
  })

const matchesLeaf = (tests: readonly LeafTest[], value: Json): boolean => {
  const absent = value === undefined || (Array.isArray(value) && value.length === 0) || isRec(value)
  if (absent) return tests.some((test) => test(undefined))
  const values: readonly Json[] = Array.isArray(value) ? value : [value]
  return values.some((one) => tests.some((test) => test(one)))
}

const matchesMember = (wanted: EventPattern | readonly LeafTest[], value: Json): boolean => {
  if (!('members' in wanted)) return matchesLeaf(wanted, value)
  if (Array.isArray(value)) return value.some((one: Json) => isRec(one) && matchesEvent(wanted, one))
  return matchesEvent(wanted, isRec(value) ? value : {})
}

/** Whether an event has everything that the pattern asks for. */
export const matchesEvent = (pattern: EventPattern, event: Rec): boolean =>
  [...pattern.members].every(([name, wanted]) => matchesMember(wanted, event[name])) &&
  pattern.either.every((alternatives) => alternatives.some((one) => matchesEvent(one, event)))
