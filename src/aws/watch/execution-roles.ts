import { parsePolicy } from '../../base/policy/document.ts'
import type { Clock } from '../../base/time.ts'
import { HOUR_S } from '../../base/time.ts'
import { Nonsense } from '../call.ts'
import type { Clients } from '../clients.ts'

/** How long a list of roles holds. */
const FRESH_MS = HOUR_S * 1000
const SAGEMAKER = 'sagemaker.amazonaws.com'

/** ARNs of the roles that SageMaker may take, read once an hour. Throws what the SDK throws. */
export function createExecutionRoles(
  clients: Clients,
  region: string,
  clock: Clock,
): () => Promise<readonly string[]> {
  let known: { readonly at: number; readonly roles: readonly string[] } | undefined

  async function read(): Promise<readonly string[]> {
    const found: string[] = []
    let marker: string | undefined
    do {
      const input = { MaxItems: 1000, ...(marker !== undefined && { Marker: marker }) }
      const { Roles: roles = [], Marker: next } = await clients.send('iam', region, 'ListRoles', input)
      for (const { Arn, AssumeRolePolicyDocument: trust } of roles)
        if (Arn !== undefined && trustsSageMaker(trust)) found.push(Arn)
      if (next !== undefined && next === marker) throw new Nonsense('the list does not go on')
      marker = next
    } while (marker !== undefined)
    return found
  }

  return async () => {
    if (!known || clock() - known.at >= FRESH_MS) known = { at: clock(), roles: await read() }
    return known.roles
  }
}

function trustsSageMaker(trust: string | undefined): boolean {
  const statements = parsePolicy(trust)?.statements ?? []
  return statements.some(
    ({ effect, principals = [] }) => effect === 'Allow' && principals.some(({ id }) => id === SAGEMAKER),
  )
}
