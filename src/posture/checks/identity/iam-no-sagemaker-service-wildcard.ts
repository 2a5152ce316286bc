import { requestContext } from '../../../base/policy/context.ts'
import type { PolicyDocument } from '../../../base/policy/document.ts'
import { evaluate } from '../../../base/policy/evaluate.ts'
import { explain } from '../../../base/policy/explain.ts'
import { UNNAMED } from '../../../base/policy/unnamed.ts'
import { defineCheck, fail, notApplicable, pass, type Verdict } from '../../check.ts'
import { ownDocuments } from '../../permissions/customer-documents.ts'
import { known } from '../../snapshot.ts'
import { verdictOfAll } from '../../verdicts/verdict-of-all.ts'

export const iamNoSagemakerServiceWildcard = defineCheck({
  id: 'iam-no-sagemaker-service-wildcard',
  title: 'Policies should not allow sagemaker:*, sagemaker:Create* or sagemaker:Update* on every resource',
  practice: 'identity',
  severity: 'medium',
  tier: 'core',
  controls: {
    fsbp: ['IAM.21'],
    nist80053r5: ['AC-3', 'AC-5(b)', 'AC-6(2)', 'AC-6(10)', 'CM-5(1)(a)'],
    pciDss4: ['7.2.1', '7.2.2', '7.2.5', '7.3.1', '7.3.2', '7.3.3', '8.2.7', '8.2.8', '8.3.4'],
    hipaa: [
      '§164.308(a)(3)(ii)(A)',
      '§164.308(a)(3)(ii)(B)',
      '§164.308(a)(4)(i)',
      '§164.308(a)(4)(ii)(B)',
      '§164.308(a)(4)(ii)(C)',
    ],
  },
  why: 'A wildcard takes in every action that AWS adds later, and every notebook, model and endpoint of every team. Few people need to create or change all of it.',
  fix: {
    summary: 'List the actions that are used, name the resources, or bind the wildcard by condition keys.',
    console:
      'IAM console › Policies › the policy › Edit; for an inline policy, the user, group or role that holds it.',
    cli: 'aws iam create-policy-version --policy-arn POLICY_ARN --policy-document file://policy.json --set-as-default',
    effect: 'in-place',
  },
  of: ['iamPolicies', 'iamGroups', 'iamRoles', 'iamUsers'],
  evaluate: (item) => {
    if ('awsOwned' in item && item.awsOwned)
      return notApplicable('AWS owns this role; nobody here can edit it.')
    const documents = ownDocuments(item)
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

const ACTIONS = ['', 'Create', 'Update'].map((verb) => `sagemaker:${verb}${UNNAMED}`)

/** A statement with a condition is left to the checks that ask what its holder can do. */
function judgeDocument(name: string, document: PolicyDocument): Verdict {
  const mentions = document.statements.some(({ actions = [] }) =>
    actions.some((action) => /^sagemaker:/i.test(action)),
  )
  if (!mentions) return notApplicable('It does not mention SageMaker.')
  for (const action of ACTIONS) {
    const request = { action, resource: UNNAMED, context: requestContext({}) }
    const evaluation = evaluate(request, { identity: [{ name, document }] })
    if (evaluation.decision === 'allowed') return fail(explain(evaluation, action))
  }
  return pass(`Policy ${name} allows no SageMaker wildcard on every resource without a condition`)
}
