import { parseArn } from '../arn.ts'
import type { PolicyDocument, Statement } from './document.ts'
import { type Caller, type Naming, principalMatch } from './principals.ts'
import { applies, type Call } from './statement.ts'
import { every, some, type Truth } from './truth.ts'

/** A policy by the name that people know it by. `undefined`: there is one, but its text could not be seen. */
export interface NamedPolicy {
  readonly name: string
  readonly document: PolicyDocument | undefined
}

/** The policy of the resource that is called. */
export interface ResourcePolicy extends NamedPolicy {
  /** The account that owns the resource. */
  readonly account: string
  /** True for KMS keys and role trust: without a word of theirs nothing is allowed, even in the same account. */
  readonly required: boolean
}

/** Every policy that has a say. */
export interface Policies {
  /** Attached, inline and inherited from groups. */
  readonly identity: readonly NamedPolicy[]
  /** The permissions boundary: it grants nothing, and bounds what the identity policies grant. */
  readonly boundary?: NamedPolicy
  /** Session policies: they bound a session as a boundary does. */
  readonly session?: readonly NamedPolicy[]
  readonly resource?: ResourcePolicy
}

/** A call, and who makes it. `caller` is only needed where a resource policy has a say. */
export interface Request extends Call {
  readonly caller?: Caller
}

export type Decision = 'allowed' | 'explicit-deny' | 'implicit-deny' | 'undecided'

/** A statement that applies to the call, or may. `number` counts from 1. */
export interface StatementReason {
  readonly policy: string
  readonly number: number
  readonly statement: Statement
  readonly truth: Exclude<Truth, 'no'>
  /** What would have to be known to be sure. */
  readonly unknownKeys: readonly string[]
}

/** Why a decision was made: a statement, a boundary or session policy that does not allow it, or an unseen policy. */
export type Reason =
  | ({ readonly kind: 'statement' } & StatementReason)
  | { readonly kind: 'boundary'; readonly policy: string }
  | { readonly kind: 'unseen'; readonly policy: string }

export interface Evaluation {
  readonly decision: Decision
  /** The statements that settle it; where undecided, those that would. Empty: nothing allows it. */
  readonly because: readonly Reason[]
}

/**
 * Decides one call as AWS does, from the policies alone: an explicit Deny wins; else somebody must allow it, within the
 * boundary and the session policies; else it is denied. `undecided` where an answer hangs on what is not known (a
 * condition key, a policy's text); it never guesses. Organisation policies (SCP, RCP) are not among the inputs.
 * Source: IAM User Guide, "Policy evaluation logic" and "Permissions boundaries for IAM entities".
 */
export function evaluate(request: Request, policies: Policies): Evaluation {
  const identity = readAll(policies.identity, request)
  const bounds = [...(policies.boundary ? [policies.boundary] : []), ...(policies.session ?? [])].map(
    (policy) => ({ policy, reading: readAll([policy], request) }),
  )
  const resource = policies.resource && readResource(policies.resource, request)
  const denies = [identity, ...bounds.map((bound) => bound.reading), ...(resource ? [resource] : [])].flatMap(
    (reading) => reading.denies,
  )
  const certain = denies.filter((reason) => reason.kind === 'statement' && reason.truth === 'yes')
  if (certain.length > 0) return { decision: 'explicit-deny', because: certain }

  const within = every(bounds.map(({ reading }) => truthOf(reading.allows)))
  const allowed = allowOf(truthOf(identity.allows), within, resource, request, policies.resource)
  const allows = [...identity.allows, ...(resource?.allows ?? [])]
  if (allowed === 'no') {
    const stoppedBy = bounds.filter(({ reading }) => truthOf(reading.allows) === 'no')
    const because = allows.length === 0 ? [] : stoppedBy.map(({ policy }) => boundary(policy))
    return { decision: 'implicit-deny', because }
  }
  if (allowed === 'yes' && denies.length === 0) {
    return { decision: 'allowed', because: allows.filter((r) => r.kind === 'statement' && r.truth === 'yes') }
  }
  const unsure = [...denies, ...allows, ...bounds.flatMap(({ reading }) => reading.allows)]
  return {
    decision: 'undecided',
    because: unsure.filter((r) => r.kind !== 'statement' || r.truth === 'maybe'),
  }
}

/** The statements of some policies that apply to a call, or may. */
interface Reading {
  readonly allows: readonly Reason[]
  readonly denies: readonly Reason[]
}

/** What a resource policy allows, by how it names the caller. */
interface ResourceReading extends Reading {
  readonly by: (...namings: readonly Naming[]) => Truth
}

function readAll(policies: readonly NamedPolicy[], call: Call): Reading {
  const allows: Reason[] = []
  const denies: Reason[] = []
  for (const { name, document } of policies) {
    if (!document) {
      const unseen = { kind: 'unseen', policy: name } as const
      allows.push(unseen)
      denies.push(unseen)
      continue
    }
    document.statements.forEach((statement, index) => {
      const { truth, unknownKeys } = applies(statement, call)
      if (truth === 'no') return
      const list = statement.effect === 'Allow' ? allows : denies
      list.push({ kind: 'statement', policy: name, number: index + 1, statement, truth, unknownKeys })
    })
  }
  return { allows, denies }
}

function readResource(policy: ResourcePolicy, request: Request): ResourceReading {
  const caller = request.caller ?? { type: 'anonymous' }
  const namings = new Map<Reason, Naming>()
  const narrow = (reason: Reason): readonly Reason[] => {
    if (reason.kind !== 'statement') return [reason]
    const { truth, naming } = principalMatch(reason.statement, caller)
    const both = every([truth, reason.truth])
    if (both === 'no') return []
    const narrowed = { ...reason, truth: both }
    namings.set(narrowed, naming)
    return [narrowed]
  }
  const { allows, denies } = readAll([policy], request)
  const named = allows.flatMap(narrow)
  return {
    allows: named,
    denies: denies.flatMap(narrow),
    by: (...wanted) =>
      truthOf(named.filter((r) => r.kind === 'unseen' || wanted.includes(namings.get(r) ?? 'other'))),
  }
}

/** Where the caller's own policies and those of the resource meet. */
function allowOf(
  identity: Truth,
  within: Truth,
  resource: ResourceReading | undefined,
  request: Request,
  policy: ResourcePolicy | undefined,
): Truth {
  const own = every([identity, within])
  if (!resource || !policy) return own
  const { caller } = request
  if (caller?.type !== 'AWS') return resource.by('anyone', 'other')
  if (parseArn(caller.arn)?.account !== policy.account)
    return every([own, resource.by('itself', 'role', 'account', 'anyone')])
  const granted = some([resource.by('itself'), every([within, resource.by('role', 'anyone')])])
  return some([granted, policy.required ? every([own, resource.by('account')]) : own])
}

function truthOf(reasons: readonly Reason[]): Truth {
  return some(reasons.map((reason) => (reason.kind === 'statement' ? reason.truth : 'maybe')))
}

function boundary(policy: NamedPolicy): Reason {
  return { kind: 'boundary', policy: policy.name }
}
