import { describe, expect, it } from 'vitest'
import { endpointConfigVolumeKms } from '../../../../src/posture/checks/encryption-at-rest/endpoint-config-volume-kms.ts'
import type { EndpointConfig } from '../../../../src/posture/inventory/models.ts'
import { a, aGap, snapshotOf, verdicts } from '../../../support/inventory.ts'
import { aConfig, aKey, aVariant } from '../../../support/samples.ts'

const live = a('endpoints', { name: 'live', status: 'InService', configName: 'config' })
const serverless = aVariant({ serverless: true })
const nvme = aVariant({ instanceType: 'ml.g5.xlarge' })
const noVolume =
  'not-applicable: Serverless variants and instances with local NVMe storage have no volume for a key.'

describe('the volume key of endpoint instances', () => {
  it.each<[string, Partial<EndpointConfig>, string]>([
    ['passes', { kmsKeyId: 'key-1' }, 'pass: Volume key key-1 is an enabled customer-managed key'],
    ['fails where it is absent', {}, 'fail: No customer-managed volume key is set'],
    [
      'is another than the key of data capture',
      { dataCapture: { enabled: true, kmsKeyId: 'key-1' } },
      'fail: No customer-managed volume key is set',
    ],
    ['does not apply to serverless and NVMe alone', { variants: [serverless, nvme] }, noVolume],
    [
      'applies where one variant has a volume',
      { variants: [nvme, aVariant()] },
      'fail: No customer-managed volume key is set',
    ],
    [
      'does not apply to a configuration that nothing uses',
      { name: 'old' },
      'not-applicable: No endpoint uses this configuration.',
    ],
  ])('%s', (_, fields, expected) => {
    const config = aConfig(fields)
    const snapshot = snapshotOf({ endpointConfigs: [config], endpoints: [live], keys: [aKey()] })
    expect(verdicts(endpointConfigVolumeKms, snapshot)).toEqual([`${config.name} ${expected}`])
  })

  it('is unknown where an endpoint that could use it is hidden, known where one is seen to', () => {
    const snapshot = snapshotOf(
      { endpointConfigs: [aConfig(), aConfig({ name: 'other' })], endpoints: [live], keys: [] },
      [aGap({ kind: 'endpoints' })],
    )
    expect(verdicts(endpointConfigVolumeKms, snapshot)).toEqual([
      'config fail: No customer-managed volume key is set',
      'other unknown: Could not be seen: DescribeSample was denied (needs sagemaker:DescribeSample).',
    ])
  })

  it('is unknown where the key cannot be described', () => {
    const snapshot = snapshotOf({ endpointConfigs: [aConfig({ kmsKeyId: 'k' })], endpoints: [live] }, [
      aGap({ kind: 'keys' }),
    ])
    expect(verdicts(endpointConfigVolumeKms, snapshot)[0]).toContain('config unknown')
  })
})
