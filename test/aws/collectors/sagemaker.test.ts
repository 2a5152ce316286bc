import { describe, expect, it } from 'vitest'
import { domains } from '../../../src/aws/collectors/domains.ts'
import { endpointConfigs } from '../../../src/aws/collectors/endpoint-configs.ts'
import { featureGroups } from '../../../src/aws/collectors/feature-groups.ts'
import { models } from '../../../src/aws/collectors/models.ts'
import { collected } from '../reading.ts'

describe('domains', () => {
  const read = async (fields: object) => {
    const { items } = await collected(domains, {
      ListDomains: { Domains: [{ DomainId: 'd-1', DomainName: 'team', DomainArn: 'arn:aws:x' }] },
      DescribeDomain: { DomainId: 'd-1', Status: 'InService', AuthMode: 'SSO', ...fields },
    })
    return items[0]
  }

  it('have the defaults of the API where the answer is silent', async () => {
    expect(await read({})).toMatchObject({
      networkAccess: 'PublicInternetOnly',
      dockerTrustedAccounts: [],
      notebookOutput: { option: 'Disabled' },
      idleShutdown: [],
    })
  })

  it('have their deprecated key, their groups and their idle shutdown', async () => {
    const domain = await read({
      HomeEfsFileSystemKmsKeyId: 'alias/old',
      SubnetIds: ['subnet-1'],
      DefaultUserSettings: {
        SecurityGroups: ['sg-1'],
        JupyterLabAppSettings: {
          AppLifecycleManagement: {
            IdleSettings: { LifecycleManagement: 'ENABLED', IdleTimeoutInMinutes: 60 },
          },
        },
      },
      DomainSettings: { SecurityGroupIds: ['sg-1', 'sg-2'] },
    })
    expect(domain).toMatchObject({
      kmsKeyId: 'alias/old',
      vpc: { subnetIds: ['subnet-1'], securityGroupIds: ['sg-1', 'sg-2'] },
      idleShutdown: [{ appType: 'JupyterLab', enabled: true, timeoutMinutes: 60 }],
    })
  })
})

describe('endpoint configurations', () => {
  it('capture unless they say otherwise, and count shadow variants', async () => {
    const { items } = await collected(endpointConfigs, {
      ListEndpointConfigs: { EndpointConfigs: [{ EndpointConfigName: 'c', EndpointConfigArn: 'arn:aws:x' }] },
      DescribeEndpointConfig: {
        ProductionVariants: [{ VariantName: 'a', ModelName: 'm', EnableSSMAccess: true }],
        ShadowProductionVariants: [{ VariantName: 'b', ServerlessConfig: { MaxConcurrency: 1 } }],
        DataCaptureConfig: { InitialSamplingPercentage: 100, DestinationS3Uri: 's3://capture' },
        AsyncInferenceConfig: { OutputConfig: { NotificationConfig: { ErrorTopic: 'arn:aws:sns:x' } } },
      },
    })
    expect(items[0]).toMatchObject({
      variants: [
        { name: 'a', modelName: 'm', serverless: false, ssmAccess: true },
        { name: 'b', serverless: true, ssmAccess: false },
      ],
      dataCapture: { enabled: true, samplingPercent: 100 },
      asyncInference: { topics: ['arn:aws:sns:x'] },
    })
  })
})

describe('models', () => {
  it('put the primary container first and name the place of a secret by container', async () => {
    const { items } = await collected(models, {
      Search: {
        Results: [
          {
            Model: {
              Model: {
                ModelName: 'm',
                ModelArn: 'arn:aws:x',
                Containers: [
                  { ContainerHostname: 'prepare', Image: 'one' },
                  { Image: 'two', Environment: { TOKEN: 'ghp_abcdefghijklmnopqrstuvwxyz0123456789' } },
                ],
              },
            },
          },
        ],
        TotalHits: { Value: 1 },
      },
    })
    expect(items[0]).toMatchObject({ multiContainer: true, networkIsolation: false })
    expect(items[0]?.containers.map(({ name, image }) => [name, image])).toEqual([
      ['prepare', 'one'],
      ['Containers[1]', 'two'],
    ])
    expect(items[0]?.containers[1]?.secrets).toMatchObject([{ place: 'Containers[1].Environment.TOKEN' }])
  })
})

describe('feature groups', () => {
  it('have an online store only where it is on', async () => {
    const record = (name: string, OnlineStoreConfig: object) => ({
      FeatureGroup: { FeatureGroupName: name, FeatureGroupArn: `arn:aws:${name}`, OnlineStoreConfig },
    })
    const { items } = await collected(featureGroups, {
      Search: {
        Results: [
          record('on', {
            EnableOnlineStore: true,
            SecurityConfig: { KmsKeyId: 'alias/ml' },
            TtlDuration: { Unit: 'Days', Value: 7 },
          }),
          record('off', { EnableOnlineStore: false }),
        ],
        TotalHits: { Value: 2 },
      },
    })
    expect(items.map(({ name, online }) => [name, online])).toEqual([
      ['on', { kmsKeyId: 'alias/ml', ttl: '7 Days' }],
      ['off', undefined],
    ])
  })
})
