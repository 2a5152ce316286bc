import { parseArn } from '../../base/arn.ts'
import { DESCRIBE_ACTIONS, type Described, described } from './described.ts'
import { answered, type Look, type LookSpec, notSo, so, unless } from './look.ts'
import { ownProfile, SPACE_OWNER_TAG, TAG_ACTIONS, tagsOf } from './own.ts'

/** The domain of a profile or a space. Throws `NotSeen`. */
export async function domainOf({ reading }: Look, arn: string) {
  const id = parseArn(arn)?.resource.split('/')[1] ?? ''
  return answered(await reading.read('sagemaker', 'DescribeDomain', { DomainId: id }, (raw) => raw))
}

const DOMAIN = ['sagemaker:DescribeDomain'] as const

export const domainUsesIam: LookSpec = {
  actions: DOMAIN,
  look: async (look, about) => {
    const { AuthMode: mode, DomainId: id } = await domainOf(look, look.parameters[about] ?? '')
    if (mode === 'IAM') return so(`Domain ${id} signs people in with IAM.`)
    return notSo(`Domain ${id} signs people in with ${mode ?? 'an unknown method'}, not with IAM.`)
  },
}

export const domainAttributesActions: LookSpec = {
  actions: DOMAIN,
  look: async (look, about) => {
    const { DomainSettings: settings, DomainId: id } = await domainOf(look, look.parameters[about] ?? '')
    const stamped = settings?.ExecutionRoleIdentityConfig === 'USER_PROFILE_NAME'
    if (stamped) return so(`Domain ${id} puts the profile’s name on every action.`)
    return notSo(`Domain ${id} does not put the profile’s name on actions: CloudTrail shows the role alone.`)
  },
}

export const profileIsOwn: LookSpec = {
  actions: TAG_ACTIONS,
  look: (look, about) => ownProfile(look, look.parameters[about] ?? ''),
}

export const remoteAccessOn: LookSpec = {
  actions: DESCRIBE_ACTIONS.spaces,
  look: async (look, about) => {
    const space = await described(look, 'spaces', about)
    const on = space.SpaceSettings?.RemoteAccess === 'ENABLED'
    const name = space.SpaceName
    return on
      ? so(`Remote access is on for space ${name}.`)
      : notSo(`Remote access is off for space ${name}.`)
  },
}

type Space = Described<'spaces'>['raw']

export const spaceIsOwn: LookSpec = {
  actions: [...DESCRIBE_ACTIONS.spaces, ...TAG_ACTIONS],
  look: async (look, about) => {
    const space: Space = await described(look, 'spaces', about)
    const name = space.SpaceName
    const owner = space.OwnershipSettings?.OwnerUserProfileName
    if (space.SpaceSharingSettings?.SharingType !== 'Private') return notSo(`Space ${name} is shared.`)
    if (owner === undefined) return notSo(`Space ${name} has no owner.`)
    return ownProfile(look, profileArn(look, space.DomainId ?? '', owner))
  },
}

export const spaceTagged: LookSpec = {
  actions: TAG_ACTIONS,
  look: async (look, about) => {
    const arn = look.parameters[about] ?? ''
    const profile = chosenProfile(look)
    const tag = (await tagsOf(look, arn)).get(SPACE_OWNER_TAG)
    const problem =
      tag === undefined
        ? `The space has no tag ${SPACE_OWNER_TAG}.`
        : `Its tag ${SPACE_OWNER_TAG} names ${tag}, not ${profile}.`
    return unless(tag === profile ? [] : [problem], `The space is tagged with ${profile}.`)
  },
}

/** The profile that was chosen beside the space. */
function chosenProfile({ entitlement, parameters }: Look): string | undefined {
  const found = Object.entries(entitlement.parameters).find(
    ([, parameter]) => parameter.type === 'resource' && parameter.kind === 'userProfiles',
  )
  return found && parameters[found[0]]
}

/** The ARN of a profile: the chosen one where it has this name, which AWS itself may write in lower case. */
function profileArn(look: Look, domain: string, name: string): string {
  const { partition, region, account } = look.place
  const arn = `arn:${partition}:sagemaker:${region}:${account}:user-profile/${domain}/${name}`
  const chosen = chosenProfile(look)
  return chosen?.toLowerCase() === arn.toLowerCase() ? chosen : arn
}
