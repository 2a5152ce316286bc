import { defineCheck, notApplicable } from '../../check.ts'
import { keyVerdict } from '../../encryption/encryption-key.ts'
import { hasLocalStorage } from '../../encryption/instance-storage.ts'
import type { ProductionVariant } from '../../inventory/models.ts'
import { configInUse } from '../../workloads/model-use.ts'

export const endpointConfigVolumeKms = defineCheck({
  id: 'endpoint-config-volume-kms',
  title: 'Endpoint instances must encrypt their storage with a customer-managed key',
  practice: 'encryption-at-rest',
  severity: 'medium',
  tier: 'core',
  controls: {
    nist80053r5: ['AU-9(3)', 'CP-9(d)', 'SC-8(3)', 'SC-8(4)', 'SC-13(a)', 'SC-28', 'SC-28(1)', 'SI-19(4)'],
    pciDss4: ['8.3.2'],
    hipaa: [
      '§164.308(a)(1)(ii)(B)',
      '§164.308(a)(4)(ii)(A)',
      '§164.312(a)(2)(iv)',
      '§164.312(e)(2)(ii)',
      '§164.314(b)(1)',
      '§164.314(b)(2)',
      '§164.314(b)(2)(i)',
      '§164.314(b)(2)(ii)',
      '§164.314(b)(2)(iii)',
      '§164.314(b)(2)(iv)',
    ],
    soc2: ['CC6.1', 'CC6.2', 'CC6.7'],
    gdpr: ['Art. 32'],
  },
  why: 'The volume of an endpoint instance holds the model and whatever the container writes while it answers. A customer-managed key keeps a copy of that volume useless to anybody who may not use the key.',
  fix: {
    summary: 'Create an endpoint configuration with a customer-managed key and update the endpoint to it.',
    console:
      'SageMaker AI console › Inference › Endpoint configurations › Clone › Encryption key; then Endpoints › the endpoint › Update.',
    cli: 'aws sagemaker create-endpoint-config --endpoint-config-name NEW_NAME --production-variants file://VARIANTS.json --kms-key-id CUSTOMER_KEY\naws sagemaker update-endpoint --endpoint-name ENDPOINT --endpoint-config-name NEW_NAME',
    effect: 'redeploy',
  },
  of: 'endpointConfigs',
  with: ['endpoints', 'keys'],
  evaluate: (config, see) => {
    if (config.variants.length > 0 && config.variants.every(hasNoVolume))
      return notApplicable(
        'Serverless variants and instances with local NVMe storage have no volume for a key.',
      )
    if (!configInUse(config, see)) return notApplicable('No endpoint uses this configuration.')
    return keyVerdict('volume key', config.kmsKeyId, see)
  },
})

/** The key covers attached volumes alone: CreateEndpointConfig, `KmsKeyId`. */
function hasNoVolume(variant: ProductionVariant): boolean {
  return variant.serverless || (variant.instanceType !== undefined && hasLocalStorage(variant.instanceType))
}
