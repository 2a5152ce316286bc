import { defineCheck, notApplicable, pass } from '../../check.ts'
import { certain, mustNot } from '../../permissions/effective-permission.ts'
import { assumedWithoutMfa } from '../../permissions/mfa.ts'
import { actedBy, ownedByAws } from '../../permissions/people.ts'
import { serviceRight } from '../../permissions/service-right.ts'

export const mfaRoleAssumptionRequired = defineCheck({
  id: 'mfa-role-assumption-required',
  title: 'Roles of people with SageMaker write rights must need MFA to assume',
  practice: 'mfa',
  severity: 'medium',
  tier: 'core',
  controls: {},
  why: 'Without MFA in the trust a stolen access key is enough to become the role, and everything that the role may change is open.',
  fix: {
    summary:
      'Add a condition Bool aws:MultiFactorAuthPresent true to the statement that trusts users or accounts.',
    console: 'IAM console › Roles › the role › Trust relationships › Edit trust policy.',
    cli: 'aws iam update-assume-role-policy --role-name ROLE --policy-document file://trust.json',
    effect: 'in-place',
  },
  of: 'iamRoles',
  evaluate: (role, see) => {
    const owned = ownedByAws(role)
    if (owned) return notApplicable(owned)
    const by = actedBy(role)
    if (by === 'provider') return pass('Its trust admits people only through an identity provider')
    if (by === 'machine') return notApplicable('Its trust admits no users or accounts.')
    const entry = assumedWithoutMfa(role, see)
    if (entry.truth === 'no') return pass(entry.evidence)
    const [right] = certain([serviceRight(role, 'writing', see)])
    if (!right) return notApplicable('The role has no right to change anything in SageMaker.')
    return mustNot([entry], 'Its trust demands MFA')
  },
})
