import { requestContext } from '../../base/policy/context.ts'
import { type PolicyDocument, parsePolicy } from '../../base/policy/document.ts'
import { type Decision, evaluate } from '../../base/policy/evaluate.ts'
import { err, ok, type Result } from '../../base/result.ts'
import type { PolicyJson } from '../policy/policy-json.ts'
import type { RenderedGrant } from '../policy.ts'
import type { Layer, Question } from './proof-claim.ts'
import { permissionClaims } from './proof-permissions.ts'
import { trustClaims } from './proof-trust.ts'

/** A grant that holds what is said of it. */
export interface ProvenGrant {
  /** What was shown, one sentence each. */
  readonly lines: readonly string[]
  /** The calls that were tried on the permissions under the boundary; iam:SimulateCustomPolicy can be asked the same. */
  readonly questions: readonly Question[]
}

/** The first thing that does not hold. */
export interface Counterexample {
  /** What was to be shown. */
  readonly sentence: string
  readonly layer: Layer
  readonly question: Question
  readonly decision: Decision
}

/**
 * Tries a rendered grant under the boundary with our own evaluator: in, before and after the window and at its very
 * edges, on right and wrong resources, with conditions met and not, and its trust with and without a second factor. That
 * nothing holds outside the window is shown twice over, for the Allows alone and for the Denies alone, so that neither
 * can go missing behind the other. A grant that fails must not be offered to anybody.
 */
export function prove(grant: RenderedGrant, boundary: PolicyJson): Result<ProvenGrant, Counterexample> {
  const judges = { permissions: permissionJudge(grant, boundary), trust: trustJudge(grant) }
  const permissions = permissionClaims(grant)
  const trust = trustClaims(grant)
  for (const [judge, claims] of [
    [judges.permissions, permissions],
    [judges.trust, trust],
  ] as const) {
    for (const { sentence, layers, questions } of claims) {
      for (const layer of layers) {
        for (const question of questions) {
          const decision = judge(layer, question)
          if (!answers(question, decision)) return err({ sentence, layer, question, decision })
        }
      }
    }
  }
  return ok({
    lines: [...permissions, ...trust].map(({ sentence }) => sentence),
    questions: permissions.flatMap(({ questions }) => questions),
  })
}

type Judge = (layer: Layer, question: Question) => Decision

function answers({ expected }: Question, decision: Decision): boolean {
  if (expected === 'allowed') return decision === 'allowed'
  return decision === 'explicit-deny' || decision === 'implicit-deny'
}

const EVERYTHING: PolicyDocument = {
  statements: [{ effect: 'Allow', actions: ['*'], resources: ['*'], conditions: [] }],
}

function permissionJudge({ permissions }: RenderedGrant, boundary: PolicyJson): Judge {
  const { statements } = read(permissions)
  const allows = statements.filter(({ effect }) => effect === 'Allow')
  const denies = statements.filter(({ effect }) => effect === 'Deny')
  const layers: Readonly<Record<Layer, readonly PolicyDocument[]>> = {
    whole: [{ statements }],
    allows: [{ statements: allows }],
    denies: [EVERYTHING, { statements: denies }],
  }
  const bound = { name: 'boundary', document: read(boundary) }
  return (layer, { action, resource, context }) =>
    evaluate(
      { action, resource, context: contextOf(context) },
      {
        identity: layers[layer].map((document, i) => ({ name: `grant ${i + 1}`, document })),
        // What the Denies do alone is not to be the boundary's merit.
        ...(layer === 'whole' && { boundary: bound }),
      },
    ).decision
}

function trustJudge({ trust, place }: RenderedGrant): Judge {
  const resource = { name: 'trust', document: read(trust), account: place.account, required: true }
  return (_layer, { action, resource: role, context, caller }) =>
    evaluate(
      { action, resource: role, context: contextOf(context), ...(caller && { caller }) },
      { identity: [], resource },
    ).decision
}

function contextOf(items: Question['context']) {
  return requestContext(Object.fromEntries(items.map(({ key, values }) => [key, values])), 'absent')
}

function read(policy: PolicyJson): PolicyDocument {
  const document = parsePolicy(policy)
  if (!document) throw new Error('A rendered policy cannot be read')
  return document
}
