import { GRANT_PATH, GRANT_POLICY_NAME, GRANT_SESSION_SECONDS, ROLE_TAGS } from '../../grants/grant-role.ts'
import { documentsHash } from '../../grants/policy.ts'
import type { FoundRole } from '../../grants/ports.ts'
import type { Hash } from '../../grants/terms.ts'
import { Nonsense, required } from '../call.ts'
import { type Iam, isAbsent, isDenied } from './iam.ts'

/** A role as IAM has it now. */
export interface SeenRole {
  readonly arn: string
  readonly tags: Readonly<Record<string, string>>
  readonly boundaryArn: string | undefined
  readonly sessionSeconds: number | undefined
  readonly trust: unknown
  /** Documents of the inline policies, by name. */
  readonly inline: Readonly<Record<string, unknown>>
  /** ARNs of the managed policies that are attached. */
  readonly attached: readonly string[]
}

/**
 * A role by its name, in whatever path it lies. `absent`: IAM says that there is none. `hidden`: IAM may not say; it
 * knows no path of a role that is not there, so who may read roles of one path only is denied to hear that there is none.
 */
export async function readRole(iam: Iam, RoleName: string): Promise<SeenRole | 'absent' | 'hidden'> {
  // Only here does "no such entity" speak of the role; later it would be a policy that went meanwhile.
  const role = await iam('GetRole', { RoleName }).catch((error: unknown) => {
    if (isAbsent(error)) return 'absent' as const
    if (isDenied(error)) return 'hidden' as const
    throw error
  })
  if (role === 'absent' || role === 'hidden') return role
  const {
    Arn,
    AssumeRolePolicyDocument,
    Tags = [],
    PermissionsBoundary,
    MaxSessionDuration,
  } = required(role.Role, 'Role')
  const names = await everyPage(async (Marker) => {
    const page = await iam('ListRolePolicies', { RoleName, ...Marker })
    return { items: page.PolicyNames ?? [], next: page }
  })
  const attached = await everyPage(async (Marker) => {
    const page = await iam('ListAttachedRolePolicies', { RoleName, ...Marker })
    return { items: page.AttachedPolicies ?? [], next: page }
  })
  const inline: Array<readonly [string, unknown]> = []
  for (const PolicyName of names) {
    const { PolicyDocument } = await iam('GetRolePolicy', { RoleName, PolicyName })
    inline.push([PolicyName, documentOf(required(PolicyDocument, 'PolicyDocument'))])
  }
  return {
    arn: required(Arn, 'Arn'),
    tags: Object.fromEntries(Tags.map(({ Key = '', Value = '' }) => [Key, Value])),
    boundaryArn: PermissionsBoundary?.PermissionsBoundaryArn,
    sessionSeconds: MaxSessionDuration,
    trust: documentOf(required(AssumeRolePolicyDocument, 'AssumeRolePolicyDocument')),
    inline: Object.fromEntries(inline),
    attached: attached.map(({ PolicyArn = '' }) => PolicyArn),
  }
}

/** IAM gives documents as URL-encoded JSON (RFC 3986). A number means what its digits mean as text. */
export function documentOf(text: string): unknown {
  try {
    return JSON.parse(decodeURIComponent(text), (_key, value) =>
      typeof value === 'number' ? String(value) : value,
    )
  } catch (cause) {
    throw new Nonsense('the answer holds no policy document', { cause })
  }
}

type MarkerOf = { readonly Marker?: string }

/** Everything in a list of IAM. */
export async function everyPage<T>(
  read: (marker: MarkerOf) => Promise<{
    readonly items: readonly T[]
    readonly next: { readonly IsTruncated?: boolean | undefined; readonly Marker?: string | undefined }
  }>,
): Promise<readonly T[]> {
  const all: T[] = []
  let marker: MarkerOf = {}
  for (;;) {
    const { items, next } = await read(marker)
    all.push(...items)
    if (!next.IsTruncated) return all
    const Marker = required(next.Marker, 'Marker')
    if (Marker === marker.Marker) throw new Nonsense('the list does not go on')
    marker = { Marker }
  }
}

/** Names of all roles in the grants' path. */
export async function rolesInPath(iam: Iam): Promise<readonly string[]> {
  const roles = await everyPage(async (marker) => {
    const page = await iam('ListRoles', { PathPrefix: GRANT_PATH, ...marker })
    return { items: required(page.Roles, 'Roles'), next: page }
  })
  return roles.map(({ RoleName }) => required(RoleName, 'RoleName'))
}

/** What in a role no grant's role ever has, in words; undefined where it has the shape of one. */
export function misshape(role: SeenRole, boundaryArn: string): string | undefined {
  const others = Object.keys(role.inline).filter((name) => name !== GRANT_POLICY_NAME)
  if (role.boundaryArn !== boundaryArn) return `its boundary is ${role.boundaryArn ?? 'gone'}`
  if (role.attached.length > 0) return `somebody attached ${role.attached.join(', ')}`
  if (others.length > 0) return `somebody added ${others.join(', ')}`
  if (role.sessionSeconds !== GRANT_SESSION_SECONDS) return `its sessions last ${role.sessionSeconds} seconds`
  return undefined
}

/**
 * The hash of what a role may do. Of a role that has more, or another boundary, than a grant's role it takes all of that
 * in, so that it is never that of a grant.
 */
export function hashOf(role: SeenRole, boundaryArn: string, hash: Hash): string {
  const { trust, inline } = role
  const shape = misshape(role, boundaryArn)
  const permissions = inline[GRANT_POLICY_NAME] ?? null
  return documentsHash(trust, shape === undefined ? permissions : { ...inline, misshape: shape }, hash)
}

/** A role of the path as records are compared with it. */
export function foundRole(role: SeenRole, boundaryArn: string, hash: Hash): FoundRole {
  return {
    arn: role.arn,
    grantId: tagOf(role, ROLE_TAGS.grant) ?? null,
    requestHash: tagOf(role, ROLE_TAGS.request) ?? null,
    documentsHash: hashOf(role, boundaryArn, hash),
  }
}

/** The value of a tag; undefined where the role has none of this key. */
export function tagOf({ tags }: SeenRole, key: string): string | undefined {
  return new Map(Object.entries(tags)).get(key)
}
