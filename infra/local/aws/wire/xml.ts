import type { Json } from '../estates/estate.ts'
import { isRec } from './json.ts'
import type { Member, Node } from './schema.ts'

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
}

/** Text that is safe inside XML; control characters that XML 1.0 cannot hold become a space. */
export const escapeXml = (text: string): string =>
  text
    .replace(/[&<>"']/g, (c) => ENTITIES[c] ?? c)
    .replace(/[\p{Cc}]/gu, (c) => (/[\t\n\r]/.test(c) ? c : ' '))

/** An epoch second as the ISO 8601 text of the XML protocols. */
const isoTime = (seconds: number): string => new Date(seconds * 1000).toISOString()

const scalar = (node: Node, value: Json): string => {
  if (node.kind !== 'timestamp' || typeof value !== 'number') return escapeXml(String(value))
  if (node.format === 'epoch') return String(value)
  return node.format === 'http' ? new Date(value * 1000).toUTCString() : isoTime(value)
}

const tag = (name: string, inner: string, attributes = ''): string =>
  `<${name}${attributes}>${inner}</${name}>`

const attributesOf = (node: Node, value: Json): string => {
  if (node.kind !== 'struct' || !isRec(value)) return ''
  const own = [...node.members.values()].filter((m) => m.attribute && value[m.name] !== undefined)
  if (own.length === 0) return ''
  const names = own.map((m) => ` ${m.xmlName ?? m.name}="${escapeXml(String(value[m.name]))}"`).join('')
  return ` xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"${names}`
}

const entries = (node: Node, value: Json, wrap: string): string => {
  if (node.kind !== 'map' || !isRec(value)) return ''
  const { key, value: inner } = node
  return Object.entries(value)
    .map(([k, v]) =>
      tag(wrap, tag(key.xmlName ?? 'key', escapeXml(k)) + element(inner.xmlName ?? 'value', inner.node(), v)),
    )
    .join('')
}

const element = (name: string, node: Node, value: Json): string =>
  tag(name, contents(node, value), attributesOf(node, value))

/** One member of a structure: nothing where it is absent, one element per entry where the list is flattened. */
const memberXml = (member: Member, value: Json): string => {
  if (value === undefined || value === null) return ''
  const name = member.xmlName ?? member.name
  const node = member.node()
  if (member.flat && node.kind === 'list' && Array.isArray(value))
    return value.map((item: Json) => element(name, node.item.node(), item)).join('')
  if (member.flat && node.kind === 'map') return entries(node, value, name)
  return element(name, node, value)
}

/** The inside of an element that holds this value. */
export const contents = (node: Node, value: Json): string => {
  switch (node.kind) {
    case 'struct':
      return isRec(value)
        ? [...node.members.values()]
            .filter((member) => !member.attribute && !member.header)
            .map((member) => memberXml(member, value[member.name]))
            .join('')
        : ''
    case 'list':
      return Array.isArray(value)
        ? value.map((item: Json) => element(node.item.xmlName ?? 'member', node.item.node(), item)).join('')
        : ''
    case 'map':
      return entries(node, value, 'entry')
    default:
      return value === undefined || value === null ? '' : scalar(node, value)
  }
}
