import { requestContext } from '../../base/policy/context.ts'
import type { PolicyDocument } from '../../base/policy/document.ts'
import { type Decision, evaluate, type NamedPolicy } from '../../base/policy/evaluate.ts'
import { namesAction } from '../../base/policy/statement.ts'
import { anyOf } from '../../base/policy/unnamed.ts'
import type { UsedCall } from './evidence.ts'

/** Calls on which a smaller policy was tried against the old ones. */
export interface Check {
  readonly tried: number
  /** The first that is decided otherwise; undefined: none. */
  readonly differs?: {
    readonly action: string
    readonly resource: string
    readonly was: Decision
    readonly is: Decision
  }
}

/**
 * Tries a smaller policy with the evaluator: what was used must be decided as before, on the resource that was used, on
 * none, and on every resource that the policies spell out; and whatever it allows, the old ones must have allowed. What
 * hangs on the request (conditions) is left open, and must hang on it as before.
 */
export function tryPolicy(
  old: readonly NamedPolicy[],
  smaller: PolicyDocument,
  calls: readonly UsedCall[],
): Check {
  const now: readonly NamedPolicy[] = [{ name: 'smaller', document: smaller }]
  const used = [...new Set(calls.map(({ action }) => action))].flatMap((action) => {
    const asked = calls.flatMap((call) => (call.action === action && call.resource ? call.resource : []))
    return [...new Set(['*', ...asked, ...resourcesFor(old, action)])].map((resource) => ({
      action,
      resource,
    }))
  })
  const allowed = smaller.statements.flatMap(({ effect, actions = [], resources = ['*'] }) =>
    effect === 'Deny'
      ? []
      : actions.flatMap((action) =>
          resources.map((resource) => ({ action: anyOf(action), resource: anyOf(resource) })),
        ),
  )
  let tried = 0
  for (const [each, isUse] of [
    ...used.map((call) => [call, true] as const),
    ...allowed.map((call) => [call, false] as const),
  ]) {
    tried += 1
    const [was, is] = [decide(each, old), decide(each, now)]
    if (isUse ? was !== is && !isNo(was) : rank(is) > rank(was))
      return { tried, differs: { ...each, was, is } }
  }
  return { tried }
}

/** Resources that the statements about an action spell out, their wildcards filled in. */
function resourcesFor(policies: readonly NamedPolicy[], action: string): readonly string[] {
  return policies
    .flatMap(({ document }) => document?.statements ?? [])
    .filter((statement) => namesAction(statement, action))
    .flatMap(({ resources = [], notResources = [] }) => [...resources, ...notResources])
    .map(anyOf)
}

const UNKNOWN = requestContext({})

function decide(
  { action, resource }: { readonly action: string; readonly resource: string },
  identity: readonly NamedPolicy[],
): Decision {
  return evaluate({ action, resource, context: UNKNOWN }, { identity }).decision
}

function isNo(decision: Decision): boolean {
  return decision === 'implicit-deny' || decision === 'explicit-deny'
}

/** How much a decision gives. */
function rank(decision: Decision): number {
  return isNo(decision) ? 0 : decision === 'undecided' ? 1 : 2
}
