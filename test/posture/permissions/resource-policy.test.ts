import { describe, expect, it } from 'vitest'
import { grantsToOutsiders, lets } from '../../../src/posture/permissions/resource-policy.ts'
import { allow, deny } from '../../support/iam.ts'
import { ACCOUNT, policy } from '../../support/inventory.ts'

const OTHER = '444455556666'
const guard = (...statements: Record<string, unknown>[]) => ({
  name: 'data',
  arn: 'arn:aws:s3:::data',
  account: ACCOUNT,
  document: policy(...statements),
  onlyItself: false,
})
const grant = (Principal: unknown, Action: unknown = 's3:*', Resource: unknown = 'arn:aws:s3:::data/*') => ({
  ...allow(Action, Resource),
  Principal,
})

describe('a resource policy', () => {
  it('is asked once for each grant to somebody outside', () => {
    const answers = grantsToOutsiders(
      guard(
        grant({ AWS: ACCOUNT }),
        grant({ AWS: [OTHER, '777788889999'] }, ['s3:GetObject', 's3:PutObject']),
        grant({ Service: 'logs.amazonaws.com' }),
      ),
      new Set([ACCOUNT, '777788889999']),
    )
    expect(answers).toEqual([
      { truth: 'yes', evidence: `Statement 2 of its policy lets account ${OTHER} in` },
      { truth: 'yes', evidence: `Statement 2 of its policy lets account ${OTHER} in` },
    ])
  })

  it('lets a stranger do what it grants, and nothing else', () => {
    const one = guard(grant({ AWS: OTHER }, 's3:GetObject'))
    const ask = (action: string) =>
      lets(one, { type: 'AWS', id: OTHER }, { action, resource: 'arn:aws:s3:::data/x' })
    expect([ask('s3:GetObject').truth, ask('s3:PutObject').truth]).toEqual(['yes', 'no'])
  })

  it('counts a Deny of what comes from elsewhere', () => {
    const elsewhere = { StringNotEquals: { 'aws:SourceVpce': 'vpce-1' } }
    const fenced = guard(grant('*'), { ...deny('s3:*', '*', elsewhere), Principal: '*' })
    const call = { action: 's3:GetObject', resource: 'arn:aws:s3:::data/x' }
    expect(lets(fenced, { type: 'AWS', id: '*' }, call).truth).toBe('no')
    expect(lets(fenced, { type: 'AWS', id: '*' }, call, { 'aws:SourceVpce': 'vpce-1' }).truth).toBe('yes')
  })

  it('grants by NotAction and NotPrincipal what nobody named', () => {
    const open = guard({
      Effect: 'Allow',
      NotAction: 's3:Delete*',
      NotPrincipal: { AWS: ACCOUNT },
      NotResource: 'arn:aws:s3:::data/secret/*',
    })
    expect(grantsToOutsiders(open, new Set([ACCOUNT]))).toEqual([
      { truth: 'yes', evidence: 'Statement 1 of its policy lets anybody in' },
    ])
  })
})
