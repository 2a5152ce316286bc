/**
 * Reads the static schemas that every AWS SDK client carries, so that answers have exactly the members, the XML names
 * and the time formats that the SDK expects. https://smithy.io/2.0/spec/simple-types.html
 */

/** A shape of an AWS API, resolved. */
export type Node =
  | { readonly kind: 'string' | 'number' | 'boolean' | 'blob' | 'document' | 'unit' }
  | { readonly kind: 'timestamp'; readonly format: 'default' | 'iso' | 'http' | 'epoch' }
  | { readonly kind: 'list'; readonly item: Member }
  | { readonly kind: 'map'; readonly key: Member; readonly value: Member }
  | Struct

/** A structure or union, with its members in the order of the model. */
interface Struct {
  readonly kind: 'struct'
  readonly name: string
  readonly xmlName: string | undefined
  readonly members: ReadonlyMap<string, Member>
  readonly required: readonly string[]
}

/** A use of a shape inside another one. */
export interface Member {
  readonly name: string
  readonly xmlName: string | undefined
  readonly ec2Name: string | undefined
  readonly header: string | undefined
  readonly flat: boolean
  readonly payload: boolean
  readonly attribute: boolean
  readonly node: () => Node
}

/** What an operation takes and gives. */
export interface Operation {
  readonly name: string
  readonly input: Node
  readonly output: Node
}

const HTTP_PAYLOAD = 16
const simple = new Map<number, Node>([
  [0, { kind: 'string' }],
  [1, { kind: 'number' }],
  [2, { kind: 'boolean' }],
  [4, { kind: 'timestamp', format: 'default' }],
  [5, { kind: 'timestamp', format: 'iso' }],
  [6, { kind: 'timestamp', format: 'http' }],
  [7, { kind: 'timestamp', format: 'epoch' }],
  [15, { kind: 'document' }],
  [17, { kind: 'number' }],
  [19, { kind: 'number' }],
  [21, { kind: 'blob' }],
  [42, { kind: 'blob' }],
])
const UNIT: Node = { kind: 'unit' }
const resolved = new WeakMap<readonly unknown[], Node>()

const trait = (traits: unknown, name: string): unknown =>
  typeof traits === 'object' && traits !== null ? Reflect.get(traits, name) : undefined

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)

const isNamed = (ref: readonly unknown[]): boolean => typeof ref[0] === 'number' && typeof ref[1] === 'string'

const memberOf = (name: string, ref: unknown): Member => {
  const pair = Array.isArray(ref) && !isNamed(ref) ? ref : [ref, 0]
  const traits: unknown = pair[1]
  return {
    name,
    xmlName: text(trait(traits, 'xmlName')),
    ec2Name: text(trait(traits, 'ec2QueryName')),
    header: text(trait(traits, 'httpHeader')),
    flat: trait(traits, 'xmlFlattened') === 1,
    payload:
      (typeof traits === 'number' && (traits & HTTP_PAYLOAD) !== 0) || trait(traits, 'httpPayload') === 1,
    attribute: trait(traits, 'xmlAttribute') === 1,
    node: () => nodeOf(pair[0]),
  }
}

const structOf = (shape: readonly unknown[]): Struct => {
  const names = Array.isArray(shape[4]) ? shape[4].map(String) : []
  const refs: readonly unknown[] = Array.isArray(shape[5]) ? shape[5] : []
  const required = typeof shape[6] === 'number' ? shape[6] : 0
  return {
    kind: 'struct',
    name: String(shape[2]),
    xmlName: text(trait(shape[3], 'xmlName')),
    members: new Map(names.map((name, i) => [name, memberOf(name, refs[i])])),
    required: names.slice(0, required),
  }
}

const complex = (shape: readonly unknown[]): Node => {
  switch (shape[0]) {
    case 0:
      return nodeOf(shape[4])
    case 1:
      return { kind: 'list', item: memberOf('member', shape[4]) }
    case 2:
      return { kind: 'map', key: memberOf('key', shape[4]), value: memberOf('value', shape[5]) }
    default:
      return structOf(shape)
  }
}

/** The shape behind a schema reference of the SDK. */
const nodeOf = (ref: unknown): Node => {
  if (typeof ref === 'function') return nodeOf(ref())
  if (typeof ref === 'number') {
    if (ref & 64) return { kind: 'list', item: memberOf('member', ref & ~64) }
    if (ref & 128) return { kind: 'map', key: memberOf('key', 0), value: memberOf('value', ref & ~128) }
    return simple.get(ref) ?? { kind: 'string' }
  }
  if (!Array.isArray(ref)) return UNIT
  if (!isNamed(ref)) return nodeOf(ref[0])
  const known = resolved.get(ref)
  if (known) return known
  const made = complex(ref)
  resolved.set(ref, made)
  return made
}

/** The operations of an SDK client module, by name. Throws nothing: an unknown name is undefined. */
export const operationsOf = (client: object): ((name: string) => Operation | undefined) => {
  const made = new Map<string, Operation>()
  return (name) => {
    const known = made.get(name)
    if (known) return known
    const schema: unknown = Reflect.get(client, `${name}$`)
    if (!Array.isArray(schema) || schema[0] !== 9) return undefined
    const operation = { name, input: nodeOf(schema[4]), output: nodeOf(schema[5]) }
    made.set(name, operation)
    return operation
  }
}
