import type { PolicyDocument } from '../../base/policy/document.ts'
import type { NamedPolicy } from '../../base/policy/evaluate.ts'
import { type Check, tryPolicy } from './check.ts'
import type { Evidence } from './evidence.ts'
import { narrow, type Row } from './narrow.ts'

/** What became of one pattern of one statement of one policy. */
export interface PolicyRow extends Row {
  readonly policy: string
  /** Counts from 1. */
  readonly statement: number
}

/** A smaller policy in the place of those that could be read, and why each action stays or goes. */
export interface Smaller {
  /** Undefined: the evaluator found a difference, and what cannot be trusted is not given away. */
  readonly document: PolicyDocument | undefined
  readonly rows: readonly PolicyRow[]
  /** Policies whose text could not be read. They stay. */
  readonly unread: readonly string[]
  readonly check: Check
}

/**
 * A smaller policy: what was used, and what nobody can say was not. It never allows more than the policies that it is made
 * from; conditions, resources and denials stay as they are.
 */
export function rightsize(policies: readonly NamedPolicy[], evidence: Evidence): Smaller {
  const read = policies.filter(({ document }) => document !== undefined)
  const narrowed = read.flatMap(({ name, document }) =>
    (document?.statements ?? []).map((statement, index) => ({
      policy: name,
      number: index + 1,
      ...narrow(statement, evidence),
    })),
  )
  const statements = narrowed.flatMap(({ statement }) => statement ?? [])
  const distinct = new Map(statements.map((each) => [JSON.stringify({ ...each, sid: null }), each]))
  const document = { statements: [...distinct.values()] }
  const check = tryPolicy(read, document, evidence.calls)
  return {
    document: check.differs ? undefined : document,
    rows: narrowed.flatMap(({ policy, number, rows }) =>
      rows.map((row) => ({ ...row, policy, statement: number })),
    ),
    unread: policies.filter((policy) => policy.document === undefined).map(({ name }) => name),
    check,
  }
}
