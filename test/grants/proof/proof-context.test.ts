import { describe, expect, it } from 'vitest'
import { conditionsHold } from '../../../src/base/policy/conditions.ts'
import { requestContext } from '../../../src/base/policy/context.ts'
import type { Condition } from '../../../src/base/policy/document.ts'
import type { Conditions } from '../../../src/grants/policy/policy-json.ts'
import { type ContextItem, meetings, violations } from '../../../src/grants/proof/proof-context.ts'

/** What AWS would say of these conditions in a context. */
function holds(conditions: Conditions, context: readonly ContextItem[]): string {
  const listed: readonly Condition[] = Object.entries(conditions).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, value]) => ({ operator, key, values: [value].flat() })),
  )
  const values = Object.fromEntries(context.map((item) => [item.key, item.values]))
  return conditionsHold(listed, requestContext(values, 'absent')).truth
}

const CASES: ReadonlyArray<readonly [string, Conditions]> = [
  ['a text', { StringEquals: { 'a:Key': 'churn' } }],
  ['one of two texts', { StringEquals: { 'a:Key': ['Approved', 'Rejected'] } }],
  ['a text that begins so', { StringLike: { 'a:Key': 'churn-*' } }],
  ['an ARN', { ArnEquals: { 'a:Key': 'arn:aws:kms:eu-west-1:111122223333:key/1' } }],
  [
    'an ARN that begins so',
    { ArnLike: { 'a:Key': 'arn:aws:sagemaker:eu-west-1:111122223333:model/churn-*' } },
  ],
  ['a yes', { Bool: { 'a:Key': 'true' } }],
  ['a no where it is said', { BoolIfExists: { 'a:Key': 'false' } }],
  ['a number', { NumericLessThanEquals: { 'a:Key': '3600' } }],
  ['a number where it is said', { NumericLessThanEqualsIfExists: { 'a:Key': '0' } }],
  ['networks', { IpAddress: { 'a:Key': ['192.0.2.0/24', '2001:db8::/32'] } }],
  ['all addresses', { IpAddress: { 'a:Key': ['0.0.0.0/0', '::/0'] } }],
  ['a list', { Null: { 'a:Key': 'false' }, 'ForAllValues:StringEquals': { 'a:Key': ['one', 'two'] } }],
  ['several keys', { StringEquals: { 'a:Key': 'x', 'a:Other': 'y' }, Bool: { 'a:Third': 'true' } }],
]

describe('the contexts that a proof tries', () => {
  it.each(CASES)('meet %s', (_name, conditions) => {
    expect(meetings(conditions).map((context) => holds(conditions, context))).not.toContain('no')
    expect(meetings(conditions).map((context) => holds(conditions, context))).not.toContain('maybe')
  })

  it.each(CASES)('miss %s, for each key', (_name, conditions) => {
    const missing = violations(conditions)
    expect([...missing.keys()]).toEqual([...new Set(Object.values(conditions).flatMap(Object.keys))])
    for (const contexts of missing.values()) {
      expect(contexts.length).toBeGreaterThan(0)
      expect(new Set(contexts.map((context) => holds(conditions, context)))).toEqual(new Set(['no']))
    }
  })

  it('are none where an operator is not known', () => {
    expect(violations({ DateEquals: { 'a:Key': '2026-01-01' } })).toEqual(new Map([['a:Key', []]]))
  })
})
