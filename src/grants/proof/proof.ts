import { requestContext } from '../../base/policy/context.ts'
import { type PolicyDocument, parsePolicy } from '../../base/policy/document.ts'
import { type Decision, evaluate } from '../../base/policy/evaluate.ts'
import { err, ok, type Result } from '../../base/result.ts'
import type { PolicyJson } from '../policy/policy-json.ts'
import type { RenderedGrant } from '../policy.ts'
import { boundaryClaims } from './proof-boundary.ts'
import type { Claim, Layer, Question } from './proof-claim.ts'
import { countsOf, type ProofCounts } from './proof-line.ts'
import { permissionClaims } from './proof-permissions.ts'
import { type SimulatedCall, simulationMatrix } from './proof-simulation.ts'
import { trustClaims } from './proof-trust.ts'
import { READINGS } from './proof-written.ts'

/** A grant that holds what is said of it. */
export interface ProvenGrant {
  /** What was shown, one sentence each. */
  readonly lines: readonly string[]
  /** For `proofLine`. */
  readonly counts: ProofCounts
  /** What iam:SimulateCustomPolicy can be asked about the permissions under the boundary, as a second opinion. */
  readonly matrix: readonly SimulatedCall[]
}

/** The first thing that does not hold. */
export interface Counterexample {
  /** What was to be shown. */
  readonly sentence: string
  /** The call that was answered otherwise; null where a document says too much as it stands, or nothing could be tried. */
  readonly shownBy: { readonly layer: Layer; readonly question: Question; readonly decision: Decision } | null
}

/**
 * Tries a rendered grant under the boundary with our own evaluator. Every question is made from what was asked for, the
 * principal and the window, never from the documents: in, before and after the window and at its edges, on right and
 * wrong resources, with each condition met and not, calls that were not asked for, and the trust with and without a
 * second factor. A claim for which nothing can be tried fails. That nothing holds outside the window is shown for the
 * Allows alone and for the Denies alone, so that neither can go missing behind the other; and the boundary and the trust
 * have to hold where every other policy allows all. At last the documents are read: they may say no more than was asked.
 * A grant that fails must not be offered to anybody.
 */
export function prove(grant: RenderedGrant, boundary: PolicyJson): Result<ProvenGrant, Counterexample> {
  const claims = [...permissionClaims(grant), ...boundaryClaims(grant), ...trustClaims(grant)]
  const judge = judgeOf(grant, boundary)
  for (const claim of claims) {
    const against = counterexample(claim, judge)
    if (against) return err(against)
  }
  for (const reading of READINGS) {
    const sentence = reading(grant)
    if (sentence !== undefined) return err({ sentence, shownBy: null })
  }
  const tried = claims.flatMap(({ questions }) => questions).filter(({ expected }) => expected === 'denied')
  const refused = new Set(tried.map((question) => JSON.stringify(question))).size
  return ok({
    lines: [...new Set(claims.map(({ sentence }) => sentence))],
    counts: countsOf(grant.asked, refused),
    matrix: simulationMatrix(grant),
  })
}

type Judge = (layer: Layer, question: Question) => Decision

function counterexample({ sentence, layers, questions }: Claim, judge: Judge): Counterexample | undefined {
  if (questions.length === 0) return { sentence, shownBy: null }
  for (const layer of layers) {
    for (const question of questions) {
      const decision = judge(layer, question)
      if (!answers(question, decision)) return { sentence, shownBy: { layer, question, decision } }
    }
  }
  return undefined
}

function answers({ expected }: Question, decision: Decision): boolean {
  if (expected === 'allowed') return decision === 'allowed'
  return decision === 'explicit-deny' || decision === 'implicit-deny'
}

const EVERYTHING: PolicyDocument = {
  statements: [{ effect: 'Allow', actions: ['*'], resources: ['*'], conditions: [] }],
}

function judgeOf({ permissions, trust, place }: RenderedGrant, boundary: PolicyJson): Judge {
  const { statements } = read(permissions)
  const only = (effect: 'Allow' | 'Deny') => ({ statements: statements.filter((s) => s.effect === effect) })
  const bound = named('boundary', read(boundary))
  const everything = named('everything', EVERYTHING)
  const policies = {
    whole: { identity: [named('grant', { statements })], boundary: bound },
    allows: { identity: [named('grant', only('Allow'))] },
    denies: { identity: [everything, named('grant', only('Deny'))] },
    boundary: { identity: [everything], boundary: bound },
    trust: {
      identity: [everything],
      resource: { ...named('trust', read(trust)), account: place.account, required: true },
    },
  }
  return (layer, { action, resource, context, caller }) => {
    const values = Object.fromEntries(context.map((item) => [item.key, item.values]))
    const request = { action, resource, context: requestContext(values, 'absent'), ...(caller && { caller }) }
    return evaluate(request, policies[layer]).decision
  }
}

function named(name: string, document: PolicyDocument) {
  return { name, document }
}

function read(policy: PolicyJson): PolicyDocument {
  const document = parsePolicy(policy)
  if (!document) throw new Error('A rendered policy cannot be read')
  return document
}
