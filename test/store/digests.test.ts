import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { DigestStore } from '../../src/digest/ports.ts'
import { digestsIn } from '../../src/store/digests.ts'
import { openTable } from '../../src/store/table.ts'
import { aTable, killedBeforeWrite } from '../support/stores.ts'
import { digestsContract } from './digests-contract.ts'

let opened: Awaited<ReturnType<typeof aTable>>
let other: ReturnType<typeof openTable>
let stores: readonly [DigestStore, DigestStore]

beforeAll(async () => {
  opened = await aTable()
  other = openTable(opened.dynamo.table)
  await other.ready()
  stores = [digestsIn(opened.table), digestsIn(other)]
})

afterAll(async () => {
  await other.close()
  await opened.close()
})

digestsContract(() => stores)

describe('a process that dies', () => {
  it('before it claims a day leaves it to the next', async () => {
    const dying = digestsIn(killedBeforeWrite(opened.table, 1))
    const wanted = { channel: 'CDIES', day: '2026-11-23', scope: [] }
    await expect(dying.claim(wanted, 100, 160)).rejects.toThrow('killed')
    expect(typeof (await stores[0].claim(wanted, 100, 160))).toBe('object')
  })

  it('after it claimed a day holds it no longer than its lease', async () => {
    const dying = digestsIn(killedBeforeWrite(opened.table, 2))
    const wanted = { channel: 'CHOLDS', day: '2026-11-23', scope: [] }
    const held = await dying.claim(wanted, 100, 160)
    if (typeof held === 'string') throw new Error(held)
    await expect(dying.note(held, { ...held.delivery, state: 'posting' })).rejects.toThrow('killed')
    expect(await stores[1].claim(wanted, 159, 300)).toBe('busy')
    expect(await stores[1].claim(wanted, 160, 300)).toMatchObject({ delivery: { state: 'claimed' } })
  })

  it('is not taken for somebody of another channel', async () => {
    await expect(stores[0].claim({ channel: '', day: '2026-11-23', scope: [] }, 1, 2)).rejects.toThrow(
      'An id is',
    )
  })
})
