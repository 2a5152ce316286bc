import { arnName } from '../../base/arn.ts'
import type { PrincipalRef } from '../../grants/terms.ts'
import { allOf, type Finding, type Look, notSo, so } from './look.ts'

/**
 * Tags that say whose something is: this product's own, and the one of AWS's example policies for Studio. Their value
 * is an IAM user's ARN, unique id or name, or an Identity Center user id.
 */
const OWNER_TAGS: readonly string[] = ['sagewarden:owner', 'studiouserid']

/** The tag in which SageMaker keeps the profile that a space belongs to. */
export const SPACE_OWNER_TAG = 'sagemaker:user-profile-arn'

/** Reads tags. */
export const TAG_ACTIONS = ['sagemaker:ListTags'] as const

/** The tags of a SageMaker resource. Throws `NotSeen`. */
export async function tagsOf({ reading }: Look, arn: string): Promise<ReadonlyMap<string, string>> {
  const listed = await reading.pages(
    'sagemaker',
    'ListTags',
    { ResourceArn: arn },
    { items: (page) => page.Tags ?? [], map: ({ Key = '', Value = '' }) => [Key, Value] as const },
  )
  return new Map(allOf(listed))
}

/** What a principal is called where something says whose it is. */
function namesOf(principal: PrincipalRef): readonly string[] {
  if (principal.kind === 'identity-center') return [principal.userId]
  const { arn, uniqueId } = principal
  return [arn, arnName(arn), ...(uniqueId === null ? [] : [uniqueId])]
}

/**
 * Whose a thing is by its tags: `theirs`, somebody `else`'s, or not said. Every tag that speaks has to agree, and is
 * compared exactly.
 */
export function ownerByTags(
  tags: ReadonlyMap<string, string>,
  principal: PrincipalRef,
): 'theirs' | 'else' | 'unsaid' {
  const said = OWNER_TAGS.flatMap((key) => tags.get(key) ?? [])
  if (said.length === 0) return 'unsaid'
  const names = namesOf(principal)
  return said.every((value) => names.includes(value)) ? 'theirs' : 'else'
}

/**
 * Whose a user profile is: what its tags say, or, where they say nothing, the principal's if it has the name of the IAM
 * user. IAM takes names that differ in case alone for one; so case does not count here.
 */
export async function profileOwner(look: Look, arn: string): Promise<'theirs' | 'else' | 'unsaid'> {
  const { principal } = look
  const owner = ownerByTags(await tagsOf(look, arn), principal)
  const named =
    principal.kind === 'iam-user' && arnName(principal.arn).toLowerCase() === arnName(arn).toLowerCase()
  return owner === 'unsaid' && named ? 'theirs' : owner
}

/** Whether a user profile is the principal's own. */
export async function ownProfile(look: Look, arn: string): Promise<Finding> {
  const name = arnName(arn)
  const owner = await profileOwner(look, arn)
  if (owner === 'theirs') return so(`Profile ${name} is the requester’s.`)
  if (owner === 'else') return notSo(`The tags of profile ${name} name somebody else.`)
  const [value] = namesOf(look.principal)
  return notSo(
    `Nothing says that profile ${name} is the requester’s. If it is, tag it ${OWNER_TAGS[0]} = ${value}.`,
  )
}
