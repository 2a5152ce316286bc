import { type Check, defineCheck, pass } from '../../src/posture/check.ts'
import type { Finding, Status } from '../../src/posture/finding.ts'
import type { ResourceRef } from '../../src/posture/inventory/index.ts'
import type { Report, ReportedGap } from '../../src/posture/report.ts'
import { ACCOUNT, NOW, REGION } from './inventory.ts'

/** A check with believable words; `evaluate` is never asked. */
export function aCheck(fields: Partial<Check> = {}): Check {
  const id = fields.id ?? 'notebook-no-direct-internet'
  const check = defineCheck({
    id,
    title: 'Notebook instances should not reach the internet directly',
    practice: 'network-isolation',
    severity: 'high',
    tier: 'core',
    controls: { fsbp: ['SageMaker.2'] },
    why: 'Anything on the notebook can send data anywhere.',
    fix: {
      summary: 'Create it again in a VPC without direct internet access.',
      console: 'Notebook instances, Create.',
      cli: 'aws sagemaker create-notebook-instance --direct-internet-access Disabled',
      effect: 'recreate',
    },
    of: 'notebooks',
    evaluate: () => pass('never asked'),
  })
  return { ...check, ...fields }
}

/** A reference to a notebook of that name. */
export function aResource(name = 'churn', fields: Partial<ResourceRef> = {}): ResourceRef {
  return {
    kind: 'notebooks',
    name,
    arn: `arn:aws:sagemaker:${REGION}:${ACCOUNT}:notebook-instance/${name}`,
    region: REGION,
    account: ACCOUNT,
    ...fields,
  }
}

/** A failing finding of `aCheck()` on `aResource()`. */
export function aFinding(fields: Partial<Finding> = {}): Finding {
  return {
    check: CHECK,
    status: 'fail',
    evidence: 'DirectInternetAccess is Enabled',
    resource: aResource(),
    ...fields,
  }
}

const CHECK = aCheck()

/** A gap that hid one check. */
export function aReportedGap(fields: Partial<ReportedGap> = {}): ReportedGap {
  return {
    kind: 'notebooks',
    region: REGION,
    call: 'DescribeNotebookInstance',
    action: 'sagemaker:DescribeNotebookInstance',
    cause: 'denied',
    detail: 'User is not authorized to perform: sagemaker:DescribeNotebookInstance',
    resources: [],
    checks: ['notebook-no-direct-internet'],
    ...fields,
  }
}

/** A report of these findings; its totals are counted. */
export function aReport(fields: Partial<Report> = {}): Report {
  const findings = fields.findings ?? []
  const count = (status: Status) => findings.filter((finding) => finding.status === status).length
  const unknown = count('unknown')
  const applicable = findings.length - count('not-applicable')
  return {
    id: 'audit-1',
    account: ACCOUNT,
    regions: [REGION],
    scope: [],
    startedAt: NOW,
    finishedAt: NOW + 3,
    totals: { pass: count('pass'), fail: count('fail'), unknown, 'not-applicable': count('not-applicable') },
    score: applicable > unknown ? (100 * count('pass')) / (applicable - unknown) : null,
    unknownShare: applicable === 0 ? 0 : unknown / applicable,
    findings,
    gaps: [],
    calls: { total: 3, byOperation: { 'sagemaker:ListNotebookInstances': 3 } },
    resources: { notebooks: findings.length },
    ...fields,
  }
}
