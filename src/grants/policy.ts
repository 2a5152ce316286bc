import { err, ok, type Result } from '../base/result.ts'
import type { Entitlement, Permission, Permissions } from './entitlement.ts'
import { GRANT_PATH, roleName, roleTags } from './grant-role.ts'
import type { ParameterProblem } from './parameter.ts'
import { permissionsPolicy, windowless } from './policy/permissions-policy.ts'
import { type PolicyJson, policyLength } from './policy/policy-json.ts'
import { type PrincipalFault, principalFault, trustPolicy } from './policy/trust-policy.ts'
import { isWindow } from './policy/window.ts'
import { canonicalJson } from './record/canonical-json.ts'
import type { Place } from './rules/place.ts'
import type { Hash, PrincipalRef, Terms, Window } from './terms.ts'

/** Characters that IAM takes, white space left out. Source: IAM User Guide, "IAM and AWS STS quotas". */
const LONGEST_TRUST = 2048
const LONGEST_INLINE = 10_240

/** A decided request, and where and when it holds. */
export interface GrantOrder {
  readonly grantId: string
  readonly requestHash: string
  readonly terms: Terms
  readonly window: Window
  readonly partition: Place['partition']
  readonly network?: Place['network']
}

/** The role of a grant, ready to be made. */
export interface RenderedGrant {
  readonly role: {
    readonly arn: string
    readonly path: string
    readonly name: string
    readonly tags: Readonly<Record<string, string>>
  }
  readonly trust: PolicyJson
  readonly permissions: PolicyJson
  /** SHA-256 hex of both documents: see `documentsHash`. */
  readonly documentsHash: string
  /** What was asked for, as the entitlement says it: the proof holds the documents to this. */
  readonly asked: readonly Permission[]
  readonly principal: PrincipalRef
  readonly place: Place
  readonly window: Window
}

/** Why a request cannot be rendered. */
export type RenderRefusal =
  | { readonly code: 'parameters'; readonly problems: readonly ParameterProblem[] }
  | {
      readonly code:
        | PrincipalFault
        | 'window-malformed'
        /** No role can be named after the grant's id. */
        | 'grant-id-malformed'
        /** The terms are about another entitlement. */
        | 'entitlement-differs'
        /** The terms name other resources than their parameters do, so the rules saw others too. */
        | 'resources-differ'
        /** Other permissions than those that were asked for and approved. */
        | 'permissions-changed'
    }
  | {
      readonly code: 'trust-too-long' | 'permissions-too-long'
      readonly length: number
      readonly longest: number
    }

/**
 * The hash of what a request would allow, its times left out. It stands in the terms, so that an entitlement that has
 * changed since then, or another network, gives another request and not silently another grant.
 */
export function permissionsHash(permissions: Permissions, place: Place, hash: Hash): string {
  return hash(canonicalJson(windowless(permissions.statements, place.network)))
}

/** SHA-256 hex of a role's documents, as they were made or as IAM gives them back. Order of keys does not matter. */
export function documentsHash(trust: unknown, permissions: unknown, hash: Hash): string {
  return hash(canonicalJson({ trust, permissions }))
}

/** The role of a decided request; why there cannot be one, otherwise. Nothing is cut or mended to make it fit. */
export function renderGrant(
  entitlement: Entitlement,
  order: GrantOrder,
  hash: Hash,
): Result<RenderedGrant, RenderRefusal> {
  const { grantId, requestHash, terms, window, partition, network } = order
  const { account, region, principal } = terms
  const place: Place = { partition, account, region, ...(network && { network }) }
  if (entitlement.id !== terms.entitlement) return err({ code: 'entitlement-differs' })
  if (!isWindow(window)) return err({ code: 'window-malformed' })
  const name = roleName(grantId)
  if (name === undefined) return err({ code: 'grant-id-malformed' })
  const fault = principalFault(principal, partition, account)
  if (fault) return err({ code: fault })

  const asked = entitlement.permissions(terms.parameters, place)
  if (!asked.ok) return err({ code: 'parameters', problems: asked.error })
  if (!sameSet(asked.value.resources, terms.resources)) return err({ code: 'resources-differ' })
  if (permissionsHash(asked.value, place, hash) !== terms.permissionsHash)
    return err({ code: 'permissions-changed' })

  const trust = trustPolicy(principal, window)
  const permissions = permissionsPolicy(asked.value.statements, network, window)
  const lengths = { trust: policyLength(trust), permissions: policyLength(permissions) }
  if (lengths.trust > LONGEST_TRUST)
    return err({ code: 'trust-too-long', length: lengths.trust, longest: LONGEST_TRUST })
  if (lengths.permissions > LONGEST_INLINE)
    return err({ code: 'permissions-too-long', length: lengths.permissions, longest: LONGEST_INLINE })
  return ok({
    role: {
      arn: `arn:${partition}:iam::${account}:role${GRANT_PATH}${name}`,
      path: GRANT_PATH,
      name,
      tags: roleTags(grantId, requestHash, terms.requester, window),
    },
    trust,
    permissions,
    documentsHash: documentsHash(trust, permissions, hash),
    asked: asked.value.statements,
    principal,
    place,
    window,
  })
}

function sameSet(one: readonly string[], other: readonly string[]): boolean {
  const set = new Set(other)
  return set.size === new Set(one).size && one.every((text) => set.has(text))
}
