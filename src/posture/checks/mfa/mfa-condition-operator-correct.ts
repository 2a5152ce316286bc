import type { Condition, PolicyDocument, Statement } from '../../../base/policy/document.ts'
import { defineCheck, notApplicable, type Verdict, verdictOf } from '../../check.ts'
import { ownDocuments } from '../../permissions/customer-documents.ts'
import { known } from '../../snapshot.ts'
import { verdictOfAll } from '../../verdicts/verdict-of-all.ts'

export const mfaConditionOperatorCorrect = defineCheck({
  id: 'mfa-condition-operator-correct',
  title: 'MFA conditions must use the operator that also holds for long-term keys',
  practice: 'mfa',
  severity: 'high',
  tier: 'core',
  controls: {},
  why: 'Calls with long-term access keys carry no MFA key at all. BoolIfExists in an Allow lets them through, and Bool in a Deny misses them: the policy reads as if it demanded MFA, and does not.',
  fix: {
    summary:
      'Use Bool aws:MultiFactorAuthPresent true in an Allow, and BoolIfExists aws:MultiFactorAuthPresent false in a Deny.',
    console:
      'IAM console › Policies › the policy › Edit; for a trust, Roles › the role › Trust relationships.',
    cli: 'aws iam create-policy-version --policy-arn POLICY_ARN --policy-document file://policy.json --set-as-default',
    effect: 'in-place',
  },
  of: ['iamPolicies', 'iamGroups', 'iamRoles', 'iamUsers'],
  evaluate: (item) => {
    if ('awsOwned' in item && item.awsOwned)
      return notApplicable('AWS owns this role; nobody here can edit it.')
    const trust = 'trust' in item ? [{ name: 'trust', document: item.trust }] : []
    const documents = [...trust, ...ownDocuments(item)]
    if (documents.length === 0) return notApplicable('It holds no policy of its own.')
    return verdictOfAll(
      documents.map(
        ({ name, document }) =>
          () =>
            judgeDocument(name, known(document)),
      ),
    )
  },
})

const isMfa = ({ key }: Condition) => /^aws:multifactorauth(present|age)$/i.test(key)

function judgeDocument(name: string, document: PolicyDocument): Verdict {
  const { statements } = document
  if (!statements.some(({ conditions }) => conditions.some(isMfa)))
    return notApplicable('No policy of its own mentions MFA.')
  const deniesAbsent = statements.some((one) => one.effect === 'Deny' && asks(one, 'null', 'true'))
  const problems = statements.flatMap((statement, i) => {
    const place = `Policy ${name}, statement ${i + 1}`
    if (
      statement.effect === 'Allow' &&
      asks(statement, 'boolifexists', 'true') &&
      !asks(statement, 'null', 'false')
    )
      return [`${place} allows by BoolIfExists, which long-term keys pass`]
    if (statement.effect === 'Deny' && asks(statement, 'bool', 'false') && !deniesAbsent)
      return [`${place} denies by Bool, which long-term keys escape`]
    return []
  })
  return verdictOf(problems, `Policy ${name} asks for MFA in a way that long-term keys meet too`)
}

/** Whether a statement compares aws:MultiFactorAuthPresent with a value, by this operator. */
function asks({ conditions }: Statement, operator: string, value: string): boolean {
  return conditions.some(
    (one) =>
      one.operator.toLowerCase() === operator &&
      one.key.toLowerCase() === 'aws:multifactorauthpresent' &&
      one.values.some((wanted) => wanted.toLowerCase() === value),
  )
}
