import { describe, expect, it } from 'vitest'
import { iamGroups, iamPolicies, iamRoles, iamUsers } from '../../../src/aws/collectors/iam.ts'
import { collected } from '../reading.ts'

const document = (Action: string) =>
  encodeURIComponent(
    JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action, Resource: '*' }] }),
  )
const managed = (Arn: string, Action: string) => ({
  Arn,
  PolicyName: Arn.split('/').at(-1),
  AttachmentCount: 1,
  PolicyVersionList: [
    { IsDefaultVersion: false, Document: document('old:*') },
    { IsDefaultVersion: true, Document: document(Action) },
  ],
})
const OWN = 'arn:aws:iam::111122223333:policy/Train'
const AWS = 'arn:aws:iam::aws:policy/AmazonSageMakerFullAccess'
const DUMP = {
  GetAccountAuthorizationDetails: {
    UserDetailList: [
      {
        UserName: 'ana',
        Arn: 'arn:aws:iam::111122223333:user/ana',
        Path: '/',
        GroupList: ['ml'],
        Tags: [
          { Key: 'team', Value: 'fraud' },
          { Key: 'desk', Value: '' },
        ],
        UserPolicyList: [{ PolicyName: 'inline', PolicyDocument: document('s3:GetObject') }],
      },
    ],
    GroupDetailList: [
      {
        GroupName: 'ml',
        Arn: 'arn:aws:iam::111122223333:group/ml',
        AttachedManagedPolicies: [{ PolicyName: 'AmazonSageMakerFullAccess', PolicyArn: AWS }],
      },
    ],
    RoleDetailList: [
      {
        RoleName: 'Train',
        Arn: 'arn:aws:iam::111122223333:role/aws-service-role/Train',
        Path: '/aws-service-role/sagemaker.amazonaws.com/',
        AssumeRolePolicyDocument: document('sts:AssumeRole'),
        AttachedManagedPolicies: [
          { PolicyName: 'Train', PolicyArn: OWN },
          { PolicyName: 'Lost', PolicyArn: 'arn:aws:iam::111122223333:policy/Lost' },
        ],
        PermissionsBoundary: { PermissionsBoundaryArn: OWN },
        RoleLastUsed: { LastUsedDate: new Date('2026-11-01T00:00:00Z') },
      },
    ],
    Policies: [managed(OWN, 'sagemaker:CreateTrainingJob'), managed(AWS, 'sagemaker:*')],
  },
}

describe('IAM', () => {
  it('gives users what they hold themselves and through groups', async () => {
    const { items } = await collected(iamUsers, DUMP)
    const held = items[0]?.policies.map(({ name, group, document: part }) => ({
      name,
      group,
      actions: 'value' in part ? part.value.statements[0]?.actions : 'unseen',
    }))
    expect(held).toEqual([
      { name: 'inline', group: undefined, actions: ['s3:GetObject'] },
      { name: 'AmazonSageMakerFullAccess', group: 'ml', actions: ['sagemaker:*'] },
    ])
  })

  it('gives roles trust, boundary and last use, and tells who owns them', async () => {
    const { items } = await collected(iamRoles, DUMP)
    expect(items[0]).toMatchObject({
      awsOwned: true,
      lastUsedAt: Date.UTC(2026, 10, 1) / 1000,
      trust: { value: { statements: [{ actions: ['sts:AssumeRole'] }] } },
      boundary: { name: 'Train', document: { value: { statements: [{ effect: 'Allow' }] } } },
    })
  })

  it('gives the tags of users and roles, none where AWS says none, nothing where it says nothing', async () => {
    const [user] = (await collected(iamUsers, DUMP)).items
    expect(user?.tags).toEqual({ team: 'fraud', desk: '' })
    const [role] = (await collected(iamRoles, DUMP)).items
    expect(role).not.toHaveProperty('tags')
    const details = DUMP.GetAccountAuthorizationDetails
    const untagged = details.RoleDetailList.map((raw) => ({ ...raw, Tags: [] }))
    const [bare] = (
      await collected(iamRoles, { GetAccountAuthorizationDetails: { ...details, RoleDetailList: untagged } })
    ).items
    expect(bare?.tags).toEqual({})
  })

  it('does not take a policy whose text was not returned for an empty one', async () => {
    const { items } = await collected(iamRoles, DUMP)
    const lost = items[0]?.policies.find((policy) => policy.name === 'Lost')
    expect(lost?.document).toMatchObject({ gap: { cause: 'unavailable', resources: [{ name: 'Train' }] } })
  })

  it('lists the policies of the account, not those of AWS', async () => {
    const { items } = await collected(iamPolicies, DUMP)
    expect(items.map(({ name, attachmentCount }) => ({ name, attachmentCount }))).toEqual([
      { name: 'Train', attachmentCount: 1 },
    ])
  })

  it('reads groups from the same dump', async () => {
    const { items } = await collected(iamGroups, DUMP)
    expect(items.map(({ name, policies }) => [name, policies.length])).toEqual([['ml', 1]])
  })

  it('is a gap where the dump has none of its lists', async () => {
    const { items, gaps } = await collected(iamUsers, { GetAccountAuthorizationDetails: {} })
    expect(items).toEqual([])
    expect(gaps).toMatchObject([{ cause: 'unavailable', region: 'global', resources: [] }])
  })
})
