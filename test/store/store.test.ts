import { randomUUID } from 'node:crypto'
import { afterAll, describe, expect, test } from 'vitest'
import { type EmbeddedDynamo, openEmbedded } from '../../src/store/embedded.ts'
import { StoreFailure } from '../../src/store/failure.ts'
import { openStore } from '../../src/store/store.ts'
import { openTable, type TableOptions } from '../../src/store/table.ts'
import { aReport } from '../support/report.ts'
import { STORE_OPTIONS } from '../support/stores.ts'
import { storeContract } from './contract.ts'
import { factorsContract } from './factors-contract.ts'
import { grantsContract } from './grants-contract.ts'
import { identityLinksContract } from './identity-links-contract.ts'

const started: EmbeddedDynamo[] = []

async function embedded() {
  const dynamo = await openEmbedded({})
  if (!dynamo.ok) throw new Error(dynamo.error)
  started.push(dynamo.value)
  return dynamo.value
}

afterAll(async () => {
  for (const dynamo of started) await dynamo.close()
})

/** Everything that a DynamoDB must give. `open` hands over an empty table each time it is called. */
function contracts(name: string, open: () => Promise<TableOptions>): void {
  storeContract(name, open)
  grantsContract(name, open)
  factorsContract(name, open)
  identityLinksContract(name, open)
}

contracts('the embedded store', async () => (await embedded()).table)

/** Any other DynamoDB, such as AWS's DynamoDB Local: its address, e.g. `http://127.0.0.1:8000`. */
const endpoint = process.env.SAGEWARDEN_TEST_DYNAMODB
if (endpoint !== undefined) {
  contracts(endpoint, async () => ({
    tableName: `sagewarden-${randomUUID()}`,
    createIfMissing: true,
    endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  }))
}

describe('a table that is not there', () => {
  test('is one clear sentence at the start', async () => {
    const { table } = await embedded()
    const store = await openStore({
      ...table,
      tableName: 'missing',
      createIfMissing: false,
      ...STORE_OPTIONS,
    })
    expect(store).toEqual({
      ok: false,
      error: 'The DynamoDB table "missing" does not exist in this account and Region.',
    })
  })

  test('is one clear sentence where nothing answers at all', async () => {
    const dynamo = await openEmbedded({})
    if (!dynamo.ok) throw new Error(dynamo.error)
    await dynamo.value.close()
    const store = await openStore({ ...dynamo.value.table, ...STORE_OPTIONS })
    expect(store).toEqual({ ok: false, error: expect.stringContaining('did not answer (ECONNREFUSED)') })
  })
})

describe('a table that vanishes while the bot runs', () => {
  const audit = { id: 'a', scopeKey: 's', report: aReport({ id: 'a' }) }

  async function vanished(createIfMissing: boolean) {
    const { table } = await embedded()
    const owner = await openStore({ ...table, ...STORE_OPTIONS })
    const store = await openStore({ ...table, createIfMissing, ...STORE_OPTIONS })
    if (!owner.ok || !store.ok) throw new Error('The table should be there.')
    await dropTable(table.endpoint ?? '', table.tableName)
    return store.value
  }

  test('is made again where it is the embedded one', async () => {
    const store = await vanished(true)
    await Promise.all([store.audits.keep(audit), store.openJobs.close('none')])
    expect((await store.audits.byId('a'))?.id).toBe('a')
    await store.close()
  })

  test('is told where it is not', async () => {
    const store = await vanished(false)
    await expect(store.audits.keep(audit)).rejects.toThrow(StoreFailure)
    await expect(store.audits.states('1', ['c'])).rejects.toThrow('does not exist in this account and Region')
    await store.close()
  })
})

describe('an audit that was cut while it was written', () => {
  test('is none, and the one before it is the latest', async () => {
    const { table: options } = await embedded()
    const store = await openStore({ ...options, ...STORE_OPTIONS })
    if (!store.ok) throw new Error(store.error)
    const { audits } = store.value
    const kept = (id: string, startedAt: number) => ({
      id,
      scopeKey: 's',
      report: aReport({ id, startedAt }),
    })
    await audits.keep(kept('before', 1))
    await audits.keep(kept('cut', 2))
    await audits.keep(kept('spoilt', 3))
    const table = openTable(options)
    await table.ready()
    await table.remove('audit#cut', 'manifest')
    await table.remove('audit#spoilt', 'pack#00000')
    expect((await audits.latestFailures('s'))?.id).toBe('before')
    expect(await audits.byId('cut')).toBeUndefined()
    expect(await audits.byId('spoilt')).toBeUndefined()
    await table.close()
    await store.value.close()
  })
})

/** Deletes a table behind the store's back, as a person with a console would. */
async function dropTable(endpoint: string, TableName: string): Promise<void> {
  const answer = await fetch(endpoint, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': 'DynamoDB_20120810.DeleteTable',
      'x-amz-date': '20261123T090000Z',
      authorization:
        'AWS4-HMAC-SHA256 Credential=a/20261123/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=b',
    },
    body: JSON.stringify({ TableName }),
  })
  if (!answer.ok) throw new Error(await answer.text())
}
