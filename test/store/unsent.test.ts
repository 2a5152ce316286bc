import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { UnsentMessages } from '../../src/slack/sending/ports.ts'
import { openTable } from '../../src/store/table.ts'
import { quietTimesIn, unsentIn } from '../../src/store/unsent.ts'
import { aTable } from '../support/stores.ts'
import { memoryUnsent } from '../support/unsent.ts'
import { unsentContract } from './unsent-contract.ts'

let opened: Awaited<ReturnType<typeof aTable>>
let other: ReturnType<typeof openTable>
let stores: readonly [UnsentMessages, UnsentMessages]

beforeAll(async () => {
  opened = await aTable()
  other = openTable(opened.dynamo.table)
  await other.ready()
  stores = [unsentIn(opened.table), unsentIn(other)]
})

afterAll(async () => {
  await other.close()
  await opened.close()
})

describe('in the table', () => unsentContract(() => stores))

describe('in memory, as tests use it', () => {
  const memory = memoryUnsent()
  unsentContract(() => [memory, memory])
})

describe('where Slack wants quiet', () => {
  it('is known to the next process for as long as it lasts, the last word of each', async () => {
    const [times, next] = [quietTimesIn(opened.table), quietTimesIn(other)]
    await times.keep('C1', 5000)
    await times.keep('C1', 9000)
    await times.keep('chat.update', 4000)
    expect(await next.since(4000)).toEqual(new Map([['C1', 9000]]))
    expect(await next.since(9000)).toEqual(new Map())
  })
})
