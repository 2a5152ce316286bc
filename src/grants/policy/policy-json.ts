/** The conditions of a statement: operator → condition key → wanted values. */
export type Conditions = Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>

/** A statement as IAM takes it. */
export interface StatementJson {
  readonly Sid: string
  readonly Effect: 'Allow' | 'Deny'
  readonly Principal?: { readonly AWS: string }
  readonly Action?: readonly string[]
  readonly NotAction?: readonly string[]
  readonly Resource?: readonly string[]
  readonly NotResource?: readonly string[]
  readonly Condition?: Conditions
}

/** A policy document as IAM takes it. */
export interface PolicyJson {
  readonly Version: '2012-10-17'
  readonly Statement: readonly StatementJson[]
}

/** A document of these statements, in the language version that knows variables. */
export function policyJson(statements: readonly StatementJson[]): PolicyJson {
  return { Version: '2012-10-17', Statement: statements }
}

/** Conditions that hold together. Throws where two say something of the same key with the same operator. */
export function bothConditions(one: Conditions, other: Conditions): Conditions {
  const merged: Record<string, Readonly<Record<string, string | readonly string[]>>> = { ...one }
  for (const [operator, keys] of Object.entries(other)) {
    const there = merged[operator] ?? {}
    const twice = Object.keys(keys).find((key) => Object.hasOwn(there, key))
    if (twice !== undefined) throw new Error(`Two conditions on ${twice} with ${operator}`)
    merged[operator] = { ...there, ...keys }
  }
  return merged
}

/**
 * Whether a text would mean more than itself in a policy: a wildcard, or the start of a variable. Such a text never
 * enters a document as a value. Source: IAM User Guide, "IAM policy elements: Variables and tags".
 */
export function isPattern(text: string): boolean {
  return /[*?]|\$\{/.test(text)
}

/** The characters that IAM counts: the document without white space between its parts. */
export function policyLength(policy: PolicyJson): number {
  return JSON.stringify(policy).length
}
