import { describe, expect, it } from 'vitest'
import { compare, stateChanges } from '../../src/posture/compare.ts'
import type { Finding, Status } from '../../src/posture/finding.ts'
import { aCheck } from '../support/checks.ts'
import { a } from '../support/inventory.ts'

const check = aCheck({ id: 'c' })

function findings(spec: Readonly<Record<string, Status>>): readonly Finding[] {
  return Object.entries(spec).map(([name, status]) => ({
    check,
    status,
    evidence: '',
    resource: a('regions', { name, arn: name, region: 'eu-west-1' }),
  }))
}

function report(spec: Readonly<Record<string, Status>>) {
  return { finishedAt: 1000, findings: findings(spec) }
}

describe('the comparison with the last audit', () => {
  it.each([
    ['fails in both', { n: 'fail' }, { n: 'fail' }, [], []],
    ['fails now', { n: 'pass' }, { n: 'fail' }, ['c|n'], []],
    ['passes now', { n: 'fail' }, { n: 'pass' }, [], ['c|n']],
    ['does not apply any more', { n: 'fail' }, { n: 'not-applicable' }, [], ['c|n']],
    ['is gone, and everything was seen', { n: 'fail', m: 'pass' }, { m: 'pass' }, [], ['c|n']],
    ['cannot be seen any more', { n: 'fail' }, { n: 'unknown' }, [], []],
    ['is missing while the kind is hidden', { n: 'fail' }, { 'all notebooks': 'unknown' }, [], []],
    ['was unknown and fails now', { n: 'unknown' }, { n: 'fail' }, ['c|n'], []],
  ] as const)('a finding that %s', (_name, before, now, opened, fixed) => {
    expect(compare(report(before), findings(now))).toEqual({ since: 1000, opened, fixed })
  })

  it('remembers what is new, forgets what was seen to be right, and leaves the rest alone', () => {
    const states = new Map([
      ['c|old', { firstSeenAt: 1, lastSeenAt: 1 }],
      ['c|mended', { firstSeenAt: 1, lastSeenAt: 1 }],
      ['c|hidden', { firstSeenAt: 1, lastSeenAt: 1 }],
      ['c|elsewhere', { firstSeenAt: 1, lastSeenAt: 1 }],
    ])
    const now = findings({ old: 'fail', mended: 'pass', hidden: 'unknown', fresh: 'fail' })
    const changes = stateChanges(states, now, undefined, 50)
    expect([...changes.opened]).toEqual([['c|fresh', { firstSeenAt: 50, lastSeenAt: 50 }]])
    expect(changes.fixed).toEqual(['c|mended'])
  })
})
