import type { Entitlement } from '../../src/grants/entitlement.ts'
import { ENTITLEMENTS } from '../../src/grants/entitlements/index.ts'
import { exampleRequest } from '../../src/grants/parameter.ts'
import { grantBoundary } from '../../src/grants/policy/boundary.ts'
import { type GrantOrder, permissionsHash, type RenderedGrant, renderGrant } from '../../src/grants/policy.ts'
import type { Network, Place } from '../../src/grants/rules/place.ts'
import type { PrincipalRef, Terms } from '../../src/grants/terms.ts'
import { aTerms, sha256, T0 } from './grants.ts'

export const PLACE: Place = { partition: 'aws', account: '111122223333', region: 'eu-west-1' }

export const WINDOW = { startsAt: T0, endsAt: T0 + 3600 }

export const BOUNDARY = grantBoundary(ENTITLEMENTS, { ...PLACE, regions: ['eu-west-1', 'us-east-1'] })

/** Where the organisation's people are. */
export const OFFICE: Network = { kind: 'addresses', cidrs: ['192.0.2.0/24'] }

/** Somebody whom Identity Center signs in. */
export const CENTER = {
  kind: 'identity-center',
  arn: 'arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/eu-west-1/AWSReservedSSO_Data_0123456789abcdef',
  userId: '1234567890-abcdef01-2345-6789-abcd-ef0123456789',
} as const satisfies PrincipalRef

export function entitlementOf(id: string): Entitlement {
  const found = ENTITLEMENTS.find((entitlement) => entitlement.id === id)
  if (!found) throw new Error(`No entitlement ${id}`)
  return found
}

/** What somebody asks for who fills in every parameter with its example. */
export function exampleOf(id: string, place = PLACE): Readonly<Record<string, string>> {
  return exampleRequest(entitlementOf(id).parameters, place, 'all')
}

/** A decided order for these parameters, as the request would have made it. */
export function anOrder(
  id: string,
  parameters: Readonly<Record<string, string>> = exampleOf(id),
  change: Partial<Omit<GrantOrder, 'terms'>> & { readonly terms?: Partial<Terms> } = {},
): GrantOrder {
  const { terms, ...rest } = change
  const entitlement = entitlementOf(id)
  const { account, region } = { ...PLACE, ...terms }
  const partition = rest.partition ?? PLACE.partition
  const place = { partition, account, region, ...(rest.network && { network: rest.network }) }
  const asked = entitlement.permissions(parameters, place)
  if (!asked.ok) throw new Error(`Wrong parameters: ${JSON.stringify(asked.error)}`)
  return {
    grantId: 'g1',
    requestHash: sha256('request'),
    window: WINDOW,
    partition,
    ...rest,
    terms: aTerms({
      entitlement: id,
      risk: entitlement.risk,
      resources: asked.value.resources,
      parameters,
      permissionsHash: permissionsHash(asked.value, place, sha256),
      ...terms,
    }),
  }
}

/** The rendered role of an order. Throws where it is refused: then the test is wrong. */
export function rendered(id: string, order = anOrder(id)): RenderedGrant {
  const grant = renderGrant(entitlementOf(id), order, sha256)
  if (!grant.ok) throw new Error(`Refused: ${JSON.stringify(grant.error)}`)
  return grant.value
}
