import { describe, expect, it } from 'vitest'
import { logGroupPresentForLiveResource } from '../../../../src/posture/checks/logging/log-group-present-for-live-resource.ts'
import type { Inventory, Kind } from '../../../../src/posture/inventory/index.ts'
import type { Endpoint } from '../../../../src/posture/inventory/models.ts'
import { a, aGap, NOW, snapshotOf, verdicts } from '../../../support/inventory.ts'
import { aConfig, aVariant } from '../../../support/samples.ts'

const GROUP = '/aws/sagemaker/Endpoints/live'
const endpoint = (fields: Partial<Endpoint> = {}) =>
  a('endpoints', {
    name: 'live',
    status: 'InService',
    configName: 'config',
    createdAt: NOW - 7200,
    ...fields,
  })

type Change = { readonly [K in Kind]?: readonly Inventory[K][] }
const base: Change = { endpoints: [endpoint()], endpointConfigs: [aConfig()], logGroups: [] }

describe('log-group-present-for-live-resource', () => {
  it.each<[string, Change, string]>([
    ['writes', { logGroups: [a('logGroups', { name: GROUP })] }, `pass: It writes to ${GROUP}.`],
    ['is silent', {}, `fail: There is no log group ${GROUP}.`],
    [
      'is silent beside one that writes',
      { logGroups: [a('logGroups', { name: `${GROUP}-2` })] },
      `fail: There is no log group ${GROUP}.`,
    ],
    [
      'is new',
      { endpoints: [endpoint({ createdAt: NOW - 600 })] },
      'not-applicable: It has been in service for less than an hour.',
    ],
    ['failed', { endpoints: [endpoint({ status: 'Failed' })] }, 'not-applicable: The endpoint is Failed.'],
    [
      'is made of inference components',
      { endpointConfigs: [aConfig({ variants: [(({ modelName: _, ...variant }) => variant)(aVariant())] })] },
      'not-applicable: It is made of inference components, which have log groups of their own.',
    ],
  ])('an endpoint that %s', (_what, change, expected) => {
    expect(verdicts(logGroupPresentForLiveResource, snapshotOf({ ...base, ...change }))).toEqual([
      `live ${expected}`,
    ])
  })

  it('is unknown where log groups are hidden', () => {
    const hidden = snapshotOf(base, [aGap({ kind: 'logGroups' })])
    expect(verdicts(logGroupPresentForLiveResource, hidden)).toEqual([
      expect.stringContaining('live unknown'),
    ])
  })
})
