import type { Rec } from '../estates/estate.ts'
import {
  EU,
  FAKE,
  HOSTILE,
  IMAGE,
  IN_LAB,
  IN_PROD,
  IN_US,
  keyArn,
  roleArn,
  smArn,
  type Times,
  tags,
  US,
} from './company.ts'

const model = (region: string, name: string, t: Times, over: Rec): Rec => ({
  ModelName: name,
  ModelArn: smArn(region, `model/${name}`),
  CreationTime: t.days(40),
  PrimaryContainer: {
    Image: IMAGE.pinned,
    ModelDataUrl: `s3://acme-ml-artifacts-eu/models/${name}/model.tar.gz`,
    Environment: { MODEL_SERVER_WORKERS: '2' },
  },
  ExecutionRoleArn: roleArn('fraud-inference-exec'),
  VpcConfig: IN_PROD,
  EnableNetworkIsolation: true,
  ...over,
})

const models = (region: string, t: Times): Rec[] =>
  region === EU
    ? [
        model(EU, 'fraud-scoring-v12', t, { Tags: tags({ team: 'fraud', stage: 'prod' }) }),
        model(EU, 'credit-ensemble-v3', t, {
          PrimaryContainer: undefined,
          Containers: [
            { ContainerHostname: 'features', Image: IMAGE.pinned },
            {
              ContainerHostname: 'score',
              Image: 'registry.acme.example/risk/score:3.1',
              ImageConfig: { RepositoryAccessMode: 'Vpc' },
            },
          ],
        }),
        model(EU, 'credit-limits-v1', t, {
          PrimaryContainer: {
            Image: 'registry.acme.example/credit/limits:1.9',
            ImageConfig: { RepositoryAccessMode: 'Vpc' },
            ModelDataUrl: 's3://acme-ml-artifacts-eu/models/credit-limits/model.tar.gz',
          },
        }),
        model(EU, 'churn-torch', t, {
          VpcConfig: undefined,
          EnableNetworkIsolation: false,
          ExecutionRoleArn: roleArn('datalake-notebook-exec'),
          PrimaryContainer: {
            Image: IMAGE.own,
            ModelDataUrl: 's3://acme-lab-scratch/churn/model.tar.gz',
            Environment: { DATABASE_URL: FAKE.databaseUrl },
          },
        }),
        model(EU, 'llm-assistant-poc', t, {
          VpcConfig: IN_LAB,
          EnableNetworkIsolation: false,
          PrimaryContainer: { Image: IMAGE.hub, ImageConfig: { RepositoryAccessMode: 'Platform' } },
          Tags: tags({ note: HOSTILE.mention }),
        }),
        model(EU, 'legacy-pipeline-blend', t, {
          PrimaryContainer: undefined,
          Containers: [
            { ContainerHostname: 'a', Image: IMAGE.xgboost },
            {
              ContainerHostname: 'b',
              Image: 'quay.io/someone/blend:7',
              ImageConfig: { RepositoryAccessMode: 'Platform' },
            },
          ],
        }),
      ]
    : [
        model(US, 'marketing-uplift', t, {
          VpcConfig: IN_US,
          PrimaryContainer: {
            Image: IMAGE.usXgboost,
            ModelDataUrl: 's3://acme-ml-us-east-1/models/uplift.tar.gz',
          },
          ExecutionRoleArn: roleArn('us-marketing-exec'),
        }),
      ]

const variant = (ModelName: string, InitialInstanceCount: number, InstanceType = 'ml.m5.xlarge'): Rec => ({
  VariantName: 'AllTraffic',
  ModelName,
  InitialInstanceCount,
  InstanceType,
  InitialVariantWeight: 1,
})

const capture = (percentage: number, uri: string, key?: string): Rec => ({
  EnableCapture: true,
  InitialSamplingPercentage: percentage,
  DestinationS3Uri: uri,
  CaptureOptions: [{ CaptureMode: 'Input' }, { CaptureMode: 'Output' }],
  ...(key ? { KmsKeyId: key } : {}),
})

const config = (region: string, name: string, t: Times, over: Rec): Rec => ({
  EndpointConfigName: name,
  EndpointConfigArn: smArn(region, `endpoint-config/${name}`),
  CreationTime: t.days(38),
  KmsKeyId: region === EU ? keyArn('volumes') : keyArn('us', US),
  ...over,
})

const component = (isolated: boolean): Rec => ({
  ProductionVariants: [
    {
      VariantName: 'AllTraffic',
      InitialInstanceCount: 2,
      InstanceType: 'ml.m5.2xlarge',
      ManagedInstanceScaling: { Status: 'ENABLED', MinInstanceCount: 2, MaxInstanceCount: 4 },
    },
  ],
  ExecutionRoleArn: roleArn('fraud-inference-exec'),
  EnableNetworkIsolation: isolated,
  ...(isolated ? { VpcConfig: IN_PROD } : {}),
})

