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

/** The statements of a policy. Variables of the older language version, which has none, are escaped (`${$}{…}`). */
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
  const spell = value.Version === '2012-10-17' ? asWritten : withoutVariables
  const listed = Array.isArray(value.Statement) ? value.Statement : [value.Statement]
  const statements = listed.map((statement) => parseStatement(statement, spell))
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

type Spell = (text: string) => string

const asWritten: Spell = (text) => text
const withoutVariables: Spell = (text) => text.replace(/\$(?=\{)/g, LITERAL_DOLLAR)

/** How the newer language version writes a dollar sign that starts no variable. */
const LITERAL_DOLLAR = `\${$}`

function parseStatement(value: unknown, spell: Spell): Statement | undefined {
  if (!isRecord(value) || (value.Effect !== 'Allow' && value.Effect !== 'Deny')) return undefined
  const lists = {
    actions: strings(value.Action),
    notActions: strings(value.NotAction),
    resources: strings(value.Resource)?.map(spell),
    notResources: strings(value.NotResource)?.map(spell),
    principals: parsePrincipals(value.Principal),
    notPrincipals: parsePrincipals(value.NotPrincipal),
  }
  const written = [
    value.Action,
    value.NotAction,
    value.Resource,
    value.NotResource,
    value.Principal,
    value.NotPrincipal,
  ]
  const read = Object.entries(lists).filter(([, list]) => list !== undefined)
  const conditions = parseConditions(value.Condition, spell)
  if (!conditions || read.length < written.filter((element) => element !== undefined).length) return undefined
  return {
    effect: value.Effect,
    ...(typeof value.Sid === 'string' && { sid: value.Sid }),
    ...(Object.fromEntries(read) as Partial<Statement>),
    conditions,
  }
}

function parsePrincipals(value: unknown): readonly Principal[] | undefined {
  if (typeof value === 'string') return [{ type: value === '*' ? 'AWS' : 'unknown', id: value }]
  if (!isRecord(value)) return undefined
  const principals: Principal[] = []
  for (const [type, ids] of Object.entries(value)) {
    const listed = strings(ids)
    if (!listed) return undefined
    principals.push(...listed.map((id) => ({ type, id })))
  }
  return principals
}

function parseConditions(value: unknown, spell: Spell): readonly Condition[] | undefined {
  if (value === undefined) return []
  if (!isRecord(value)) return undefined
  const conditions: Condition[] = []
  for (const [operator, keys] of Object.entries(value)) {
    if (!isRecord(keys)) return undefined
    for (const [key, wanted] of Object.entries(keys)) {
      const values = strings(wanted)
      if (!values) return undefined
      conditions.push({ operator, key, values: values.map(spell) })
    }
  }
  return conditions
}

/** The texts of a "string or list"; numbers and booleans count as their text. `undefined` for anything else. */
function strings(value: unknown): readonly string[] | undefined {
  const listed: readonly unknown[] = Array.isArray(value) ? value : [value]
  const plain = listed.every((item) => ['string', 'number', 'boolean'].includes(typeof item))
  return plain ? listed.map(String) : undefined
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
