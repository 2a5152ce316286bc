import { describe, expect, it } from 'vitest'
import { mfaConditionOperatorCorrect as check } from '../../../../src/posture/checks/mfa/mfa-condition-operator-correct.ts'
import {
  allow,
  aRole,
  aUser,
  deny,
  HIDDEN,
  MFA_REQUIRED,
  trusts,
  UNLESS_MFA,
  UNSEEN_IAM,
} from '../../../support/iam.ts'
import { ACCOUNT, a, policy, seen, snapshotOf, verdicts } from '../../../support/inventory.ts'

const judge = (...statements: Record<string, unknown>[]) =>
  verdicts(
    check,
    snapshotOf({
      iamPolicies: [
        a('iamPolicies', {
          name: 'mfa',
          region: 'global',
          attachmentCount: 1,
          document: seen(policy(...statements)),
        }),
      ],
    }),
  )[0]
const PRESENT = 'aws:MultiFactorAuthPresent'
const lenient = { BoolIfExists: { [PRESENT]: 'true' } }
const RIGHT = 'mfa pass: Policy mfa asks for MFA in a way that long-term keys meet too'

describe('an MFA condition', () => {
  it.each([
    ['an Allow by Bool', [allow('*', '*', MFA_REQUIRED)], RIGHT],
    ['an Allow by age', [allow('*', '*', { NumericLessThan: { 'aws:MultiFactorAuthAge': '3600' } })], RIGHT],
    ['a Deny by BoolIfExists', [allow('*'), deny('*', '*', UNLESS_MFA)], RIGHT],
    [
      'an Allow by BoolIfExists',
      [allow('*', '*', lenient)],
      'mfa fail: Policy mfa, statement 1 allows by BoolIfExists, which long-term keys pass',
    ],
    [
      'a Deny by Bool',
      [allow('*'), deny('*', '*', { bool: { 'AWS:multifactorauthpresent': 'False' } })],
      'mfa fail: Policy mfa, statement 2 denies by Bool, which long-term keys escape',
    ],
    [
      'an Allow by BoolIfExists where the key must be there',
      [allow('*', '*', { ...lenient, Null: { [PRESENT]: 'false' } })],
      RIGHT,
    ],
    [
      'a Deny by Bool beside one for the missing key',
      [deny('*', '*', { Bool: { [PRESENT]: 'false' } }), deny('*', '*', { Null: { [PRESENT]: 'true' } })],
      RIGHT,
    ],
    ['a Deny with MFA, the other way round', [deny('s3:*', '*', MFA_REQUIRED)], RIGHT],
    ['none', [allow('*')], 'mfa not-applicable: No policy of its own mentions MFA.'],
  ])('%s', (_what, statements, verdict) => {
    expect(judge(...statements)).toBe(verdict)
  })

  it('is looked for in trusts and inline policies, not in what AWS wrote', () => {
    const snapshot = snapshotOf({
      iamRoles: [
        aRole({ trust: [trusts({ AWS: ACCOUNT }, lenient)] }),
        aRole({ name: 'Aws', also: { awsOwned: true } }),
      ],
      iamUsers: [aUser({ statements: [allow('*', '*', MFA_REQUIRED)] }), aUser({ name: 'bo' })],
      iamGroups: [a('iamGroups', { name: 'ops', policies: [] })],
    })
    expect(verdicts(check, snapshot)).toEqual([
      'ops not-applicable: It holds no policy of its own.',
      'Train fail: Policy trust, statement 1 allows by BoolIfExists, which long-term keys pass',
      'Aws not-applicable: AWS owns this role; nobody here can edit it.',
      'ana pass: Policy team asks for MFA in a way that long-term keys meet too',
      'bo not-applicable: It holds no policy of its own.',
    ])
  })

  it('is unknown where a text is hidden, unless another one is wrong', () => {
    expect(verdicts(check, snapshotOf({ iamRoles: [aRole({ also: { trust: HIDDEN } })] }))).toEqual([
      `Train ${UNSEEN_IAM}`,
    ])
    const role = aRole({ statements: [allow('*', '*', lenient)], also: { trust: HIDDEN } })
    expect(verdicts(check, snapshotOf({ iamRoles: [role] }))[0]).toMatch(/^Train fail/)
  })
})
