import { describe, expect, it } from 'vitest'
import { monitoringChecks } from '../../../src/posture/checks/monitoring/index.ts'
import { aFilter, anAlarm, aTrail, heardWorld, TWO_REGIONS } from '../../support/heard.ts'
import { ACCOUNT, aGap, seen, statuses, verdicts } from '../../support/inventory.ts'

const alarms = monitoringChecks.filter(
  ({ id }) =>
    id.startsWith('alarm-') && !['alarm-actions-configured', 'alarm-subscription-confirmed'].includes(id),
)
const check = (id: string) => alarms.filter((one) => one.id === id)

describe.each(alarms)('$id', (alarm) => {
  const own = alarm.id === 'alarm-organizations-changes' ? [aTrail({ organization: true })] : [aTrail()]

  it('passes where every event is heard', () => {
    const expected = alarm.of === 'accounts' ? ['pass'] : ['pass', 'pass']
    // A rule or filter hears of TWO_REGIONS Regions: the trail is multi-region.
    expect(statuses(alarm, heardWorld({ ...TWO_REGIONS, trails: own }))).toEqual(expected)
  })

  it('fails where no filter matches', () => {
    const deaf = heardWorld({ ...TWO_REGIONS, trails: own, metricFilters: [aFilter({ matches: seen([]) })] })
    expect(new Set(statuses(alarm, deaf))).toEqual(new Set(['fail']))
  })

  it('is unknown where the filters are hidden', () => {
    const hidden = heardWorld({ ...TWO_REGIONS, trails: own, metricFilters: [] }, [
      aGap({ kind: 'metricFilters' }),
    ])
    expect(new Set(statuses(alarm, hidden))).toEqual(new Set(['unknown']))
  })

  it('offers a command with a pattern', () => {
    expect(alarm.fix.cli).toContain("--filter-pattern '{ ")
    expect(alarm.fix.cli.match(/\(/g)?.length).toBe(alarm.fix.cli.match(/\)/g)?.length)
  })
})

describe('one event is enough, or several are needed', () => {
  const patient = (id: string) =>
    check(id).flatMap((one) =>
      statuses(one, heardWorld({ ...TWO_REGIONS, alarms: [anAlarm({ threshold: 10 })] })),
    )

  it.each(['alarm-console-auth-failures', 'alarm-unauthorized-api-calls', 'alarm-sagemaker-access-denied'])(
    '%s may wait for several',
    (id) => {
      expect(new Set(patient(id))).toEqual(new Set(['pass']))
    },
  )

  it.each(['alarm-root-usage', 'alarm-iam-policy-changes', 'alarm-sagemaker-lifecycle-config-changes'])(
    '%s may not',
    (id) => {
      expect(new Set(patient(id))).toEqual(new Set(['fail']))
    },
  )
})

describe('a failure', () => {
  it('of one event alone does not count others', () => {
    const [failures] = check('alarm-console-auth-failures')
    expect(failures && verdicts(failures, heardWorld({ ...TWO_REGIONS, metricFilters: [] }))).toEqual([
      `${ACCOUNT} fail: Nobody hears of ConsoleLogin: no metric filter of trail and no EventBridge rule matches it.`,
    ])
  })
})
