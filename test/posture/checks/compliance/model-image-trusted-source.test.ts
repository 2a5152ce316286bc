import { describe, expect, it } from 'vitest'
import { modelImageTrustedSource } from '../../../../src/posture/checks/compliance/model-image-trusted-source.ts'
import type { ModelContainer } from '../../../../src/posture/inventory/models.ts'
import { ACCOUNT, aGap, snapshotOf, verdicts } from '../../../support/inventory.ts'
import { aModel, aPart, aWorkload } from '../../../support/samples.ts'

const OWN = `${ACCOUNT}.dkr.ecr.eu-west-1.amazonaws.com/train:1`
const AWS = '763104351884.dkr.ecr.eu-west-1.amazonaws.com/pytorch-inference:2.6'
const FOREIGN = '999988887777.dkr.ecr.eu-west-1.amazonaws.com/train:1'

const world = (...containers: readonly Omit<ModelContainer, 'secrets'>[]) =>
  snapshotOf({
    models: [aModel({ containers: containers.map((container) => ({ ...container, secrets: [] })) })],
    trainingJobs: [],
    processingJobs: [],
  })
const judged = (...containers: readonly Omit<ModelContainer, 'secrets'>[]) =>
  verdicts(modelImageTrustedSource, world(...containers))

describe('model-image-trusted-source', () => {
  it.each<[string, readonly Omit<ModelContainer, 'secrets'>[], string]>([
    [
      'own and AWS images',
      [
        { name: 'a', image: OWN },
        { name: 'b', image: AWS },
      ],
      'pass: Images from allowed registries: 2.',
    ],
    [
      'an image of another account',
      [
        { name: 'a', image: OWN },
        { name: 'b', image: FOREIGN },
      ],
      "fail: The image train comes from account 999988887777, which is neither trusted nor AWS's.",
    ],
    [
      'an AWS account of another Region',
      [{ name: 'a', image: '811284229777.dkr.ecr.eu-west-1.amazonaws.com/xgboost:1' }],
      "fail: The image xgboost comes from account 811284229777, which is neither trusted nor AWS's.",
    ],
    [
      'a public registry',
      [{ name: 'a', image: 'public.ecr.aws/x/train:1' }],
      'fail: An image comes from public.ecr.aws, which is no private registry of ECR.',
    ],
    [
      'a registry inside the VPC',
      [{ name: 'a', image: 'registry.internal/train:1', repositoryAccess: 'Vpc' }],
      'pass: Images from allowed registries: 1.',
    ],
    [
      'a model package',
      [
        {
          name: 'a',
          image: FOREIGN,
          modelPackage: 'arn:aws:sagemaker:eu-west-1:111122223333:model-package/x/1',
        },
      ],
      'not-applicable: It names no image: a model package or an algorithm stands for it.',
    ],
  ])('%s', (_what, containers, expected) => {
    expect(judged(...containers)).toEqual([`churn ${expected}`])
  })

  it('trusts the accounts of the baseline', () => {
    const trusting = { trustedAccounts: ['999988887777'] }
    expect(verdicts(modelImageTrustedSource, world({ name: 'a', image: FOREIGN }), trusting)).toEqual([
      expect.stringContaining('churn pass'),
    ])
  })

  it('is about jobs too', () => {
    const parts = [aPart({ images: ['python:3'] })]
    const jobs = snapshotOf({
      models: [],
      trainingJobs: [aWorkload('trainingJobs', parts)],
      processingJobs: [aWorkload('processingJobs', [aPart({ images: [OWN] })])],
    })
    expect(verdicts(modelImageTrustedSource, jobs)).toEqual([
      'sample fail: An image comes from docker.io, which is no private registry of ECR.',
      'sample pass: Images from allowed registries: 1.',
    ])
  })

  it('is unknown where models are hidden', () => {
    const hidden = snapshotOf({ trainingJobs: [], processingJobs: [] }, [aGap({ kind: 'models' })])
    expect(verdicts(modelImageTrustedSource, hidden)).toEqual([expect.stringContaining('unknown')])
  })
})
