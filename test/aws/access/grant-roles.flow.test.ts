import { GetRoleCommand } from '@aws-sdk/client-iam'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { HOUR_S } from '../../../src/base/time.ts'
import { ADMIN, assume, iamAs, keyOf } from '../../local/aws/people.ts'
import { T0 } from '../../support/grants.ts'
import {
  allowed,
  approvedGrant,
  attached,
  BOUNDARY_ARN,
  extended,
  mayLook,
  mayStop,
  roleOf,
  startWorld,
  takeRole,
  type World,
} from './world.ts'

let world: World
beforeEach(async () => {
  world = await startWorld()
})
afterEach(() => world.close())

/** The account's clock at so many seconds after T0. */
const at = (seconds: number) => world.clock.advance((T0 + seconds) * 1000 - world.clock.now())

describe('a grant', () => {
  it('lets its person do the one thing, on the one notebook, while it lasts', async () => {
    const grant = approvedGrant()
    expect(await world.make(grant)).toMatchObject({ outcome: 'made', role: { arn: roleOf(grant) } })
    at(60)
    const session = await takeRole(world, grant)
    expect(await mayStop(world, session)).toBe(true)
    expect(await mayLook(world, session, 'gpu-sandbox')).toBe(false)
    at(HOUR_S)
    expect(await mayLook(world, session)).toBe(true)
    at(HOUR_S + 1)
    expect(await mayLook(world, session)).toBe(false)
  })

  it('wants a second factor', async () => {
    const grant = approvedGrant()
    await world.make(grant)
    at(60)
    expect(await allowed(assume(world.account, keyOf('alice.meyer'), roleOf(grant)))).toBe(false)
  })

  it('opens nothing to anybody else', async () => {
    const grant = approvedGrant()
    await world.make(grant)
    at(60)
    expect(await allowed(assume(world.account, keyOf('carol.admin'), roleOf(grant)))).toBe(false)
    expect(await allowed(assume(world.account, ADMIN, roleOf(grant)))).toBe(false)
  })

  it('cannot be taken before its start or after its end', async () => {
    const grant = approvedGrant('g1', { startsAt: T0 + 600 })
    await world.make(grant)
    at(500)
    expect(await allowed(takeRole(world, grant))).toBe(false)
    at(600)
    expect(await allowed(takeRole(world, grant))).toBe(true)
    at(600 + HOUR_S - 31)
    expect(await allowed(takeRole(world, grant))).toBe(true)
    expect(await allowed(takeRole(world, grant))).toBe(false)
  })

  it('carries what tells whose it is, and the boundary', async () => {
    const grant = approvedGrant()
    await world.make(grant)
    const { Role } = await iamAs(world.account, ADMIN).send(new GetRoleCommand({ RoleName: 'grant-g1' }))
    expect(Role).toMatchObject({
      Path: '/sagewarden/',
      MaxSessionDuration: HOUR_S,
      PermissionsBoundary: { PermissionsBoundaryArn: BOUNDARY_ARN },
    })
    expect(Role?.Description).not.toContain('alice')
    expect(Object.fromEntries(Role?.Tags?.map(({ Key, Value }) => [Key, Value]) ?? [])).toEqual({
      'sagewarden:grant': 'g1',
      'sagewarden:request': grant.current.requestHash,
      'sagewarden:ends': '2026-11-23T10:00:01Z',
      'sagewarden:owner': 'T1/ANN',
    })
  })

  it('is made twice as it is made once', async () => {
    const grant = approvedGrant()
    const first = await world.make(grant)
    world.account.resetCalls()
    expect(await world.make(grant)).toEqual(first)
    expect(Object.keys(world.account.calls().byOperation)).toEqual([
      'iam:GetRole',
      'iam:GetRolePolicy',
      'iam:ListAttachedRolePolicies',
      'iam:ListRolePolicies',
    ])
  })
})

describe('ending a grant', () => {
  it('cuts a live session at once', async () => {
    const grant = approvedGrant()
    const active = attached(grant, await world.make(grant))
    at(60)
    const session = await takeRole(world, grant)
    expect(await mayLook(world, session)).toBe(true)
    await world.roles().endGrant(active)
    expect(await mayLook(world, session)).toBe(false)
    expect(await allowed(takeRole(world, grant))).toBe(false)
    expect(await world.roles().listRoles()).toEqual([])
  })

  it('denies before it deletes', async () => {
    const grant = approvedGrant()
    await world.make(grant)
    at(60)
    const session = await takeRole(world, grant)
    world.trouble.fault = ({ operation }) =>
      operation === 'DeleteRolePolicy' ? { kind: 'error', code: 'AccessDenied', status: 403 } : undefined
    await expect(world.roles().endGrant(grant)).rejects.toMatchObject({ name: 'AccessDenied' })
    expect(await mayLook(world, session)).toBe(false)
  })

  it('is content with nothing there', async () => {
    await world.roles().endGrant(approvedGrant())
    expect(world.account.calls().byOperation).toEqual({ 'iam:GetRole': 1, 'iam:ListRoles': 1 })
  })
})

describe('an extension', () => {
  it('leaves no instant without access, and opens no more than was approved', async () => {
    const grant = approvedGrant()
    const more = extended(attached(grant, await world.make(grant)))
    at(HOUR_S - 60)
    const session = await takeRole(world, grant)
    const seen: boolean[] = []
    let looking = false
    world.trouble.fault = ({ service }) => {
      if (service === 'iam' && !looking) {
        looking = true
        void mayLook(world, session).then((may) => {
          seen.push(may)
          looking = false
        })
      }
      return undefined
    }
    expect(await world.make(more)).toMatchObject({ outcome: 'made' })
    delete world.trouble.fault
    expect(seen.length).toBeGreaterThan(3)
    expect(seen).not.toContain(false)
    at(HOUR_S + 60)
    expect(await mayLook(world, await takeRole(world, grant))).toBe(true)
    at(2 * HOUR_S + 1)
    expect(await allowed(takeRole(world, grant))).toBe(false)
  })
})
