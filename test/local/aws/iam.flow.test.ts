import * as sdk from '@aws-sdk/client-iam'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { AwsAccount } from '../../../infra/local/aws/server.ts'
import { startAcme } from './account.ts'
import { ADMIN, iamAs } from './people.ts'

const ALICE = 'arn:aws:iam::111122223333:user/alice.meyer'
const BOUNDARY = 'arn:aws:iam::111122223333:policy/ml-permissions-boundary'
const trust = (AWS: string, more: object = {}) =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { AWS }, Action: 'sts:AssumeRole', ...more }],
  })
const permission = (statement: object = {}) =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: 'sagemaker:DescribeDomain', Resource: '*', ...statement }],
  })

let account: AwsAccount
let iam: sdk.IAMClient
beforeAll(async () => {
  account = await startAcme()
  iam = iamAs(account, ADMIN)
})
afterAll(() => account.close())

const create = (RoleName: string, more: Partial<sdk.CreateRoleCommandInput> = {}) =>
  iam.send(
    new sdk.CreateRoleCommand({
      Path: '/grants/',
      RoleName,
      AssumeRolePolicyDocument: trust(ALICE),
      PermissionsBoundary: BOUNDARY,
      Tags: [{ Key: 'grant', Value: RoleName }],
      ...more,
    }),
  )
const put = (RoleName: string, PolicyDocument = permission(), PolicyName = 'access') =>
  iam.send(new sdk.PutRolePolicyCommand({ RoleName, PolicyName, PolicyDocument }))

