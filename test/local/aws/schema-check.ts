import { isRec } from '../../../infra/local/aws/wire/json.ts'
import type { Node } from '../../../infra/local/aws/wire/schema.ts'

const KINDS: Readonly<Record<string, string>> = {
  string: 'string',
  blob: 'string',
  number: 'number',
  timestamp: 'number',
  boolean: 'boolean',
}

/** Where a value differs from its shape: members that do not exist, required ones that are missing, wrong types. */
export const misfits = (
  node: Node,
  value: unknown,
  path: string,
  extra: readonly string[] = [],
): string[] => {
  if (value === undefined) return []
  switch (node.kind) {
    case 'struct': {
      if (!isRec(value)) return [`${path} is not a structure`]
      const missing = node.required
        .filter((name) => value[name] === undefined)
        .map((name) => `${path}.${name} is missing`)
      const inner = Object.entries(value).flatMap(([name, part]) => {
        if (part === undefined || extra.includes(name)) return []
        const member = node.members.get(name)
        return member ? misfits(member.node(), part, `${path}.${name}`) : [`${path}.${name} does not exist`]
      })
      return [...missing, ...inner]
    }
    case 'list':
      return Array.isArray(value)
        ? value.flatMap((item, i) => misfits(node.item.node(), item, `${path}[${i}]`))
        : [`${path} is not a list`]
    case 'map':
      return isRec(value)
        ? Object.entries(value).flatMap(([key, part]) => misfits(node.value.node(), part, `${path}{${key}}`))
        : [`${path} is not a map`]
    default: {
      const kind = KINDS[node.kind]
      return kind === undefined || typeof value === kind ? [] : [`${path} is not a ${node.kind}`]
    }
  }
}
