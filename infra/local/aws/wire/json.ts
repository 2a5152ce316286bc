import type { Json, Rec } from '../estates/estate.ts'
import type { Node } from './schema.ts'

/** True for a value with members. */
export const isRec = (value: unknown): value is Rec =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const list = (value: Json): readonly Json[] => (Array.isArray(value) ? value : [])

/**
 * Keeps only what the shape has: an operation never answers a member that its API does not know. Absent and null
 * members are left out, as AWS leaves them out.
 */
export const project = (node: Node, value: Json): Json => {
  switch (node.kind) {
    case 'struct': {
      if (!isRec(value)) return undefined
      const made: Record<string, Json> = {}
      for (const [name, member] of node.members) {
        const inner = value[name]
        if (inner !== undefined && inner !== null) made[name] = project(member.node(), inner)
      }
      return made
    }
    case 'list': {
      const item = node.item.node()
      return list(value).map((inner) => project(item, inner))
    }
    case 'map': {
      const inner = node.value.node()
      return isRec(value)
        ? Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, project(inner, entry)]))
        : {}
    }
    default:
      return value
  }
}
