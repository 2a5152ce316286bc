import { describe, expect, it } from 'vitest'
import { imageSource, isAwsImageAccount } from '../../../src/posture/workloads/image-registries.ts'

const DIGEST = `sha256:${'0a'.repeat(32)}`

describe('where an image comes from', () => {
  it.each([
    [
      '111122223333.dkr.ecr.eu-west-1.amazonaws.com/team/train:1.2',
      { registry: 'ecr', account: '111122223333', region: 'eu-west-1', repository: 'team/train' },
    ],
    [
      `111122223333.dkr.ecr.eu-west-1.amazonaws.com/train@${DIGEST}`,
      { registry: 'ecr', account: '111122223333', region: 'eu-west-1', repository: 'train', digest: DIGEST },
    ],
    [
      `111122223333.dkr.ecr.eu-west-1.amazonaws.com/train:1@${DIGEST}`,
      { registry: 'ecr', account: '111122223333', region: 'eu-west-1', repository: 'train', digest: DIGEST },
    ],
    [
      '111122223333.dkr.ecr.cn-north-1.amazonaws.com.cn/train',
      { registry: 'ecr', account: '111122223333', region: 'cn-north-1', repository: 'train' },
    ],
    [
      '111122223333.dkr-ecr.eu-west-1.on.aws/train:1',
      { registry: 'ecr', account: '111122223333', region: 'eu-west-1', repository: 'train' },
    ],
    ['public.ecr.aws/sagemaker/train:1', { registry: 'other', host: 'public.ecr.aws' }],
    ['ghcr.io/somebody/train', { registry: 'other', host: 'ghcr.io' }],
    ['registry:5000/train', { registry: 'other', host: 'registry:5000' }],
    ['somebody/train:latest', { registry: 'other', host: 'docker.io' }],
    ['python', { registry: 'other', host: 'docker.io' }],
    [
      '111122223333.dkr.ecr.eu-west-1.amazonaws.com.example.com/train',
      { registry: 'other', host: '111122223333.dkr.ecr.eu-west-1.amazonaws.com.example.com' },
    ],
  ])('%s', (image, source) => {
    expect(imageSource(image)).toEqual(source)
  })
})

describe('accounts from which AWS serves images', () => {
  it.each([
    ['763104351884', 'us-east-1', true],
    ['763104351884', 'eu-west-1', true],
    ['685385470294', 'eu-west-1', true],
    ['685385470294', 'us-east-1', false],
    ['811284229777', 'us-east-1', true],
    ['683313688378', 'us-east-1', true],
    ['871362719292', 'ap-east-1', true],
    ['111122223333', 'eu-west-1', false],
    ['763104351884', 'mars-1', true],
    ['', 'eu-west-1', false],
  ])('%s in %s: %s', (account, region, expected) => {
    expect(isAwsImageAccount(account, region)).toBe(expected)
  })
})
