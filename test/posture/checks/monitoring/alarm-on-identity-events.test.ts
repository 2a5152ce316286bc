import { describe, expect, it } from 'vitest'
import {
  alarmIamPolicyChanges,
  alarmOrganizationsChanges,
  alarmRootUsage,
  alarmSigninWithoutMfa,
} from '../../../../src/posture/checks/monitoring/alarm-on-identity-events.ts'
import { ALL_EVENTS, aFilter, aTrail, heardWorld, TWO_REGIONS } from '../../../support/heard.ts'
import { ACCOUNT, REGION, seen, verdicts } from '../../../support/inventory.ts'

const without = (id: string) => [aFilter({ matches: seen(ALL_EVENTS.filter((one) => one !== id)) })]

describe('alarm-iam-policy-changes', () => {
  it('wants each of sixteen events, whatever filter matches it', () => {
    const world = heardWorld({ ...TWO_REGIONS, metricFilters: without('iam/DetachGroupPolicy') })
    expect(verdicts(alarmIamPolicyChanges, world)).toEqual([
      expect.stringContaining('fail: Nobody hears of DetachGroupPolicy'),
    ])
  })
})

describe('alarm-signin-without-mfa', () => {
  it('asks for a sign-in by an IAM user, so that federated ones may be left out', () => {
    expect(alarmSigninWithoutMfa.fix.cli).toContain('$.userIdentity.type = "IAMUser"')
  })
})

describe('alarm-root-usage', () => {
  it('is about every Region, for root can work in each', () => {
    const world = heardWorld({ ...TWO_REGIONS, metricFilters: without('ec2/CreateKeyPair+root') })
    expect(verdicts(alarmRootUsage, world)).toEqual([
      expect.stringContaining(`${REGION} fail: Nobody hears of CreateKeyPair`),
      expect.stringContaining('us-east-1 fail: Nobody hears of CreateKeyPair'),
    ])
  })
})

describe('alarm-organizations-changes', () => {
  const lines = (...args: Parameters<typeof heardWorld>) =>
    verdicts(alarmOrganizationsChanges, heardWorld(...args))

  it('does not apply to a member account', () => {
    const trail = aTrail({ organization: true, arn: 'arn:aws:cloudtrail:us-east-1:999988887777:trail/all' })
    expect(lines({ ...TWO_REGIONS, trails: [trail] })).toEqual([
      `${ACCOUNT} not-applicable: A member account: only the management account sees these events.`,
    ])
  })

  it('does not guess whether a failing account manages an organisation', () => {
    expect(lines({ ...TWO_REGIONS, metricFilters: [] })).toEqual([
      expect.stringContaining('unknown: No path for changes of the organisation was found'),
    ])
  })

  it('passes where the events are heard, whoever asks', () => {
    expect(lines(TWO_REGIONS)).toEqual([expect.stringContaining('pass: All 18 events are heard')])
  })
})
