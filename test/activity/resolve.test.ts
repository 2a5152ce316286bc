import { describe, expect, it } from 'vitest'
import { type Known, resolve } from '../../src/activity/resolve.ts'
import type { Grant } from '../../src/grants/grant.ts'
import { ANN, active, aPolicy, BEN, principalOfTest } from '../support/grants.ts'
import { userArn } from '../support/log.ts'

const GRANT = active()
const BENS: Grant = {
  ...GRANT,
  id: 'g2',
  current: { ...GRANT.current, terms: { ...GRANT.current.terms, requester: BEN } },
}
const roleArn = (name: string) => `arn:aws:iam::111122223333:role/${name}`
const policy = aPolicy({
  people: [{ slack: ANN, principals: { '111122223333': principalOfTest(ANN) } }],
})

function known(change: Partial<Known> = {}): Known {
  return {
    asker: ANN,
    seesAll: true,
    policy,
    account: '111122223333',
    directory: {
      users: [
        { name: 'alice.meyer', arn: userArn('alice.meyer') },
        { name: 'twin', arn: userArn('twin') },
      ],
      roles: [
        { name: 'Train', arn: roleArn('Train') },
        { name: 'twin', arn: roleArn('twin') },
        { name: 'grant-g1', arn: roleArn('sagewarden/grant-g1') },
      ],
      gap: null,
    },
    grants: [GRANT, BENS],
    resources: [{ name: 'churn', arn: 'arn:aws:sagemaker:eu-west-1:111122223333:endpoint/churn' }],
    ...change,
  }
}

function saysOf(word: string | null, change: Partial<Known> = {}): string {
  const found = resolve(word, known(change))
  if (!found.ok) {
    const { error } = found
    return error.code === 'only-own' ? error.code : `${error.code}: ${error.suggestions.join(' ')}`
  }
  const subject = found.value
  switch (subject.kind) {
    case 'everybody':
      return 'everybody'
    case 'person':
      return `${subject.person} with ${subject.grants.map(({ id }) => id).join(' ') || 'no grants'}`
    case 'grant':
      return `grant ${subject.grant.id}`
    case 'resource':
      return `resource ${subject.text}`
    default:
      return subject.arn
  }
}

describe('a word, to somebody who may look at everybody', () => {
  it.each([
    [null, 'everybody'],
    ['all', 'everybody'],
    ['me', 'T1/ANN with g1'],
    ['<@BEN|ben>', 'T1/BEN with g2'],
    ['<@EVE>', 'T1/EVE with no grants'],
    ['alice.meyer', userArn('alice.meyer')],
    ['ALICE.MEYER', userArn('alice.meyer')],
    ['user:alice.meyer', userArn('alice.meyer')],
    ['Train', roleArn('Train')],
    ['role:twin', roleArn('twin')],
    ['g1', 'grant g1'],
    ['grant-g1', 'grant g1'],
    ['grant:g2', 'grant g2'],
    ['churn', 'resource arn:aws:sagemaker:eu-west-1:111122223333:endpoint/churn'],
    ['resource:anything', 'resource anything'],
    [
      'arn:aws:sagemaker:eu-west-1:111122223333:model/m',
      'resource arn:aws:sagemaker:eu-west-1:111122223333:model/m',
    ],
    ['arn:aws:sts::111122223333:assumed-role/Train/SageMaker', roleArn('Train')],
    [roleArn('ml/Other'), roleArn('ml/Other')],
    ['twin', 'ambiguous: user:twin role:twin'],
    ['alice.mayer', 'unknown: user:alice.meyer'],
    ['user:Train', 'unknown: role:Train user:twin role:twin'],
    ['grant-g', 'unknown: role:grant-g1'],
    ['zzzzzzzz', 'unknown: '],
  ])('%j is %s', (word, expected) => {
    expect(saysOf(word)).toBe(expected)
  })
})

describe('a word, to somebody in no group', () => {
  it.each([
    [null, 'T1/ANN with g1'],
    ['me', 'T1/ANN with g1'],
    ['<@ANN>', 'T1/ANN with g1'],
    ['g1', 'grant g1'],
    [principalOfTest(ANN).arn, 'T1/ANN with g1'],
    ['all', 'only-own'],
    ['<@BEN|ben>', 'only-own'],
    ['g2', 'only-own'],
    ['grant:nope', 'only-own'],
    ['Train', 'only-own'],
    ['alice.meyer', 'only-own'],
    ['churn', 'only-own'],
    ['resource:churn', 'only-own'],
    ['zzzzzzzz', 'only-own'],
  ])('%j is %s', (word, expected) => {
    expect(saysOf(word, { seesAll: false })).toBe(expected)
  })
})
