import { type ContextEntries, requestContext } from '../../base/policy/context.ts'
import { type Evaluation, evaluate, type Policies } from '../../base/policy/evaluate.ts'
import type { Caller } from '../../base/policy/principals.ts'
import { anyOf, UNNAMED } from '../../base/policy/unnamed.ts'

/** A request of which some keys are known, and some are the caller's to choose. */
export interface Attempt {
  readonly action: string
  readonly resource: string
  readonly caller?: Caller
  readonly entries: ContextEntries
  /** Matches keys, in lower case, whose value the caller sets at will. */
  readonly free: RegExp
}

/** More free keys than this are not tried in one request: the number of combinations grows too fast. */
const MOST_KEYS = 4

/**
 * Decides a request as well as its caller can make it come out: keys that the caller chooses are tried with every
 * value that makes a difference. `undecided` where it hangs on keys that are not the caller's.
 */
export function attempt(request: Attempt, policies: Policies, depth = 0): Evaluation {
  const { action, resource, caller, entries, free } = request
  const evaluation = evaluate(
    { action, resource, context: requestContext(entries), ...(caller && { caller }) },
    policies,
  )
  if (evaluation.decision !== 'undecided' || depth === MOST_KEYS) return evaluation
  const key = evaluation.because
    .flatMap((reason) => (reason.kind === 'statement' ? reason.unknownKeys : []))
    .map((unknown) => unknown.toLowerCase())
    .find((unknown) => free.test(unknown) && !(unknown in entries))
  if (key === undefined) return evaluation
  const tried = triedValues(policies, key).map((value) =>
    attempt({ ...request, entries: { ...entries, [key]: value } }, policies, depth + 1),
  )
  return (
    tried.find((one) => one.decision === 'allowed') ??
    tried.find((one) => one.decision === 'undecided') ??
    tried[0] ??
    evaluation
  )
}

/** A wanted value as one that a request could carry; around a number, also the next lower and higher. */
function around(value: string): readonly string[] {
  const number = Number(value)
  if (value.trim() === '' || !Number.isSafeInteger(number)) return [anyOf(value)]
  return [value, String(number - 1), String(number + 1)]
}

/**
 * The values of a key that can make a difference to these policies: each that they write, one that they do not, and
 * none at all. For text operators no other value can lead to another decision.
 */
function triedValues(policies: Policies, key: string): ReadonlyArray<string | null> {
  const { identity, boundary, resource } = policies
  const written = [...identity, ...(boundary ? [boundary] : []), ...(resource ? [resource] : [])].flatMap(
    ({ document }) =>
      document?.statements.flatMap(({ conditions }) =>
        conditions.flatMap((one) => (one.key.toLowerCase() === key ? one.values.flatMap(around) : [])),
      ) ?? [],
  )
  return [...new Set<string | null>([...written, UNNAMED, null])]
}
