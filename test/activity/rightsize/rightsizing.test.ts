import { describe, expect, it } from 'vitest'
import { createRightsizing, type RightsizingOptions } from '../../../src/activity/rightsize/rightsizing.ts'
import { err, ok } from '../../../src/base/result.ts'
import { ANN, BEN } from '../../support/grants.ts'
import { aRole } from '../../support/log.ts'
import { anEvidence, aService, aStatement } from './rows.ts'

const IDLE = aService('sagemaker', { lastAt: null, lastRegion: null })
const ARN = 'arn:aws:iam::111122223333:role/ml/Train'
function rightsizing(change: Partial<RightsizingOptions> = {}) {
  const read: string[] = []
  const made = createRightsizing({
    seesAll: async (person) => person === BEN,
    directory: async () => ({ users: [], roles: [{ name: 'Train', arn: ARN }], gap: null }),
    readRole: async (arn) => {
      read.push(arn)
      return ok(aRole({ arn, policies: [{ name: 'p', document: { statements: [aStatement()] } }] }))
    },
    readEvidence: async () => anEvidence(['sagemaker:DescribeEndpoint']),
    csv: () => 'table',
    ...change,
  })
  return { read, of: (word: string, person = BEN) => made.rightsize(person, word, () => {}) }
}

describe('rightsizing', () => {
  it.each(['Train', 'train', 'role:Train', ARN, 'arn:aws:sts::111122223333:assumed-role/Train/x'])(
    'finds the role that %s means',
    async (word) => {
      const { of, read } = rightsizing()
      expect((await of(word)).ok).toBe(true)
      expect(read).toEqual([ARN])
    },
  )

  it('gives the policy and the table of what became of each action', async () => {
    const made = await rightsizing().of('Train')
    if (!made.ok) throw new Error(made.error.code)
    expect(made.value.files.map(({ filename }) => filename)).toEqual([
      'Train-smaller.json',
      'Train-actions.csv',
    ])
    expect(JSON.parse(made.value.files[0]?.content ?? '')).toEqual({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: ['sagemaker:DescribeEndpoint'], Resource: ['*'] }],
    })
  })

  it('gives no policy where nothing of the role was used', async () => {
    const made = await rightsizing({ readEvidence: async () => anEvidence([], [IDLE]) }).of('Train')
    expect(made.ok && made.value.files.map(({ filename }) => filename)).toEqual(['Train-actions.csv'])
  })

  it.each([
    ['somebody who may only look at themselves', 'Train', ANN, {}, { code: 'not-allowed' }],
    ['a misspelt role', 'Trane', BEN, {}, { code: 'unknown-role', suggestions: ['Train'], gap: null }],
    [
      'a role that cannot be read',
      'Train',
      BEN,
      { readRole: async () => err('denied') },
      { code: 'not-seen', words: 'denied' },
    ],
  ] as const)('refuses %s', async (_, word, person, change, expected) => {
    expect(await rightsizing(change).of(word, person)).toEqual({ ok: false, error: expected })
  })
})
