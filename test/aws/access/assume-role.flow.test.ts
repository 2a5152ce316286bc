import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { assumeRole } from '../../../src/aws/access/assume-role.ts'
import { factorOf, keyOf } from '../../local/aws/people.ts'
import { approvedGrant, mayLook, roleOf, startWorld, type World } from './world.ts'

let world: World
beforeEach(async () => {
  world = await startWorld()
})
afterEach(() => world.close())

const as = (user: string, device = false) => {
  world.clock.advance(30_000)
  const { SerialNumber: serialNumber, TokenCode: tokenCode } = factorOf(world.account, user)
  return assumeRole({
    endpoint: world.account.url,
    region: 'eu-west-1',
    credentials: keyOf(user),
    role: roleOf(approvedGrant()),
    session: user,
    device: device ? { serialNumber, tokenCode } : undefined,
  })
}

describe('taking a role', () => {
  it('gives a session that works, to whom it was granted and with the second factor', async () => {
    await world.make(approvedGrant())
    expect(await mayLook(world, await as('alice.meyer', true))).toBe(true)
  })

  it.each([
    ['without the second factor', 'alice.meyer', false],
    ['to somebody else', 'carol.admin', true],
  ] as const)('throws what STS refuses: %s', async (_, user, device) => {
    await world.make(approvedGrant())
    await expect(as(user, device)).rejects.toMatchObject({ name: expect.stringMatching(/^AccessDenied/) })
  })
})
