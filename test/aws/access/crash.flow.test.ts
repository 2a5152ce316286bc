import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Clients } from '../../../src/aws/clients.ts'
import { HOUR_S } from '../../../src/base/time.ts'
import { T0 } from '../../support/grants.ts'
import {
  allowed,
  approvedGrant,
  attached,
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

const at = (seconds: number) => world.clock.advance((T0 + seconds) * 1000 - world.clock.now())

/** Does something with roles and dies after so many calls to AWS. Whether it died. */
async function dying(
  calls: number,
  act: (clients: Pick<Clients, 'send'>) => Promise<unknown>,
): Promise<boolean> {
  let sent = 0
  const death = Promise.withResolvers<boolean>()
  const send: Clients['send'] = (...call) => {
    if (sent === calls) {
      death.resolve(true)
      return new Promise(() => {})
    }
    sent += 1
    return world.clients.send(...call)
  }
  return Promise.race([death.promise, act({ send }).then(() => false)])
}

/** More calls than anything here takes: whole at last. */
const EVERY_CALL = Array.from({ length: 12 }, (_, calls) => calls)

describe.each(EVERY_CALL)('a process that dies after %i calls', (calls) => {
  it('making a grant leaves nothing that outlives the window, and another goes on from there', async () => {
    const grant = approvedGrant()
    const died = await dying(calls, (clients) => world.make(grant, world.roles(clients)))
    expect(died).toBe(calls < 10)
    at(60)
    const session = await takeRole(world, grant).catch(() => undefined)
    expect(await world.make(grant)).toMatchObject({ outcome: 'made' })
    expect(await mayLook(world, await takeRole(world, grant))).toBe(true)
    at(HOUR_S + 1)
    expect(await allowed(takeRole(world, grant))).toBe(false)
    if (session) expect(await mayLook(world, session)).toBe(false)
  })

  it('making a grant leaves no access after the end although nothing ever runs again', async () => {
    const grant = approvedGrant()
    await dying(calls, (clients) => world.make(grant, world.roles(clients)))
    at(HOUR_S - 90)
    const session = await takeRole(world, grant).catch(() => undefined)
    at(HOUR_S + 1)
    expect(await takes(grant)).toBe(false)
    if (session) expect(await mayLook(world, session)).toBe(false)
  })

  it('extending a grant neither interrupts it nor outlives the new end', async () => {
    const grant = approvedGrant()
    const more = extended(attached(grant, await world.make(grant)))
    at(HOUR_S - 120)
    const session = await takeRole(world, grant)
    await dying(calls, (clients) => world.make(more, world.roles(clients)))
    at(HOUR_S)
    expect(await mayLook(world, session)).toBe(true)
    expect(await world.make(more)).toMatchObject({ outcome: 'made' })
    at(2 * HOUR_S)
    expect(await takes(grant)).toBe(false)
    expect(await mayLook(world, session).catch(() => false)).toBe(false)
  })

  it('ending a grant leaves it to another to finish', async () => {
    const grant = approvedGrant()
    const active = attached(grant, await world.make(grant))
    at(60)
    const session = await takeRole(world, grant)
    await dying(calls, (clients) => world.roles(clients).endGrant(active))
    await world.roles().endGrant(active)
    expect(await mayLook(world, session)).toBe(false)
    expect(await world.roles().listRoles()).toEqual([])
  })
})

/** Whether alice could take the role now. */
function takes(grant: ReturnType<typeof approvedGrant>): Promise<boolean> {
  return allowed(takeRole(world, grant))
}
