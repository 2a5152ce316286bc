import { expect, it } from 'vitest'
import { requestContext } from '../../../src/base/policy/context.ts'

it('tells values, absence and ignorance apart, and keys not by case', () => {
  const context = requestContext({ 'aws:UserName': 'ana', 'aws:TagKeys': ['a', 'b'], 'aws:SourceArn': null })
  expect(['aws:username', 'aws:tagkeys', 'aws:sourcearn', 'aws:sourceip'].map(context)).toEqual([
    ['ana'],
    ['a', 'b'],
    'absent',
    'unknown',
  ])
})

it('takes a key with a star for its whole family, and a key of its own before it', () => {
  const context = requestContext({ 'aws:ResourceTag/*': null, 'aws:ResourceTag/team': 'fraud' })
  expect(['aws:resourcetag/owner', 'aws:resourcetag/team', 'aws:resourcetags'].map(context)).toEqual([
    'absent',
    ['fraud'],
    'unknown',
  ])
})

it('can be closed, or laid over another', () => {
  const closed = requestContext({ a: '1' }, 'absent')
  const over = requestContext({ b: '2' }, closed)
  expect(['a', 'b', 'c'].map(over)).toEqual([['1'], ['2'], 'absent'])
})
