import { expect, it } from 'vitest'
import { usesIn } from '../../../src/aws/prechecks/pipelines.ts'

const definition = (Arguments: unknown) => JSON.stringify({ Steps: [{ Name: 'One', Arguments }] })
const get = (name: string) => ({ Get: `Parameters.${name}` })

it.each([
  ['an image', { AppSpecification: { ImageUri: get('P') } }, [{ parameter: 'P', field: 'ImageUri' }]],
  ['a role', { RoleArn: get('P') }, [{ parameter: 'P', field: 'RoleArn' }]],
  [
    'one variable of an environment',
    { Environment: { STAGE: get('P') } },
    [{ parameter: 'P', field: 'Environment' }],
  ],
  [
    'a part of an image',
    { ImageUri: { 'Std:Join': { On: ':', Values: ['repo', get('Tag')] } } },
    [{ parameter: 'Tag', field: 'ImageUri' }],
  ],
  [
    'an image in a step inside a condition',
    { IfSteps: [{ Arguments: { AlgorithmSpecification: { TrainingImage: get('P') } } }] },
    [{ parameter: 'P', field: 'TrainingImage' }],
  ],
  ['data and keys', { InputDataConfig: [get('P')], OutputDataConfig: { KmsKeyId: get('Q') } }, []],
  ['the result of a step', { ImageUri: { Get: 'Steps.Build.Image' } }, []],
])('sees a parameter that chooses %s', (_what, given, uses) => {
  expect(usesIn(definition(given))).toEqual(uses)
})

it.each([undefined, '', 'nonsense', '[]', '{"Steps":1}'])('does not take %j for a definition', (text) => {
  expect(usesIn(text)).toBeUndefined()
})
