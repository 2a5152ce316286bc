import { type Check, defineCheck, fail, notApplicable, pass, type Verdict } from '../../check.ts'
import type { WorkloadPart } from '../../inventory/workloads.ts'
import type { Controls } from '../../practice.ts'
import type { Open } from '../../verdicts/verdict-of-all.ts'
import { openField, verdictOnParts } from '../../workloads/workload.ts'
import { type WorkloadKind, workloadFix } from '../../workloads/workload-fix.ts'

interface Row {
  readonly of: Exclude<WorkloadKind, 'transformJobs'>
  readonly id: string
  readonly title: string
  readonly controls: Controls
}

const ROWS: readonly Row[] = [
  {
    of: 'dataQualityDefinitions',
    id: 'data-quality-inter-container-encryption',
    title: 'Data quality jobs on several instances must encrypt the traffic between them',
    controls: { fsbp: ['SageMaker.9'] },
  },
  {
    of: 'modelBiasDefinitions',
    id: 'model-bias-inter-container-encryption',
    title: 'Model bias jobs on several instances must encrypt the traffic between them',
    controls: { fsbp: ['SageMaker.15'] },
  },
  {
    of: 'modelExplainabilityDefinitions',
    id: 'model-explainability-inter-container-encryption',
    title: 'Model explainability jobs on several instances must encrypt the traffic between them',
    controls: { fsbp: ['SageMaker.10'] },
  },
  {
    of: 'modelQualityDefinitions',
    id: 'model-quality-inter-container-encryption',
    title: 'Model quality jobs on several instances must encrypt the traffic between them',
    controls: { fsbp: ['SageMaker.13'] },
  },
  {
    of: 'monitoringSchedules',
    id: 'monitoring-schedule-inter-container-encryption',
    title: 'Inline monitoring jobs on several instances must encrypt the traffic between them',
    controls: { fsbp: ['SageMaker.22'] },
  },
  {
    of: 'pipelines',
    id: 'pipeline-steps-inter-container-encryption',
    title: 'Pipeline steps on several instances must encrypt the traffic between them',
    controls: {},
  },
  {
    of: 'processingJobs',
    id: 'processing-inter-container-encryption',
    title: 'Processing jobs on several instances must encrypt the traffic between them',
    controls: {},
  },
  {
    of: 'trainingJobs',
    id: 'training-inter-container-encryption',
    title: 'Training jobs on several instances must encrypt the traffic between them',
    controls: {
      nist80053r5: ['SC-8'],
      soc2: ['CC6.7'],
      iso27001: ['A.8.11', 'A.8.24'],
      awsAi: ['AISF-INFRA-06', 'AISF-ML-03'],
    },
  },
  {
    of: 'tuningJobs',
    id: 'tuning-inter-container-encryption',
    title: 'Tuning jobs on several instances must encrypt the traffic between them',
    controls: {},
  },
]

export const workloadInterContainerEncryptionChecks: readonly Check[] = ROWS.map((row) =>
  defineCheck({
    id: row.id,
    title: row.title,
    practice: 'encryption-in-transit',
    severity: 'medium',
    tier: 'core',
    controls: row.controls,
    why: 'Distributed jobs send gradients, coefficients and parts of the data between instances, in clear text unless told otherwise. Encryption costs some time, the more the more the instances talk.',
    fix: workloadFix(
      row.of,
      'Turn on the encryption of inter-container traffic; a condition on sagemaker:InterContainerTrafficEncryption can demand it.',
      'inter-container',
    ),
    of: row.of,
    evaluate: (workload) => verdictOnParts(workload, trafficVerdict),
  }),
)

/** One instance has nobody to talk to, whatever the setting says. */
function trafficVerdict(part: WorkloadPart): Verdict | Open {
  if (part.interContainerEncryption) return pass('Inter-container traffic is encrypted')
  if (part.type === 'model' || part.type === 'transform')
    return notApplicable('Its containers do not talk to each other.')
  if (part.instanceCount === 1 && !part.unresolved.includes('instanceCount'))
    return pass('Runs on one instance')
  const open = openField(part, 'instanceCount', 'interContainerEncryption')
  if (open) return open
  return part.instanceCount >= 2
    ? fail(`Inter-container traffic is not encrypted between ${part.instanceCount} instances`)
    : notApplicable('SageMaker chooses the instances of this job.')
}
