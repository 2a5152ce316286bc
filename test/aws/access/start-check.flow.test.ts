import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createSimulate } from '../../../src/aws/access/simulate.ts'
import { createStartCheck, type StartCheckOptions } from '../../../src/aws/access/start-check.ts'
import { BOUNDARY, PLACE } from '../../support/grant-orders.ts'
import { approvedGrant, BOUNDARY_ARN, startWorld, type World } from './world.ts'

let world: World
beforeEach(async () => {
  world = await startWorld()
})
afterEach(() => world.close())

const check = (change: Partial<StartCheckOptions> = {}) => {
  const place = { clients: world.clients, region: 'us-east-1' }
  const simulate = createSimulate({ ...world.waiting, ...place })
  const { account } = PLACE
  return createStartCheck({
    ...place,
    account,
    boundaryArn: BOUNDARY_ARN,
    boundary: BOUNDARY,
    simulate,
    ...change,
  })()
}

const denying = (operation: string) => {
  world.trouble.fault = (call) =>
    call.operation === operation ? { kind: 'error', code: 'AccessDenied', status: 403 } : undefined
}

describe('the check at the start', () => {
  it('has nothing to say where all is well, with the permissions that the bot is given', async () => {
    await world.make(approvedGrant())
    expect(await check()).toEqual([])
  })

  it.each([
    ['sts:GetCallerIdentity', 'Cannot tell whose account this is: permission sts:GetCallerIdentity missing.'],
    [
      'iam:GetPolicy',
      `The permissions boundary ${BOUNDARY_ARN} cannot be seen: permission iam:GetPolicy missing.`,
    ],
    [
      'iam:GetPolicyVersion',
      `What the boundary ${BOUNDARY_ARN} says cannot be seen: permission iam:GetPolicyVersion missing.`,
    ],
    [
      'iam:GetAccountSummary',
      'How many more roles can be made cannot be seen: permission iam:GetAccountSummary missing.',
    ],
    [
      'iam:ListRoles',
      'Roles cannot be listed, so changes to them stay hidden: permission iam:ListRoles missing.',
    ],
    [
      'iam:SimulateCustomPolicy',
      'Grants will be proved by our own evaluator alone: permission iam:SimulateCustomPolicy missing.',
    ],
  ])('names %s where it is missing', async (action, sentence) => {
    denying(action.split(':')[1] ?? '')
    expect(await check()).toEqual([sentence])
  })

  it('names a boundary that is not there', async () => {
    world.account.estate.iam.policies = []
    expect(await check()).toEqual([
      `The permissions boundary ${BOUNDARY_ARN} cannot be seen: Policy ${BOUNDARY_ARN} does not exist or is not attachable.`,
    ])
  })

  it('names a boundary that somebody widened', async () => {
    const wide = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] }
    world.account.estate.iam.policies = world.account.estate.iam.policies.map((policy) =>
      policy.Arn === BOUNDARY_ARN
        ? { ...policy, PolicyVersionList: [{ Document: wide, VersionId: 'v1', IsDefaultVersion: true }] }
        : policy,
    )
    expect(await check()).toEqual([
      `The boundary ${BOUNDARY_ARN} says something else than it should. Deploy it again before anything is granted.`,
    ])
  })

  it('names a boundary that should not be deployed at all', async () => {
    const boundary = {
      Version: '2012-10-17',
      Statement: [{ Sid: 'All', Effect: 'Allow', Action: ['*'], Resource: ['*'] }],
    }
    expect(await check({ boundary })).toContain(
      'The boundary lets a grant make users. Deploy it again before anything is granted.',
    )
  })

  it('names roles that run out, and another account', async () => {
    const { roles } = world.account.estate.iam
    world.account.estate.iam.roles = Array.from({ length: 999 }, (_, i) => ({
      ...roles[0],
      RoleName: `r${i}`,
    }))
    expect(await check({ account: '999999999999' })).toEqual([
      'Roles are to be made in account 999999999999, but the credentials are of account 111122223333.',
      'Only 1 more role can be made in account 999999999999; each grant takes one.',
    ])
  })
})
