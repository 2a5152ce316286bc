import type { Statement } from '../../base/policy/document.ts'
import { globMatches, hasWildcard } from '../../base/policy/glob.ts'
import { namesAction } from '../../base/policy/statement.ts'
import {
  type Evidence,
  type Finding,
  findingOf,
  hasCalls,
  hiddenActions,
  logTells,
  serviceOf,
  serviceUse,
  type Use,
  whyNotTold,
} from './evidence.ts'

/** What became of one pattern of a statement. */
export interface Row {
  /** As the statement has it; `NotAction` for the whole of one. */
  readonly pattern: string
  /** What stays of it: one action or pattern; null: nothing. */
  readonly kept: string | null
  readonly use: Use
  readonly why: string
}

export interface Narrowed {
  /** Null: nothing of it is used. */
  readonly statement: Statement | null
  readonly rows: readonly Row[]
}

/**
 * The same statement with fewer actions: resources and conditions stay as they are, so that it never allows what it did
 * not allow before. A Deny stays whole.
 */
export function narrow(statement: Statement, evidence: Evidence): Narrowed {
  if (statement.effect === 'Deny') return { statement, rows: [] }
  const rows = (statement.actions ?? ['*']).flatMap((pattern) => partsOf(pattern, evidence))
  return statement.actions ? withActions(statement, rows) : withoutNot(statement, rows)
}

function withActions(statement: Statement, rows: readonly Row[]): Narrowed {
  const actions = [...new Set(rows.flatMap(({ kept }) => kept ?? []))]
  const { notActions: _, ...rest } = statement
  return { statement: actions.length > 0 ? { ...rest, actions } : null, rows }
}

/** NotAction as a list of actions. A pattern that could take in what is excepted leaves the statement as it is. */
function withoutNot(statement: Statement, rows: readonly Row[]): Narrowed {
  const excepted = statement.notActions ?? []
  const overlaps = (kept: string) =>
    hasWildcard(kept) &&
    excepted.some((not) => {
      const service = not.includes(':') ? serviceOf(not) : '*'
      const own = kept.includes(':') ? serviceOf(kept) : '*'
      return own === '*' || globMatches(service.toLowerCase(), own.toLowerCase())
    })
  if (rows.some(({ kept }) => kept !== null && overlaps(kept))) {
    const why = 'what NotAction excepts cannot be left out of what is not known'
    return { statement, rows: [{ pattern: 'NotAction', kept: 'NotAction', use: 'unseen', why }] }
  }
  const fitting = rows.filter(
    ({ kept }) => kept === null || hasWildcard(kept) || namesAction(statement, kept),
  )
  return withActions(
    statement,
    fitting.map((row) => ({ ...row, pattern: 'NotAction' })),
  )
}

/** What stays of one pattern. */
function partsOf(pattern: string, evidence: Evidence): readonly Row[] {
  const row = (kept: string | null, { use, why }: Finding): Row => ({ pattern, kept, use, why })
  if (pattern !== '*' && !pattern.includes(':'))
    return [row(pattern, { use: 'unseen', why: 'it names no service' })]
  const service = pattern === '*' ? '*' : serviceOf(pattern)
  if (!hasWildcard(service)) return ofService(pattern, evidence, row)
  if (evidence.services === null)
    return [row(pattern, { use: 'unseen', why: 'which services it used could not be read' })]
  const rest = pattern === '*' ? '*' : pattern.slice(service.length + 1)
  const namespaces = [
    ...evidence.services.map(({ namespace }) => namespace),
    ...evidence.calls.map(({ action }) => serviceOf(action)),
    // What no log shows is in no list of services either.
    'iam',
  ]
  return [...new Set(namespaces)]
    .filter((namespace) => globMatches(service.toLowerCase(), namespace.toLowerCase()))
    .flatMap((namespace) => ofService(`${namespace}:${rest}`, evidence, row))
}

const NOT_KNOWN = 'which of its calls CloudTrail records is not known here'

/** What stays of a pattern whose service is written out. */
function ofService(
  pattern: string,
  evidence: Evidence,
  row: (kept: string | null, finding: Finding) => Row,
): readonly Row[] {
  if (!hasWildcard(pattern)) {
    const finding = findingOf(pattern, evidence)
    return [row(finding.use === 'unused' ? null : pattern, finding)]
  }
  const namespace = serviceOf(pattern).toLowerCase()
  const service = serviceUse(namespace, evidence)
  const fits = (action: string) => globMatches(pattern.toLowerCase(), action.toLowerCase())
  const hidden = hiddenActions(namespace)?.filter(fits)
  const isIdle = service?.lastAt === null && !hasCalls(namespace, evidence)
  if (!isIdle && (hidden === undefined || !logTells(namespace, evidence)))
    return [row(pattern, { use: 'unseen', why: hidden === undefined ? NOT_KNOWN : whyNotTold(evidence) })]
  const shown = [
    ...evidence.calls.map(({ action }) => action),
    ...(service?.tracked.filter(({ lastAt }) => lastAt !== null).map(({ action }) => action) ?? []),
  ].filter(fits)
  const candidates = [
    ...new Map([...shown, ...(hidden ?? [])].map((each) => [each.toLowerCase(), each])).values(),
  ]
  const kept = candidates
    .map((action) => ({ action, finding: findingOf(action, evidence) }))
    .filter(({ finding }) => finding.use !== 'unused')
    .map(({ action, finding }) => row(action, finding))
  return kept.length > 0
    ? kept
    : [
        row(null, {
          use: 'unused',
          why: isIdle ? 'IAM saw no use of the service' : 'CloudTrail shows no use of it',
        }),
      ]
}
