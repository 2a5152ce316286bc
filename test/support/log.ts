import type { LogEvent } from '../../src/activity/event.ts'
import type { LogRead } from '../../src/activity/log.ts'
import type { RoleSeen } from '../../src/activity/rightsize/rightsizing.ts'
import { DAY_S } from '../../src/base/time.ts'
import { T0 } from './grants.ts'

let made = 0

/** The ARN of one of the sample users. */
export const userArn = (name: string) => `arn:aws:iam::111122223333:user/${name}`

/** A call of alice.meyer, at the start of every test. */
export function anEvent(fields: Partial<LogEvent> = {}): LogEvent {
  made += 1
  return {
    id: `e${made}`,
    at: T0,
    action: 'sagemaker:DescribeEndpoint',
    region: 'eu-west-1',
    caller: { kind: 'user', arn: userArn('alice.meyer'), name: 'alice.meyer', session: null },
    grantId: null,
    resource: 'arn:aws:sagemaker:eu-west-1:111122223333:endpoint/churn',
    mentions: ['arn:aws:sagemaker:eu-west-1:111122223333:endpoint/churn', 'churn'],
    sourceIp: '203.0.113.7',
    denied: false,
    error: null,
    ...fields,
  }
}

/** A call with a grant's role. */
export function aGrantEvent(grantId: string, fields: Partial<LogEvent> = {}): LogEvent {
  const name = `grant-${grantId}`
  const arn = `arn:aws:iam::111122223333:role/sagewarden/${name}`
  return anEvent({ grantId, caller: { kind: 'role', arn, name, session: 'alice' }, ...fields })
}

/** Some calls on each of the days before, at the same hour. */
export function aHistory(days: number, perDay: number, fields: Partial<LogEvent> = {}): readonly LogEvent[] {
  return Array.from({ length: days * perDay }, (_, i) =>
    anEvent({ at: T0 - (2 + Math.floor(i / perDay)) * DAY_S, ...fields }),
  )
}

/** A log that was read whole. */
export function aRead(events: readonly LogEvent[], fields: Partial<LogRead> = {}): LogRead {
  return {
    events: events.toSorted((a, b) => a.at - b.at),
    gaps: [],
    completeFrom: 0,
    regions: ['eu-west-1'],
    asOf: T0,
    ...fields,
  }
}

/** A role as rightsizing sees it. */
export function aRole(fields: Partial<RoleSeen> = {}): RoleSeen {
  return {
    name: 'Train',
    arn: 'arn:aws:iam::111122223333:role/ml/Train',
    awsOwned: false,
    boundary: null,
    policies: [],
    can: ['read every S3 object'],
    doubts: [],
    ...fields,
  }
}
