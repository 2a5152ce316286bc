import { describe, expect, it } from 'vitest'
import { narrow } from '../../../src/activity/rightsize/narrow.ts'
import { anEvidence, aService, aStatement } from './rows.ts'

const USED = ['sagemaker:DescribeEndpoint', 'sagemaker:CreateModel']
const HIDDEN_OF_SAGEMAKER = [
  'sagemaker:InvokeEndpoint',
  'sagemaker:InvokeEndpointAsync',
  'sagemaker:InvokeEndpointWithResponseStream',
  'sagemaker:InvokeEndpointWithBidirectionalStream',
]
const S3_SEEN = [aService('sagemaker'), aService('s3')]
const NEVER = [aService('sagemaker'), aService('s3', { lastAt: null, lastRegion: null })]
const incomplete = { log: { ...anEvidence().log, complete: false } }

const kept = (actions: readonly string[], evidence = anEvidence(USED)) =>
  narrow(aStatement({ actions }), evidence).statement?.actions ?? null

describe('what stays of an Allow', () => {
  it.each([
    ['what was used', ['sagemaker:DescribeEndpoint'], ['sagemaker:DescribeEndpoint'], anEvidence(USED)],
    ['not what was certainly not', ['sagemaker:DeleteModel'], null, anEvidence(USED)],
    ['what no log shows', ['sagemaker:InvokeEndpoint'], ['sagemaker:InvokeEndpoint'], anEvidence(USED)],
    [
      'of a wildcard, what was used',
      ['sagemaker:Describe*'],
      ['sagemaker:DescribeEndpoint'],
      anEvidence(USED),
    ],
    ['of a wildcard, what no log shows too', ['sagemaker:Invoke*'], HIDDEN_OF_SAGEMAKER, anEvidence(USED)],
    [
      'iam:PassRole, of which nobody ever hears',
      ['iam:PassRole'],
      ['iam:PassRole'],
      anEvidence([], [aService('iam', { lastAt: null })]),
    ],
    ['a service whose log is not known here', ['s3:Get*'], ['s3:Get*'], anEvidence(USED, S3_SEEN)],
    [
      'not that service where IAM saw no use of it',
      ['s3:Get*', 's3:PutObject'],
      null,
      anEvidence(USED, NEVER),
    ],
    [
      'everything while the log was not read whole',
      ['sagemaker:Describe*', 'sagemaker:DeleteModel'],
      ['sagemaker:Describe*', 'sagemaker:DeleteModel'],
      anEvidence(USED, S3_SEEN, incomplete),
    ],
    [
      'everything of a service last used in a Region that was not read',
      ['sagemaker:DeleteModel'],
      ['sagemaker:DeleteModel'],
      anEvidence(USED, [aService('sagemaker', { lastRegion: 'ap-south-1' })]),
    ],
    [
      'everything of a service that IAM saw being used where the log shows nothing',
      ['sagemaker:DeleteModel', 'sagemaker:Describe*'],
      ['sagemaker:DeleteModel', 'sagemaker:Describe*'],
      anEvidence([]),
    ],
    [
      'an action that IAM tracks and saw, though the log did not show it',
      ['s3:CreateBucket'],
      ['s3:CreateBucket'],
      anEvidence([], [aService('s3', { tracked: [{ action: 's3:CreateBucket', lastAt: 5 }] })]),
    ],
    [
      'not an action that IAM tracks and never saw',
      ['s3:CreateBucket'],
      null,
      anEvidence([], [aService('s3', { tracked: [{ action: 's3:CreateBucket', lastAt: null }] })]),
    ],
    [
      'of everything, the services that were used, and iam:PassRole',
      ['*'],
      ['sagemaker:*', 's3:*', 'iam:PassRole'],
      anEvidence([], [...S3_SEEN, aService('iam', { lastAt: null })], incomplete),
    ],
    ['everything where IAM could not be asked', ['*'], ['*'], anEvidence(USED, null)],
    [
      'what was used, in whatever case it was written',
      ['SageMaker:describeendpoint'],
      ['SageMaker:describeendpoint'],
      anEvidence(USED),
    ],
    ['what names no service', ['sage*'], ['sage*'], anEvidence(USED)],
  ])('is %s', (_, actions, expected, evidence) => {
    expect(kept(actions, evidence)).toEqual(expected)
  })

  it('has the resources and conditions that it had', () => {
    const statement = aStatement({
      actions: ['sagemaker:*'],
      resources: ['arn:aws:sagemaker:*:111122223333:model/a-*'],
      conditions: [{ operator: 'Bool', key: 'aws:MultiFactorAuthPresent', values: ['true'] }],
    })
    expect(narrow(statement, anEvidence(USED)).statement).toMatchObject({
      resources: statement.resources,
      conditions: statement.conditions,
    })
  })

  it('is all of a Deny', () => {
    const deny = aStatement({ effect: 'Deny', actions: ['*'] })
    expect(narrow(deny, anEvidence()).statement).toBe(deny)
  })
})

describe('what stays of a NotAction', () => {
  const not = (notActions: readonly string[]) => {
    const { actions: _, ...rest } = aStatement()
    return { ...rest, notActions }
  }

  it('is a list of actions without what it excepts', () => {
    const evidence = anEvidence(USED, [aService('sagemaker'), aService('iam', { lastAt: null })])
    const { statement } = narrow(not(['iam:*', 'sagemaker:CreateModel', 'sagemaker:Invoke*']), evidence)
    expect(statement?.notActions).toBeUndefined()
    expect(statement?.actions).toContain('sagemaker:DescribeEndpoint')
    expect(statement?.actions?.filter((each) => /CreateModel|Invoke|^iam:/.test(each))).toEqual([])
  })

  it('is itself where what it excepts cannot be kept out', () => {
    const statement = not(['s3:DeleteBucket'])
    expect(narrow(statement, anEvidence(USED, S3_SEEN)).statement).toBe(statement)
  })
})
