import { describe, expect, it } from 'vitest'
import {
  madeWith,
  readRecord,
  seenCall,
  sessionFrom,
  type TrailRecord,
} from '../../../src/aws/activity/record.ts'

const ROLE = {
  arn: 'arn:aws:iam::111122223333:role/sagewarden/grant-a',
  uniqueId: 'AROAGRANTA',
  sessionNames: [],
}

/** A call with the grant's role, with some of its fields otherwise. */
function record(over: Record<string, unknown> = {}): TrailRecord {
  const read = readRecord(
    JSON.stringify({
      eventID: 'e-1',
      eventName: 'DescribeNotebookInstance',
      eventSource: 'sagemaker.amazonaws.com',
      eventTime: '2026-11-23T12:00:00Z',
      awsRegion: 'eu-west-1',
      recipientAccountId: '111122223333',
      sourceIPAddress: '198.51.100.7',
      requestParameters: { notebookInstanceName: 'Lab' },
      responseElements: null,
      userIdentity: {
        type: 'AssumedRole',
        sessionContext: { sessionIssuer: { type: 'Role', arn: ROLE.arn, principalId: ROLE.uniqueId } },
      },
      ...over,
    }),
  )
  if (!read) throw new Error('the record is none')
  return read
}

const issuedBy = (issuer: object, type = 'AssumedRole') =>
  record({ userIdentity: { type, sessionContext: { sessionIssuer: issuer } } })

describe('a call belongs to a grant', () => {
  it.each([
    ['where its session was issued by that role', true, record()],
    [
      'not where the role’s name only begins so',
      false,
      issuedBy({ arn: `${ROLE.arn}b`, principalId: 'AROAGRANTA' }),
    ],
    [
      'not where the case differs',
      false,
      issuedBy({ arn: ROLE.arn.toUpperCase(), principalId: 'AROAGRANTA' }),
    ],
    ['not where an earlier role had the name', false, issuedBy({ arn: ROLE.arn, principalId: 'AROAOLDER' })],
    [
      'not where the caller is no session',
      false,
      issuedBy({ arn: ROLE.arn, principalId: 'AROAGRANTA' }, 'IAMUser'),
    ],
    ['not where nobody is named', false, record({ userIdentity: undefined })],
  ] as const)('%s', (_when, belongs, call) => {
    expect(madeWith(call, ROLE)).toBe(belongs)
  })

  it('by the ARN alone where the unique id is not known', () => {
    expect(madeWith(issuedBy({ arn: ROLE.arn, principalId: 'AROAANY' }), { ...ROLE, uniqueId: null })).toBe(
      true,
    )
  })
})

describe('a session', () => {
  const assumed = (over: Record<string, unknown> = {}) =>
    record({
      eventName: 'AssumeRole',
      eventSource: 'sts.amazonaws.com',
      requestParameters: { roleArn: ROLE.arn },
      responseElements: {
        credentials: { accessKeyId: 'ASIAFAKE' },
        assumedRoleUser: { assumedRoleId: 'AROAGRANTA:ann' },
      },
      ...over,
    })
  it.each([
    ['is known by the key that assuming the role gave out', { accessKeyId: 'ASIAFAKE' }, assumed()],
    [
      'is not got by a refused call',
      undefined,
      assumed({ errorCode: 'AccessDenied', responseElements: null }),
    ],
    ['is not one of another role', undefined, assumed({ requestParameters: { roleArn: `${ROLE.arn}b` } })],
    [
      'is not one of an earlier role of the name',
      undefined,
      assumed({
        responseElements: {
          credentials: { accessKeyId: 'ASIAFAKE' },
          assumedRoleUser: { assumedRoleId: 'AROAOLDER:ann' },
        },
      }),
    ],
  ] as const)('%s', (_what, session, call) => {
    expect(sessionFrom(call, ROLE)).toEqual(session)
  })
})

describe('a call in the terms of a close-out', () => {
  it.each<readonly [string, Record<string, unknown>, object]>([
    [
      'is named by its action, and its resource as it was asked for',
      {},
      {
        action: 'sagemaker:DescribeNotebookInstance',
        resource: 'Lab',
        denied: false,
        created: null,
        sourceIp: '198.51.100.7',
      },
    ],
    [
      'names the ARN where CloudTrail does',
      { resources: [{ ARN: 'arn:aws:kms:eu-west-1:111122223333:key/1' }] },
      { resource: 'arn:aws:kms:eu-west-1:111122223333:key/1' },
    ],
    ['names nothing where the call did not', { requestParameters: null }, { resource: null }],
    ['says that it was refused', { errorCode: 'AccessDenied' }, { denied: true }],
    ['tells a refusal from another failure', { errorCode: 'ValidationException' }, { denied: false }],
    [
      'has the prefix of its action where the source has another',
      { eventSource: 'monitoring.amazonaws.com' },
      { action: 'cloudwatch:DescribeNotebookInstance' },
    ],
    [
      'says what it made',
      {
        eventName: 'CreateTrainingJob',
        responseElements: { trainingJobArn: 'arn:aws:sagemaker:eu-west-1:111122223333:training-job/churn-1' },
      },
      { created: 'arn:aws:sagemaker:eu-west-1:111122223333:training-job/churn-1' },
    ],
    [
      'says which notebook it started',
      { eventName: 'StartNotebookInstance' },
      { created: 'arn:aws:sagemaker:eu-west-1:111122223333:notebook-instance/lab' },
    ],
    [
      'made nothing where it was refused',
      { eventName: 'StartNotebookInstance', errorCode: 'AccessDenied' },
      { created: null },
    ],
    [
      'does not take a link for a thing that was made',
      { eventName: 'CreatePresignedDomainUrl', responseElements: { somethingArn: 'arn:aws:sagemaker:::x' } },
      { created: null },
    ],
  ])('%s', (_what, over, seen) => {
    expect(seenCall(record(over))).toMatchObject({ at: Date.UTC(2026, 10, 23, 12) / 1000, ...seen })
  })
})

it.each([
  undefined,
  '',
  '{}',
  '[]',
  'null',
  '{"eventID":"e","eventName":"n","eventSource":"s","eventTime":"never"}',
])('is no record: %s', (text) => {
  expect(readRecord(text)).toBeUndefined()
})
