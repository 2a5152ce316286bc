import { err, ok, type Result } from '../base/result.ts'
import {
  exampleRequest,
  type ParameterProblem,
  type Parameters,
  readParameters,
  type ValuesOf,
} from './parameter.ts'
import type { Conditions } from './policy/policy-json.ts'
import type { Precheck } from './request/precheck.ts'
import type { Place } from './rules/place.ts'
import type { Risk } from './terms.ts'

/** Calls that are allowed on resources, under conditions. The window and the networks are added when it is rendered. */
export interface Permission {
  /** Letters and digits. */
  readonly sid: string
  readonly actions: readonly string[]
  /** ARNs. A `*` is only ever the entitlement's own word, never part of what a request said. */
  readonly resources: readonly string[]
  readonly when?: Conditions
  /** AWS makes the call in the requester's name, from a network of its own. */
  readonly forwarded?: true
}

/**
 * What somebody holding the grant can really reach: beside the calls themselves, everything that the role can do which
 * runs the code behind them.
 */
export interface Reach {
  /** The role: of the chosen resource, one that the grant hands over, or none. */
  readonly through: 'role-of-resource' | 'passed-role' | 'nothing'
  /** The parameter that leads to the role; null where there is none. */
  readonly of: string | null
  /** One or two sentences for the approver. */
  readonly words: string
}

/** What an entitlement declares about itself. */
export interface EntitlementMeta {
  /** Lower-case words with hyphens; stable for ever. */
  readonly id: string
  /** In a user's words, as the answer to "I need to …". */
  readonly title: string
  /** Why nobody may ask for it until the organisation switches it on; absent where people may. */
  readonly off?: string
  readonly risk: Risk
  readonly riskWhy: string
  readonly defaultSeconds: number
  readonly longestSeconds: number
  /** Approving people at least. */
  readonly approvals: number
  readonly prechecks: readonly Precheck[]
  readonly reach: Reach
  /** How to use it: commands or steps, one each. Words in capitals are placeholders. */
  readonly tell: readonly string[]
  /** What may go on or stay after the end, in one sentence; null: nothing. */
  readonly remains: string | null
  /** What CloudTrail can show of its use afterwards: events always, and those that need data events. */
  readonly trail: { readonly events: readonly string[]; readonly dataEvents: readonly string[] }
}

interface EntitlementSpec<P extends Parameters> extends EntitlementMeta {
  readonly parameters: P
  /** Parameters that do not go together, by the id of the one to mend. */
  readonly disagreement?: (values: ValuesOf<P>) => (keyof P & string) | undefined
  readonly permissions: (values: ValuesOf<P>, place: Place) => readonly Permission[]
}

/** What a request would allow, and the ARNs that it chose, in the order of the parameters. */
export interface Permissions {
  readonly statements: readonly Permission[]
  readonly resources: readonly string[]
}

/** Something that a person can ask for. */
export interface Entitlement extends EntitlementMeta {
  readonly parameters: Parameters
  /** Every action it can ever allow. */
  readonly actions: readonly string[]
  /** Every condition key it can ever use. */
  readonly conditionKeys: readonly string[]
  /** What a request would allow; every problem at once where it cannot be. */
  readonly permissions: (
    given: Readonly<Record<string, string>>,
    place: Place,
  ) => Result<Permissions, readonly ParameterProblem[]>
}

/** A place to show entitlements in. */
export const EXAMPLE_PLACE: Place = { partition: 'aws', account: '111122223333', region: 'eu-west-1' }

/** Declares an entitlement. At compile time it ties `permissions` to the declared parameters. */
export function defineEntitlement<const P extends Parameters>(spec: EntitlementSpec<P>): Entitlement {
  const permissions: Entitlement['permissions'] = (given, place) => {
    const read = readParameters(spec.parameters, given, place)
    if (!read.ok) return read
    const values = read.value as ValuesOf<P>
    const disagreeing = spec.disagreement?.(values)
    if (disagreeing !== undefined) return err([{ parameter: disagreeing, fault: 'disagrees' }])
    const resources = Object.entries(spec.parameters).flatMap(([id, { type }]) =>
      type === 'resource' ? (given[id] ?? []) : [],
    )
    const statements = spec.permissions(values, place)
    return ok({ statements, resources: [...new Set(resources.filter((arn) => arn !== ''))] })
  }
  const ever = (['all', 'required'] as const).flatMap((which) => {
    const example = permissions(exampleRequest(spec.parameters, EXAMPLE_PLACE, which), EXAMPLE_PLACE)
    if (!example.ok) throw new Error(`The examples of ${spec.id} are wrong: ${JSON.stringify(example.error)}`)
    return example.value.statements
  })
  return {
    ...spec,
    actions: distinct(ever.flatMap(({ actions }) => actions)),
    conditionKeys: distinct(ever.flatMap(({ when = {} }) => Object.values(when).flatMap(Object.keys))),
    permissions,
  }
}

function distinct(words: readonly string[]): readonly string[] {
  return [...new Set(words)].toSorted((a, b) => a.localeCompare(b))
}
