/** One statement of a policy, in a single shape: every "string or list" of the IAM grammar is a list here. */
export interface Statement {
  readonly sid?: string
  readonly effect: 'Allow' | 'Deny'
  readonly actions?: readonly string[]
  readonly notActions?: readonly string[]
  readonly resources?: readonly string[]
  readonly notResources?: readonly string[]
  readonly principals?: readonly Principal[]
  readonly notPrincipals?: readonly Principal[]
  readonly conditions: readonly Condition[]
}

/** Whom a statement names: `{ type: 'AWS', id: '*' }` for anybody, else an account, ARN, service or federation. */
export interface Principal {
  readonly type: string
  readonly id: string
}

/** One operator applied to one context key, e.g. `Bool` · `aws:MultiFactorAuthPresent` · `['true']`. */
export interface Condition {
  readonly operator: string
  readonly key: string
  readonly values: readonly string[]
}

export interface PolicyDocument {
  readonly statements: readonly Statement[]
}

/**
 * Reads a policy document as AWS returns it: an object, JSON text, or URL-encoded JSON text (IAM).
 * `undefined` where it is not a policy; the caller must then treat it as unseen, never as empty.
 * Source: IAM User Guide, "Grammar of the IAM JSON policy language".
 */
export function parsePolicy(source: unknown): PolicyDocument | undefined {
  const value = typeof source === 'string' ? parseText(source) : source
  if (!isRecord(value)) return undefined
  const listed = Array.isArray(value.Statement) ? value.Statement : [value.Statement]
  const statements = listed.map(parseStatement)
  return statements.every((s) => s !== undefined) ? { statements } : undefined
}

function parseText(text: string): unknown {
  for (const candidate of [text, decode(text)]) {
    try {
      return JSON.parse(candidate)
    } catch {
      // Not JSON in this form; the other form may be.
    }
  }
  return undefined
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

function parseStatement(value: unknown): Statement | undefined {
  if (!isRecord(value) || (value.Effect !== 'Allow' && value.Effect !== 'Deny')) return undefined
  return {
    effect: value.Effect,
    ...(typeof value.Sid === 'string' && { sid: value.Sid }),
    ...listed('actions', value.Action),
    ...listed('notActions', value.NotAction),
    ...listed('resources', value.Resource),
    ...listed('notResources', value.NotResource),
    ...(value.Principal !== undefined && { principals: parsePrincipals(value.Principal) }),
    ...(value.NotPrincipal !== undefined && { notPrincipals: parsePrincipals(value.NotPrincipal) }),
    conditions: parseConditions(value.Condition),
  }
}

function listed<K extends string>(name: K, value: unknown): { [P in K]?: readonly string[] } {
  return (value === undefined ? {} : { [name]: strings(value) }) as { [P in K]?: readonly string[] }
}

function parsePrincipals(value: unknown): readonly Principal[] {
  if (typeof value === 'string') return [{ type: value === '*' ? 'AWS' : 'unknown', id: value }]
  if (!isRecord(value)) return []
  return Object.entries(value).flatMap(([type, ids]) => strings(ids).map((id) => ({ type, id })))
}

function parseConditions(value: unknown): readonly Condition[] {
  if (!isRecord(value)) return []
  return Object.entries(value).flatMap(([operator, keys]) =>
    isRecord(keys)
      ? Object.entries(keys).map(([key, values]) => ({ operator, key, values: strings(values) }))
      : [],
  )
}

function strings(value: unknown): readonly string[] {
  return (Array.isArray(value) ? value : [value]).map((item) => String(item))
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
