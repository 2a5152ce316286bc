import { describe, expect, it } from 'vitest'
import { defineCheck, fail, pass } from '../../../src/posture/check.ts'
import { modelInUse } from '../../../src/posture/workloads/model-use.ts'
import { aCheck } from '../../support/checks.ts'
import { a, aGap, snapshotOf, statuses } from '../../support/inventory.ts'
import { aConfig, aModel, aPart, aVariant, aWorkload } from '../../support/samples.ts'

/** Passes models in use. */
const check = defineCheck({
  ...aCheck({ of: 'models' }),
  of: 'models',
  with: ['endpoints', 'endpointConfigs', 'transformJobs'],
  evaluate: (model, see) => (modelInUse(model, see) ? pass('used') : fail('unused')),
})

const endpoint = a('endpoints', { name: 'live', status: 'InService', configName: 'config' })
const seenAll = { models: [aModel()], endpoints: [endpoint], endpointConfigs: [aConfig()], transformJobs: [] }
const transform = aWorkload('transformJobs', [aPart({ type: 'transform', modelName: 'churn' })])
const { modelName: _, ...component } = aVariant()

describe('a model is in use', () => {
  it.each([
    ['where a live endpoint runs it', {}, 'pass'],
    ['not where its configuration is left over', { endpoints: [] }, 'fail'],
    [
      'not where other models run',
      { endpointConfigs: [aConfig({ variants: [aVariant({ modelName: 'x' })] })] },
      'fail',
    ],
    ['where a recent transform job ran it', { endpoints: [], transformJobs: [transform] }, 'pass'],
    [
      'where inference components could run it',
      { endpointConfigs: [aConfig({ variants: [component] })] },
      'pass',
    ],
  ])('%s', (_name, fields, status) => {
    expect(statuses(check, snapshotOf({ ...seenAll, ...fields }))).toEqual([status])
  })

  it.each(['endpoints', 'endpointConfigs', 'transformJobs'] as const)(
    'is unknown where %s are hidden',
    (kind) => {
      const snapshot = snapshotOf({ ...seenAll, endpoints: [] }, [aGap({ kind })])
      const named = kind === 'endpointConfigs' ? { ...seenAll, endpointConfigs: [] } : undefined
      expect(statuses(check, named ? snapshotOf(named, [aGap({ kind })]) : snapshot)).toEqual(['unknown'])
    },
  )

  it('is certain where a transform job ran it, though endpoints are hidden', () => {
    const snapshot = snapshotOf({ ...seenAll, endpoints: [], transformJobs: [transform] }, [
      aGap({ kind: 'endpoints' }),
    ])
    expect(statuses(check, snapshot)).toEqual(['pass'])
  })
})
