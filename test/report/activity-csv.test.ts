import { describe, expect, it } from 'vitest'
import { activityCsv } from '../../src/report/activity-csv.ts'
import { aReport } from '../support/activity.ts'
import { active } from '../support/grants.ts'
import { aGrantEvent, aHistory, anEvent } from '../support/log.ts'

const linesOf = async (...args: Parameters<typeof aReport>) =>
  activityCsv(await aReport(...args))
    .trimEnd()
    .split('\r\n')

describe('every call as CSV', () => {
  it('is one a line, with who, the grant and its requester, and how it ended', async () => {
    const events = [
      anEvent({ id: 'a' }),
      aGrantEvent('g1', { id: 'b', denied: true, error: 'AccessDenied' }),
      anEvent({ id: 'c', error: 'ValidationException' }),
    ]
    const [head, ...lines] = await linesOf(events, {}, {}, [active()])
    expect(head).toBe(
      'time,who,caller,callerArn,session,grant,requester,action,resource,region,from,outcome,error,unusual,eventId',
    )
    expect(lines[0]).toBe(
      '2026-11-23T09:00:00Z,alice.meyer,user,arn:aws:iam::111122223333:user/alice.meyer,,,,sagemaker:DescribeEndpoint,arn:aws:sagemaker:eu-west-1:111122223333:endpoint/churn,eu-west-1,203.0.113.7,ok,,newcomer,a',
    )
    expect(lines[1]).toContain(',alice,g1,T1/ANN,')
    expect(lines[1]).toContain(',denied,AccessDenied,')
    expect(lines[2]).toContain(',failed,ValidationException,')
  })

  it('marks what is unusual', async () => {
    const lines = await linesOf([
      ...aHistory(10, 3),
      anEvent({ action: 'sagemaker:X', sourceIp: '192.0.2.9' }),
    ])
    expect(lines.at(-1)).toContain(',action address,')
  })

  it('runs nothing in a spreadsheet', async () => {
    const lines = await linesOf([anEvent({ resource: '=HYPERLINK("http://evil.example")' })])
    expect(lines[1]).toContain(`"'=HYPERLINK(""http://evil.example"")"`)
  })
})
