import { describe, expect, it } from 'vitest'
import { modelMonitorEnabled } from '../../../../src/posture/checks/compliance/model-monitor-enabled.ts'
import type { Inventory, Kind } from '../../../../src/posture/inventory/index.ts'
import type { Endpoint, EndpointConfig, ModelContainer } from '../../../../src/posture/inventory/models.ts'
import { a, aGap, snapshotOf, verdicts } from '../../../support/inventory.ts'
import { aConfig, aModel, aVariant, aWorkload } from '../../../support/samples.ts'

const endpoint = (fields: Partial<Endpoint> = {}) =>
  a('endpoints', { name: 'live', status: 'InService', configName: 'config', ...fields })
const schedule = (fields: Record<string, unknown>) =>
  aWorkload('monitoringSchedules', [], { status: 'Scheduled', ...fields })
const config = (fields: Partial<EndpointConfig>) => ({ endpointConfigs: [aConfig(fields)] })
const image = (name: string) => {
  const container: ModelContainer = {
    name: 'main',
    image: `763104351884.dkr.ecr.eu-west-1.amazonaws.com/${name}`,
    secrets: [],
  }
  return { models: [aModel({ containers: [container] })] }
}

type Change = { readonly [K in Kind]?: readonly Inventory[K][] }
const base: Change = {
  endpoints: [endpoint()],
  endpointConfigs: [aConfig()],
  models: [aModel()],
  monitoringSchedules: [],
}
const NONE = 'fail: No running schedule looks at it.'

describe('model-monitor-enabled', () => {
  it.each<[string, Change, string]>([
    [
      'watched',
      { monitoringSchedules: [schedule({ endpointName: 'live' })] },
      'pass: A monitoring schedule looks at it.',
    ],
    ['unwatched', {}, NONE],
    ['beside one that is watched', { monitoringSchedules: [schedule({ endpointName: 'other' })] }, NONE],
    [
      'watched by a stopped schedule',
      { monitoringSchedules: [schedule({ endpointName: 'live', status: 'Stopped' })] },
      NONE,
    ],
    [
      'not in service',
      { endpoints: [endpoint({ status: 'Failed' })] },
      'not-applicable: The endpoint is Failed.',
    ],
    [
      'serverless',
      config({ variants: [aVariant({ serverless: true })] }),
      'not-applicable: Serverless: Model Monitor does not support it.',
    ],
    [
      'asynchronous',
      config({ asyncInference: { topics: [] } }),
      'not-applicable: Asynchronous: Model Monitor does not support it.',
    ],
    [
      'made of inference components',
      config({ variants: [(({ modelName: _, ...variant }) => variant)(aVariant())] }),
      'not-applicable: Made of inference components: Model Monitor does not support it.',
    ],
    [
      'of a language model',
      image('djl-inference:0.33'),
      'not-applicable: It serves a language model; Model Monitor is about tables.',
    ],
    ['of a table model', image('sagemaker-xgboost:1.7'), NONE],
    [
      'of a configuration that is gone',
      { endpointConfigs: [] },
      'unknown: Its configuration is gone, so that nobody can tell whether Model Monitor would fit.',
    ],
  ])('an endpoint that is %s', (_what, change, expected) => {
    expect(verdicts(modelMonitorEnabled, snapshotOf({ ...base, ...change }))).toEqual([`live ${expected}`])
  })

  it('is unknown where schedules are hidden', () => {
    const hidden = snapshotOf(base, [aGap({ kind: 'monitoringSchedules' })])
    expect(verdicts(modelMonitorEnabled, hidden)).toEqual([expect.stringContaining('live unknown')])
  })
})
