import { describe, expect, it } from 'vitest'
import { parsePolicy } from '../../../src/base/policy/document.ts'

const allow = { Effect: 'Allow', Action: 's3:GetObject', Resource: '*' }

describe('a policy document', () => {
  it('reads alike as an object, as JSON and as URL-encoded JSON', () => {
    const source = { Version: '2012-10-17', Statement: allow }
    const text = JSON.stringify(source)
    const expected = {
      statements: [{ effect: 'Allow', actions: ['s3:GetObject'], resources: ['*'], conditions: [] }],
    }
    expect(parsePolicy(source)).toEqual(expected)
    expect(parsePolicy(text)).toEqual(expected)
    expect(parsePolicy(encodeURIComponent(text))).toEqual(expected)
  })

  it('puts every string or list into a list, and numbers and booleans into words', () => {
    const read = parsePolicy({
      Statement: [
        {
          Sid: 'Window',
          Effect: 'Deny',
          NotAction: ['iam:*', 'sts:*'],
          NotResource: 'arn:aws:s3:::a',
          Principal: { AWS: ['111122223333', '444455556666'], Service: 'sagemaker.amazonaws.com' },
          Condition: {
            Bool: { 'aws:SecureTransport': false },
            NumericLessThan: { 'aws:MultiFactorAuthAge': 60 },
          },
        },
      ],
    })
    expect(read?.statements).toEqual([
      {
        sid: 'Window',
        effect: 'Deny',
        notActions: ['iam:*', 'sts:*'],
        notResources: ['arn:aws:s3:::a'],
        principals: [
          { type: 'AWS', id: '111122223333' },
          { type: 'AWS', id: '444455556666' },
          { type: 'Service', id: 'sagemaker.amazonaws.com' },
        ],
        conditions: [
          { operator: 'Bool', key: 'aws:SecureTransport', values: ['false'] },
          { operator: 'NumericLessThan', key: 'aws:MultiFactorAuthAge', values: ['60'] },
        ],
      },
    ])
  })

  it('takes a bare star as anybody', () => {
    expect(parsePolicy({ Statement: { ...allow, Principal: '*' } })?.statements[0]?.principals).toEqual([
      { type: 'AWS', id: '*' },
    ])
  })

  it('escapes what only looks like a variable in the older language version', () => {
    const variable = `\${aws:username}`
    const resource = (Version: string) =>
      parsePolicy({ Version, Statement: { ...allow, Resource: variable } })?.statements[0]?.resources
    expect(resource('2012-10-17')).toEqual([variable])
    expect(resource('2008-10-17')).toEqual([`\${$}{aws:username}`])
  })

  it.each([
    ['nothing', undefined],
    ['no JSON', 'Deny everything'],
    ['broken URL encoding', '%7B%'],
    ['a list', []],
    ['no statement', {}],
    ['an unknown effect', { Statement: { ...allow, Effect: 'Perhaps' } }],
    ['a statement that is text', { Statement: ['Allow'] }],
    ['an action that is an object', { Statement: { ...allow, Action: {} } }],
    ['a null resource', { Statement: { ...allow, Resource: null } }],
    ['a principal that is a number', { Statement: { ...allow, Principal: 7 } }],
    ['a principal whose ids are objects', { Statement: { ...allow, Principal: { AWS: [{}] } } }],
    ['conditions that are text', { Statement: { ...allow, Condition: 'never' } }],
    ['an operator without keys', { Statement: { ...allow, Condition: { Bool: true } } }],
    ['a wanted value that is an object', { Statement: { ...allow, Condition: { Bool: { a: {} } } } }],
  ])('is none where there is %s, rather than an empty one', (_what, source) => {
    expect(parsePolicy(source)).toBeUndefined()
  })
})
