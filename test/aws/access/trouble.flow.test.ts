import * as sdk from '@aws-sdk/client-iam'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Fault } from '../../../infra/local/aws/dispatch.ts'
import { ADMIN, iamAs } from '../../local/aws/people.ts'
import { BOUNDARY } from '../../support/grant-orders.ts'
import { T0 } from '../../support/grants.ts'
import {
  approvedGrant,
  attached,
  BOUNDARY_ARN,
  extended,
  mayLook,
  startWorld,
  takeRole,
  type World,
} from './world.ts'

let world: World
beforeEach(async () => {
  world = await startWorld()
})
afterEach(() => world.close())

const admin = () => iamAs(world.account, ADMIN)
const error = (code: string, message = code, status = 400): Fault => ({
  kind: 'error',
  code,
  status,
  message,
})

/** The first so many calls of an operation go wrong. */
function failing(operation: string, fault: Fault, times = Number.POSITIVE_INFINITY): void {
  let left = times
  world.trouble.fault = (call) => {
    if (call.operation !== operation || left === 0) return undefined
    left -= 1
    return fault
  }
}

const INVALID_PRINCIPAL = error(
  'MalformedPolicyDocument',
  'Invalid principal in policy: "AWS":"arn:…:user/x"',
)

describe('a grant is made although IAM', () => {
  it.each<[string, string, Fault, number]>([
    ['is busy', 'CreateRole', error('Throttling', 'Rate exceeded'), 4],
    ['breaks', 'PutRolePolicy', error('ServiceFailure', 'oops', 500), 2],
    ['cuts the line', 'CreateRole', { kind: 'cut' }, 2],
    ['answers nonsense', 'GetRole', { kind: 'nonsense' }, 2],
    ['does not know the new role yet', 'PutRolePolicy', error('NoSuchEntity', 'no role', 404), 3],
    ['does not show the new role yet', 'GetRole', error('NoSuchEntity', 'no role', 404), 3],
    ['does not know the person yet', 'CreateRole', INVALID_PRINCIPAL, 3],
    ['does not see the boundary on the new role yet', 'PutRolePolicy', error('AccessDenied', 'no', 403), 3],
    ['is at work on the role', 'PutRolePolicy', error('ConcurrentModification', 'busy', 409), 2],
    ['answers after we stopped listening', 'CreateRole', { kind: 'slow', ms: 900 }, 1],
    ['writes twice', 'PutRolePolicy', { kind: 'slow', ms: 900 }, 2],
  ])('%s', async (_what, operation, fault, times) => {
    failing(operation, fault, times)
    const grant = approvedGrant()
    const made = await world.make(grant)
    expect(made).toMatchObject({ outcome: 'made' })
    delete world.trouble.fault
    expect(await world.make(grant)).toEqual(made)
    expect(await mayLook(world, await takeRole(world, grant))).toBe(true)
  })
})

describe('a grant is refused, in plain words, where', () => {
  it.each<[string, string, Fault, string]>([
    [
      'the bot may not make roles',
      'CreateRole',
      error('AccessDenied', 'not authorized', 403),
      'The bot may not make the role: not authorized',
    ],
    [
      'the bot may not write policies',
      'PutRolePolicy',
      error('AccessDenied', 'not authorized', 403),
      'The bot may not write the role: not authorized',
    ],
    [
      'there is no such person',
      'CreateRole',
      INVALID_PRINCIPAL,
      'IAM does not know the person for whom the role is: Invalid principal',
    ],
    [
      'there are too many roles',
      'CreateRole',
      error('LimitExceeded', 'Cannot exceed quota for RolesPerAccount: 1000', 409),
      'IAM does not take the role: Cannot exceed quota',
    ],
    [
      'IAM finds fault with a document',
      'PutRolePolicy',
      error('MalformedPolicyDocument', 'Syntax errors in policy.'),
      'IAM does not take the role: Syntax errors',
    ],
  ])('%s', async (_what, operation, fault, words) => {
    failing(operation, fault)
    const made = await world.make(approvedGrant())
    expect(made.outcome === 'refused' && made.problem).toContain(words)
  })

  it('its request was for another account', async () => {
    const grant = approvedGrant('g1', {
      account: '999999999999',
      principal: { kind: 'iam-user', arn: 'arn:aws:iam::999999999999:user/alice', uniqueId: null },
    })
    expect(await world.make(grant)).toMatchObject({
      outcome: 'refused',
      problem: 'Roles can be made in account 111122223333 only.',
    })
  })

  it('nobody can ask for it any more', async () => {
    const made = await world.make(approvedGrant('g1', { entitlement: 'fly-to-the-moon' }))
    expect(made).toEqual({ outcome: 'refused', problem: 'There is no entitlement fly-to-the-moon any more.' })
  })

  it('its documents fail their proof', async () => {
    const made = await world.make(approvedGrant(), world.roles(world.clients, 'It can be taken by anybody.'))
    expect(made).toEqual({
      outcome: 'refused',
      problem: 'The role failed its proof: It can be taken by anybody.',
    })
    expect(world.account.calls().total).toBe(0)
  })

  it('other permissions were approved', async () => {
    const grant = approvedGrant('g1', { permissionsHash: 'a'.repeat(64) })
    expect(await world.make(grant)).toMatchObject({ outcome: 'refused' })
    expect(world.account.calls().total).toBe(0)
  })
})

