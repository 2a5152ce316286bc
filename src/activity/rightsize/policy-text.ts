import type { Condition, PolicyDocument, Statement } from '../../base/policy/document.ts'

/** A policy document as IAM takes it: JSON that people can read, and that means the same when it is read back. */
export function policyText({ statements }: PolicyDocument): string {
  const sids = new Set<string>()
  const Statement = statements.map((statement) => {
    const { sid } = statement
    // IAM wants each once in a document, and statements of several policies come together here.
    const isOwn = sid !== undefined && /^[A-Za-z0-9]+$/.test(sid) && !sids.has(sid)
    if (isOwn) sids.add(sid)
    return { ...(isOwn && { Sid: sid }), ...written(statement) }
  })
  return `${JSON.stringify({ Version: '2012-10-17', Statement }, null, 2)}\n`
}

function written({ effect, actions, notActions, resources, notResources, conditions }: Statement): object {
  return {
    Effect: effect,
    ...(actions && { Action: actions }),
    ...(notActions && { NotAction: notActions }),
    ...(resources && { Resource: resources }),
    ...(notResources && { NotResource: notResources }),
    ...(conditions.length > 0 && { Condition: conditionsOf(conditions) }),
  }
}

function conditionsOf(conditions: readonly Condition[]): Record<string, Record<string, readonly string[]>> {
  const byOperator = Map.groupBy(conditions, ({ operator }) => operator)
  return Object.fromEntries(
    [...byOperator].map(([operator, those]) => [
      operator,
      Object.fromEntries(those.map(({ key, values }) => [key, values])),
    ]),
  )
}
