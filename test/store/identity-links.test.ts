import { afterAll, beforeAll, expect, it } from 'vitest'
import { SpoiltRecord } from '../../src/store/failure.ts'
import { identityLinksIn } from '../../src/store/identity-links.ts'
import { ANN, BEN } from '../support/grants.ts'
import { aLinkTo, NINA, OLE } from '../support/identity-links.ts'
import { aTable } from '../support/stores.ts'

let opened: Awaited<ReturnType<typeof aTable>>
beforeAll(async () => {
  opened = await aTable()
})
afterAll(() => opened.close())

it('a record that was moved to another person or user is told from one that was written', async () => {
  const { table } = opened
  const links = identityLinksIn(table)
  await links.write({ person: ANN, version: 1, links: [aLinkTo(NINA)] })
  await links.writeClaim({ userId: NINA.userId, version: 1, person: ANN, linkId: 'k1' })
  for (const [from, to] of [
    [`identity#${ANN}`, `identity#${BEN}`],
    [`identity-user#${NINA.userId}`, `identity-user#${OLE.userId}`],
  ] as const) {
    const item = await table.get(from, 'identity')
    if (!item) throw new Error('not kept')
    await table.put({ ...item, pk: to })
  }
  await expect(links.read(BEN)).rejects.toThrow(SpoiltRecord)
  await expect(links.claim(OLE.userId)).rejects.toThrow(SpoiltRecord)
  await table.put({ pk: `identity#${BEN}`, sk: 'identity', rev: 1, text: 'no json' })
  await expect(links.read(BEN)).rejects.toThrow('not as it was written')
})
