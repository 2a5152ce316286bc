import fc from 'fast-check'
import { expect, it } from 'vitest'
import { workforceSourceIpNotBroad } from '../../../../src/posture/checks/network-access/workforce-source-ip-not-broad.ts'
import { a, snapshotOf, statuses, verdicts } from '../../../support/inventory.ts'

const workforces = (cidrs: readonly string[]) =>
  snapshotOf({ workforces: [a('workforces', { name: 'w', cidrs })] })

it.each([
  ['an office', ['203.0.113.0/24'], 'pass: The portal admits 203.0.113.0/24'],
  ['a /16', ['203.0.0.0/16'], 'pass: The portal admits 203.0.0.0/16'],
  ['private networks, however wide', ['10.0.0.0/8'], 'pass: The portal admits 10.0.0.0/8'],
  ['everybody', ['0.0.0.0/0'], 'fail: 0.0.0.0/0 amount to 0.0.0.0/0'],
  ['everybody in IPv6', ['::/0'], 'fail: ::/0 amount to ::/0'],
  ['two halves', ['0.0.0.0/1', '128.0.0.0/1'], 'fail: 0.0.0.0/1, 128.0.0.0/1 amount to 0.0.0.0/0'],
  ['one half', ['128.0.0.0/1'], 'fail: 128.0.0.0/1 admit a public network wider than /16'],
  ['more than a /16', ['203.0.0.0/15'], 'fail: 203.0.0.0/15 admit a public network wider than /16'],
  [
    'two halves of more than a /16',
    ['203.0.0.0/16', '203.1.0.0/16'],
    'fail: 203.0.0.0/16, 203.1.0.0/16 admit a public network wider than /16',
  ],
  ['a provider in IPv6', ['2001::/16'], 'fail: 2001::/16 admit a public network wider than /32'],
  ['nonsense', ['office'], 'fail: office cannot be read as a CIDR'],
  [
    'nobody by list',
    [],
    'not-applicable: There is no allow-list; workforce-source-ip-restricted judges that.',
  ],
])('an allow-list of %s', (_, cidrs, expected) => {
  expect(verdicts(workforceSourceIpNotBroad, workforces(cidrs))).toEqual([`w ${expected}`])
})

it.each([
  [['17.0.0.0/8'], ['17.0.0.0/8'], 'pass'],
  [['17.0.0.0/8'], ['17.128.0.0/9'], 'pass'],
  [['17.0.0.0/8'], ['16.0.0.0/7'], 'fail'],
  [[], ['17.0.0.0/8'], 'fail'],
] as const)(
  'with the corporate networks %j, %j is judged by what lies outside: %s',
  (corporateCidrs, cidrs, expected) => {
    expect(statuses(workforceSourceIpNotBroad, workforces(cidrs), { corporateCidrs })).toEqual([expected])
  },
)

it('fails however the whole internet is cut into pieces', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 9 }), (cuts) => {
      const halves = Array.from({ length: cuts }, (_, i) => `${128 / 2 ** i}.0.0.0/${i + 1}`)
      const all = [...halves, `0.0.0.0/${cuts}`].filter((cidr) =>
        Number.isInteger(Number(cidr.split('.')[0])),
      )
      fc.pre(all.length === cuts + 1)
      expect(statuses(workforceSourceIpNotBroad, workforces(all))).toEqual(['fail'])
    }),
  )
})
