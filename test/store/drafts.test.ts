import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Draft } from '../../src/grants/request/draft.ts'
import { draftsIn } from '../../src/store/drafts.ts'
import { type EmbeddedDynamo, openEmbedded } from '../../src/store/embedded.ts'
import { openTable, type Table } from '../../src/store/table.ts'
import { ANN, BEN, T0 } from '../support/grants.ts'

let dynamo: EmbeddedDynamo
let table: Table

beforeAll(async () => {
  const opened = await openEmbedded({})
  if (!opened.ok) throw new Error(opened.error)
  dynamo = opened.value
  const tables = openTable(dynamo.table)
  await tables.ready()
  table = tables
})

afterAll(async () => {
  await table.close()
  await dynamo.close()
})

function aDraft(change: Partial<Draft> = {}): Draft {
  return {
    id: 'g1',
    owner: ANN,
    form: {
      entitlement: 'invoke-endpoint',
      region: 'eu-west-1',
      parameters: { endpoint: 'arn' },
      durationSeconds: 3600,
      startsAt: null,
      reason: 'line\u2028feed <!channel> \u202E \ud83d\ude80',
      ticket: null,
      breakGlass: false,
    },
    briefing: {
      looking: { looked: [], resources: [], reach: { roleArn: null, words: '', can: [], unknown: null } },
      proof: { outcome: 'proved', line: '3 calls', claims: [] },
      simulated: 'IAM agrees.',
      at: T0,
    },
    termsHash: 'h',
    expiresAt: T0 + 1800,
    ...change,
  }
}

describe('a kept draft', () => {
  it('comes back as it was, and its owner may change it', async () => {
    const drafts = draftsIn(table)
    expect(await drafts.keep(aDraft())).toBe(true)
    expect(await drafts.read('g1')).toEqual(aDraft())
    expect(await drafts.keep(aDraft({ termsHash: 'other' }))).toBe(true)
    expect(await drafts.read('g1')).toEqual(aDraft({ termsHash: 'other' }))
    expect(await drafts.read('g2')).toBeUndefined()
  })

  it('is changed by nobody else', async () => {
    const drafts = draftsIn(table)
    await drafts.keep(aDraft({ id: 'own' }))
    expect(await drafts.keep(aDraft({ id: 'own', owner: BEN }))).toBe(false)
    expect((await drafts.read('own'))?.owner).toBe(ANN)
  })

  it('that two of its owner write at once is one of the two', async () => {
    const drafts = draftsIn(table)
    const both = ['one', 'two'].map((termsHash) => drafts.keep(aDraft({ id: 'race', termsHash })))
    expect(await Promise.all(both)).toEqual([true, true])
    expect(['one', 'two']).toContain((await drafts.read('race'))?.termsHash)
  })
})

describe('a kept briefing', () => {
  it('comes back as it was', async () => {
    const drafts = draftsIn(table)
    await drafts.brief('g1', aDraft().briefing)
    expect(await drafts.briefing('g1')).toEqual(aDraft().briefing)
    expect(await drafts.briefing('g2')).toBeUndefined()
  })
})
