import { describe, expect, it } from 'vitest'
import { endpointMultiInstance } from '../../../../src/posture/checks/compliance/endpoint-multi-instance.ts'
import type { EndpointConfig } from '../../../../src/posture/inventory/models.ts'
import { a, aGap, snapshotOf, verdicts } from '../../../support/inventory.ts'
import { aConfig, aVariant } from '../../../support/samples.ts'

const LIVE = [a('endpoints', { name: 'live', status: 'InService', configName: 'config' })]
const one = (fields: Partial<ReturnType<typeof aVariant>> = {}): Partial<EndpointConfig> => ({
  variants: [aVariant(fields)],
})
const NO_COUNT = 'not-applicable: No variant has instances of its own.'

describe('endpoint-multi-instance', () => {
  it.each<[string, Partial<EndpointConfig>, string]>([
    ['two instances', one({ instanceCount: 2 }), 'pass: Every variant has two or more instances.'],
    ['one instance', one(), 'fail: Variants with a single instance: AllTraffic.'],
    [
      'one that scales from two',
      one({ minInstanceCount: 2 }),
      'pass: Every variant has two or more instances.',
    ],
    [
      'two that may scale to one',
      one({ instanceCount: 2, minInstanceCount: 1 }),
      'fail: Variants with a single instance: AllTraffic.',
    ],
    ['a serverless variant', one({ serverless: true }), NO_COUNT],
    ['no count', { variants: [(({ instanceCount: _, ...variant }) => variant)(aVariant())] }, NO_COUNT],
    [
      'inference components',
      { variants: [(({ modelName: _, ...variant }) => variant)(aVariant())] },
      NO_COUNT,
    ],
    [
      'asynchronous inference',
      { asyncInference: { topics: [] } },
      'not-applicable: Asynchronous: it may scale to nothing.',
    ],
    [
      'two variants',
      { variants: [aVariant({ name: 'a', instanceCount: 2 }), aVariant({ name: 'b' })] },
      'fail: Variants with a single instance: b.',
    ],
  ])('%s', (_what, fields, expected) => {
    const world = snapshotOf({ endpoints: LIVE, endpointConfigs: [aConfig(fields)] })
    expect(verdicts(endpointMultiInstance, world)).toEqual([`config ${expected}`])
  })

  it('leaves a configuration alone that no endpoint runs', () => {
    const world = snapshotOf({ endpoints: [], endpointConfigs: [aConfig()] })
    expect(verdicts(endpointMultiInstance, world)).toEqual(['config not-applicable: No endpoint runs it.'])
  })

  it('is unknown where endpoints are hidden', () => {
    const world = snapshotOf({ endpointConfigs: [aConfig()] }, [aGap({ kind: 'endpoints' })])
    expect(verdicts(endpointMultiInstance, world)).toEqual([expect.stringContaining('config unknown')])
  })
})
