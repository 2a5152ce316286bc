import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CloseOutStore } from '../../src/grants/ending/closing.ts'
import { closeOutsIn } from '../../src/store/close-outs.ts'
import { aCloseOut } from '../support/access.ts'
import { ANN, BEN } from '../support/grants.ts'
import { aTable } from '../support/stores.ts'

let opened: Awaited<ReturnType<typeof aTable>>
let closeOuts: CloseOutStore

beforeAll(async () => {
  opened = await aTable()
  closeOuts = closeOutsIn(opened.table)
})

afterAll(() => opened.close())

describe('close-outs', () => {
  it('are due until they are kept, and noted once', async () => {
    await closeOuts.due('g1')
    await closeOuts.due('g1')
    expect(await closeOuts.dueIds()).toEqual(['g1'])
    await closeOuts.close('g1', aCloseOut())
    expect(await closeOuts.dueIds()).toEqual([])
    expect(await closeOuts.read('g1')).toEqual(aCloseOut())
  })

  it('are found by the person whose grants they were', async () => {
    await closeOuts.close('g2', aCloseOut({ grantId: 'g2', requester: BEN }))
    expect((await closeOuts.ofPerson(BEN)).map(({ grantId }) => grantId)).toEqual(['g2'])
    expect((await closeOuts.ofPerson(ANN)).map(({ grantId }) => grantId)).toEqual(['g1'])
  })

  it('are none where there was nothing to close', async () => {
    await closeOuts.due('g3')
    await closeOuts.close('g3', undefined)
    expect(await closeOuts.read('g3')).toBeUndefined()
    expect(await closeOuts.dueIds()).toEqual([])
  })
})
