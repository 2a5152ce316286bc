import type { RoleDetail } from '@aws-sdk/client-iam'
import { parsePolicy } from '../../base/policy/document.ts'
import type { Clock } from '../../base/time.ts'
import { HOUR_S } from '../../base/time.ts'
import type { WatchContext } from '../../watch/detection.ts'
import { Nonsense } from '../call.ts'
import type { Clients } from '../clients.ts'

/** How long a list of roles holds. */
const FRESH_MS = HOUR_S * 1000
const SAGEMAKER = 'sagemaker.amazonaws.com'

/** The roles that SageMaker may take. */
export type ExecutionRoles = Pick<WatchContext, 'executionRoles' | 'executionRolePolicies'>

/** What is known where they could not be read. */
export const NO_EXECUTION_ROLES: ExecutionRoles = { executionRoles: [], executionRolePolicies: new Map() }

/** The roles that SageMaker may take, with their managed policies, read once an hour. Throws what the SDK throws. */
export function createExecutionRoles(
  clients: Clients,
  region: string,
  clock: Clock,
): () => Promise<ExecutionRoles> {
  let known: { readonly at: number; readonly roles: ExecutionRoles } | undefined

  async function read(): Promise<ExecutionRoles> {
    const executionRoles: string[] = []
    const policies = new Map<string, readonly string[]>()
    let marker: string | undefined
    do {
      const input = {
        Filter: ['Role' as const],
        MaxItems: 1000,
        ...(marker !== undefined && { Marker: marker }),
      }
      const page = await clients.send('iam', region, 'GetAccountAuthorizationDetails', input)
      for (const role of page.RoleDetailList ?? []) {
        if (role.Arn === undefined || !trustsSageMaker(role.AssumeRolePolicyDocument)) continue
        executionRoles.push(role.Arn)
        for (const policy of policiesOf(role))
          policies.set(policy, [...(policies.get(policy) ?? []), role.Arn])
      }
      if (page.Marker !== undefined && page.Marker === marker) throw new Nonsense('the list does not go on')
      marker = page.Marker
    } while (marker !== undefined)
    return { executionRoles, executionRolePolicies: policies }
  }

  return async () => {
    if (!known || clock() - known.at >= FRESH_MS) known = { at: clock(), roles: await read() }
    return known.roles
  }
}

/** ARNs of the managed policies that a role holds, and of the one that bounds it. */
function policiesOf({ AttachedManagedPolicies: held = [], PermissionsBoundary: bound }: RoleDetail) {
  const arns = [...held.map(({ PolicyArn }) => PolicyArn), bound?.PermissionsBoundaryArn]
  return new Set(arns.filter((arn) => arn !== undefined))
}

function trustsSageMaker(trust: string | undefined): boolean {
  const statements = parsePolicy(trust)?.statements ?? []
  return statements.some(
    ({ effect, principals = [] }) => effect === 'Allow' && principals.some(({ id }) => id === SAGEMAKER),
  )
}
