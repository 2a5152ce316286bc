import { inBlock } from '../../base/policy/ip.ts'
import type { Conditions } from '../policy/policy-json.ts'

/** A condition key of a request that is tried, in the terms of iam:SimulateCustomPolicy. */
export interface ContextItem {
  readonly key: string
  readonly type: 'string' | 'stringList' | 'boolean' | 'numeric' | 'date' | 'ip'
  readonly values: readonly string[]
}

type ContextItems = readonly ContextItem[]

/** Stands for what a wildcard takes in. */
export const ANYTHING = 'x1'

/** Matches nothing that a grant would ever say. */
const NONE_OF_THESE = 'none-of-these'
const ADDRESSES = ['192.0.2.1', '198.51.100.1', '203.0.113.1', '2001:db8::1']

/** The values of a key in a request; null: the key is not there. */
type Try = readonly string[] | null

/** A condition that was asked for: one operator on one key, with what meets it and what does not. */
interface Wanted {
  readonly key: string
  readonly type: ContextItem['type']
  readonly fitting: readonly Try[]
  readonly misfitting: readonly Try[]
}

/** Contexts that meet all conditions: one in which each key has its first value, then one for each further value. */
export function meetings(conditions: Conditions): readonly ContextItems[] {
  const all = wantedOf(conditions)
  const first = firstMeeting(all)
  const further = all.flatMap((wanted) =>
    wanted.fitting.slice(1).map((values) => [...without(first, wanted.key), ...items(wanted, values)]),
  )
  return [first, ...further]
}

/** Contexts that meet all conditions but those on one key, by that key. A key that cannot be tried has none. */
export function violations(conditions: Conditions): ReadonlyMap<string, readonly ContextItems[]> {
  const all = wantedOf(conditions)
  const first = firstMeeting(all)
  const keys = new Set(Object.values(conditions).flatMap(Object.keys))
  const contexts = (key: string) =>
    all
      .filter((wanted) => wanted.key === key)
      .flatMap((wanted) =>
        wanted.misfitting.map((values) => [...without(first, key), ...items(wanted, values)]),
      )
  return new Map([...keys].map((key) => [key, contexts(key)]))
}

function firstMeeting(all: readonly Wanted[]): ContextItems {
  return all.flatMap((wanted) => items(wanted, wanted.fitting[0] ?? null))
}

function without(context: ContextItems, key: string): ContextItems {
  return context.filter((item) => item.key !== key)
}

function items({ key, type }: Wanted, values: Try): ContextItems {
  return values === null ? [] : [{ key, type, values }]
}

/** `Null` only says that a key has to be there; another operator says what it has to be. */
function wantedOf(conditions: Conditions): readonly Wanted[] {
  return Object.entries(conditions).flatMap(([written, keys]) => {
    const [, set, rest = ''] = /^(ForAllValues:)?(.*)$/.exec(written) ?? []
    const operator = rest.replace(/IfExists$/, '')
    const [mayMiss, mustNotMiss] = rest.endsWith('IfExists') ? [[null], []] : [[], [null]]
    return Object.entries(keys).flatMap(([key, value]): readonly Wanted[] => {
      const shape = shapeOf(operator, typeof value === 'string' ? [value] : value)
      if (!shape) return []
      const { type, fitting, misfitting } = shape
      const each = fitting.map((one) => [one])
      if (set === undefined) {
        const wrong = misfitting.map((one) => [one])
        return [{ key, type, fitting: [...each, ...mayMiss], misfitting: [...mustNotMiss, ...wrong] }]
      }
      const withStranger = misfitting.map((stranger) => [...fitting, stranger])
      return [
        {
          key,
          type: 'stringList',
          fitting: [fitting, ...each],
          misfitting: [...mustNotMiss, ...withStranger],
        },
      ]
    })
  })
}

interface Shape {
  readonly type: ContextItem['type']
  readonly fitting: readonly string[]
  readonly misfitting: readonly string[]
}

/** Values that an operator takes and others that it refuses; undefined where nobody here knows the operator. */
function shapeOf(operator: string, values: readonly string[]): Shape | undefined {
  const [first = ''] = values
  switch (operator) {
    case 'Bool':
      return { type: 'boolean', fitting: values, misfitting: [first === 'true' ? 'false' : 'true'] }
    case 'NumericLessThanEquals':
      return { type: 'numeric', fitting: values, misfitting: [String(Number(first) + 1)] }
    case 'IpAddress':
      return {
        type: 'ip',
        fitting: values.map((block) => block.replace(/\/.*$/, '')),
        misfitting: ADDRESSES.filter((address) => values.every((block) => !inBlock(block, address))),
      }
    case 'StringEquals':
    case 'StringLike':
    case 'ArnEquals':
    case 'ArnLike':
      return { type: 'string', fitting: values.map(filledIn), misfitting: neighbours(values) }
    default:
      return undefined
  }
}

function filledIn(pattern: string): string {
  return pattern.replaceAll('*', ANYTHING)
}

/** Texts that are none of the wanted ones: another one, a longer one, a shorter one, and one in another case. */
function neighbours(values: readonly string[]): readonly string[] {
  return [
    NONE_OF_THESE,
    ...values.flatMap((value) => {
      const [fixed = ''] = value.split('*')
      const longer = value === fixed ? [`${value}0`] : []
      return [...longer, fixed.slice(0, -1), otherCase(filledIn(value))]
    }),
  ].filter((text) => !values.includes(text) && text !== '')
}

/** The same text in the other case; in capitals where it has both. Itself where it has no letters. */
export function otherCase(text: string): string {
  const capitals = text.toUpperCase()
  return capitals === text ? text.toLowerCase() : capitals
}