describe('making a grant is left for later where IAM', () => {
  it.each<[string, Fault]>([
    ['stays busy', error('Throttling', 'Rate exceeded')],
    ['never answers', { kind: 'slow', ms: 3_600_000 }],
    ['finds the credentials expired', error('ExpiredToken', 'expired', 403)],
  ])('%s', async (_what, fault) => {
    failing('CreateRole', fault)
    await expect(world.make(approvedGrant())).rejects.toThrow()
  })

  it('never shows the role', async () => {
    failing('GetRole', error('NoSuchEntity', 'no role', 404))
    await expect(world.make(approvedGrant())).rejects.toThrow()
  })
})

describe('a grant is ended although IAM', () => {
  it.each<[string, string, Fault, number]>([
    ['is busy', 'PutRolePolicy', error('Throttling', 'Rate exceeded'), 4],
    ['answers after we stopped listening', 'DeleteRole', { kind: 'slow', ms: 900 }, 1],
    [
      'has not seen yet that the policies are gone',
      'DeleteRole',
      error('DeleteConflict', 'policies', 409),
      3,
    ],
    ['cuts the line', 'DeleteRolePolicy', { kind: 'cut' }, 2],
  ])('%s', async (_what, operation, fault, times) => {
    const grant = approvedGrant()
    const active = attached(grant, await world.make(grant))
    failing(operation, fault, times)
    await world.roles().endGrant(active)
    delete world.trouble.fault
    expect(await world.roles().listRoles()).toEqual([])
  })
})

const TRUST = JSON.stringify({
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Principal: { AWS: 'arn:aws:iam::111122223333:user/bob.tanaka' },
      Action: 'sts:AssumeRole',
    },
  ],
})
const makeForeign = (more: Partial<sdk.CreateRoleCommandInput> = {}) =>
  admin().send(
    new sdk.CreateRoleCommand({
      RoleName: 'grant-g1',
      Path: '/sagewarden/',
      AssumeRolePolicyDocument: TRUST,
      ...more,
    }),
  )
const roleNamed = (name: string) => world.account.estate.iam.roles.find(({ RoleName }) => RoleName === name)

describe('a role of the same name that is not the grant’s', () => {
  it.each<[string, Partial<sdk.CreateRoleCommandInput>]>([
    ['in another path', { Path: '/team/', Tags: [{ Key: 'sagewarden:grant', Value: 'g1' }] }],
    ['without tags', {}],
    [
      'of another grant',
      { Tags: [{ Key: 'sagewarden:grant', Value: 'g2' }], PermissionsBoundary: BOUNDARY_ARN },
    ],
    ['that claims to be', { Tags: [{ Key: 'sagewarden:grant', Value: 'g1' }] }],
  ])('%s is left alone, and the grant refused', async (_what, more) => {
    await makeForeign(more)
    const before = roleNamed('grant-g1')
    expect(await world.make(approvedGrant())).toMatchObject({ outcome: 'refused' })
    expect(roleNamed('grant-g1')).toBe(before)
  })

  it('is not ended with it', async () => {
    await makeForeign()
    const before = roleNamed('grant-g1')
    await world.roles().endGrant(approvedGrant())
    expect(roleNamed('grant-g1')).toBe(before)
  })
})

