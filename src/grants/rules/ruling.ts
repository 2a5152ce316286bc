import type { FactorMethod, Requirement } from '../grant.ts'
import type { PersonKey, Terms } from '../terms.ts'
import type { AccessPolicy, AccessRule, AutoApproval, BreakGlass, Members, Scope } from './access-policy.ts'
import { groupsOf } from './access-policy.ts'
import { strictest } from './approvals.ts'

/** What the rules need to know of an entitlement. */
export interface EntitlementLimits {
  readonly id: string
  readonly risk: Terms['risk']
  readonly longestSeconds: number
  /** Approving people at least. */
  readonly approvals: number
  /** Why nobody may ask for it; absent where people may. */
  readonly off?: string
}

/** What the policy says of one request. */
export interface Ruling {
  readonly denied: boolean
  /** Every resource is allowed by some rule. */
  readonly covered: boolean
  readonly mayAsk: boolean
  readonly required: Requirement
  readonly longestSeconds: number
  readonly factors: readonly FactorMethod[]
}

type AllowRule = Exclude<AccessRule, { readonly deny: true }>

/** All rules that fit the request, held together: the strictest of each counts, and a denial wins. */
export function ruling(
  policy: AccessPolicy,
  entitlement: EntitlementLimits,
  terms: Terms,
  members: Members,
): Ruling {
  const fitting = policy.rules.filter((rule) => fitsSome(rule.for, terms))
  const allowing = fitting.filter((rule): rule is AllowRule => !('deny' in rule))
  const glass = terms.mode === 'break-glass' ? policy.breakGlass : undefined
  return {
    denied: allowing.length < fitting.length,
    covered: glass
      ? fitsAll(glass.for, terms)
      : terms.resources.length > 0 &&
        terms.resources.every((arn) => allowing.some((rule) => fits(rule.for, terms, arn))),
    mayAsk: (glass ? [glass] : allowing).every((rule) => mayAsk(rule, terms.requester, members)),
    required: allowing.map(requirementOf).reduce(strictest, { groups: [], total: entitlement.approvals }),
    longestSeconds: Math.min(
      entitlement.longestSeconds,
      glass?.longestSeconds ?? policy.longestSeconds[terms.risk],
      ...(glass ? [] : allowing.flatMap(({ longestSeconds }) => longestSeconds ?? [])),
    ),
    factors: (glass?.factors ?? policy.factors[terms.risk]).filter((method) =>
      allowing.every(({ factors }) => factors?.includes(method) ?? true),
    ),
  }
}

/** The rule by which a request needs nobody else, if there is one. */
export function autoApproval(policy: AccessPolicy, terms: Terms, members: Members): AutoApproval | undefined {
  return policy.autoApprovals.find(
    (rule) =>
      fitsAll(rule.for, terms) &&
      mayAsk(rule, terms.requester, members) &&
      terms.durationSeconds <= rule.longestSeconds,
  )
}

/** Whether somebody looks back at uses of break-glass. */
export function isReviewer(person: PersonKey, glass: BreakGlass | undefined, members: Members): boolean {
  return glass !== undefined && groupsOf(person, glass.reviewers, members).length > 0
}

function mayAsk(rule: { readonly askers?: readonly string[] }, person: PersonKey, members: Members): boolean {
  return rule.askers === undefined || groupsOf(person, rule.askers, members).length > 0
}

function requirementOf({ approvals, approvalsInTotal }: AllowRule): Requirement {
  return { groups: approvals, total: Math.max(1, approvalsInTotal ?? 0) }
}

function fitsAll(scope: Scope, terms: Terms): boolean {
  return terms.resources.length > 0 && terms.resources.every((arn) => fits(scope, terms, arn))
}

function fitsSome(scope: Scope, terms: Terms): boolean {
  return terms.resources.some((arn) => fits(scope, terms, arn))
}

function fits(scope: Scope, terms: Terms, arn: string): boolean {
  return (
    (scope.entitlements?.includes(terms.entitlement) ?? true) &&
    (scope.accounts?.includes(terms.account) ?? true) &&
    (scope.risks?.includes(terms.risk) ?? true) &&
    (scope.resources?.some((pattern) => likePattern(pattern, arn)) ?? true)
  )
}

/** SageMaker writes many names in lower case in their ARNs; so a rule must not miss one over its case. */
function likePattern(pattern: string, arn: string): boolean {
  const [first = '', ...rest] = pattern.toLowerCase().split('*')
  const text = arn.toLowerCase()
  if (!text.startsWith(first)) return false
  const last = rest.pop()
  if (last === undefined) return text === first
  let from = first.length
  for (const part of rest) {
    const at = text.indexOf(part, from)
    if (at < 0) return false
    from = at + part.length
  }
  return text.length - last.length >= from && text.endsWith(last)
}
