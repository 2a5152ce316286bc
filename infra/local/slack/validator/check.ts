import { codePoints, isObject, type JsonObject } from '../json.ts'

/** One thing wrong: what, and where as a JSON pointer. `code` is set when Slack has an error code of its own for it. */
export interface Problem {
  readonly at: string
  readonly message: string
  readonly code?: string
}

/** Looks at a value and says what is wrong with it; nothing when it is fine. */
export type Check = (value: unknown, at: string) => readonly Problem[]

export const problem = (at: string, message: string, code?: string): readonly Problem[] => [
  { at, message, ...(code === undefined ? {} : { code }) },
]

/** A problem as Slack writes it into response_metadata.messages. */
export const problemLine = ({ at, message }: Problem): string => `[ERROR] ${message} [json-pointer:${at}]`

/** A string of `min` to `max` code points. */
export const str =
  (max: number, min = 1): Check =>
  (value, at) => {
    if (typeof value !== 'string') return problem(at, 'must provide a string')
    const length = codePoints(value)
    if (length > max) return problem(at, `must be less than ${max + 1} characters`)
    return length < min ? problem(at, `must be more than ${min - 1} characters`) : []
  }

export const bool: Check = (value, at) =>
  typeof value === 'boolean' ? [] : problem(at, 'must provide a boolean')

export const oneOf =
  (...allowed: readonly (string | number)[]): Check =>
  (value, at) =>
    (allowed as readonly unknown[]).includes(value) ? [] : problem(at, `must be one of ${allowed.join(', ')}`)

export const integer =
  (min: number, max: number): Check =>
  (value, at) => {
    if (typeof value !== 'number' || !Number.isInteger(value)) return problem(at, 'must provide an integer')
    return value < min || value > max ? problem(at, `must be between ${min} and ${max}`) : []
  }

export const number: Check = (value, at) =>
  typeof value === 'number' && Number.isFinite(value) ? [] : problem(at, 'must provide a number')

export const matching =
  (pattern: RegExp, wanted: string): Check =>
  (value, at) =>
    typeof value === 'string' && pattern.test(value) ? [] : problem(at, `must be ${wanted}`)

/** A web address of at most `max` characters. */
export const url =
  (max: number, schemes = /^(https?|slack|mailto):/i): Check =>
  (value, at) => {
    const length = str(max)(value, at)
    if (length.length > 0) return length
    return URL.canParse(String(value)) && schemes.test(String(value))
      ? []
      : problem(at, 'must be a valid url')
  }

export const array =
  (item: Check, { min = 1, max }: { readonly min?: number; readonly max: number }): Check =>
  (value, at) => {
    if (!Array.isArray(value)) return problem(at, 'must provide an array')
    if (value.length > max) return problem(at, `no more than ${max} items allowed`)
    if (value.length < min) return problem(at, `no fewer than ${min} items allowed`)
    return value.flatMap((each: unknown, index) => item(each, `${at}/${index}`))
  }

interface Fields {
  readonly required?: Readonly<Record<string, Check>>
  readonly optional?: Readonly<Record<string, Check>>
}

/** An object with these fields and no others. `type` is left to whoever chose this shape. */
export const shape =
  ({ required = {}, optional = {} }: Fields): Check =>
  (value, at) => {
    if (!isObject(value)) return problem(at, 'must be a valid object')
    const missing = Object.keys(required).filter((key) => value[key] === undefined || value[key] === null)
    const known = { ...required, ...optional }
    return [
      ...missing.flatMap((key) => problem(at, `missing required field: ${key}`)),
      ...Object.entries(value).flatMap(([key, part]) => {
        if (key === 'type' || missing.includes(key)) return []
        const check = known[key]
        if (check === undefined) return problem(at, `invalid additional property: ${key}`)
        return part === undefined || (part === null && key in optional) ? [] : check(part, `${at}/${key}`)
      }),
    ]
  }

/** All of the checks, in order. */
export const all =
  (...checks: readonly Check[]): Check =>
  (value, at) =>
    checks.flatMap((check) => check(value, at))

/** A rule on an object that has the right shape already. */
export const rule =
  (find: (value: JsonObject) => string | undefined): Check =>
  (value, at) => {
    const found = isObject(value) ? find(value) : undefined
    return found === undefined ? [] : problem(at, found)
  }

/** Chooses the check by the object's `type`. */
export const byType =
  (checks: Readonly<Record<string, Check>>): Check =>
  (value, at) => {
    if (!isObject(value)) return problem(at, 'must be a valid object')
    const type = value.type
    if (typeof type !== 'string') return problem(at, 'missing required field: type')
    const check = Object.hasOwn(checks, type) ? checks[type] : undefined
    return check === undefined ? problem(`${at}/type`, `unsupported type: ${type}`) : check(value, at)
  }
