import type { AsyncInferenceConfig, DataCaptureConfig, ProductionVariant } from '@aws-sdk/client-sagemaker'
import type { AsyncInference, DataCapture } from '../../posture/inventory/models.ts'
import { required } from '../call.ts'
import { defineCollector, itemsOf } from '../collector.ts'
import { describeEach, IMMUTABLE } from '../describe.ts'
import { present, texts } from '../fields.ts'
import { vpcOf } from '../parts/part.ts'

/** Endpoint configurations cannot be changed: each is described once ever. */
export const endpointConfigs = defineCollector({
  kind: 'endpointConfigs',
  actions: ['sagemaker:ListEndpointConfigs', 'sagemaker:DescribeEndpointConfig'],
  regional: true,
  async collect(reading) {
    const listed = await reading.pages(
      'sagemaker',
      'ListEndpointConfigs',
      { MaxResults: 100 },
      {
        items: (page) => page.EndpointConfigs,
        map: (raw) => ({
          name: required(raw.EndpointConfigName, 'EndpointConfigName'),
          arn: required(raw.EndpointConfigArn, 'EndpointConfigArn'),
          version: `${IMMUTABLE} ${raw.CreationTime?.toISOString() ?? ''}`,
        }),
      },
    )
    return describeEach(reading, itemsOf(reading, listed), ({ name, arn }) =>
      reading.read('sagemaker', 'DescribeEndpointConfig', { EndpointConfigName: name }, (raw) => {
        const variants = required(raw.ProductionVariants, 'ProductionVariants')
        return present({
          ...reading.identity(name, arn, raw.CreationTime),
          variants: [...variants, ...(raw.ShadowProductionVariants ?? [])].map(variantOf),
          kmsKeyId: raw.KmsKeyId,
          dataCapture: captureOf(raw.DataCaptureConfig),
          asyncInference: asyncOf(raw.AsyncInferenceConfig),
          roleArn: raw.ExecutionRoleArn,
          vpc: vpcOf(reading.intern, raw.VpcConfig),
          networkIsolation: raw.EnableNetworkIsolation,
        })
      }),
    )
  },
})

function variantOf(raw: ProductionVariant) {
  return present({
    name: raw.VariantName ?? '',
    modelName: raw.ModelName,
    instanceType: raw.InstanceType as string | undefined,
    instanceCount: raw.InitialInstanceCount,
    minInstanceCount:
      raw.ManagedInstanceScaling?.Status === 'ENABLED'
        ? raw.ManagedInstanceScaling.MinInstanceCount
        : undefined,
    serverless: raw.ServerlessConfig !== undefined,
    ssmAccess: raw.EnableSSMAccess === true,
  })
}

/** Capture is on unless the block says otherwise (API default). */
function captureOf(raw: DataCaptureConfig | undefined): DataCapture | undefined {
  return (
    raw &&
    present({
      enabled: raw.EnableCapture !== false,
      samplingPercent: raw.InitialSamplingPercentage,
      destinationS3Uri: raw.DestinationS3Uri,
      kmsKeyId: raw.KmsKeyId,
    })
  )
}

function asyncOf(raw: AsyncInferenceConfig | undefined): AsyncInference | undefined {
  const output = raw?.OutputConfig
  const notify = output?.NotificationConfig
  return (
    raw &&
    present({
      outputS3Uri: output?.S3OutputPath,
      failureS3Uri: output?.S3FailurePath,
      kmsKeyId: output?.KmsKeyId,
      topics: texts([notify?.SuccessTopic, notify?.ErrorTopic]),
    })
  )
}
