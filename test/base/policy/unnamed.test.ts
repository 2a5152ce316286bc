import { describe, expect, it } from 'vitest'
import { requestContext } from '../../../src/base/policy/context.ts'
import { evaluate } from '../../../src/base/policy/evaluate.ts'
import { anyOf, UNNAMED_ACTION } from '../../../src/base/policy/unnamed.ts'
import { policy } from '../../support/inventory.ts'

const decide = (action: string, resource: string, ...statements: Record<string, unknown>[]) =>
  evaluate(
    { action, resource: anyOf(resource), context: requestContext({}) },
    { identity: [{ name: 'p', document: policy(...statements) }] },
  ).decision

const allow = (Resource: unknown) => ({ Effect: 'Allow', Action: 's3:*', Resource })

describe('a resource that nobody named', () => {
  it.each([
    ['*', 'allowed'],
    ['arn:aws:s3:::*', 'allowed'],
    ['arn:*', 'allowed'],
    ['arn:aws:s3:::*sagemaker*', 'implicit-deny'],
    ['arn:aws:s3:::a*', 'implicit-deny'],
    ['arn:aws:s3:::data/*', 'implicit-deny'],
    [['arn:aws:s3:::data/*', 'arn:aws:s3:::*/*'], 'allowed'],
  ])('is reached by an Allow on %j: %s', (resources, decision) => {
    expect(decide('s3:GetObject', 'arn:aws:s3:::*/*', allow(resources))).toBe(decision)
  })

  it('is out of reach where all but named ones are denied', () => {
    const guard = { Effect: 'Deny', Action: 's3:*', NotResource: 'arn:aws:s3:::data/*' }
    expect(decide('s3:GetObject', 'arn:aws:s3:::*/*', allow('*'), guard)).toBe('explicit-deny')
  })

  it('is within reach though a few named ones are denied', () => {
    const guard = { Effect: 'Deny', Action: 's3:*', Resource: 'arn:aws:s3:::secret/*' }
    expect(decide('s3:GetObject', 'arn:aws:s3:::*/*', allow('*'), guard)).toBe('allowed')
  })
})

describe('an action that nobody named', () => {
  it.each([
    ['*', 'allowed'],
    ['*:*', 'allowed'],
    ['s3:*', 'implicit-deny'],
  ])('is taken in by %s: %s', (Action, decision) => {
    expect(decide(UNNAMED_ACTION, '*', { Effect: 'Allow', Action, Resource: '*' })).toBe(decision)
  })
})
