import { describe, expect, it } from 'vitest'
import { grantOf, logEvent } from '../../../src/aws/activity/log-event.ts'
import { readRecord } from '../../../src/aws/activity/record.ts'

const ACCOUNT = '111122223333'
const roleArn = (path: string, account = ACCOUNT) => `arn:aws:iam::${account}:role${path}`

describe('the grant of a role', () => {
  it.each([
    ['of the path and name of grants', roleArn('/sagewarden/grant-g1'), 'g1'],
    ['not of another account', roleArn('/sagewarden/grant-g1', '999988887777'), null],
    ['not of a path below', roleArn('/sagewarden/x/grant-g1'), null],
    ['not of a path that begins alike', roleArn('/sagewarden2/grant-g1'), null],
    ['not of another path', roleArn('/grant-g1'), null],
    ['not of a name in capitals', roleArn('/sagewarden/grant-G1'), null],
    ['not of another name', roleArn('/sagewarden/x-grant-g1'), null],
    ['not of a session', `arn:aws:sts::${ACCOUNT}:assumed-role/grant-g1/alice`, null],
    ['not of nothing', null, null],
  ])('is %s', (_, arn, expected) => {
    expect(grantOf(arn, ACCOUNT)).toBe(expected)
  })
})

const record = (fields: object) =>
  readRecord(
    JSON.stringify({
      eventID: 'e1',
      eventName: 'DescribeModel',
      eventSource: 'sagemaker.amazonaws.com',
      eventTime: '2026-11-23T09:00:00Z',
      recipientAccountId: ACCOUNT,
      awsRegion: 'eu-west-1',
      ...fields,
    }),
  )
const eventOf = (fields: object) => {
  const read = record(fields)
  if (!read) throw new Error('the record is none')
  return logEvent(read)
}

describe('a record', () => {
  it.each([
    [
      { type: 'IAMUser', arn: 'arn:u', userName: 'ann' },
      { kind: 'user', arn: 'arn:u', name: 'ann', session: null },
    ],
    [
      {
        type: 'AssumedRole',
        arn: `arn:aws:sts::${ACCOUNT}:assumed-role/Train/SageMaker`,
        sessionContext: { sessionIssuer: { arn: roleArn('/ml/Train') } },
      },
      { kind: 'role', arn: roleArn('/ml/Train'), name: 'Train', session: 'SageMaker' },
    ],
    [
      { type: 'Root', arn: 'arn:r' },
      { kind: 'root', arn: 'arn:r', name: 'root', session: null },
    ],
    [
      { type: 'AWSService', invokedBy: 'x.amazonaws.com' },
      { kind: 'service', arn: null, name: 'x.amazonaws.com', session: null },
    ],
    [
      { type: 'AWSAccount', principalId: 'AIDA' },
      { kind: 'other', arn: null, name: 'AIDA', session: null },
    ],
    [{ type: 'FutureKind' }, { kind: 'other', arn: null, name: 'FutureKind', session: null }],
    [undefined, { kind: 'other', arn: null, name: 'unknown', session: null }],
    ['<!channel>', { kind: 'other', arn: null, name: 'unknown', session: null }],
  ])('of %j is a call of %j', (userIdentity, expected) => {
    expect(eventOf({ userIdentity }).caller).toEqual(expected)
  })

  it('mentions every name that was asked or answered, and no more than a few', () => {
    const { mentions } = eventOf({
      requestParameters: { modelName: 'm', count: 3, tags: [{ key: 'x' }] },
      responseElements: { modelArn: 'arn:aws:sagemaker:eu-west-1:111122223333:model/m' },
    })
    expect(mentions).toEqual(['m', 'arn:aws:sagemaker:eu-west-1:111122223333:model/m'])
    const many = Object.fromEntries(Array.from({ length: 99 }, (_, i) => [`a${i}Name`, `n${i}`]))
    expect(eventOf({ requestParameters: many }).mentions).toHaveLength(40)
  })

  it('is denied only where AWS says so', () => {
    expect(eventOf({ errorCode: 'AccessDenied' })).toMatchObject({ denied: true, error: 'AccessDenied' })
    expect(eventOf({ errorCode: 'ValidationException' })).toMatchObject({
      denied: false,
      error: 'ValidationException',
    })
  })
})
