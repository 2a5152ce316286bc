import { describe, expect, it } from 'vitest'
import { callersOf, deniedOf } from '../../src/activity/summary.ts'
import { byCaller } from '../../src/activity/unusual.ts'
import { anEvent, userArn } from '../support/log.ts'

const BOB = { kind: 'user' as const, arn: userArn('bob'), name: 'bob', session: null }

describe('who called', () => {
  it('is told the busiest first, each with what they mostly did and from where', () => {
    const events = [
      anEvent({ caller: BOB }),
      anEvent({ action: 'sagemaker:CreateModel', sourceIp: '192.0.2.1' }),
      anEvent({ action: 'sagemaker:CreateModel' }),
      anEvent({ action: 'sagemaker:DeleteModel', denied: true }),
    ]
    expect(callersOf(events, byCaller)).toMatchObject([
      {
        calls: 3,
        denied: 1,
        addresses: ['203.0.113.7', '192.0.2.1'],
        actions: [
          ['sagemaker:CreateModel', 2],
          ['sagemaker:DeleteModel', 1],
        ],
      },
      { calls: 1, denied: 0 },
    ])
  })
})

describe('what was denied', () => {
  it('is told by whom and what, the most first, with what it was on', () => {
    const events = [
      anEvent({ denied: true, resource: 'a' }),
      anEvent({ denied: true, resource: 'b', caller: BOB }),
      anEvent({ denied: true, resource: 'c', caller: BOB }),
      anEvent(),
    ]
    expect(deniedOf(events, byCaller)).toMatchObject([
      { times: 2, resources: ['b', 'c'] },
      { times: 1, resources: ['a'] },
    ])
  })
})
