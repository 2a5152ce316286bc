import { describe, expect, it } from 'vitest'
import { alarmOnInfrastructureEvents } from '../../../../src/posture/checks/monitoring/alarm-on-infrastructure-events.ts'
import { aSelector, aTrail, heardWorld } from '../../../support/heard.ts'
import { seen, statuses } from '../../../support/inventory.ts'

const named = (id: string) => alarmOnInfrastructureEvents.filter((one) => one.id === id)

describe('alarms on changes around SageMaker', () => {
  it('do not hear of keys where the trail leaves KMS out', () => {
    const trail = aTrail({
      selectors: seen([aSelector({ excludedSources: ['kms.amazonaws.com'] })]),
    })
    const world = heardWorld({ trails: [trail] })
    expect(named('alarm-cmk-disable-delete').flatMap((one) => statuses(one, world))).toEqual(['fail'])
    expect(named('alarm-s3-policy-changes').flatMap((one) => statuses(one, world))).toEqual(['pass'])
  })

  it('are judged in every Region', () => {
    expect(new Set(alarmOnInfrastructureEvents.map((one) => one.of))).toEqual(new Set(['regions']))
  })
})
