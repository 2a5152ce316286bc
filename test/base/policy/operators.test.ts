import { describe, expect, it } from 'vitest'
import { operatorNamed } from '../../../src/base/policy/operators.ts'
import { not } from '../../../src/base/policy/truth.ts'

const compare = (name: string, wanted: string, given: string) => {
  const operator = operatorNamed(name.toLowerCase())
  if (!operator) throw new Error(`no operator ${name}`)
  const matched = operator.compare(wanted, given)
  return operator.negated ? not(matched) : matched
}

const role = 'arn:aws:iam::111122223333:role/team/Train'

describe('a condition operator', () => {
  it.each([
    ['StringEquals', 'a*', 'abc', 'no'],
    ['StringEquals', 'a*', 'a*', 'yes'],
    ['StringEquals', 'A', 'a', 'no'],
    ['StringNotEquals', 'A', 'a', 'yes'],
    ['StringEqualsIgnoreCase', 'A', 'a', 'yes'],
    ['StringNotEqualsIgnoreCase', 'A', 'a', 'no'],
    ['StringLike', 'a*c?', 'abbcd', 'yes'],
    ['StringLike', 'A*', 'abc', 'no'],
    ['StringNotLike', 'a*', 'abc', 'no'],
    ['ArnLike', 'arn:aws:iam::*:role/*', role, 'yes'],
    ['ArnEquals', 'arn:aws:iam::*:role/*', role, 'yes'],
    ['ArnEquals', role, role, 'yes'],
    ['ArnLike', 'arn:aws:iam::111122223333:role/team/?rain', role, 'yes'],
    ['ArnLike', 'arn:aws:iam:*', role, 'no'],
    ['ArnLike', 'arn:*:role/team/Train', role, 'no'],
    ['ArnLike', '*', role, 'yes'],
    ['ArnLike', 'arn:aws:logs:*:*:*', 'arn:aws:logs:eu-west-1:111122223333:log-group:a:*', 'yes'],
    ['ArnNotLike', 'arn:aws:iam::*:role/*', role, 'no'],
    ['ArnNotEquals', 'arn:aws:iam::*:user/*', role, 'yes'],
    ['Bool', 'TRUE', 'true', 'yes'],
    ['Bool', 'false', 'true', 'no'],
    ['BinaryEquals', 'QmluYXJ5', 'QmluYXJ5', 'yes'],
    ['NumericEquals', '10', '10.0', 'yes'],
    ['NumericNotEquals', '10', '9', 'yes'],
    ['NumericNotEquals', '10', 'ten', 'maybe'],
    ['NumericLessThan', '3600', '3599', 'yes'],
    ['NumericLessThan', '3600', '3600', 'no'],
    ['NumericLessThanEquals', '3600', '3600', 'yes'],
    ['NumericGreaterThan', '3600', '3601', 'yes'],
    ['NumericGreaterThanEquals', '3600', '3599', 'no'],
    ['NumericLessThan', 'soon', '1', 'maybe'],
    ['DateLessThan', '2026-11-23T09:00:00Z', '2026-11-23T08:59:59Z', 'yes'],
    ['DateLessThan', '2026-11-23T09:00:00Z', '2026-11-23T09:00:00Z', 'no'],
    ['DateLessThanEquals', '2026-11-23T10:00:00+01:00', '2026-11-23T09:00:00Z', 'yes'],
    ['DateGreaterThan', '1795424400', '2026-11-23T09:00:01Z', 'yes'],
    ['DateGreaterThanEquals', '2026', '2026-01-01T00:00:00Z', 'yes'],
    ['DateEquals', '2026-11-23', '2026-11-23T00:00:00Z', 'yes'],
    ['DateNotEquals', '2026-11-23', '2026-11-24', 'yes'],
    ['DateLessThan', 'tomorrow', '2026-11-24', 'maybe'],
    ['IpAddress', '203.0.113.0/24', '203.0.113.9', 'yes'],
    ['IpAddress', '2001:db8::/32', '2001:db8::9', 'yes'],
    ['NotIpAddress', '203.0.113.0/24', '203.0.113.9', 'no'],
    ['NotIpAddress', '203.0.113.0/24', '198.51.100.9', 'yes'],
    ['IpAddress', 'nowhere', '198.51.100.9', 'maybe'],
  ])('%s %s, given %s: %s', (name, wanted, given, expected) => {
    expect(compare(name, wanted, given)).toBe(expected)
  })

  it('that AWS does not have is none', () => {
    expect(operatorNamed('stringresembles')).toBeUndefined()
  })
})
