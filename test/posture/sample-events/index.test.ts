import { describe, expect, it } from 'vitest'
import {
  eventBridgeEnvelope,
  homeOfGlobalEvents,
  sampleEvents,
  sampleTraits,
} from '../../../src/posture/sample-events/index.ts'

const samples = sampleEvents('111122223333', 'eu-west-1')
const sample = (id: string) => {
  const found = samples.find((one) => one.id === id)
  if (!found) throw new Error(`no sample ${id}`)
  return found
}

describe('sample events', () => {
  it('have ids of their own', () => {
    expect(new Set(samples.map(({ id }) => id)).size).toBe(samples.length)
  })

  it('fit into a few calls of TestMetricFilter', () => {
    expect(samples.length).toBeGreaterThan(90)
    expect(samples.length).toBeLessThanOrEqual(150)
  })

  it.each(['s3/PutBucketPolicy', 'sagemaker/CreateDomain+public', 'kms/DisableKey'])(
    '%s happens in the Region that is asked about',
    (id) => {
      expect(sample(id).record).toMatchObject({ awsRegion: 'eu-west-1', recipientAccountId: '111122223333' })
    },
  )

  it.each(['iam/PutRolePolicy', 'signin/ConsoleLogin+failed', 'organizations/LeaveOrganization'])(
    '%s happens in the Region of global services',
    (id) => {
      expect(sample(id).record.awsRegion).toBe('us-east-1')
    },
  )

  it.each([
    ['eu-west-1', 'us-east-1'],
    ['cn-northwest-1', 'cn-north-1'],
    ['us-gov-east-1', 'us-gov-west-1'],
  ])('global events of the partition of %s are recorded in %s', (region, home) => {
    expect(homeOfGlobalEvents(region)).toBe(home)
  })

  it('name the service to EventBridge and to CloudTrail', () => {
    expect(sample('iam/PutRolePolicy')).toMatchObject({
      source: 'aws.iam',
      detailType: 'AWS API Call via CloudTrail',
      record: { eventSource: 'iam.amazonaws.com', eventName: 'PutRolePolicy', eventType: 'AwsApiCall' },
    })
  })

  it('tell a failed sign-in from one without MFA and one by root', () => {
    expect(sample('signin/ConsoleLogin+failed').record).toMatchObject({
      errorMessage: 'Failed authentication',
      responseElements: { ConsoleLogin: 'Failure' },
    })
    expect(sample('signin/ConsoleLogin+no-mfa').record).toMatchObject({
      userIdentity: { type: 'IAMUser' },
      additionalEventData: { MFAUsed: 'No' },
      responseElements: { ConsoleLogin: 'Success' },
    })
    expect(sample('signin/ConsoleLogin+root').record).toMatchObject({ userIdentity: { type: 'Root' } })
    expect(sample('signin/ConsoleLogin+root').detailType).toBe('AWS Console Sign In via CloudTrail')
  })

  it('show root without a service behind it', () => {
    expect(sample('ec2/CreateKeyPair+root').record).not.toHaveProperty('userIdentity.invokedBy')
    expect(sample('ec2/CreateKeyPair+root').record).toMatchObject({
      eventName: 'CreateKeyPair',
      eventType: 'AwsApiCall',
    })
  })

  it.each([
    ['ec2/RunInstances+denied', 'Client.UnauthorizedOperation'],
    ['secretsmanager/GetSecretValue+denied', 'AccessDenied'],
    ['sagemaker/CreateTrainingJob+denied', 'AccessDenied'],
  ])('%s carries the error code %s', (id, errorCode) => {
    expect(sample(id).record).toMatchObject({ errorCode })
  })

  it('come in the envelope that EventBridge delivers', () => {
    const { record } = sample('kms/DisableKey')
    expect(eventBridgeEnvelope(sample('kms/DisableKey'))).toMatchObject({
      source: 'aws.kms',
      'detail-type': 'AWS API Call via CloudTrail',
      account: '111122223333',
      region: 'eu-west-1',
      detail: record,
    })
  })
})

describe('traits of a sample event', () => {
  it('say where and how it is recorded', () => {
    expect(sampleTraits('iam/PutRolePolicy')).toEqual({
      id: 'iam/PutRolePolicy',
      eventName: 'PutRolePolicy',
      eventSource: 'iam.amazonaws.com',
      readOnly: false,
      global: true,
    })
    expect(sampleTraits('kms/DisableKey').global).toBe(false)
  })

  it('are refused for an id that nobody wrote down', () => {
    expect(() => sampleTraits('iam/PutRolPolicy')).toThrow('There is no sample event iam/PutRolPolicy.')
  })
})
