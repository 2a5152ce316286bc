import { expect, it } from 'vitest'
import { DAY_S } from '../../src/base/time.ts'
import { endingSoon, waivedNow } from '../../src/digest/waivers.ts'
import { T0 } from '../support/grants.ts'
import { aFinding, aResource } from '../support/report.ts'

const waiver = (until: number, resource = aResource().arn) => ({
  check: 'notebook-no-direct-internet',
  resource,
  until,
})

it('names waivers that end within a week, the next first', () => {
  const waivers = [waiver(T0 + 8 * DAY_S), waiver(T0 + 7 * DAY_S), waiver(T0 + 1), waiver(T0)]
  expect(endingSoon(waivers, T0)).toEqual([waiver(T0 + 1), waiver(T0 + 7 * DAY_S)])
})

it('waives a finding of that check on that resource until the end', () => {
  const isWaived = waivedNow([waiver(T0 + 1), waiver(T0, aResource('lab').arn)], T0)
  expect(isWaived(aFinding())).toBe(true)
  expect(isWaived(aFinding({ resource: aResource('lab') }))).toBe(false)
  expect(isWaived(aFinding({ resource: aResource('other') }))).toBe(false)
})
