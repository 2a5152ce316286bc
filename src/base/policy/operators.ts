import { globMatches, hasWildcard, literally } from './glob.ts'
import { inBlock } from './ip.ts'
import { type Truth, truth } from './truth.ts'

/** Compares a value that a policy wants with one that a request carries. `maybe` where either cannot be read. */
export type Comparison = (wanted: string, given: string) => Truth

/** A condition operator without its set prefix and `IfExists`. A negated one holds where no wanted value matches. */
export interface Operator {
  readonly negated: boolean
  readonly compare: Comparison
}

const equal: Comparison = (wanted, given) => truth(globMatches(literally(wanted), given))
const equalIgnoringCase: Comparison = (wanted, given) => equal(wanted.toLowerCase(), given.toLowerCase())
const like: Comparison = (wanted, given) => truth(globMatches(wanted, given))
const arnLike: Comparison = (wanted, given) => truth(arnMatches(wanted, given))
const bool: Comparison = (wanted, given) => truth(wanted.toLowerCase() === given.toLowerCase())
const address: Comparison = (wanted, given) => readable(inBlock(wanted, given))

/**
 * Every operator of the policy language, by its name in lower case; `null` and `…IfExists` are no comparisons.
 * Source: IAM User Guide, "IAM JSON policy elements: Condition operators".
 */
const OPERATORS: ReadonlyMap<string, Operator> = new Map(
  Object.entries({
    stringequals: { negated: false, compare: equal },
    stringnotequals: { negated: true, compare: equal },
    stringequalsignorecase: { negated: false, compare: equalIgnoringCase },
    stringnotequalsignorecase: { negated: true, compare: equalIgnoringCase },
    stringlike: { negated: false, compare: like },
    stringnotlike: { negated: true, compare: like },
    arnequals: { negated: false, compare: arnLike },
    arnlike: { negated: false, compare: arnLike },
    arnnotequals: { negated: true, compare: arnLike },
    arnnotlike: { negated: true, compare: arnLike },
    bool: { negated: false, compare: bool },
    binaryequals: { negated: false, compare: equal },
    ipaddress: { negated: false, compare: address },
    notipaddress: { negated: true, compare: address },
    ...ordered('numeric', readNumber),
    ...ordered('date', readDate),
  }),
)

/** The operator of this name in lower case, or `undefined`: then nobody can say what the condition means. */
export function operatorNamed(name: string): Operator | undefined {
  return OPERATORS.get(name)
}

function ordered(family: string, read: (text: string) => number | undefined): Record<string, Operator> {
  const by = (holds: (given: number, wanted: number) => boolean): Comparison => {
    return (wanted, given) => {
      const [left, right] = [read(given), read(wanted)]
      return readable(left === undefined || right === undefined ? undefined : holds(left, right))
    }
  }
  return {
    [`${family}equals`]: { negated: false, compare: by((given, wanted) => given === wanted) },
    [`${family}notequals`]: { negated: true, compare: by((given, wanted) => given === wanted) },
    [`${family}lessthan`]: { negated: false, compare: by((given, wanted) => given < wanted) },
    [`${family}lessthanequals`]: { negated: false, compare: by((given, wanted) => given <= wanted) },
    [`${family}greaterthan`]: { negated: false, compare: by((given, wanted) => given > wanted) },
    [`${family}greaterthanequals`]: { negated: false, compare: by((given, wanted) => given >= wanted) },
  }
}

function readable(value: boolean | undefined): Truth {
  return value === undefined ? 'maybe' : truth(value)
}

function readNumber(text: string): number | undefined {
  return /^[+-]?\d+(\.\d+)?$/.test(text.trim()) ? Number(text) : undefined
}

/** Epoch seconds of an ISO 8601 date or of a number that is already one. */
function readDate(text: string): number | undefined {
  const seconds = readNumber(text)
  if (seconds !== undefined && !/^\d{4}$/.test(text.trim())) return seconds
  const milliseconds = Date.parse(text)
  return Number.isNaN(milliseconds) ? undefined : milliseconds / 1000
}

/** ARN operators compare the six parts one by one, so that a wildcard never reaches across a colon; the last may hold colons. */
function arnMatches(wanted: string, given: string): boolean {
  if (!hasWildcard(wanted)) return globMatches(wanted, given)
  if (wanted === '*') return true
  const [patterns, parts] = [arnParts(wanted), arnParts(given)]
  return (
    patterns.length === parts.length && patterns.every((pattern, i) => globMatches(pattern, parts[i] ?? ''))
  )
}

function arnParts(text: string): readonly string[] {
  const parts = text.split(':')
  return parts.length <= 6 ? parts : [...parts.slice(0, 5), parts.slice(5).join(':')]
}
