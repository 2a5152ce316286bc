import { describe, expect, it } from 'vitest'
import { endpointDataCaptureSamplingLimited } from '../../../../src/posture/checks/data-privacy/endpoint-data-capture-sampling-limited.ts'
import type { DataCapture, Endpoint } from '../../../../src/posture/inventory/models.ts'
import { a, aGap, snapshotOf, verdicts } from '../../../support/inventory.ts'
import { aConfig } from '../../../support/samples.ts'

const endpoint = (fields: Partial<Endpoint> = {}) =>
  a('endpoints', { name: 'live', status: 'InService', configName: 'config', ...fields })
const capturing = (fields: Partial<DataCapture>) => [aConfig({ dataCapture: { enabled: true, ...fields } })]

describe('endpoint-data-capture-sampling-limited', () => {
  it.each<[string, Partial<Endpoint>, readonly ReturnType<typeof aConfig>[], string]>([
    [
      'over the limit',
      {},
      capturing({ samplingPercent: 100 }),
      'fail: 100 % of the requests are captured; at most 50 % may be.',
    ],
    [
      'at the limit',
      {},
      capturing({ samplingPercent: 50 }),
      'pass: 50 % of the requests are captured, within the limit of 50 %.',
    ],
    [
      'changed since by the endpoint itself',
      { dataCapture: { enabled: true, samplingPercent: 10 } },
      capturing({ samplingPercent: 100 }),
      'pass: 10 % of the requests are captured, within the limit of 50 %.',
    ],
    [
      'switched off by the endpoint itself',
      { dataCapture: { enabled: false } },
      capturing({ samplingPercent: 100 }),
      'not-applicable: Data capture is off.',
    ],
    ['off', {}, [aConfig()], 'not-applicable: Data capture is off.'],
    [
      'without a share',
      {},
      capturing({}),
      'unknown: AWS does not say what share of the requests is captured.',
    ],
    [
      'of a configuration that is gone',
      {},
      [],
      'unknown: The configuration config is gone, and the endpoint itself does not say what it captures.',
    ],
  ])('capture %s', (_what, fields, endpointConfigs, expected) => {
    const world = snapshotOf({ endpoints: [endpoint(fields)], endpointConfigs })
    expect(verdicts(endpointDataCaptureSamplingLimited, world)).toEqual([`live ${expected}`])
  })

  it('has the limit of the baseline', () => {
    const world = snapshotOf({
      endpoints: [endpoint()],
      endpointConfigs: capturing({ samplingPercent: 100 }),
    })
    expect(verdicts(endpointDataCaptureSamplingLimited, world, { captureSamplingPercent: 100 })).toEqual([
      expect.stringContaining('live pass'),
    ])
  })

  it('is unknown where the configuration is hidden', () => {
    const world = snapshotOf({ endpoints: [endpoint()] }, [aGap({ kind: 'endpointConfigs' })])
    expect(verdicts(endpointDataCaptureSamplingLimited, world)).toEqual([
      expect.stringContaining('live unknown'),
    ])
  })
})
