import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Grant } from '../../src/grants/grant.ts'
import { open } from '../../src/grants/lifecycle/apply.ts'
import { StoreFailure } from '../../src/store/failure.ts'
import { grantsIn } from '../../src/store/grants.ts'
import { anAskStep, BEN, historyOf, sha256, T0 } from '../support/grants.ts'
import { aTable, killedBeforeWrite } from '../support/stores.ts'

let kept: Awaited<ReturnType<typeof aTable>>
const told: StoreFailure[] = []
const onSpoilt = (failure: StoreFailure) => void told.push(failure)
const grants = () => grantsIn(kept.table, onSpoilt)

beforeAll(async () => {
  kept = await aTable()
})

afterAll(async () => {
  await kept.close()
})

const aGrant = (id: string): Grant => open(id, anAskStep(), T0, sha256)

const denied = (grant: Grant): Grant =>
  historyOf(grant, [{ type: 'deny', by: BEN, revision: 1, reason: 'no' }])

const expected = ({ state, revisions, head }: Grant) => ({ state, revisions, head })

describe('a process that is killed between two writes', () => {
  /** All that is done to a grant, from the request to having shown its end. */
  async function life(table: typeof kept.table, grant: Grant): Promise<void> {
    const store = grantsIn(table, onSpoilt)
    const end = denied(grant)
    await store.create(grant)
    await store.shown(grant.id, grant.head)
    await store.move(expected(grant), end)
    await store.shown(grant.id, end.head)
  }

  const WRITES = 6

  test.each(Array.from({ length: WRITES }, (_, n) => n + 1))('before write %s loses no grant', async (n) => {
    const grant = aGrant(`killed-${n}`)
    await expect(life(killedBeforeWrite(kept.table, n), grant)).rejects.toThrow('killed')
    const record = await grants().read(grant.id)
    const has = (list: readonly Grant[]) => list.some(({ id }) => id === grant.id)
    expect(has(await grants().all())).toBe(record !== undefined)
    expect(has(await grants().unsettled())).toBe(record?.state === 'requested')
    const shown = n === 5
    expect(has(await grants().unshown())).toBe(record !== undefined && !shown)
    // Whoever comes next does it all again, and then nothing is left open.
    await life(kept.table, grant)
    expect((await grants().read(grant.id))?.state).toBe('ended')
    expect(has(await grants().unshown())).toBe(false)
    expect(await kept.table.get('grants#open', grant.id)).toBeUndefined()
  })

  test('after its last write has nothing left to do', async () => {
    await life(killedBeforeWrite(kept.table, WRITES + 1), aGrant('unharmed'))
    expect(await kept.table.get('grants#open', 'unharmed')).toBeUndefined()
  })
})

describe('the list of open grants', () => {
  test('drops an entry that no longer fits its record', async () => {
    const grant = denied(aGrant('stale'))
    await grants().create(grant)
    await kept.table.put({ pk: 'grants#open', sk: 'stale', head: grant.head })
    expect((await grants().unshown()).map(({ id }) => id)).not.toContain('stale')
    expect(await kept.table.get('grants#open', 'stale')).toBeUndefined()
  })

  test('keeps an entry whose record is only just being made', async () => {
    await kept.table.put({ pk: 'grants#open', sk: 'coming' })
    expect((await grants().unsettled()).map(({ id }) => id)).not.toContain('coming')
    await grants().create(aGrant('coming'))
    expect((await grants().unsettled()).map(({ id }) => id)).toContain('coming')
  })
})

describe('a record that somebody spoilt', () => {
  const spoil: ReadonlyArray<readonly [string, (grant: Grant) => object]> = [
    ['no JSON', () => ({ text: '{"id":' })],
    ['other bytes', () => ({ text: 'H4sIAAAA' })],
    ['no text', () => ({ text: undefined })],
    ['null', () => ({ text: 'null' })],
    ['another record', () => ({ text: JSON.stringify(aGrant('other')) })],
    ['no events', (grant) => ({ text: JSON.stringify({ ...grant, events: 7 }) })],
    [
      'its newest event less',
      (grant) => ({ text: JSON.stringify({ ...grant, events: grant.events.slice(0, -1) }) }),
    ],
    ['another state in its condition', () => ({ state: 'active' })],
    ['another head in its condition', () => ({ head: sha256('x') })],
  ]

  test.each(spoil)('to %s is named, and holds up no other', async (what, change) => {
    const id = `spoilt-${what.replaceAll(' ', '-')}`
    const grant = denied(aGrant(id))
    const good = aGrant(`good-${id}`)
    await grants().create(good)
    await grants().create(grant)
    const item = await kept.table.get(`grant#${id}`, 'record')
    if (!item) throw new Error('No record')
    const spoilt = Object.entries({ ...item, ...change(grant) }).filter(([, value]) => value !== undefined)
    await kept.table.put({ pk: item.pk, sk: item.sk, ...Object.fromEntries(spoilt) })
    const sentence = `The record of grant ${id} is not as it was written. Run verify.`
    await expect(grants().read(id)).rejects.toThrow(sentence)
    await expect(grants().all()).rejects.toThrow(StoreFailure)
    told.length = 0
    expect((await grants().unsettled()).map((each) => each.id)).toContain(good.id)
    expect(told.map(({ message }) => message)).toContain(sentence)
    await kept.table.put(item)
  })

  test('is an anchor too', async () => {
    await kept.table.put({ pk: 'anchors', sk: '000000000', text: 'nothing' })
    await expect(grants().anchors()).rejects.toThrow('Anchor 0 is not as it was written.')
  })

  test('is no reason to call an unreachable table spoilt', async () => {
    const failure = new StoreFailure('The table did not answer.', undefined)
    const unreachable = {
      ...kept.table,
      get: () => Promise.reject(failure),
    }
    await expect(grantsIn(unreachable, onSpoilt).unsettled()).rejects.toBe(failure)
  })
})
