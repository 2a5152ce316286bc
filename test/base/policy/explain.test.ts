import { expect, it } from 'vitest'
import { requestContext } from '../../../src/base/policy/context.ts'
import { evaluate, type NamedPolicy } from '../../../src/base/policy/evaluate.ts'
import { explain } from '../../../src/base/policy/explain.ts'
import { policy } from '../../support/inventory.ts'

const request = { action: 's3:GetObject', resource: 'arn:aws:s3:::a/x', context: requestContext({}) }
const named = (name: string, ...statements: Record<string, unknown>[]): NamedPolicy => ({
  name,
  document: policy(...statements),
})
const told = (identity: readonly NamedPolicy[], boundary?: NamedPolicy) =>
  explain(evaluate(request, { identity, ...(boundary && { boundary }) }), request.action)

const other = { Effect: 'Allow', Action: 'logs:*', Resource: '*' }
const all = { Effect: 'Allow', Action: ['logs:*', 's3:*'], Resource: '*' }

it.each([
  ['Policy team, statement 2 allows s3:* on *', [named('team', other, all)]],
  [
    'Policy team, statement 1 allows s3:* on arn:aws:s3:::a/* (and 2 more)',
    [named('team', { ...all, Resource: ['arn:aws:s3:::a/*', 'arn:aws:s3:::b', 'arn:aws:s3:::c'] })],
  ],
  [
    'Policy power, statement 1 allows everything but iam:* on *',
    [named('power', { Effect: 'Allow', NotAction: 'iam:*', Resource: '*' })],
  ],
  [
    'Policy guard, statement 1 denies * on everything but arn:aws:s3:::b/*',
    [named('guard', { Effect: 'Deny', Action: '*', NotResource: 'arn:aws:s3:::b/*' }), named('team', all)],
  ],
  [
    'Policy team, statement 1 allows s3:* on * depending on aws:SourceVpce',
    [named('team', { ...all, Condition: { StringEquals: { 'aws:SourceVpce': 'vpce-1' } } })],
  ],
  ['No policy allows s3:GetObject', [named('team', other)]],
  ['Policy hidden could not be read', [{ name: 'hidden', document: undefined }]],
])('says: %s', (sentence, identity) => {
  expect(told(identity)).toBe(sentence)
})

it('names the boundary that stops what a policy allows', () => {
  expect(told([named('team', all)], named('fence', other))).toBe('Boundary fence does not allow s3:GetObject')
})
