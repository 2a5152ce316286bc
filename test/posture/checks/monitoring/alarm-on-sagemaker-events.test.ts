import { describe, expect, it } from 'vitest'
import { alarmOnSagemakerEvents } from '../../../../src/posture/checks/monitoring/alarm-on-sagemaker-events.ts'
import { aFilter, heardWorld } from '../../../support/heard.ts'
import { REGION, seen, verdicts } from '../../../support/inventory.ts'

const judged = (id: string, matches: readonly string[]) =>
  alarmOnSagemakerEvents
    .filter((one) => one.id === id)
    .flatMap((one) => verdicts(one, heardWorld({ metricFilters: [aFilter({ matches: seen(matches) })] })))

describe('alarms on changes of SageMaker', () => {
  it('tell one shape of an event from another', () => {
    const some = ['CreateNotebookInstance+direct-internet', 'CreateDomain+public'].map(
      (id) => `sagemaker/${id}`,
    )
    expect(judged('alarm-sagemaker-insecure-create', some)).toEqual([
      `${REGION} fail: Nobody hears of CreateNotebookInstance: no metric filter of trail and no EventBridge rule matches it. Of 5 events, 3 go unheard.`,
    ])
  })

  it('do not take a plain domain change for one of its lifecycle script', () => {
    expect(judged('alarm-sagemaker-lifecycle-config-changes', ['sagemaker/UpdateDomain'])).toEqual([
      expect.stringContaining('Of 7 events, 7 go unheard.'),
    ])
  })
})
