import { expect, it } from 'vitest'
import { auditedIn } from '../../src/store/audited.ts'
import { T0 } from '../support/grants.ts'
import { aTable } from '../support/stores.ts'

it('remembers when each Region of an account was audited last', async () => {
  const { table, close } = await aTable()
  const audited = auditedIn(table)
  expect(await audited.last('111122223333', 'eu-west-1')).toBeUndefined()
  await audited.note('111122223333', ['eu-west-1', 'us-east-1'], T0)
  await audited.note('111122223333', ['eu-west-1'], T0 + 60)
  expect(await audited.last('111122223333', 'eu-west-1')).toBe(T0 + 60)
  expect(await audited.last('111122223333', 'us-east-1')).toBe(T0)
  expect(await audited.last('222233334444', 'eu-west-1')).toBeUndefined()
  await close()
})
