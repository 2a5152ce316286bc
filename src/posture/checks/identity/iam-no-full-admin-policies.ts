import { requestContext } from '../../../base/policy/context.ts'
import { evaluate } from '../../../base/policy/evaluate.ts'
import { explain } from '../../../base/policy/explain.ts'
import { UNNAMED, UNNAMED_ACTION } from '../../../base/policy/unnamed.ts'
import { defineCheck, fail, notApplicable, pass } from '../../check.ts'
import { known } from '../../snapshot.ts'

export const iamNoFullAdminPolicies = defineCheck({
  id: 'iam-no-full-admin-policies',
  title: 'Customer policies must not allow every action on every resource',
  practice: 'identity',
  severity: 'high',
  tier: 'core',
  controls: {
    fsbp: ['IAM.1'],
    cisAws5: ['1.15'],
    cisAws7: ['2.14'],
    nist80053r5: [
      'AC-2(1)',
      'AC-2(6)',
      'AC-2(i)(2)',
      'AC-3',
      'AC-3(3)',
      'AC-3(3)(a)',
      'AC-3(3)(b)(1)',
      'AC-3(3)(b)(2)',
      'AC-3(3)(b)(3)',
      'AC-3(3)(b)(4)',
      'AC-3(3)(b)(5)',
      'AC-3(3)(c)',
      'AC-3(4)',
      'AC-3(4)(a)',
      'AC-3(4)(b)',
      'AC-3(4)(c)',
      'AC-3(4)(d)',
      'AC-3(4)(e)',
      'AC-3(7)',
      'AC-3(8)',
      'AC-3(12)(a)',
      'AC-3(13)',
      'AC-3(15)(a)',
      'AC-3(15)(b)',
      'AC-4(28)',
      'AC-5(b)',
      'AC-6',
      'AC-6(2)',
      'AC-6(3)',
      'AC-6(10)',
      'AC-24',
      'CM-5(1)(a)',
      'CM-6(a)',
      'CM-9(b)',
      'MP-2',
      'SC-23(3)',
      'SC-25',
    ],
    pciDss4: [
      '7.2.1',
      '7.2.2',
      '7.2.3',
      '7.2.5',
      '7.3.1',
      '7.3.2',
      '7.3.3',
      '8.2.7',
      '8.2.8',
      '8.3.4',
      '11.5.2',
    ],
    hipaa: [
      '§164.308(a)(1)(ii)(B)',
      '§164.308(a)(3)(i)',
      '§164.308(a)(3)(ii)(A)',
      '§164.308(a)(3)(ii)(B)',
      '§164.308(a)(4)(i)',
      '§164.308(a)(4)(ii)(B)',
      '§164.308(a)(4)(ii)(C)',
      '§164.312(a)(1)',
    ],
    soc2: ['CC1.3', 'CC6.1', 'CC6.2', 'CC6.3'],
    iso27001: ['A.5.18', 'A.8.2'],
    gdpr: ['Art. 25'],
    awsAi: ['AISF-IAM-02'],
  },
  why: 'Everybody who holds such a policy is an administrator, and its name seldom says so.',
  fix: {
    summary:
      'Detach the policy and attach one that allows what is used. Administrators should hold AdministratorAccess, by name.',
    console: 'IAM console › Policies › the policy › Entities attached › Detach.',
    cli: 'aws iam detach-role-policy --role-name ROLE --policy-arn POLICY_ARN',
    effect: 'in-place',
  },
  of: 'iamPolicies',
  evaluate: (policy) => {
    if (policy.attachmentCount === 0) return notApplicable('It is attached to nobody.')
    const request = { action: UNNAMED_ACTION, resource: UNNAMED, context: requestContext({}) }
    const identity = [{ name: policy.name, document: known(policy.document) }]
    const evaluation = evaluate(request, { identity })
    const [because] = evaluation.because
    const everyAction = because?.kind === 'statement' && because.statement.notActions === undefined
    return evaluation.decision === 'allowed' && everyAction
      ? fail(explain(evaluation, UNNAMED_ACTION))
      : pass('It does not allow every action on every resource')
  },
})
