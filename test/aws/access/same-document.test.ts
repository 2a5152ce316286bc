import { describe, expect, it } from 'vitest'
import { sameDocument } from '../../../src/aws/access/same-document.ts'

describe('two policy documents', () => {
  it.each([
    ['a list of one for its member', { Action: ['a'] }, { Action: 'a' }],
    ['lists in another order', { Action: ['a', 'b'] }, { Action: ['b', 'a'] }],
    ['members in another order', { Sid: 'x', Effect: 'Allow' }, { Effect: 'Allow', Sid: 'x' }],
    [
      'statements in another order',
      { Statement: [{ Sid: 'x' }, { Sid: 'y' }] },
      { Statement: [{ Sid: 'y' }, { Sid: 'x' }] },
    ],
  ])('say the same with %s', (_what, one, other) => {
    expect(sameDocument(one, other)).toBe(true)
  })

  it.each([
    ['another value', { Action: 'a' }, { Action: 'b' }],
    ['one value more', { Action: ['a'] }, { Action: ['a', 'b'] }],
    ['another case', { Resource: 'arn:A' }, { Resource: 'arn:a' }],
    ['a condition less', { Condition: { Bool: {} } }, {}],
    ['no document', {}, null],
  ])('differ with %s', (_what, one, other) => {
    expect(sameDocument(one, other)).toBe(false)
  })
})
