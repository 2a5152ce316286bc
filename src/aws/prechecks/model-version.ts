import { arnName, parseArn } from '../../base/arn.ts'
import { DESCRIBE_ACTIONS, described } from './described.ts'
import { type LookSpec, notSo, so, unclear } from './look.ts'
import { profileOwner, TAG_ACTIONS } from './own.ts'

/**
 * By the identity that AWS keeps with the version: a user is compared by ARN and unique id, a Studio profile by whose it
 * is. Who was behind any other role cannot be told, and a version of unknown origin is nobody's to approve alone.
 */
export const notItsCreator: LookSpec = {
  actions: [...DESCRIBE_ACTIONS.modelPackages, ...TAG_ACTIONS],
  look: async (look, about) => {
    const { CreatedBy: creator } = await described(look, 'modelPackages', about)
    const { principal } = look
    const { Arn: arn, PrincipalId: id } = creator?.IamIdentity ?? {}
    if (creator?.UserProfileArn !== undefined) {
      const name = arnName(creator.UserProfileArn)
      const owner = await profileOwner(look, creator.UserProfileArn)
      if (owner === 'theirs') return notSo(`It was made from the requester’s own Studio profile ${name}.`)
      if (owner === 'else') return so(`It was made from the Studio profile ${name} of somebody else.`)
      return unclear(`It was made from the Studio profile ${name}, and nothing says whose that is.`)
    }
    if (arn === undefined) return unclear('AWS does not say who made this version.')
    const maker = parseArn(arn)
    const user = maker?.service === 'iam' && maker.resource.startsWith('user/')
    if (!user) return unclear(`It was made by ${arnName(arn)} (${arn}); who was behind that cannot be told.`)
    const same =
      principal.kind === 'iam-user' &&
      (arn === principal.arn || (principal.uniqueId !== null && id === principal.uniqueId))
    return same ? notSo('The requester made this version.') : so(`User ${arnName(arn)} made this version.`)
  },
}
