import { type ContextEntries, requestContext } from '../../base/policy/context.ts'
import { globMatches } from '../../base/policy/glob.ts'
import { namesAction } from '../../base/policy/statement.ts'
import { anyOf } from '../../base/policy/unnamed.ts'
import { fillIn } from '../../base/policy/variables.ts'
import type { EpochSeconds } from '../../base/time.ts'
import type { IamPrincipal } from '../inventory/iam.ts'
import { nobodys, type Permission, permissions, policiesOf } from './effective-permission.ts'
import { principalContext } from './principal-context.ts'

/** What every question about a principal needs to know of the audit. */
export interface Moment {
  readonly now: EpochSeconds
  readonly regions: readonly string[]
}

/**
 * Whether a principal may do all of these actions on one resource whose name it can choose, or that its policies
 * spell out. `shape`: the resource part of the ARN, e.g. `notebook-instance/*`.
 */
export function permissionSomewhere(
  principal: IamPrincipal,
  actions: readonly string[],
  service: string,
  shape: string,
  moment: Moment,
  keys: ContextEntries = {},
): Permission {
  const { now } = moment
  const answers = resourcesOf(principal, actions, service, shape, moment).map((resource) =>
    permissions(
      principal,
      actions.map((action) => ({ action, resource, keys })),
      now,
    ),
  )
  return likeliest(answers)
}

/** The best of several ways: one that is certain, else one that is possible, else why the first is not. */
export function likeliest(answers: readonly Permission[]): Permission {
  return (
    answers.find(({ truth }) => truth === 'yes') ??
    answers.find(({ truth }) => truth === 'maybe') ??
    answers[0] ?? { truth: 'no', evidence: 'There is nothing to do it with' }
  )
}

/** Resources of a shape that make a difference: one that nobody named, and one for every pattern that allows any. */
export function resourcesOf(
  principal: IamPrincipal,
  actions: readonly string[],
  service: string,
  shape: string,
  { now, regions }: Moment,
): readonly string[] {
  const unnamed = [undefined, ...regions].map((region) => nobodys(principal, service, shape, region))
  const kind = `arn:*:${service}:*:*:${shape}`
  const named = allowedPatterns(principal, actions, now).map((text) => atHome(text, principal, regions))
  return [...new Set([...unnamed, ...named.filter((resource) => globMatches(kind, resource))])]
}

/** The resource patterns of every Allow that takes in one of these actions, variables filled in where they are known. */
export function allowedPatterns(
  principal: IamPrincipal,
  actions: readonly string[],
  now: EpochSeconds,
): readonly string[] {
  const context = requestContext(principalContext(principal, '', now))
  const statements = policiesOf(principal).policies.identity.flatMap(
    ({ document }) => document?.statements ?? [],
  )
  return statements
    .filter(({ effect }) => effect === 'Allow')
    .filter((statement) => actions.some((action) => namesAction(statement, action)))
    .flatMap(({ resources = [] }) => resources.map((text) => fillIn(text, context)))
    .flatMap((filled) => ('pattern' in filled ? [filled.pattern] : []))
}

/** A pattern as one resource: wildcards for Region and account become those of this audit, others a name nobody wrote. */
function atHome(pattern: string, principal: IamPrincipal, regions: readonly string[]): string {
  const [scheme = '', partition = '', service = '', region = '', account = '', ...rest] = pattern.split(':')
  if (rest.length === 0) return anyOf(pattern)
  const at = (part: string, wild: string | undefined) => (part === '*' && wild ? wild : part)
  const own = principal.arn.split(':')
  const parts = [scheme, at(partition, own[1]), service, at(region, regions[0]), at(account, own[4])]
  return anyOf([...parts, ...rest].join(':'))
}
