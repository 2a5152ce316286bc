import { defineCheck, notApplicable } from '../../check.ts'
import { outputVerdict } from '../../encryption/encryption-key.ts'

export const endpointDataCaptureKms = defineCheck({
  id: 'endpoint-data-capture-kms',
  title: 'Captured requests and responses must be written with a customer-managed key',
  practice: 'encryption-at-rest',
  severity: 'medium',
  tier: 'core',
  controls: {},
  why: 'Data capture stores what people send to the model and what it answers, often personal data. Without a customer-managed key everybody who may read the bucket may read it.',
  fix: {
    summary:
      'Name a customer-managed key in the data capture settings of a new endpoint configuration, or make one the default of the bucket.',
    console:
      'SageMaker AI console › Inference › Endpoint configurations › Clone › Data capture › Encryption key; then update the endpoint.',
    cli: 'aws sagemaker create-endpoint-config --endpoint-config-name NEW_NAME --production-variants file://VARIANTS.json --data-capture-config file://CAPTURE.json   # with KmsKeyId\naws sagemaker update-endpoint --endpoint-name ENDPOINT --endpoint-config-name NEW_NAME',
    effect: 'redeploy',
  },
  of: 'endpointConfigs',
  with: ['buckets', 'keys'],
  evaluate: ({ dataCapture: capture }, see) =>
    capture?.enabled
      ? outputVerdict(
          { what: 'capture key', kmsKeyId: capture.kmsKeyId, uris: [capture.destinationS3Uri] },
          see,
        )
      : notApplicable('Data capture is off.'),
})
