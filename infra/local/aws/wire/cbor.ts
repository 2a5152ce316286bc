import { decode, encode, Tagged } from 'cborg'
import type { Json, Rec } from '../estates/estate.ts'
import { AwsError } from './error.ts'
import { isRec, project } from './json.ts'
import type { Node } from './schema.ts'

/** The CBOR tag of a point in time in epoch seconds (RFC 8949, 3.4.2). */
const EPOCH = 1

const tagged = (node: Node, value: Json): unknown => {
  switch (node.kind) {
    case 'timestamp':
      return typeof value === 'number' ? new Tagged(EPOCH, value) : value
    case 'list':
      return Array.isArray(value) ? value.map((item: Json) => tagged(node.item.node(), item)) : value
    case 'map':
      return isRec(value)
        ? Object.fromEntries(
            Object.entries(value).map(([key, inner]) => [key, tagged(node.value.node(), inner)]),
          )
        : value
    case 'struct':
      return isRec(value)
        ? Object.fromEntries(
            [...node.members.values()]
              .filter((member) => value[member.name] !== undefined)
              .map((member) => [member.name, tagged(member.node(), value[member.name])]),
          )
        : value
    default:
      return value
  }
}

/** A value of this shape as CBOR, with its points in time tagged. */
export const writeCbor = (node: Node, value: Rec): Uint8Array =>
  encode(tagged(node, project(node, value) ?? {}))

/** The input of a CBOR request. Throws SerializationException for anything that is not a CBOR map. */
export const readCbor = (body: Uint8Array): Rec => {
  if (body.length === 0) return {}
  try {
    const read: unknown = decode(body, { tags: { [EPOCH]: (inner) => inner() } })
    if (isRec(read)) return read
  } catch (cause) {
    throw new AwsError('SerializationException', `The request could not be parsed: ${String(cause)}`)
  }
  throw new AwsError('SerializationException', 'The request is not a map')
}
