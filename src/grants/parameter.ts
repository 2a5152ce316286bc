import { err, ok, type Result } from '../base/result.ts'
import { isPattern } from './policy/policy-json.ts'
import { type Chosen, chosen, exampleArn, RESOURCE_KINDS, type ResourceKind } from './resource-kind.ts'
import type { Place } from './rules/place.ts'

interface Common {
  /** What a form calls it. */
  readonly label: string
  readonly optional?: true
}

/** One thing that a request has to say. Everything a request carries is text; lists are joined by commas. */
export type Parameter = Common &
  (
    | {
        /** The ARN that AWS returned for something of this kind. */ readonly type: 'resource'
        readonly kind: ResourceKind
      }
    | {
        /** The name of what another parameter chose, in its own case, which the ARN may have lost. */
        readonly type: 'name'
        readonly of: string
      }
    | { readonly type: 'text'; readonly pattern: RegExp; readonly example: string }
    | {
        /** Distinct texts that each match the pattern, `most` of them at most. */
        readonly type: 'list'
        readonly pattern: RegExp
        readonly most: number
        readonly example: string
      }
    | {
        /** A whole number. */
        readonly type: 'number'
        readonly from: number
        readonly to: number
        readonly unit: string
        readonly example: string
      }
  )

export type Parameters = Readonly<Record<string, Parameter>>

type Value = Chosen | string | number | readonly string[] | undefined

type ValueOf<P extends Parameter> = P extends { readonly type: 'resource' }
  ? Chosen
  : P extends { readonly type: 'list' }
    ? readonly string[]
    : P extends { readonly type: 'number' }
      ? number
      : string

/** What the parameters say, read and checked. An optional one that was left out is undefined. */
export type ValuesOf<P extends Parameters> = {
  readonly [K in keyof P]: P[K] extends { readonly optional: true }
    ? ValueOf<P[K]> | undefined
    : ValueOf<P[K]>
}

/** What is wrong with a parameter of a request. */
export type ParameterFault =
  | 'missing'
  /** The entitlement has no such parameter. */
  | 'unknown'
  /** A wildcard or a policy variable: it would mean more than itself. */
  | 'pattern'
  | 'malformed'
  /** Another account, Region or partition. */
  | 'elsewhere'
  | 'too-many'
  | 'repeated'
  | 'out-of-range'
  /** Not the name of what was chosen. */
  | 'not-its-name'
  /** Does not go with another parameter. */
  | 'disagrees'

export interface ParameterProblem {
  readonly parameter: string
  readonly fault: ParameterFault
}

/** Reads the parameters of a request; every problem at once where there are any. Nothing is trimmed or mended. */
export function readParameters(
  parameters: Parameters,
  given: Readonly<Record<string, string>>,
  place: Place,
): Result<Readonly<Record<string, Value>>, readonly ParameterProblem[]> {
  const values: Record<string, Value> = {}
  const problems: ParameterProblem[] = Object.keys(given)
    .filter((id) => !Object.hasOwn(parameters, id))
    .map((parameter) => ({ parameter, fault: 'unknown' }))
  for (const [id, parameter] of Object.entries(parameters)) {
    const text = Object.hasOwn(given, id) ? given[id] : undefined
    if (text === undefined || text === '') {
      if (!parameter.optional) problems.push({ parameter: id, fault: 'missing' })
      continue
    }
    const read = isPattern(text) ? fault('pattern') : readValue(parameter, text, given, place)
    if ('fault' in read) problems.push({ parameter: id, fault: read.fault })
    else values[id] = read.value
  }
  return problems.length === 0 ? ok(values) : err(problems)
}

type Read = { readonly value: Value } | { readonly fault: ParameterFault }

function fault(code: ParameterFault): Read {
  return { fault: code }
}

function readValue(
  parameter: Parameter,
  text: string,
  given: Readonly<Record<string, string>>,
  place: Place,
): Read {
  switch (parameter.type) {
    case 'resource': {
      const resource = chosen(text, parameter.kind, place)
      return typeof resource === 'string' ? fault(resource) : { value: resource }
    }
    case 'name': {
      const arn = given[parameter.of] ?? ''
      const same = arn.slice(arn.lastIndexOf('/') + 1).toLowerCase() === text.toLowerCase()
      return same && /^[A-Za-z0-9_-]+$/.test(text) ? { value: text } : fault('not-its-name')
    }
    case 'text':
      return parameter.pattern.test(text) ? { value: text } : fault('malformed')
    case 'list':
      return readList(text.split(','), parameter.pattern, parameter.most)
    case 'number': {
      const value = /^[0-9]{1,9}$/.test(text) ? Number(text) : undefined
      if (value === undefined) return fault('malformed')
      return value >= parameter.from && value <= parameter.to ? { value } : fault('out-of-range')
    }
  }
}

function readList(items: readonly string[], pattern: RegExp, most: number): Read {
  if (!items.every((item) => pattern.test(item))) return fault('malformed')
  if (new Set(items).size < items.length) return fault('repeated')
  return items.length > most ? fault('too-many') : { value: items }
}

/** A request that fills in every parameter, or only those that have to be there, with its example. */
export function exampleRequest(
  parameters: Parameters,
  place: Place,
  which: 'all' | 'required',
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(parameters)
      .filter(([, { optional }]) => which === 'all' || !optional)
      .map(([id, parameter]) => [id, exampleOf(parameter, parameters, place)]),
  )
}

function exampleOf(parameter: Parameter, parameters: Parameters, place: Place): string {
  if (parameter.type === 'resource') return exampleArn(parameter.kind, place)
  if (parameter.type !== 'name') return parameter.example
  const named = parameters[parameter.of]
  if (named?.type !== 'resource') throw new Error(`A name is of a resource, not of ${parameter.of}`)
  return RESOURCE_KINDS[named.kind].example.split('/').at(-1) ?? ''
}
