import { z } from 'zod'
import { AccessFile } from './schema.ts'

/** A JSON Schema as far as it is walked here. */
interface Node {
  readonly properties?: Readonly<Record<string, Node>>
  readonly additionalProperties?: Node | boolean
  readonly items?: Node
  readonly anyOf?: readonly Node[]
}

/** The keys that there may be at a place of the file. */
export function keysAt(path: readonly PropertyKey[]): readonly string[] {
  const { nodes } = path.reduce<{ readonly nodes: readonly Node[] }>(
    ({ nodes }, part) => ({ nodes: nodes.flatMap((node) => below(node, part)) }),
    { nodes: [z.toJSONSchema(AccessFile, { io: 'input' }) as Node] },
  )
  return nodes.flatMap(alternatives).flatMap(({ properties = {} }) => Object.keys(properties))
}

function below(node: Node, part: PropertyKey): readonly Node[] {
  return alternatives(node).flatMap(({ properties = {}, additionalProperties, items }) => {
    if (typeof part === 'number') return items ?? []
    const own = properties[String(part)]
    if (own) return own
    return typeof additionalProperties === 'object' ? additionalProperties : []
  })
}

function alternatives(node: Node): readonly Node[] {
  return node.anyOf ?? [node]
}
