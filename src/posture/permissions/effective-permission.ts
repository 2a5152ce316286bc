import { parseArn } from '../../base/arn.ts'
import type { ContextEntries } from '../../base/policy/context.ts'
import type { Evaluation, NamedPolicy, Policies } from '../../base/policy/evaluate.ts'
import { explain } from '../../base/policy/explain.ts'
import { every, type Truth } from '../../base/policy/truth.ts'
import { UNNAMED } from '../../base/policy/unnamed.ts'
import type { EpochSeconds } from '../../base/time.ts'
import { fail, pass, type Verdict } from '../check.ts'
import type { HeldPolicy, IamPrincipal } from '../inventory/iam.ts'
import { type Gap, Undecided, Unseen } from '../snapshot.ts'
import { attempt } from './attempt.ts'
import { principalContext } from './principal-context.ts'

/** A call that a principal could make. `keys`: what is assumed of the request beyond what is known of the principal. */
export interface AttemptedCall {
  readonly action: string
  readonly resource: string
  readonly keys?: ContextEntries
}

/** Whether a principal may, the sentence that says why, and the gap that hides it, if one does. */
export interface Permission {
  readonly truth: Truth
  readonly evidence: string
  readonly gap?: Gap
}

/**
 * Whether a principal may make a call, from every policy it holds and its boundary. Organisation policies cannot be
 * seen from inside an account and are left out. Keys that the caller sets at will (the Region, the service a role is
 * passed to, SageMaker's own request keys) are tried with every value that its policies write.
 */
export function permission(principal: IamPrincipal, call: AttemptedCall, now: EpochSeconds): Permission {
  const held = policiesOf(principal)
  const entries = { ...principalContext(principal, call.resource, now), ...call.keys }
  const request = { action: call.action, resource: call.resource, entries, free: freeKeys(principal) }
  const evaluation = attempt(request, held.policies)
  const truth = truthOf(evaluation)
  const [blame] = evaluation.because
  const gap = truth === 'maybe' && blame?.kind === 'unseen' ? held.gaps.get(blame.policy) : undefined
  return { truth, evidence: explain(evaluation, call.action), ...(gap && { gap }) }
}

/** All of these calls together: a `no` of one settles it. */
export function permissions(
  principal: IamPrincipal,
  calls: readonly AttemptedCall[],
  now: EpochSeconds,
): Permission {
  return together(calls.map((call) => permission(principal, call, now)))
}

/** Several permissions that are all needed. Says the first `no`, else the first doubt, else all that allow. */
export function together(parts: readonly Permission[]): Permission {
  const truth = every(parts.map((part) => part.truth))
  const telling = parts.filter((part) => part.truth === truth)
  if (truth !== 'yes') return telling[0] ?? { truth, evidence: '' }
  return { truth, evidence: [...new Set(telling.map((part) => part.evidence))].join('; ') }
}

/**
 * The permissions that are certain. Where there is none but some could be, throws what hides them: `Unseen` for a
 * policy that was not readable, `Undecided` for a condition that nobody can judge from outside.
 */
export function certain(answers: readonly Permission[]): readonly Permission[] {
  const yes = answers.filter((answer) => answer.truth === 'yes')
  if (yes.length > 0) return yes
  const doubts = answers.filter((answer) => answer.truth === 'maybe')
  const gap = doubts.find((answer) => answer.gap)?.gap
  if (gap) throw new Unseen(gap)
  if (doubts[0]) throw new Undecided(`It depends on the request: ${doubts[0].evidence}`)
  return []
}

/** The answers up to the first that is certain: one is enough, and there can be very many questions. */
export function untilCertain<T>(items: Iterable<T>, ask: (item: T) => Permission): readonly Permission[] {
  const answers: Permission[] = []
  for (const item of items) {
    const answer = ask(item)
    if (answer.truth === 'yes') return [answer]
    if (answer.truth === 'maybe') answers.push(answer)
  }
  return answers
}

const MOST = 3

/** Fails where any of these is certain, throws where one could be, else passes. */
export function mustNot(answers: readonly Permission[], evidence: string): Verdict {
  const found = [...new Set(certain(answers).map((answer) => answer.evidence))]
  const more = found.length > MOST ? `; and ${found.length - MOST} more` : ''
  return found.length === 0 ? pass(evidence) : fail(found.slice(0, MOST).join('; ') + more)
}

interface Held {
  readonly policies: Policies
  readonly gaps: ReadonlyMap<string, Gap>
}

const heldBy = new WeakMap<IamPrincipal, Held>()

/** Every policy that bears on a principal, by the name that people know it by. */
export function policiesOf(principal: IamPrincipal): Held {
  const known = heldBy.get(principal)
  if (known) return known
  const all = [...principal.policies, ...(principal.boundary ? [principal.boundary] : [])]
  const gaps = all.flatMap((policy) =>
    'gap' in policy.document ? [[shownName(policy), policy.document.gap] as const] : [],
  )
  const held = {
    policies: {
      identity: principal.policies.map(named),
      ...(principal.boundary && { boundary: named(principal.boundary) }),
    },
    gaps: new Map(gaps),
  }
  heldBy.set(principal, held)
  return held
}

function named(policy: HeldPolicy): NamedPolicy {
  const { document } = policy
  return { name: shownName(policy), document: 'value' in document ? document.value : undefined }
}

function shownName({ name, group }: HeldPolicy): string {
  return group === undefined ? name : `${name} of group ${group}`
}

/** Keys whose value the caller chooses. Tags of resources are not among them. */
const FREE_KEYS = /^(?:aws:requestedregion|iam:passedtoservice|sagemaker:(?!resourcetag\/).+)$/

/** A user can also sign in with or without MFA; how a role's session began is not the session's choice. */
const FREE_KEYS_OF_USERS = new RegExp(`${FREE_KEYS.source}|^aws:multifactorauth(?:present|age)$`)

function freeKeys({ kind }: IamPrincipal): RegExp {
  return kind === 'iamUsers' ? FREE_KEYS_OF_USERS : FREE_KEYS
}

function truthOf({ decision }: Evaluation): Truth {
  if (decision === 'undecided') return 'maybe'
  return decision === 'allowed' ? 'yes' : 'no'
}

/** The ARN of a resource that nobody named, in the principal's account: `nobodys(role, 'kms', 'key/*')`. */
export function nobodys(
  principal: IamPrincipal,
  service: string,
  shape: string,
  region: string = UNNAMED,
): string {
  const arn = parseArn(principal.arn)
  const partition = arn?.partition ?? 'aws'
  const place = service === 's3' ? ':' : `${service === 'iam' ? '' : region}:${arn?.account ?? ''}`
  return `arn:${partition}:${service}:${place}:${shape.replaceAll('*', UNNAMED)}`
}
