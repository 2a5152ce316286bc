import { sampleEvents } from '../../src/posture/sample-events/index.ts'
import type { Detection, Sighting, WatchContext } from '../../src/watch/detection.ts'
import { type TrailEvent, trailEvent } from '../../src/watch/event.ts'
import { judgeEvents } from '../../src/watch/judge.ts'

export const ACCOUNT = '111122223333'
export const AT = 1_795_435_200
export const BOT = `arn:aws:iam::${ACCOUNT}:role/sagewarden`
export const EXECUTION_ROLE = `arn:aws:iam::${ACCOUNT}:role/sagemaker/fraud-training-exec`
const OTHER_EXECUTION_ROLE = `arn:aws:iam::${ACCOUNT}:role/sagemaker/churn-training-exec`
export const EXECUTION_POLICY = `arn:aws:iam::${ACCOUNT}:policy/ml/fraud-data-keys`
export const SHARED_POLICY = `arn:aws:iam::${ACCOUNT}:policy/ml/all-training`
export const GRANT_ROLE = `arn:aws:iam::${ACCOUNT}:role/sagewarden/grant-g1`

type Rec = Readonly<Record<string, unknown>>

/** An IAM user as CloudTrail writes one. */
export const anIamUser = (userName: string): Rec => ({
  type: 'IAMUser',
  principalId: `AIDA${userName.toUpperCase()}`,
  arn: `arn:aws:iam::${ACCOUNT}:user/${userName}`,
  accountId: ACCOUNT,
  accessKeyId: 'AKIAFAKE0FAKE0FAKE00',
  userName,
})

/** A session of a role as CloudTrail writes one. */
export const aSession = (role: string, name: string): Rec => ({
  type: 'AssumedRole',
  principalId: `AROAFAKE:${name}`,
  arn: `arn:aws:sts::${ACCOUNT}:assumed-role/${role.slice(role.lastIndexOf('/') + 1)}/${name}`,
  accountId: ACCOUNT,
  accessKeyId: 'ASIAFAKE0FAKE0FAKE00',
  sessionContext: { sessionIssuer: { type: 'Role', arn: role, accountId: ACCOUNT } },
})

export const ROOT: Rec = {
  type: 'Root',
  principalId: ACCOUNT,
  arn: `arn:aws:iam::${ACCOUNT}:root`,
  accountId: ACCOUNT,
}

export const A_SERVICE: Rec = { type: 'AWSService', invokedBy: 'sagemaker.amazonaws.com' }

let made = 0

/** A record of CloudTrail; each has an id of its own. */
export function aRecord(eventName: string, requestParameters: Rec | null = {}, over: Rec = {}): Rec {
  made += 1
  return {
    eventVersion: '1.11',
    eventID: `00000000-0000-0000-0000-${String(made).padStart(12, '0')}`,
    eventName,
    eventSource: 'sagemaker.amazonaws.com',
    eventTime: '2026-11-23T12:00:00Z',
    awsRegion: 'eu-west-1',
    recipientAccountId: ACCOUNT,
    sourceIPAddress: '198.51.100.23',
    userAgent: 'aws-cli/2.31.0',
    userIdentity: anIamUser('bob.tanaka'),
    requestParameters,
    responseElements: null,
    readOnly: false,
    eventType: 'AwsApiCall',
    managementEvent: true,
    eventCategory: 'Management',
    ...over,
  }
}

/** The event of a record. */
export function anEvent(...[name, asked, over]: Parameters<typeof aRecord>): TrailEvent {
  return eventOf(aRecord(name, asked, over))
}

export function eventOf(record: Rec): TrailEvent {
  const event = trailEvent(record)
  if (!event) throw new Error('That is no record')
  return event
}

/** The event of a sample that posture checks try alarms with. */
export function aSample(id: string): TrailEvent {
  const sample = sampleEvents(ACCOUNT, 'eu-west-1').find((each) => each.id === id)
  if (!sample) throw new Error(`There is no sample ${id}`)
  made += 1
  return eventOf({ ...sample.record, eventID: `sample-${made}` })
}

export function aContext(over: Partial<WatchContext> = {}): WatchContext {
  return {
    bot: BOT,
    grants: [
      {
        id: 'g1',
        role: GRANT_ROLE,
        window: { startsAt: AT - 600, endsAt: AT + 3000 },
        resources: [`arn:aws:sagemaker:eu-west-1:${ACCOUNT}:user-profile/d-acme/carol`],
      },
    ],
    executionRoles: [EXECUTION_ROLE, OTHER_EXECUTION_ROLE],
    executionRolePolicies: new Map([
      [EXECUTION_POLICY, [EXECUTION_ROLE]],
      [SHARED_POLICY, [EXECUTION_ROLE, OTHER_EXECUTION_ROLE]],
    ]),
    boundary: 'sagewarden-grant-boundary',
    ...over,
  }
}

/** What a detection sees in these events, one after the other. */
export function sightingsOf(
  detection: Detection,
  events: readonly TrailEvent[],
  context: WatchContext = aContext(),
): readonly Sighting[] {
  return judgeEvents([detection], events, {}, context).sightings.map(({ subject, on, more }) => ({
    subject,
    ...(on !== undefined && { on }),
    ...(more !== undefined && { more }),
  }))
}

/** The same event so many times, seconds apart, each with an id of its own. */
export function burst(count: number, apart: number, make: (at: Rec) => TrailEvent): readonly TrailEvent[] {
  return Array.from({ length: count }, (_, i) =>
    make({ eventTime: new Date((AT + i * apart) * 1000).toISOString() }),
  )
}
