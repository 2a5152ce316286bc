import type { Permission } from '../entitlement.ts'
import type { Network } from '../rules/place.ts'
import type { Window } from '../terms.ts'
import {
  bothConditions,
  type Conditions,
  type PolicyJson,
  policyJson,
  type StatementJson,
} from './policy-json.ts'
import { denyOutside, within } from './window.ts'

/**
 * What the grant's role may do. Every Allow holds the window and, where the organisation names some, its networks. Two
 * Denies cover all that lies outside the window. One more denies every call that was not asked for, with no exception:
 * so IAM, STS, Organizations, tagging and Search are denied by name of the others, and a bucket, key or other resource
 * that trusts this role by itself adds nothing to the grant.
 */
export function permissionsPolicy(
  permissions: readonly Permission[],
  network: Network | undefined,
  window: Window,
): PolicyJson {
  return policyJson([
    ...windowless(permissions, network).map((statement) =>
      statement.Effect === 'Allow'
        ? { ...statement, Condition: bothConditions(statement.Condition ?? {}, within(window)) }
        : statement,
    ),
    ...denyOutside(window),
  ])
}

/** The same without its times: what approvers decide on, and what a person's form can show before there is a window. */
export function windowless(
  permissions: readonly Permission[],
  network: Network | undefined,
): readonly StatementJson[] {
  const asked = new Set(permissions.flatMap(({ actions }) => actions))
  return [
    ...permissions.map((permission) => allow(permission, network)),
    { Sid: 'NothingElse', Effect: 'Deny', NotAction: [...asked], Resource: ['*'] },
  ]
}

function allow({ sid, actions, resources, when, forwarded }: Permission, network: Network | undefined) {
  const condition = bothConditions(when ?? {}, network && !forwarded ? fromNetwork(network) : {})
  return {
    Sid: sid,
    Effect: 'Allow' as const,
    Action: actions,
    Resource: resources,
    ...(Object.keys(condition).length > 0 && { Condition: condition }),
  }
}

function fromNetwork(network: Network): Conditions {
  return network.kind === 'addresses'
    ? { IpAddress: { 'aws:SourceIp': network.cidrs } }
    : { StringEquals: { 'aws:SourceVpce': network.ids } }
}

/**
 * Replaces a grant's permissions when it ends, before the role is deleted. It denies sessions whatever their issue time:
 * until the role is gone somebody could still take it, and a session made after the end is not to be better off.
 */
export function endedPolicy(): PolicyJson {
  return policyJson([{ Sid: 'Ended', Effect: 'Deny', Action: ['*'], Resource: ['*'] }])
}
