import { inBlock } from '../../base/policy/ip.ts'
import type { Conditions } from '../policy/policy-json.ts'

/** A condition key of a request that is tried, in the terms of iam:SimulateCustomPolicy. */
export interface ContextItem {
  readonly key: string
  readonly type: 'string' | 'stringList' | 'boolean' | 'numeric' | 'date' | 'ip'
  readonly values: readonly string[]
}

/** Stands for what a wildcard takes in. */
export const ANYTHING = 'x1'

/** Matches nothing that a grant would ever say. */
const NONE_OF_THESE = 'none-of-these'
const ADDRESSES = ['192.0.2.1', '198.51.100.1', '203.0.113.1', '2001:db8::1']

interface Wanted {
  readonly key: string
  /** Without its set prefix and `IfExists`, in lower case. */
  readonly operator: string
  readonly ofSet: boolean
  readonly ifExists: boolean
  readonly values: readonly string[]
}

/** A request's context that meets all conditions, its time left out. */
export function meeting(conditions: Conditions): readonly ContextItem[] {
  return wantedOf(conditions).map((wanted) => item(wanted, fitting(wanted)))
}

/** Contexts that meet all conditions but one: a key is not there, or has a value that is not wanted. */
export function violations(conditions: Conditions): ReadonlyArray<readonly ContextItem[]> {
  const all = wantedOf(conditions)
  return all.flatMap((wanted) => {
    const others = all.filter((other) => other !== wanted).map((other) => item(other, fitting(other)))
    const wrong = misfitting(wanted)
    return [
      ...(wanted.ifExists ? [] : [others]),
      ...(wrong === undefined ? [] : [[...others, item(wanted, wrong)]]),
    ]
  })
}

/** The keys whose value matters. `Null` only asks whether one is there, and another operator says what it is. */
function wantedOf(conditions: Conditions): readonly Wanted[] {
  return Object.entries(conditions).flatMap(([written, keys]) => {
    const [, prefix, rest = ''] = /^(ForAllValues:)?(.*)$/.exec(written) ?? []
    const operator = rest.replace(/IfExists$/, '').toLowerCase()
    if (operator === 'null') return []
    return Object.entries(keys)
      .filter(([key]) => key !== 'aws:CurrentTime')
      .map(([key, value]) => ({
        key,
        operator,
        ofSet: prefix !== undefined,
        ifExists: rest.endsWith('IfExists'),
        values: typeof value === 'string' ? [value] : value,
      }))
  })
}

function fitting({ operator, ofSet, values }: Wanted): readonly string[] {
  const some = ofSet ? values : values.slice(0, 1)
  if (operator === 'ipaddress') return some.map((block) => block.replace(/\/.*$/, ''))
  return operator.endsWith('like') ? some.map((value) => value.replaceAll('*', ANYTHING)) : some
}

/** Undefined where every value is wanted. */
function misfitting(wanted: Wanted): readonly string[] | undefined {
  const [value = ''] = wanted.values
  switch (wanted.operator) {
    case 'bool':
      return [value === 'true' ? 'false' : 'true']
    case 'numericlessthanequals':
      return [String(Number(value) + 1)]
    case 'ipaddress': {
      const outside = ADDRESSES.find((address) => wanted.values.every((block) => !inBlock(block, address)))
      return outside === undefined ? undefined : [outside]
    }
    default:
      return [...(wanted.ofSet ? wanted.values : []), NONE_OF_THESE]
  }
}

function item({ key, operator, ofSet }: Wanted, values: readonly string[]): ContextItem {
  return { key, type: typeOf(operator, ofSet), values }
}

function typeOf(operator: string, ofSet: boolean): ContextItem['type'] {
  if (operator === 'bool') return 'boolean'
  if (operator === 'ipaddress') return 'ip'
  if (operator.startsWith('numeric')) return 'numeric'
  return ofSet ? 'stringList' : 'string'
}
