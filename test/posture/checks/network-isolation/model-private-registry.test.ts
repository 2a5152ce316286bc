import { describe, expect, it } from 'vitest'
import { modelPrivateRegistryChecks } from '../../../../src/posture/checks/network-isolation/model-private-registry.ts'
import type { ModelContainer } from '../../../../src/posture/inventory/models.ts'
import { snapshotOf, statuses, verdicts } from '../../../support/inventory.ts'
import { aModel, named } from '../../../support/samples.ts'

const aContainer = (fields: Partial<ModelContainer>): ModelContainer => ({
  name: 'main',
  secrets: [],
  ...fields,
})
const ecr = aContainer({ image: '111122223333.dkr.ecr.eu-west-1.amazonaws.com/churn:1' })
const outside = aContainer({ image: 'registry.example.com/churn:1' })

describe.each([
  ['model-primary-private-registry', false],
  ['model-multicontainer-private-registry', true],
])('%s', (id, multiContainer) => {
  const check = named(modelPrivateRegistryChecks, id)

  it.each([
    [
      'passes a registry that is reached through the VPC',
      { ...outside, repositoryAccess: 'Vpc' },
      'pass: main pulls from its registry through the VPC',
    ],
    [
      'fails one that is not',
      { ...outside, repositoryAccess: 'Platform' },
      'fail: main pulls from registry.example.com with RepositoryAccessMode Platform',
    ],
    [
      'fails the default',
      outside,
      'fail: main pulls from registry.example.com with RepositoryAccessMode Platform',
    ],
    ['says nothing of ECR', ecr, 'not-applicable: The image is in ECR, where the setting does not apply.'],
    [
      'says nothing of model packages',
      aContainer({}),
      'not-applicable: The image comes from a model package.',
    ],
  ])('%s', (_, container, expected) => {
    const models = [aModel({ containers: [container], multiContainer })]
    expect(verdicts(check, snapshotOf({ models }))).toEqual([`churn ${expected}`])
  })

  it('leaves the other sort of model to the other check', () => {
    const models = [aModel({ containers: [outside], multiContainer: !multiContainer })]
    expect(statuses(check, snapshotOf({ models }))).toEqual(['not-applicable'])
  })

  it.each([
    ['123456789012.dkr.ecr-fips.us-gov-west-1.amazonaws.com/a', 'not-applicable'],
    ['123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn/a', 'not-applicable'],
    ['123456789012.dkr-ecr.eu-west-1.on.aws/a', 'not-applicable'],
    ['123456789012.dkr.ecr.eu-west-1.amazonaws.com.evil.test/a', 'fail'],
    ['evil.test/123456789012.dkr.ecr.eu-west-1.amazonaws.com/a', 'fail'],
    ['library/python:3', 'fail'],
  ])('knows whether %s is in ECR: %s', (image, status) => {
    const models = [aModel({ containers: [aContainer({ image })], multiContainer })]
    expect(statuses(check, snapshotOf({ models }))).toEqual([status])
  })
})

it('fails for any container of several', () => {
  const models = [aModel({ containers: [ecr, outside], multiContainer: true })]
  const check = named(modelPrivateRegistryChecks, 'model-multicontainer-private-registry')
  expect(statuses(check, snapshotOf({ models }))).toEqual(['fail'])
})