const configs = (region: string, t: Times): Rec[] =>
  region === EU
    ? [
        config(EU, 'fraud-scoring-prod', t, {
          ProductionVariants: [variant('fraud-scoring-v12', 2)],
          DataCaptureConfig: capture(10, 's3://acme-ml-capture-eu/fraud', keyArn('data')),
        }),
        config(EU, 'credit-ensemble-prod', t, {
          ProductionVariants: [variant('credit-ensemble-v3', 3)],
          AsyncInferenceConfig: {
            OutputConfig: { S3OutputPath: 's3://acme-ml-artifacts-eu/async', KmsKeyId: keyArn('data') },
          },
        }),
        config(EU, 'churn-lab', t, {
          KmsKeyId: undefined,
          ProductionVariants: [{ ...variant('churn-torch', 1), EnableSSMAccess: true }],
          DataCaptureConfig: capture(100, 's3://acme-lab-scratch/capture'),
          AsyncInferenceConfig: { OutputConfig: { S3OutputPath: 's3://acme-lab-scratch/async' } },
        }),
        config(EU, 'llm-assistant-gpu', t, {
          KmsKeyId: undefined,
          ProductionVariants: [variant('llm-assistant-poc', 1, 'ml.g5.2xlarge')],
        }),
        config(EU, 'scoring-serverless', t, {
          KmsKeyId: undefined,
          ProductionVariants: [
            {
              VariantName: 'AllTraffic',
              ModelName: 'fraud-scoring-v12',
              ServerlessConfig: { MemorySizeInMB: 2048, MaxConcurrency: 5 },
            },
          ],
        }),
        config(EU, 'credit-limits', t, { ProductionVariants: [variant('credit-limits-v1', 2)] }),
        config(EU, 'shared-gpu-pool', t, component(true)),
        config(EU, 'shared-lab-pool', t, { ...component(false), KmsKeyId: 'alias/aws/sagemaker' }),
      ]
    : [config(US, 'marketing-uplift', t, { ProductionVariants: [variant('marketing-uplift', 1)] })]

const endpoint = (region: string, name: string, configName: string, t: Times, over: Rec): Rec => ({
  EndpointName: name,
  EndpointArn: smArn(region, `endpoint/${name}`),
  EndpointConfigName: configName,
  EndpointStatus: 'InService',
  CreationTime: t.days(38),
  LastModifiedTime: t.days(12),
  ProductionVariants: [
    {
      VariantName: 'AllTraffic',
      CurrentWeight: 1,
      DesiredWeight: 1,
      CurrentInstanceCount: 2,
      DesiredInstanceCount: 2,
    },
  ],
  ...over,
})

const captured = (percentage: number, uri: string, key: string): Rec => ({
  EnableCapture: true,
  CaptureStatus: 'Started',
  CurrentSamplingPercentage: percentage,
  DestinationS3Uri: uri,
  KmsKeyId: key,
})

const endpoints = (region: string, t: Times): Rec[] =>
  region === EU
    ? [
        endpoint(EU, 'fraud-scoring', 'fraud-scoring-prod', t, {
          DataCaptureConfig: captured(10, 's3://acme-ml-capture-eu/fraud', keyArn('data')),
          Tags: tags({ team: 'fraud', stage: 'prod', 'data-class': 'confidential' }),
        }),
        endpoint(EU, 'credit-ensemble', 'credit-ensemble-prod', t, { Tags: tags({ stage: 'prod' }) }),
        endpoint(EU, 'credit-limits', 'credit-limits', t, { Tags: tags({ stage: 'prod' }) }),
        endpoint(EU, 'churn-lab', 'churn-lab', t, {
          DataCaptureConfig: captured(100, 's3://acme-lab-scratch/capture', ''),
          Tags: tags({ 'data-class': 'personal', stage: 'prod' }),
        }),
        endpoint(EU, 'llm-assistant', 'llm-assistant-gpu', t, { Tags: tags({ note: HOSTILE.rtl }) }),
        endpoint(EU, 'scoring-serverless', 'scoring-serverless', t, {}),
        endpoint(EU, 'shared-gpu-pool', 'shared-gpu-pool', t, {}),
        endpoint(EU, 'shared-lab-pool', 'shared-lab-pool', t, {
          EndpointStatus: 'Failed',
          FailureReason: 'The primary container did not pass the ping health check.',
        }),
      ]
    : [endpoint(US, 'marketing-uplift', 'marketing-uplift', t, { Tags: tags({ stage: 'prod' }) })]

/** Models, endpoint configurations and endpoints of one Region. */
export const serving = (region: string, t: Times): Record<string, Rec[]> => ({
  Model: models(region, t),
  EndpointConfig: configs(region, t),
  Endpoint: endpoints(region, t),
})