describe('a role that somebody changed', () => {
  const CHANGES: ReadonlyArray<[string, () => Promise<unknown>]> = [
    [
      'its trust',
      () =>
        admin().send(new sdk.UpdateAssumeRolePolicyCommand({ RoleName: 'grant-g1', PolicyDocument: TRUST })),
    ],
    ['its permissions', () => put('grant')],
    ['another policy', () => put('more')],
    [
      'a managed policy',
      () => admin().send(new sdk.AttachRolePolicyCommand({ RoleName: 'grant-g1', PolicyArn: BOUNDARY_ARN })),
    ],
    [
      'its boundary',
      () => admin().send(new sdk.DeleteRolePermissionsBoundaryCommand({ RoleName: 'grant-g1' })),
    ],
    [
      'its sessions',
      () => admin().send(new sdk.UpdateRoleCommand({ RoleName: 'grant-g1', MaxSessionDuration: 43_200 })),
    ],
  ]
  const put = (PolicyName: string) =>
    admin().send(
      new sdk.PutRolePolicyCommand({
        RoleName: 'grant-g1',
        PolicyName,
        PolicyDocument: JSON.stringify(BOUNDARY),
      }),
    )

  it('shows in the list, which otherwise says what the record says', async () => {
    const grant = approvedGrant()
    const { role } = attached(grant, await world.make(grant))
    expect(await world.roles().listRoles()).toEqual([
      { ...role, grantId: 'g1', requestHash: grant.current.requestHash },
    ])
  })

  it.each(CHANGES)('in %s shows in the list', async (_what, change) => {
    const grant = approvedGrant()
    const { role } = attached(grant, await world.make(grant))
    await change()
    const [found] = await world.roles().listRoles()
    expect(found?.documentsHash).toMatch(/^[0-9a-f]{64}$/)
    expect(found?.documentsHash).not.toBe(role?.documentsHash)
  })

  it.each(CHANGES.slice(2))('in %s is not extended', async (_what, change) => {
    const grant = approvedGrant()
    const more = extended(attached(grant, await world.make(grant)))
    await change()
    expect(await world.make(more)).toMatchObject({ outcome: 'refused' })
  })

  it('is denied everything at its end, though what was attached keeps it from being deleted', async () => {
    const grant = approvedGrant()
    const active = attached(grant, await world.make(grant))
    const session = await takeRole(world, grant)
    await CHANGES[3]?.[1]()
    await expect(world.roles().endGrant(active)).rejects.toThrow(`somebody attached ${BOUNDARY_ARN}`)
    expect(await mayLook(world, session)).toBe(false)
    await admin().send(new sdk.DetachRolePolicyCommand({ RoleName: 'grant-g1', PolicyArn: BOUNDARY_ARN }))
    await world.roles().endGrant(active)
    expect(await world.roles().listRoles()).toEqual([])
  })

  it('and that lost its tag is never said to have ended', async () => {
    const grant = approvedGrant()
    const active = attached(grant, await world.make(grant))
    await admin().send(new sdk.UntagRoleCommand({ RoleName: 'grant-g1', TagKeys: ['sagewarden:grant'] }))
    await expect(world.roles().endGrant(active)).rejects.toThrow('has lost the tag of its grant')
  })

  it('by a later revision is not set back by somebody with an older record', async () => {
    const grant = approvedGrant()
    const active = attached(grant, await world.make(grant))
    await world.make(extended(active))
    await expect(world.make(active)).rejects.toThrow('carries a revision that this record does not know')
  })
})

describe('the list of roles', () => {
  it('goes on after the first page', async () => {
    const [first] = world.account.estate.iam.roles
    world.account.estate.iam.roles = Array.from({ length: 101 }, (_, i) => ({
      ...first,
      Path: '/sagewarden/',
      RoleName: `grant-${i}`,
      Arn: `arn:aws:iam::111122223333:role/sagewarden/grant-${i}`,
      Tags: [{ Key: 'sagewarden:grant', Value: String(i) }],
      CreateDate: T0,
    }))
    const found = await world.roles().listRoles()
    expect(new Set(found.map(({ grantId }) => grantId)).size).toBe(101)
  })

  it('has no holes: it fails where a role cannot be read', async () => {
    await world.make(approvedGrant())
    failing('GetRolePolicy', error('AccessDenied', 'no', 403))
    await expect(world.roles().listRoles()).rejects.toThrow('may not be read')
    failing('GetRole', error('AccessDenied', 'no', 403))
    await expect(world.roles().listRoles()).rejects.toThrow('may not be read')
  })

  it('leaves out a role that goes while it is read', async () => {
    await world.make(approvedGrant())
    let gone = false
    world.trouble.fault = ({ operation }) => {
      if (operation === 'ListRolePolicies' && !gone) {
        gone = true
        world.account.estate.iam.roles = []
      }
      return undefined
    }
    expect(await world.roles().listRoles()).toEqual([])
  })
})
