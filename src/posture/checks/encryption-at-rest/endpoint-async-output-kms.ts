import { defineCheck, notApplicable } from '../../check.ts'
import { outputVerdict } from '../../encryption/encryption-key.ts'

export const endpointAsyncOutputKms = defineCheck({
  id: 'endpoint-async-output-kms',
  title: 'Asynchronous inference must write its output with a customer-managed key',
  practice: 'encryption-at-rest',
  severity: 'medium',
  tier: 'core',
  controls: {},
  why: 'Asynchronous endpoints leave every answer, and every failure, as an object in S3. Without a customer-managed key everybody who may read the bucket may read them.',
  fix: {
    summary:
      'Name a customer-managed key in the output settings of a new endpoint configuration, or make one the default of the bucket.',
    console:
      'SageMaker AI console › Inference › Endpoint configurations › Clone › Async invocation config › Encryption key; then update the endpoint.',
    cli: 'aws sagemaker create-endpoint-config --endpoint-config-name NEW_NAME --production-variants file://VARIANTS.json --async-inference-config file://ASYNC.json   # with OutputConfig.KmsKeyId\naws sagemaker update-endpoint --endpoint-name ENDPOINT --endpoint-config-name NEW_NAME',
    effect: 'redeploy',
  },
  of: 'endpointConfigs',
  with: ['buckets', 'keys'],
  evaluate: ({ asyncInference: output }, see) =>
    output
      ? outputVerdict(
          {
            what: 'output key',
            kmsKeyId: output.kmsKeyId,
            uris: [output.outputS3Uri, output.failureS3Uri],
          },
          see,
        )
      : notApplicable('This is no asynchronous endpoint.'),
})
