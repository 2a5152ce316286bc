import { type ContextEntries, requestContext } from '../../../../src/base/policy/context.ts'
import type { Statement } from '../../../../src/base/policy/document.ts'
import {
  type Decision,
  evaluate,
  type NamedPolicy,
  type Policies,
  type Reason,
} from '../../../../src/base/policy/evaluate.ts'
import { isoTime } from '../../../../src/base/time.ts'
import type { IamEstate, Json, Rec } from '../estates/estate.ts'
import { documentOf, rolePolicies, userPolicies } from '../judge/policies.ts'
import { pageOf, sizeOf } from '../services/page.ts'
import type { Handler } from '../services/service.ts'
import { identityDocument } from './documents.ts'
import { recsOf, textsOf } from './fields.ts'
import { broken, invalidInput, noSuch } from './refusals.ts'

const ACTION = /^[a-z0-9-]+:[A-Za-z0-9]+$/i
const KIND = /^(string|numeric|boolean|ip|binary|date)(List)?$/

/** A date as the policies of a call compare it. Throws InvalidInput for one that cannot be read. */
const dateOf = (text: string): string => {
  const at = /^\d+$/.test(text) ? Number(text) : Date.parse(text) / 1000
  if (!Number.isFinite(at)) throw invalidInput(`Invalid context value: ${text} is not a date.`)
  return isoTime(Math.floor(at))
}

const valuesOf = (kind: string, values: readonly string[]): readonly string[] => {
  if (kind.startsWith('date')) return values.map(dateOf)
  const wrong = values.find(
    (value) =>
      (kind.startsWith('numeric') && !/^[+-]?\d+(\.\d+)?$/.test(value)) ||
      (kind.startsWith('boolean') && !/^(true|false)$/i.test(value)),
  )
  if (wrong !== undefined) throw invalidInput(`Invalid context value: ${wrong} is no ${kind}.`)
  return values
}

const entriesOf = (input: Rec): ContextEntries =>
  Object.fromEntries(
    recsOf(input.ContextEntries).map((entry) => {
      const kind = String(entry.ContextKeyType)
      if (!KIND.test(kind)) throw broken(`Invalid context key type: ${kind}`)
      return [String(entry.ContextKeyName), valuesOf(kind, textsOf(entry.ContextKeyValues))]
    }),
  )

const VARIABLE = /\$\{([^},]+)[^}]*\}/g

const keysIn = ({ conditions, resources = [], notResources = [] }: Statement): readonly string[] => {
  const texts = [...resources, ...notResources, ...conditions.flatMap(({ values }) => values)]
  const variables = texts.flatMap((text) => [...text.matchAll(VARIABLE)].map(([, key = '']) => key.trim()))
  return [...conditions.map(({ key }) => key), ...variables.filter((key) => !['*', '?', '$'].includes(key))]
}

/** The condition keys that policies look at and nobody gave. */
const missingKeys = (policies: readonly NamedPolicy[], given: ContextEntries): readonly string[] => {
  const known = new Set(Object.keys(given).map((key) => key.toLowerCase()))
  const wanted = policies.flatMap(({ document }) => document?.statements.flatMap(keysIn) ?? [])
  const byLower = new Map(wanted.map((key) => [key.toLowerCase(), key]))
  return [...byLower].filter(([key]) => !known.has(key)).map(([, key]) => key)
}

/** IAM's three answers; what cannot be decided is not allowed. */
const ANSWERS: Readonly<Record<Decision, string>> = {
  allowed: 'allowed',
  'explicit-deny': 'explicitDeny',
  'implicit-deny': 'implicitDeny',
  undecided: 'implicitDeny',
}

const matched = (reasons: readonly Reason[]): readonly Rec[] =>
  reasons
    .filter((reason) => reason.kind === 'statement')
    .map((reason) => ({ SourcePolicyId: reason.policy, SourcePolicyType: 'IAM Policy' }))

const simulated = (policies: Policies, action: string, resource: string, entries: ContextEntries): Rec => {
  const call = { action, resource, context: requestContext(entries, 'absent') }
  const { decision, because } = evaluate(call, policies)
  const { boundary } = policies
  const within = boundary && evaluate(call, { identity: [boundary] }).decision === 'allowed'
  return {
    EvalActionName: action,
    EvalResourceName: resource,
    EvalDecision: ANSWERS[decision],
    MatchedStatements: matched(because),
    MissingContextValues: missingKeys([...policies.identity, ...(boundary ? [boundary] : [])], entries),
    ...(boundary ? { PermissionsBoundaryDecisionDetail: { AllowedByPermissionsBoundary: within } } : {}),
  }
}

const given = (list: Json, name: string): readonly NamedPolicy[] =>
  textsOf(list).map((text, i) => ({
    name: `${name}.${i + 1}`,
    document: documentOf(identityDocument(text).source),
  }))

/** Simulates every action on every resource, in the order of the request. */
const answer = (policies: Policies, input: Rec): Rec => {
  const actions = textsOf(input.ActionNames)
  const wrong = actions.find((action) => !ACTION.test(action))
  if (actions.length === 0) throw broken('ActionNames must have at least one member.')
  if (wrong !== undefined) throw invalidInput(`Invalid Entity Action Name: ${wrong}`)
  const listed = textsOf(input.ResourceArns)
  const resources = listed.length > 0 ? listed : ['*']
  const entries = entriesOf(input)
  const results = actions.flatMap((action) =>
    resources.map((resource) => simulated(policies, action, resource, entries)),
  )
  const page = pageOf(
    results,
    'simulation',
    sizeOf(input.MaxItems, 1000, 100, 'maxItems'),
    input.Marker,
    () => broken('Invalid Marker.'),
  )
  return { EvaluationResults: page.items, IsTruncated: page.next !== undefined, Marker: page.next }
}

const boundaryOf = (input: Rec): Pick<Policies, 'boundary'> => {
  const bounds = given(input.PermissionsBoundaryPolicyInputList, 'PermissionsBoundaryPolicyInputList')
  if (bounds.length > 1) throw invalidInput('Only one permissions boundary can be given.')
  return bounds[0] ? { boundary: bounds[0] } : {}
}

const sourcePolicies = (iam: IamEstate, arn: Json): Policies => {
  const user = iam.users.find((one) => one.Arn === arn)
  if (user) return userPolicies(iam, user)
  const role = iam.roles.find((one) => one.Arn === arn)
  if (!role) throw noSuch('entity', arn)
  return rolePolicies(iam, role)
}

/**
 * Simulations, by the evaluator that judges calls. The context is what the request gives, and nothing else.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_SimulateCustomPolicy.html
 */
export const simulationOperations: Readonly<Record<string, Handler>> = {
  SimulateCustomPolicy: (input) => {
    const identity = given(input.PolicyInputList, 'PolicyInputList')
    if (identity.length === 0) throw broken('PolicyInputList must have at least one member.')
    return answer({ identity, ...boundaryOf(input) }, input)
  },
  SimulatePrincipalPolicy: (input, { estate }) => {
    const held = sourcePolicies(estate.iam, input.PolicySourceArn)
    const identity = [...held.identity, ...given(input.PolicyInputList, 'PolicyInputList')]
    return answer({ ...held, identity, ...boundaryOf(input) }, input)
  },
}
