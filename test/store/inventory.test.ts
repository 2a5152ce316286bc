import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { DAY_S } from '../../src/base/time.ts'
import type { KnownResource } from '../../src/grants/request/inventory.ts'
import { inventoryIn } from '../../src/store/inventory.ts'
import type { Table } from '../../src/store/table.ts'
import { NOW } from '../support/inventory.ts'
import { aResource } from '../support/report.ts'
import { aTable } from '../support/stores.ts'

let kept: Awaited<ReturnType<typeof aTable>>

beforeAll(async () => {
  kept = await aTable()
})

afterAll(async () => {
  await kept.close()
})

const time = { now: NOW }
const clock = () => time.now * 1000

const of = (kind: string, ...names: readonly string[]): KnownResource[] =>
  names.map((name) =>
    aResource(name, { kind, arn: `arn:aws:sagemaker:eu-west-1:111122223333:${kind}/${name}` }),
  )

/** The table, with what was written to it. */
function watched(): { readonly table: Table; readonly written: string[] } {
  const written: string[] = []
  const table: Table = {
    ...kept.table,
    putOver: (item, over) => {
      written.push(item.pk)
      return kept.table.putOver(item, over)
    },
  }
  return { table, written }
}

describe('what audits have seen', () => {
  test('is found by another process, as it was', async () => {
    const seen = of('endpoints', 'churn', 'fraud \u202E*?')
    await inventoryIn(kept.table, clock).keep(seen, NOW)
    expect(await inventoryIn(kept.table, clock).find('endpoints', '', 10)).toEqual(seen)
  })

  test('is written again only where something changed', async () => {
    const { table, written } = watched()
    const inventory = inventoryIn(table, clock)
    const seen = of('models', 'a', 'b', 'c')
    await inventory.keep(seen, NOW)
    const first = written.length
    await inventory.keep(seen, NOW + DAY_S - 1)
    expect(written).toHaveLength(first)
    await inventory.keep([...seen, ...of('models', 'd')], NOW + 60)
    expect(written).toHaveLength(first + 1)
    await inventory.keep(seen, NOW + DAY_S)
    expect(written.length).toBeGreaterThan(first + 1)
  })

  test('is left out where nobody can ask for it', async () => {
    const { table, written } = watched()
    const inventory = inventoryIn(table, clock)
    await inventory.keep(of('vpcs', 'one'), NOW)
    expect(written).toEqual([])
    expect(await inventory.find('vpcs', 'one', 10)).toEqual([])
    expect(await inventory.find('__proto__', '', 10)).toEqual([])
  })

  test('is known to another process within a minute', async () => {
    const [one, two] = [inventoryIn(kept.table, clock), inventoryIn(kept.table, clock)]
    const names = async () => (await two.find('pipelines', '', 10)).map(({ name }) => name)
    expect(await names()).toEqual([])
    await one.keep(of('pipelines', 'nightly'), NOW)
    expect(await names()).toEqual([])
    time.now += 60
    expect(await names()).toEqual(['nightly'])
    time.now = NOW
  })

  test('is forgotten when no audit has seen it for thirty days', async () => {
    const inventory = inventoryIn(kept.table, clock)
    await inventory.keep(of('notebooks', 'old'), NOW - 30 * DAY_S)
    await inventory.keep(of('notebooks', 'young'), NOW - 30 * DAY_S + 1)
    expect((await inventory.find('notebooks', '', 10)).map(({ name }) => name)).toEqual(['young'])
  })

  test('of two audits at once both are kept', async () => {
    const [one, two] = [inventoryIn(kept.table, clock), inventoryIn(kept.table, clock)]
    const names = (prefix: string) => Array.from({ length: 40 }, (_, n) => `${prefix}${n}`)
    await Promise.all([
      one.keep(of('spaces', ...names('a')), NOW),
      two.keep(of('spaces', ...names('b')), NOW),
    ])
    expect(await one.find('spaces', '', 100)).toHaveLength(80)
  })

  test('is asked for again after the table did not answer', async () => {
    const failures = [new Error('down')]
    const table: Table = {
      ...kept.table,
      query(pk, options) {
        const failure = failures.pop()
        if (failure) throw failure
        return kept.table.query(pk, options)
      },
    }
    const inventory = inventoryIn(table, clock)
    await expect(inventory.find('clusters', '', 1)).rejects.toThrow('down')
    expect(await inventory.find('clusters', '', 1)).toEqual([])
  })

  test('is the newest twenty thousand of a kind, looked through in milliseconds', {
    timeout: 60_000,
  }, async () => {
    const inventory = inventoryIn(kept.table, clock)
    const many = Array.from({ length: 20_100 }, (_, n) => `training-${(n * 2654435761) % 4294967296}-${n}`)
    const older = of('trainingJobs', ...many.slice(0, 200))
    await inventory.keep(older, NOW - DAY_S)
    await inventory.keep(of('trainingJobs', ...many.slice(200)), NOW)
    expect(await inventory.find('trainingJobs', '', 30_000)).toHaveLength(20_000)
    const started = performance.now()
    for (const typed of ['training', '-19', 'no such thing', '99'])
      await inventory.find('trainingJobs', typed, 100)
    expect((performance.now() - started) / 4).toBeLessThan(100)
  })
})
