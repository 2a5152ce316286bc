import { describe, expect, it } from 'vitest'
import { iamExecutionRoleTrustConfusedDeputy as check } from '../../../../src/posture/checks/identity/iam-execution-role-trust-confused-deputy.ts'
import { aRole, HIDDEN, SAGEMAKER_TRUST, trusts, UNSEEN_IAM } from '../../../support/iam.ts'
import { ACCOUNT, snapshotOf, verdicts } from '../../../support/inventory.ts'

const SERVICE = { Service: 'sagemaker.amazonaws.com' }
const judge = (role: Parameters<typeof aRole>[0], trustedAccounts: string[] = []) =>
  verdicts(check, snapshotOf({ iamRoles: [aRole(role)] }), { trustedAccounts })[0]
const byTrust = (Condition?: Record<string, unknown>) => judge({ trust: [trusts(SERVICE, Condition)] })
const BOUND = 'Train pass: Its trust admits SageMaker only on behalf of trusted accounts'
const OPEN = 'Train fail: Its trust admits SageMaker on behalf of any account'

describe('a trust that admits SageMaker', () => {
  it.each([
    ['without a condition', undefined, OPEN],
    ['for its own account', { StringEquals: { 'aws:SourceAccount': ACCOUNT } }, BOUND],
    ['for its own resources', { ArnLike: { 'aws:SourceArn': `arn:aws:sagemaker:*:${ACCOUNT}:*` } }, BOUND],
    ['for its organisation', { StringEquals: { 'aws:SourceOrgID': 'o-acme' } }, BOUND],
    ['for any resource', { ArnLike: { 'aws:SourceArn': 'arn:aws:sagemaker:*:*:*' } }, OPEN],
    ['from a time on', { DateGreaterThan: { 'aws:CurrentTime': '2020-01-01' } }, OPEN],
    [
      'for a stranger',
      { StringEquals: { 'aws:SourceAccount': '444455556666' } },
      'Train fail: Its trust admits SageMaker on behalf of account 444455556666',
    ],
  ])('%s', (_how, condition, verdict) => {
    expect(byTrust(condition)).toBe(verdict)
  })

  it('for an account that the organisation trusts passes', () => {
    const trust = [trusts(SERVICE, { StringEquals: { 'aws:SourceAccount': '444455556666' } })]
    expect(judge({ trust }, ['444455556666'])).toBe(BOUND)
  })

  it('twice, once without a condition, fails', () => {
    const bound = trusts(SERVICE, { StringEquals: { 'aws:SourceAccount': ACCOUNT } })
    expect(judge({ trust: [bound, SAGEMAKER_TRUST] })).toBe(OPEN)
  })

  it('that is hidden is unknown, and that of another service is not judged', () => {
    expect(judge({ also: { trust: HIDDEN } })).toBe(`Train ${UNSEEN_IAM}`)
    expect(judge({ trust: [trusts({ Service: 'glue.amazonaws.com' })] })).toBe(
      'Train not-applicable: SageMaker does not use this role.',
    )
  })
})
