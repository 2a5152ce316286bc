import { hasWildcard } from '../../../base/policy/glob.ts'
import { anyOf } from '../../../base/policy/unnamed.ts'
import { type Check, defineCheck, fail, type Sight, type Verdict } from '../../check.ts'
import { keysOpenTo } from '../../encryption/key-reach.ts'
import type { IamRole } from '../../inventory/iam.ts'
import type { Key } from '../../inventory/storage.ts'
import { listed } from '../../listed.ts'
import { mustNot, nobodys, type Permission, permission } from '../../permissions/effective-permission.ts'
import { ofExecutionRole, ROLE_CARRIERS } from '../../permissions/execution-roles.ts'
import { hasPower, type Power } from '../../permissions/powers.ts'
import { allowedPatterns, type Moment } from '../../permissions/reachable.ts'
import type { Controls, Severity } from '../../practice.ts'

interface Row {
  readonly id: string
  readonly title: string
  readonly severity: Severity
  readonly controls: Controls
  readonly why: string
  readonly summary: string
  readonly policyName: string
  readonly passes: string
  readonly answers: (role: IamRole, moment: Moment) => readonly Permission[]
}

const power =
  (...powers: Power[]) =>
  (role: IamRole, moment: Moment) =>
    powers.map((one) => hasPower(role, one, moment))

/** Roles by a pattern, e.g. `arn:aws:iam::*:role/etl-*`, are roles that nobody listed. */
function wildcardRoles(role: IamRole, { now }: Moment): readonly Permission[] {
  const action = 'sts:AssumeRole'
  return allowedPatterns(role, [action], now)
    .filter(hasWildcard)
    .map((pattern) =>
      permission(
        role,
        { action, resource: pattern === '*' ? nobodys(role, 'iam', 'role/*') : anyOf(pattern) },
        now,
      ),
    )
}

const ROWS: readonly Row[] = [
  {
    id: 'iam-execution-role-assume-role-scoped',
    title: 'Execution roles must not assume arbitrary roles',
    severity: 'high',
    controls: { nist80053r5: ['AC-6'], hipaa: ['§164.312(a)(1)'], soc2: ['CC6.1'], awsAi: ['AISF-IAM-02'] },
    why: 'A role that may assume any other is as strong as the strongest role that trusts it, in this account and in others.',
    summary: 'Allow sts:AssumeRole only on the full ARNs of the roles that the jobs need.',
    policyName: 'assume-listed-roles',
    passes: 'It may assume no role, or listed roles only',
    answers: (role, moment) => [hasPower(role, 'assume any role', moment), ...wildcardRoles(role, moment)],
  },
  {
    id: 'iam-execution-role-kms-scoped',
    title: 'Execution roles must not decrypt with every key',
    severity: 'medium',
    controls: {
      fsbp: ['KMS.1', 'KMS.2'],
      pciDss4: [
        '3.5.1.1',
        '3.5.1.3',
        '3.6.1',
        '3.6.1.2',
        '3.6.1.3',
        '3.6.1.4',
        '3.7.1',
        '3.7.2',
        '3.7.4',
        '3.7.6',
        '3.7.7',
        '4.2.1.1',
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
      ],
    },
    why: 'A customer-managed key protects only against those who may not use it. A role that may decrypt with every key undoes the separation that the keys were made for.',
    summary:
      'Allow kms:Decrypt only on the keys of the data that the jobs read, or only by alias, tag or kms:ViaService.',
    policyName: 'decrypt-with-listed-keys',
    passes: 'It may decrypt with no key, or with listed or conditioned keys only',
    answers: power('decrypt with every key'),
  },
  {
    id: 'iam-execution-role-passrole-scoped',
    title: 'Execution roles must not pass arbitrary roles',
    severity: 'high',
    controls: {
      nist80053r5: ['AC-6'],
      hipaa: ['§164.312(a)(1)'],
      soc2: ['CC3.3', 'CC6.1'],
      awsAi: ['AISF-IAM-02'],
    },
    why: 'Whoever may pass a role to a job may act as that role. With iam:PassRole on every role, code in one notebook can run as the most powerful role that SageMaker may use.',
    summary:
      'Allow iam:PassRole only on the full ARNs of the roles to pass, with iam:PassedToService as a second bound.',
    policyName: 'pass-listed-roles',
    passes: 'It may pass no role, or listed roles only',
    answers: power('pass any role'),
  },
  {
    id: 'iam-execution-role-s3-scoped',
    title: 'Execution roles must not read or write every bucket',
    severity: 'high',
    controls: { nist80053r5: ['AC-6'], hipaa: ['§164.312(a)(1)'], soc2: ['CC6.1'] },
    why: 'Code in a notebook or job can then copy any data of the account, or of any other account that lets it in, to anywhere.',
    summary:
      'Allow S3 actions only on the buckets and prefixes of the project, or bind them by s3:ResourceAccount or tags.',
    policyName: 'project-buckets',
    passes: 'It reaches only named or conditioned buckets',
    answers: power('read or write every S3 object'),
  },
  {
    id: 'iam-execution-role-secrets-scoped',
    title: 'Execution roles must not read every secret or parameter',
    severity: 'medium',
    controls: {},
    why: 'Secrets and parameters hold the passwords of other systems. Code that anybody in a team can write should not reach those of everybody else.',
    summary: 'Allow the reading actions only on the secrets, parameters and tables that the jobs need.',
    policyName: 'project-secrets',
    passes: 'It reaches only named or conditioned secrets, parameters and tables',
    answers: power('read every secret'),
  },
]

export const iamExecutionRoleReachChecks: readonly Check[] = ROWS.map((row) =>
  defineCheck({
    id: row.id,
    title: row.title,
    practice: 'identity',
    severity: row.severity,
    tier: 'core',
    controls: row.controls,
    why: row.why,
    fix: {
      summary: row.summary,
      console: 'IAM console › Roles › the role › Permissions › edit the policy that the finding names.',
      cli: `aws iam put-role-policy --role-name ROLE --policy-name ${row.policyName} --policy-document file://scoped.json`,
      effect: 'in-place',
    },
    of: 'iamRoles',
    with: [...ROLE_CARRIERS, 'keys'],
    evaluate: ofExecutionRole((role, see) => {
      const verdict = mustNot(row.answers(role, see), row.passes)
      return row.id === 'iam-execution-role-kms-scoped' ? withKeys(verdict, role, see) : verdict
    }),
  }),
)

/** Says which of the keys that were seen a role can use, as a `*` in IAM opens no key that does not leave it to IAM. */
function withKeys(verdict: Verdict, role: IamRole, see: Moment & { readonly keys: Sight<Key> }): Verdict {
  if (verdict.status !== 'fail') return verdict
  const names = keysOpenTo(role, see)
  if (names.length === 0) return fail(`${verdict.evidence}; no key that was seen leaves this to IAM`)
  return fail(`${verdict.evidence}; opens ${listed(names)}`)
}
