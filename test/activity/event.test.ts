import { describe, expect, it } from 'vitest'
import { callerKey, isSageMaker, viaService } from '../../src/activity/event.ts'
import { anEvent } from '../support/log.ts'

const role = (arn: string, session: string) => ({ kind: 'role' as const, arn, name: 'R', session })
const ROLE = 'arn:aws:iam::111122223333:role/ml/train'
const SSO =
  'arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/eu-west-1/AWSReservedSSO_DS_0123456789abcdef'

describe('a caller', () => {
  it('is the role, whatever name its session was given', () => {
    expect(callerKey(role(ROLE, 'alice'))).toBe(callerKey(role(ROLE, 'mallory')))
  })

  it('is the person where Identity Center names the session', () => {
    expect(callerKey(role(SSO, 'alice'))).not.toBe(callerKey(role(SSO, 'mallory')))
  })

  it('is not somebody else of a name that could be taken apart otherwise', () => {
    const user = { kind: 'user' as const, session: null, name: 'a' }
    expect(callerKey({ ...user, arn: 'x"],["y' })).not.toBe(callerKey({ ...user, arn: 'x' }))
  })
})

describe('a call', () => {
  it.each([
    ['sagemaker:CreateModel', true],
    ['sagemaker-geospatial:GetTile', true],
    ['sagemakers:CreateModel', false],
    ['iam:CreateRole', false],
  ])('%s is on SageMaker: %s', (action, expected) => {
    expect(isSageMaker(anEvent({ action }))).toBe(expected)
  })

  it.each([
    ['203.0.113.7', null],
    ['sagemaker.amazonaws.com', 'sagemaker.amazonaws.com'],
    ['AWS Internal', 'AWS Internal'],
    ['evil.amazonaws.com.example', null],
    [null, null],
  ])('from %s comes through %s', (sourceIp, expected) => {
    expect(viaService(anEvent({ sourceIp }))).toBe(expected)
  })
})
