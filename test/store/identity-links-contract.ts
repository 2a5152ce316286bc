import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { PersonLinks, UserClaim } from '../../src/grants/identity/link.ts'
import { linkInForce } from '../../src/grants/identity/link.ts'
import { createLinking } from '../../src/grants/identity/linking.ts'
import type { Store } from '../../src/store/store.ts'
import type { TableOptions } from '../../src/store/table.ts'
import { ANN, aPerson, aPolicy, BEN, T0 } from '../support/grants.ts'
import { by } from '../support/grants-world.ts'
import { aLinkTo, NINA, OLE } from '../support/identity-links.ts'
import { aStore } from '../support/stores.ts'

/** What any DynamoDB must give links to Identity Center. `openOptions` hands over an empty table. */
export function identityLinksContract(name: string, openOptions: () => Promise<TableOptions>): void {
  describe(`links to Identity Center on ${name}`, () => {
    const stores: Store[] = []
    beforeAll(async () => {
      const options = await openOptions()
      stores.push(await aStore(options), await aStore(options))
    })
    afterAll(async () => {
      for (const store of stores) await store.close()
    })
    const two = () => {
      const [a, b] = stores
      if (!a || !b) throw new Error('Not open')
      return [a.identityLinks, b.identityLinks] as const
    }
    const someLinks = (change: Partial<PersonLinks> = {}): PersonLinks => ({
      person: ANN,
      version: 1,
      links: [aLinkTo({ ...NINA, userName: 'nïna \u2028 <!here> 🚀' })],
      ...change,
    })
    const aClaim = (change: Partial<UserClaim> = {}): UserClaim => ({
      userId: NINA.userId,
      version: 1,
      person: ANN,
      linkId: 'k1',
      ...change,
    })

    test('who has none has an empty record, and what is written comes back', async () => {
      const [a, b] = two()
      expect(await a.read(ANN)).toEqual({ person: ANN, version: 0, links: [] })
      expect(await a.claim(NINA.userId)).toBeUndefined()
      expect([await a.write(someLinks()), await a.writeClaim(aClaim())]).toEqual([true, true])
      expect(await b.read(ANN)).toEqual(someLinks())
      expect(await b.claim(NINA.userId)).toEqual(aClaim())
      expect([(await b.read(BEN)).version, await b.claim(OLE.userId)]).toEqual([0, undefined])
    })

    test.each([1, 3, 4])('after version 1 there is no version %s', async (version) => {
      const [a, b] = two()
      const person = `T1/LINK${version}` as const
      const userId = `${OLE.userId.slice(0, -1)}${version}`
      await a.write(someLinks({ person }))
      await a.writeClaim(aClaim({ userId }))
      expect(await b.write(someLinks({ person, version, links: [] }))).toBe(false)
      expect(await b.writeClaim(aClaim({ userId, version, person: BEN }))).toBe(false)
      expect([await a.read(person), await a.claim(userId)]).toEqual([
        someLinks({ person }),
        aClaim({ userId }),
      ])
    })

    test('of two Slack accounts that prove one user at once, one at most is linked', async () => {
      const people = ['T1/ZOE', 'T1/YAN'] as const
      const linked = two().map((store, index) =>
        createLinking({
          store,
          clock: () => T0 * 1000,
          newId: () => `k${index}`,
          policy: () => aPolicy({ people: [] }),
          seePerson: async (key) => aPerson(key),
          readUserGroups: async () => new Map(),
          announce: async () => undefined,
          onUnannounced: () => undefined,
        }),
      )
      await Promise.all(people.map((person, index) => linked[index]?.link(by(person), OLE)))
      const inForce = await Promise.all(people.map((person) => linkInForce(two()[0], person)))
      expect(inForce.filter((link) => link !== undefined)).toHaveLength(1)
    })
  })
}
