import { parseArn } from '../../base/arn.ts'
import { parsePolicy } from '../../base/policy/document.ts'
import type { HeldPolicy, IamRole } from '../../posture/inventory/iam.ts'
import type { Resource } from '../../posture/inventory/resource.ts'
import type { Part } from '../../posture/snapshot.ts'
import { required } from '../call.ts'
import { partOf, type Reading } from '../collector.ts'
import { present, tagsByKey } from '../fields.ts'
import { answered, NotSeen } from './look.ts'

/** What it takes to read one role with everything that it holds. */
export const ROLE_ACTIONS = [
  'iam:GetRole',
  'iam:ListRolePolicies',
  'iam:GetRolePolicy',
  'iam:ListAttachedRolePolicies',
  'iam:GetPolicy',
  'iam:GetPolicyVersion',
] as const

/**
 * A role with its policies, as audits know one. A policy that could not be read is there, with a gap in place of its
 * text. Throws `NotSeen` where there is no such role in this account, or it could not be read.
 */
export async function readRole(reading: Reading, arn: string): Promise<IamRole> {
  const parsed = parseArn(arn)
  const name = parsed?.resource.split('/').at(-1) ?? ''
  if (parsed?.account !== reading.account) throw new NotSeen(`${arn} is no role of this account.`)
  return reading.once(`role ${arn}`, async () => {
    const answer = await reading.read('iam', 'GetRole', { RoleName: name }, (raw) =>
      required(raw.Role, 'Role'),
    )
    const raw = answered(answer)
    // Another path makes another role, though names are unique: the one that was asked for is not there.
    if (raw.Arn !== arn) throw new NotSeen(`there is no role ${arn}: AWS has ${raw.Arn}.`)
    const identity = { ...reading.identity(name, arn, raw.CreateDate, 'global'), kind: 'iamRoles' }
    const path = raw.Path ?? '/'
    const bound = raw.PermissionsBoundary?.PermissionsBoundaryArn
    const [inline, attached, boundary] = await Promise.all([
      inlinePolicies(reading, identity),
      attachedPolicies(reading, identity),
      bound === undefined ? undefined : managed(reading, identity, bound),
    ])
    const trust = parsePolicy(raw.AssumeRolePolicyDocument)
    return present({
      ...identity,
      path,
      policies: [...inline, ...attached],
      boundary,
      tags: raw.Tags && tagsByKey(raw.Tags, reading.intern),
      trust: trust ? { value: trust } : unreadable(reading, identity, 'GetRole'),
      awsOwned: path.startsWith('/aws-service-role/') || path.startsWith('/aws-reserved/'),
    })
  })
}

async function inlinePolicies(reading: Reading, of: Resource): Promise<readonly HeldPolicy[]> {
  const { items, refusal } = await reading.pages(
    'iam',
    'ListRolePolicies',
    { RoleName: of.name },
    { items: (page) => page.PolicyNames, map: (name) => name },
  )
  const read = items.map(async (name) => ({
    name,
    document: partOf(
      reading,
      await reading.read('iam', 'GetRolePolicy', { RoleName: of.name, PolicyName: name }, (raw) =>
        required(parsePolicy(raw.PolicyDocument), 'readable policy'),
      ),
      of,
    ),
  }))
  const unlisted = refusal ? [{ name: 'its inline policies', document: reading.partGap(refusal, of) }] : []
  return [...(await Promise.all(read)), ...unlisted]
}

async function attachedPolicies(reading: Reading, of: Resource): Promise<readonly HeldPolicy[]> {
  const { items, refusal } = await reading.pages(
    'iam',
    'ListAttachedRolePolicies',
    { RoleName: of.name },
    { items: (page) => page.AttachedPolicies, map: ({ PolicyArn }) => PolicyArn },
  )
  const unlisted = refusal ? [{ name: 'its attached policies', document: reading.partGap(refusal, of) }] : []
  return [...(await Promise.all(items.map((arn) => managed(reading, of, arn)))), ...unlisted]
}

async function managed(reading: Reading, of: Resource, arn: string): Promise<HeldPolicy> {
  const named = { name: arn.slice(arn.lastIndexOf('/') + 1), arn }
  const version = await reading.read('iam', 'GetPolicy', { PolicyArn: arn }, (raw) =>
    required(raw.Policy?.DefaultVersionId, 'DefaultVersionId'),
  )
  if (version.outcome !== 'value') return { ...named, document: reading.partGap(version.refusal, of) }
  const asked = { PolicyArn: arn, VersionId: version.value }
  const text = await reading.read('iam', 'GetPolicyVersion', asked, (raw) =>
    required(parsePolicy(raw.PolicyVersion?.Document), 'readable policy'),
  )
  return { ...named, document: partOf(reading, text, of) }
}

function unreadable(reading: Reading, of: Resource, call: string): Part<never> {
  const { region } = reading
  const detail = 'its trust policy does not parse'
  return reading.partGap({ call, action: `iam:${call}`, region, cause: 'unavailable', detail }, of)
}
