import { arnName } from '../../base/arn.ts'
import { grantIdOf } from '../../grants/grant-role.ts'
import { defineDetection, isBot, type WatchContext } from '../detection.ts'
import { type TrailEvent, text } from '../event.ts'

/** Somebody else than the bot changes a role of a grant, or what bounds all of them. */
export const grantPath = defineDetection({
  id: 'grant-path',
  title: 'Somebody changed a role of temporary access by hand',
  severity: 'critical',
  why: 'Only this bot makes and ends the roles of grants. A role that is changed beside it can outlive its approval, and a weaker boundary weakens every grant.',
  respond:
    'Revoke the grant, delete the role, and compare the boundary with the one that the bot prints. Then find out who may write in its path.',
  practice: 'identity',
  audit: 'identity',
  of: {
    sources: ['iam.amazonaws.com'],
    names: [
      'CreateRole',
      'DeleteRole',
      'UpdateRole',
      'TagRole',
      'UntagRole',
      'PutRolePolicy',
      'DeleteRolePolicy',
      'AttachRolePolicy',
      'DetachRolePolicy',
      'UpdateAssumeRolePolicy',
      'PutRolePermissionsBoundary',
      'DeleteRolePermissionsBoundary',
      'CreatePolicyVersion',
      'SetDefaultPolicyVersion',
      'DeletePolicyVersion',
      'DeletePolicy',
    ],
  },
  detect: (event, _memory, context) => {
    if (event.errorCode !== null || isBot(event, context)) return undefined
    const role = text(event.asked.roleName)
    if (role !== null && isOfGrant(role, event, context)) return { subject: role }
    const policy = text(event.asked.policyArn)
    return policy !== null && arnName(policy) === context.boundary ? { subject: policy } : undefined
  },
})

/** Records of IAM name no path but where a role is created: the name's form tells, and the grants that are known. */
function isOfGrant(role: string, { asked }: TrailEvent, { grants }: WatchContext): boolean {
  if (grants.some((grant) => arnName(grant.role) === role)) return true
  return grantIdOf(role) !== undefined || text(asked.path)?.startsWith('/sagewarden/') === true
}
