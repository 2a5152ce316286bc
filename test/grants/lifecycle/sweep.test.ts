import { describe, expect, it } from 'vitest'
import { driftOf } from '../../../src/grants/lifecycle/drift.ts'
import {
  ANN,
  active,
  anAsked,
  aProof,
  approvalOf,
  aRequest,
  BEN,
  extensionOf,
  historyOf,
  ROLE,
  T0,
} from '../../support/grants.ts'
import { aProcess, aWorld, by, grantIn, roleArn } from '../../support/grants-world.ts'

async function activeGrant() {
  const world = aWorld()
  const { grants } = aProcess(world)
  await grants.request(by(ANN), 'g1', anAsked())
  const proof = aProof(grantIn(world), BEN)
  await grants.answer(by(BEN), { id: 'g1', revision: 1 }, { action: 'approve', proof })
  const role = world.roles.get(roleArn('g1'))
  if (!role) throw new Error('no role')
  return { world, grants, role }
}

describe('the sweep', () => {
  it('finds nothing to say about what fits', async () => {
    const { grants } = await activeGrant()
    expect(await grants.sweep()).toEqual({
      moved: [],
      failed: [],
      drift: [],
      overdueReviews: [],
      rolesSeen: true,
    })
  })

  it('reports a role that it does not know, and leaves it alone', async () => {
    const { world, grants, role } = await activeGrant()
    const arn = roleArn('made-by-hand')
    world.roles.set(arn, { ...role, arn, grantId: null })
    world.roles.set(roleArn('g7'), { ...role, arn: roleArn('g7'), grantId: 'g7' })
    world.roles.set(roleArn('copy'), { ...role, arn: roleArn('copy') })
    world.now = T0 + 9999
    expect((await grants.sweep()).drift).toEqual([
      { code: 'unknown-role', arn },
      { code: 'unknown-role', arn: roleArn('g7') },
      { code: 'unknown-role', arn: roleArn('copy') },
    ])
    expect([...world.roles.keys()]).toEqual([arn, roleArn('g7'), roleArn('copy')])
  })

  it('removes the role of a grant that is over', async () => {
    const { world, grants, role } = await activeGrant()
    world.now = T0 + 3600
    await grants.sweep()
    world.roles.set(role.arn, role)
    expect((await grants.sweep()).drift).toEqual([{ code: 'left-over-role', arn: role.arn, grantId: 'g1' }])
    expect(world.roles.size).toBe(0)
    expect((await grants.sweep()).drift).toEqual([])
  })

  it.each(['documentsHash', 'requestHash'])('reports a role whose %s somebody changed', async (field) => {
    const { world, grants, role } = await activeGrant()
    world.roles.set(role.arn, { ...role, [field]: 'changed' })
    expect((await grants.sweep()).drift).toEqual([{ code: 'changed-role', arn: role.arn, grantId: 'g1' }])
    expect(grantIn(world).state).toBe('active')
  })

  it('reports a role that somebody removed, and does not make it again', async () => {
    const { world, grants, role } = await activeGrant()
    world.roles.clear()
    expect((await grants.sweep()).drift).toEqual([{ code: 'missing-role', arn: role.arn, grantId: 'g1' }])
    expect(world.roles.size).toBe(0)
  })

  it('says so where the roles cannot be seen, and finishes the grants all the same', async () => {
    const { world, grants } = await activeGrant()
    world.broken.add('listRoles')
    world.now = T0 + 3600
    expect(await grants.sweep()).toMatchObject({ rolesSeen: false, moved: ['g1'], drift: [] })
    expect(world.failures).toEqual(['roles null'])
  })

  it('is not held up by a grant that fails', async () => {
    const { world, grants } = await activeGrant()
    await grants.request(by(ANN), 'g2', anAsked())
    world.broken.add('endGrant')
    world.now = T0 + 7200
    expect(await grants.sweep()).toMatchObject({ failed: ['g1'], moved: ['g2'] })
    expect(grantIn(world, 'g2')).toMatchObject({ state: 'ended', end: { reason: 'lapsed' } })
  })
})

describe('drift', () => {
  const found = {
    arn: ROLE.arn,
    grantId: 'g1',
    requestHash: active().current.requestHash,
    documentsHash: ROLE.documentsHash,
  }
  it('is not seen in a role that is being made or ended', () => {
    const request = aRequest()
    const approved = historyOf(request, [approvalOf(request, BEN)])
    const ending = historyOf(active(), [{ type: 'revoke', by: ANN, reason: '' }], T0 + 9)
    const extending = historyOf(active(), [extensionOf(active())], T0 + 9)
    const extended = historyOf(extending, [approvalOf(extending, BEN)], T0 + 20)
    const half = { ...found, documentsHash: 'new' }
    for (const grant of [approved, ending, extended]) expect(driftOf([grant], [half])).toEqual([])
    expect(driftOf([extending], [half])).toHaveLength(1)
  })

  it('is a role for what nobody decided', () => {
    expect(driftOf([aRequest()], [found])).toEqual([{ code: 'unknown-role', arn: ROLE.arn }])
  })
})
