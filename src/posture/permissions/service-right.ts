import { globMatches } from '../../base/policy/glob.ts'
import { anyOf, UNNAMED } from '../../base/policy/unnamed.ts'
import type { IamPrincipal } from '../inventory/iam.ts'
import { type Permission, policiesOf } from './effective-permission.ts'
import { likeliest, type Moment, permissionSomewhere } from './reachable.ts'

/** Actions that only look, or only ask a model. */
const READING = /^sagemaker:(?:describe|list|get|search|query|batchget|batchdescribe|render|invoke)/i

/** Words that an action which changes something begins with, each with a rest that nobody wrote. */
const WRITING = ['', 'Create', 'Update', 'Delete', 'Start', 'Stop'].map(
  (verb) => `sagemaker:${verb}${UNNAMED}`,
)

/**
 * Whether a principal has any right in SageMaker, or any that changes something: by an action that its policies spell
 * out, or by one that they take in with a wildcard.
 */
export function serviceRight(principal: IamPrincipal, sort: 'any' | 'writing', moment: Moment): Permission {
  const statements = policiesOf(principal).policies.identity.flatMap(
    ({ document }) => document?.statements ?? [],
  )
  const written = statements
    .filter(({ effect }) => effect === 'Allow')
    .flatMap(({ actions = [] }) =>
      actions.filter((action) => globMatches('sagemaker:*', action.toLowerCase())),
    )
    .map(anyOf)
  const actions = [...new Set([...WRITING, ...written])].filter(
    (action) => sort === 'any' || !READING.test(action),
  )
  return likeliest(
    actions.map((action) => permissionSomewhere(principal, [action], 'sagemaker', '*', moment)),
  )
}
