import { describe, expect, it } from 'vitest'
import { invokeEndpointNetworkConditioned as check } from '../../../../src/posture/checks/network-access/invoke-endpoint-network-conditioned.ts'
import { allow, aRole, aUser, deny, HIDDEN, UNSEEN_IAM } from '../../../support/iam.ts'
import { a, aGap, REGION, snapshotOf, verdicts } from '../../../support/inventory.ts'

const endpoint = a('endpoints', { name: 'fraud', status: 'InService' })
const judge = (...statements: Record<string, unknown>[]) =>
  verdicts(check, snapshotOf({ iamUsers: [aUser({ statements })], endpoints: [endpoint] }))[0]
const INVOKE = 'sagemaker:InvokeEndpoint'
const BOUND = 'ana pass: It may invoke listed endpoints only, or only from known networks'
const open = (action: string, resource = '*') =>
  `ana fail: Policy team, statement 1 allows ${action} on ${resource}`
const listed = `arn:aws:sagemaker:${REGION}:111122223333:endpoint/fraud`

describe('who may invoke', () => {
  it.each([
    ['every endpoint from anywhere', [allow(INVOKE)], open(INVOKE)],
    [
      'every asynchronous one',
      [allow('sagemaker:InvokeEndpointAsync')],
      open('sagemaker:InvokeEndpointAsync'),
    ],
    [
      'every one of a Region',
      [allow(INVOKE, `arn:aws:sagemaker:${REGION}:*:endpoint/*`)],
      open(INVOKE, `arn:aws:sagemaker:${REGION}:*:endpoint/*`),
    ],
    ['a listed one', [allow(INVOKE, listed)], BOUND],
    [
      'every one, from a network',
      [allow(INVOKE, '*', { IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } })],
      BOUND,
    ],
    [
      'every one, through an endpoint',
      [allow(INVOKE, '*', { StringEquals: { 'aws:SourceVpce': 'vpce-1' } })],
      BOUND,
    ],
    [
      'every one, denied elsewhere',
      [allow(INVOKE), deny('*', '*', { NotIpAddress: { 'aws:SourceIp': '203.0.113.0/24' } })],
      BOUND,
    ],
    [
      'every one, from the whole internet',
      [allow(INVOKE, '*', { IpAddress: { 'aws:SourceIp': '0.0.0.0/0' } })],
      open(INVOKE),
    ],
    ['none', [allow('sagemaker:CreateEndpoint')], 'ana not-applicable: It may invoke no endpoint.'],
    [
      'every one, if a tag says so',
      [allow(INVOKE, '*', { StringEquals: { 'aws:PrincipalTag/team': 'ml' } })],
      expect.stringMatching(/^ana unknown: It depends on the request/),
    ],
  ])('%s', (_what, statements, verdict) => {
    expect(judge(...statements)).toEqual(verdict)
  })

  it('is not judged where there is no endpoint, or for the roles of AWS', () => {
    expect(verdicts(check, snapshotOf({ iamUsers: [aUser({ statements: [allow(INVOKE)] })] }))).toEqual([
      'ana not-applicable: There is no endpoint.',
    ])
    const owned = aRole({ statements: [allow(INVOKE)], also: { awsOwned: true } })
    expect(verdicts(check, snapshotOf({ iamRoles: [owned], endpoints: [endpoint] }))[0]).toMatch(
      /not-applicable/,
    )
  })

  it('is unknown where endpoints or policies are hidden', () => {
    const iamUsers = [aUser({ statements: [allow(INVOKE)] })]
    expect(verdicts(check, snapshotOf({ iamUsers }, [aGap({ kind: 'endpoints' })]))[0]).toMatch(
      /^ana unknown/,
    )
    const hidden = aUser({ also: { policies: [{ name: 'x', document: HIDDEN }] } })
    expect(verdicts(check, snapshotOf({ iamUsers: [hidden], endpoints: [endpoint] }))).toEqual([
      `ana ${UNSEEN_IAM}`,
    ])
  })
})