describe('a role that is made', () => {
  it('is shown as it was asked for, with a unique id', async () => {
    const made = await create('made', { Description: 'Studio for Alice', MaxSessionDuration: 7200 })
    expect(made.Role?.RoleId).toMatch(/^AROA[A-Z2-7]{17}$/)
    const { Role } = await iam.send(new sdk.GetRoleCommand({ RoleName: 'made' }))
    expect(Role).toMatchObject({
      Path: '/grants/',
      Arn: 'arn:aws:iam::111122223333:role/grants/made',
      RoleId: made.Role?.RoleId,
      Description: 'Studio for Alice',
      MaxSessionDuration: 7200,
      PermissionsBoundary: { PermissionsBoundaryArn: BOUNDARY },
      Tags: [{ Key: 'grant', Value: 'made' }],
    })
    expect(JSON.parse(decodeURIComponent(Role?.AssumeRolePolicyDocument ?? ''))).toEqual(
      JSON.parse(trust(ALICE)),
    )
  })

  it('appears among everything that the account holds, with its policies', async () => {
    await create('whole')
    await put('whole')
    const { RoleDetailList = [] } = await iam.send(
      new sdk.GetAccountAuthorizationDetailsCommand({ Filter: ['Role'], MaxItems: 1000 }),
    )
    const found = RoleDetailList.find((role) => role.RoleName === 'whole')
    expect(found?.RolePolicyList?.map((one) => one.PolicyName)).toEqual(['access'])
    expect(found?.PermissionsBoundary?.PermissionsBoundaryArn).toBe(BOUNDARY)
  })

  it('keeps, lists and loses its inline policies', async () => {
    await create('inline')
    await put('inline', permission(), 'a')
    await put('inline', permission({ Action: 'sagemaker:ListTags' }), 'b')
    const listed = await iam.send(new sdk.ListRolePoliciesCommand({ RoleName: 'inline' }))
    expect(listed.PolicyNames).toEqual(['a', 'b'])
    const read = await iam.send(new sdk.GetRolePolicyCommand({ RoleName: 'inline', PolicyName: 'b' }))
    expect(decodeURIComponent(read.PolicyDocument ?? '')).toContain('sagemaker:ListTags')
    await iam.send(new sdk.DeleteRolePolicyCommand({ RoleName: 'inline', PolicyName: 'a' }))
    const left = await iam.send(new sdk.ListRolePoliciesCommand({ RoleName: 'inline' }))
    expect(left.PolicyNames).toEqual(['b'])
  })

  it('takes and gives back managed policies, which count their uses', async () => {
    await create('managed')
    const made = await iam.send(
      new sdk.CreatePolicyCommand({ PolicyName: 'scoring', PolicyDocument: permission() }),
    )
    const PolicyArn = made.Policy?.Arn
    const uses = async () => (await iam.send(new sdk.GetPolicyCommand({ PolicyArn }))).Policy?.AttachmentCount
    await iam.send(new sdk.AttachRolePolicyCommand({ RoleName: 'managed', PolicyArn }))
    expect(await uses()).toBe(1)
    const held = await iam.send(new sdk.ListAttachedRolePoliciesCommand({ RoleName: 'managed' }))
    expect(held.AttachedPolicies).toEqual([{ PolicyName: 'scoring', PolicyArn }])
    await iam.send(new sdk.DetachRolePolicyCommand({ RoleName: 'managed', PolicyArn }))
    expect(await uses()).toBe(0)
    const version = await iam.send(new sdk.GetPolicyVersionCommand({ PolicyArn, VersionId: 'v1' }))
    expect(JSON.parse(decodeURIComponent(version.PolicyVersion?.Document ?? ''))).toEqual(
      JSON.parse(permission()),
    )
  })

  it('changes its trust, boundary, tags and length of sessions', async () => {
    await create('changed')
    const RoleName = 'changed'
    await iam.send(
      new sdk.UpdateAssumeRolePolicyCommand({ RoleName, PolicyDocument: trust(ALICE, { Sid: 'Later' }) }),
    )
    await iam.send(new sdk.DeleteRolePermissionsBoundaryCommand({ RoleName }))
    await iam.send(new sdk.TagRoleCommand({ RoleName, Tags: [{ Key: 'GRANT', Value: 'again' }] }))
    await iam.send(new sdk.TagRoleCommand({ RoleName, Tags: [{ Key: 'end', Value: '1' }] }))
    await iam.send(new sdk.UntagRoleCommand({ RoleName, TagKeys: ['end'] }))
    await iam.send(new sdk.UpdateRoleCommand({ RoleName, MaxSessionDuration: 43_200 }))
    const { Role } = await iam.send(new sdk.GetRoleCommand({ RoleName }))
    expect(Role).toMatchObject({ MaxSessionDuration: 43_200, Tags: [{ Key: 'GRANT', Value: 'again' }] })
    expect(Role?.PermissionsBoundary).toBeUndefined()
    expect(decodeURIComponent(Role?.AssumeRolePolicyDocument ?? '')).toContain('Later')
    await iam.send(new sdk.PutRolePermissionsBoundaryCommand({ RoleName, PermissionsBoundary: BOUNDARY }))
    const tags = await iam.send(new sdk.ListRoleTagsCommand({ RoleName }))
    expect(tags.Tags).toEqual([{ Key: 'GRANT', Value: 'again' }])
  })

  it('is listed by its path, page by page, in brief', async () => {
    for (const name of ['one', 'two', 'three']) await create(name, { Path: '/paged/' })
    const names: (string | undefined)[] = []
    let Marker: string | undefined
    do {
      const page: sdk.ListRolesCommandOutput = await iam.send(
        new sdk.ListRolesCommand({ PathPrefix: '/paged/', MaxItems: 2, ...(Marker ? { Marker } : {}) }),
      )
      names.push(...(page.Roles ?? []).map((role) => role.RoleName))
      expect(page.Roles?.[0]).not.toHaveProperty('Tags')
      Marker = page.Marker
    } while (Marker)
    expect(names).toEqual(['one', 'two', 'three'])
  })

  it('goes only once its policies are gone', async () => {
    await create('leaving')
    await put('leaving')
    const remove = () => iam.send(new sdk.DeleteRoleCommand({ RoleName: 'leaving' }))
    await expect(remove()).rejects.toMatchObject({
      name: 'DeleteConflictException',
      message: 'Cannot delete entity, must delete policies first.',
    })
    await iam.send(new sdk.DeleteRolePolicyCommand({ RoleName: 'leaving', PolicyName: 'access' }))
    await remove()
    await expect(remove()).rejects.toMatchObject({ name: 'NoSuchEntityException' })
  })
})
