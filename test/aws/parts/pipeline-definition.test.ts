import { describe, expect, it } from 'vitest'
import { createIntern } from '../../../src/aws/intern.ts'
import { readPipeline } from '../../../src/aws/parts/pipeline-definition.ts'

const read = (definition: unknown) => readPipeline(createIntern(), JSON.stringify(definition))

const training = (Arguments: object) => ({ Name: 'Fit', Type: 'Training', Arguments })

describe('a pipeline definition', () => {
  it('gives a part for each step that runs compute, inside conditions too', () => {
    const steps = [
      { Name: 'Prepare', Type: 'Processing', Arguments: { AppSpecification: { ImageUri: 'image' } } },
      {
        Name: 'Check',
        Type: 'Condition',
        Arguments: {
          IfSteps: [{ Name: 'Score', Type: 'Transform', Arguments: { ModelName: 'fraud' } }],
          ElseSteps: [{ Name: 'Register', Type: 'Model', Arguments: { EnableNetworkIsolation: true } }],
        },
      },
      { Name: 'Tell', Type: 'Callback', Arguments: {} },
    ]
    const { parts, readable } = read({ Steps: steps })
    expect(readable).toBe(true)
    expect(parts.map(({ name, type }) => [name, type])).toEqual([
      ['Prepare', 'processing'],
      ['Score', 'transform'],
      ['Register', 'model'],
    ])
    expect(parts[1]?.modelName).toBe('fraud')
    expect(parts[2]?.networkIsolation).toBe(true)
  })

  it('fills in parameters by their defaults, joins included', () => {
    const { parts } = read({
      Parameters: [
        { Name: 'Key', Type: 'String', DefaultValue: 'alias/ml' },
        { Name: 'Bucket', Type: 'String', DefaultValue: 'models' },
      ],
      Steps: [
        training({
          OutputDataConfig: {
            KmsKeyId: { Get: 'Parameters.Key' },
            S3OutputPath: { 'Std:Join': { On: '/', Values: ['s3:/', { Get: 'Parameters.Bucket' }, 'out'] } },
          },
        }),
      ],
    })
    expect(parts[0]).toMatchObject({
      outputKmsKeyId: 'alias/ml',
      outputs: ['s3://models/out'],
      unresolved: [],
    })
  })

  it('names the fields that only a run will decide', () => {
    const { parts } = read({
      Parameters: [{ Name: 'Subnets', Type: 'String' }],
      Steps: [
        training({
          VpcConfig: { Subnets: [{ Get: 'Parameters.Subnets' }], SecurityGroupIds: ['sg-1'] },
          EnableNetworkIsolation: { Get: 'Parameters.Isolate' },
          RoleArn: { Get: 'Steps.Prepare.RoleArn' },
          ResourceConfig: { VolumeKmsKeyId: 'alias/ml' },
        }),
      ],
    })
    expect(parts[0]).toMatchObject({ volumeKmsKeyId: 'alias/ml', networkIsolation: false })
    expect(parts[0]?.unresolved.toSorted((a, b) => a.localeCompare(b))).toEqual([
      'networkIsolation',
      'roleArn',
      'vpc',
    ])
  })

  it('reads each definition of a tuning step', () => {
    const { parts } = read({
      Steps: [
        {
          Name: 'Tune',
          Type: 'Tuning',
          Arguments: {
            TrainingJobDefinitions: [
              { DefinitionName: 'xgb', RoleArn: 'arn:role' },
              { DefinitionName: 'mlp', RoleArn: { Get: 'Parameters.Role' } },
            ],
          },
        },
      ],
    })
    expect(parts.map(({ name, type, roleArn, unresolved }) => ({ name, type, roleArn, unresolved }))).toEqual(
      [
        { name: 'Tune/xgb', type: 'tuning', roleArn: 'arn:role', unresolved: [] },
        { name: 'Tune/mlp', type: 'tuning', roleArn: undefined, unresolved: ['roleArn'] },
      ],
    )
  })

  it('tells where secrets are and never what they are', () => {
    const secret = 'AKIAFAKEFAKEFAKEFAKE'
    const { parts, secrets } = read({
      Parameters: [{ Name: 'AccessKey', Type: 'String', DefaultValue: secret }],
      Steps: [training({ Environment: { AWS_ACCESS_KEY_ID: secret } })],
    })
    expect(secrets.map((sighting) => sighting.place)).toContain('Parameters.AccessKey')
    expect(parts[0]?.secrets.map((sighting) => sighting.place)).toEqual(['Environment.AWS_ACCESS_KEY_ID'])
    expect(JSON.stringify({ parts, secrets })).not.toContain(secret)
  })

  it.each([
    ['no JSON', 's3://bucket/definition.json'],
    ['JSON of another shape', '{"Steps":"none"}'],
    [
      'steps of another shape',
      '{"Steps":[{"Name":"Fit","Type":"Training","Arguments":{"InputDataConfig":7}}]}',
    ],
    ['absent', undefined],
  ])('is unreadable where it is %s', (_, text) => {
    expect(readPipeline(createIntern(), text)).toMatchObject({ parts: [], readable: false })
  })
})
