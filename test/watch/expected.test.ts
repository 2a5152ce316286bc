import { describe, expect, it } from 'vitest'
import { expectRefusals, LONGEST_QUIET_S } from '../../src/watch/expected.ts'
import { ANA, anAcmePolicy, BEN_CARTER } from '../support/access.ts'

const OF_ANA = 'arn:aws:iam::111122223333:user/ana'
const policy = {
  ...anAcmePolicy(),
  revokers: ['on-call'],
  rules: [{ id: 'all', for: {}, approvals: [{ group: 'approvers', count: 1 }] }],
  people: [
    {
      slack: ANA,
      principals: { '111122223333': { kind: 'iam-user' as const, arn: OF_ANA, uniqueId: null } },
    },
  ],
}
const alert = { severity: 'high' as const, principals: ['arn:x'], account: '111122223333', subject: 's' }
const said = { person: BEN_CARTER, reason: 'a planned change', seconds: 3600 }
const among = (...groups: readonly string[]) => ({ policy: { policy, groups } })

describe('saying that an alert is expected', () => {
  it.each([
    ['somebody who approves', { ...said, ...among('approvers') }],
    ['somebody who ends access', { ...said, ...among('on-call') }],
    ['anybody where no access policy is set up', said],
  ])('is for %s', (_, facts) => {
    expect(expectRefusals(alert, facts)).toEqual([])
  })

  it.each([
    ['nobody else', alert, { ...said, ...among('data-scientists') }, ['not-in-charge']],
    [
      'nobody for what they did',
      { ...alert, principals: [OF_ANA] },
      { ...said, person: ANA, ...among('on-call') },
      ['own-doing'],
    ],
    ['nobody without a reason', alert, { ...said, reason: '  ok ' }, ['no-reason']],
    ['nobody for ever', alert, { ...said, seconds: LONGEST_QUIET_S.high + 1 }, ['too-long']],
    ['nobody for no time', alert, { ...said, seconds: 0 }, ['too-long']],
    ['nobody for a time that is none', alert, { ...said, seconds: Number.NaN }, ['too-long']],
  ])('is for %s', (_, about, facts, codes) => {
    expect(expectRefusals(about, facts)).toEqual(codes)
  })

  it('lasts shorter the worse it is', () => {
    const { critical, high, medium, low } = LONGEST_QUIET_S
    expect([critical, high, medium, low]).toEqual([critical, high, medium, low].toSorted((a, b) => a - b))
  })
})
