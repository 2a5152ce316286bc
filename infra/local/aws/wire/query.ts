import type { Json, Rec } from '../estates/estate.ts'
import type { Member, Node } from './schema.ts'

/** How a protocol names the members of a request. */
type Naming = 'query' | 'ec2'

const capital = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1)

const keyOf = (member: Member, naming: Naming): string =>
  naming === 'ec2'
    ? (member.ec2Name ?? capital(member.xmlName ?? member.name))
    : (member.xmlName ?? member.name)

const scalar = (node: Node, text: string): Json => {
  switch (node.kind) {
    case 'number':
      return Number(text)
    case 'boolean':
      return text === 'true'
    case 'timestamp':
      return Date.parse(text) / 1000
    default:
      return text
  }
}

const has = (form: ReadonlyMap<string, string>, prefix: string): boolean => {
  if (form.has(prefix)) return true
  for (const key of form.keys()) if (key.startsWith(`${prefix}.`)) return true
  return false
}

const numbered = (form: ReadonlyMap<string, string>, prefix: string): string[] => {
  const found: string[] = []
  for (let n = 1; has(form, `${prefix}.${n}`); n++) found.push(`${prefix}.${n}`)
  return found
}

const read = (form: ReadonlyMap<string, string>, node: Node, prefix: string, naming: Naming): Json => {
  switch (node.kind) {
    case 'struct':
      return readStruct(form, node, prefix === '' ? '' : `${prefix}.`, naming)
    case 'list': {
      const name = node.item.xmlName ?? 'member'
      const wrapped = naming === 'query' && has(form, `${prefix}.${name}`)
      return numbered(form, wrapped ? `${prefix}.${name}` : prefix).map((at) =>
        read(form, node.item.node(), at, naming),
      )
    }
    case 'map':
      return Object.fromEntries(
        numbered(form, has(form, `${prefix}.entry`) ? `${prefix}.entry` : prefix).map((at) => [
          form.get(`${at}.${node.key.xmlName ?? 'key'}`) ?? '',
          read(form, node.value.node(), `${at}.${node.value.xmlName ?? 'value'}`, naming),
        ]),
      )
    default:
      return scalar(node, form.get(prefix) ?? '')
  }
}

const readStruct = (
  form: ReadonlyMap<string, string>,
  node: Node,
  prefix: string,
  naming: Naming,
): Record<string, Json> => {
  const made: Record<string, Json> = {}
  if (node.kind !== 'struct') return made
  for (const member of node.members.values()) {
    const key = prefix + keyOf(member, naming)
    if (has(form, key)) made[member.name] = read(form, member.node(), key, naming)
  }
  return made
}

/** The input of an AWS Query or EC2 Query call, from its form body, as the members of the operation's input shape. */
export const readForm = (body: string, input: Node, naming: Naming): Rec =>
  readStruct(new Map(new URLSearchParams(body)), input, '', naming)
